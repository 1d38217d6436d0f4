"""Persons that the gazetteer lacks."""

from pipeline.gazetteer import Known, fold, words_of
from pipeline.language.mentions import participant, reference
from pipeline.language.naming.found import Found


class Persons(Found):
    """Makes persons of spans, each by the fullest form of its name."""

    def new_persons(self, persons: list[tuple[int, int]]) -> None:
        """Persons that the gazetteer lacks: NER spans, joined to the fullest form in the article."""
        full = {tuple(fold(t.text) for t in self.doc[s:e]): self.doc[s:e].text for s, e in persons if e - s > 1}
        for ref in self.references:
            known = self.registry[ref["ids"][0]]
            if known["type"] == "PERSON":
                full[tuple(w for w, _, _ in words_of(known["name"]))] = known["name"]
        for s, e in persons:
            if not self.free(s, e) or "\n" in self.doc[s:e].text:
                continue
            key = tuple(fold(t.text) for t in self.doc[s:e])
            if self.shouted(s) or self.unlikely(s, e):
                continue
            if e - s == 1 and (len(key[0]) < 3 or (self.doc[s].is_upper and len(key[0]) < 5)):
                continue
            if e - s == 1 and self.doc[s].is_sent_start and self.doc[s].pos_ != "PROPN" and not self.doc[s].is_oov:
                if not any(k[-1] == key[0] for k in full):
                    continue
            name = self.full_name(key, full)
            if not name and e - s == 1 and self.only_a_place(s):
                continue
            self.person(s, e, name or self.doc[s:e].text)
        self.sweep(full)

    def full_name(self, key: tuple[str, ...], full: dict[tuple[str, ...], str]) -> str:
        """The longest full name that ends or begins with `key`, if only one does."""
        ends = {n for k, n in full.items() if k[-len(key) :] == key}
        if not ends and len(key) == 1:
            ends = {n for k, n in full.items() if key[0] in k[1:]}
        longest = max(ends, key=len, default="")
        return longest if all(fold(n) in fold(longest) for n in ends) else ""

    def person(self, start: int, end: int, name: str) -> None:
        known = self.gazetteer.actors.get(name)
        if known is not None and known.type == "PERSON":
            self.know(known)
        else:
            self.new_person(name)
        self.add(reference(start, end, [name], "name"))

    def new_person(self, name: str) -> None:
        """Register a person that the gazetteer lacks."""
        gender = self.gazetteer.gender_of(name)
        self.registry.setdefault(name, participant(Known(id=name, name=name, type="PERSON", gender=gender)))

    def sweep(self, full: dict[tuple[str, ...], str]) -> None:
        """Surnames of the article's persons that the NER passed over."""
        surnames: dict[str, set[str]] = {}
        for key, name in full.items():
            if len(key) > 1 and len(key[-1]) > 3 and any(r["ids"] == [name] for r in self.references):
                surnames.setdefault(key[-1], set()).add(name)
        for i, text in enumerate(self.texts):
            if self.taken[i] < 0 and text[0].isupper() and text.isalpha():
                owners = surnames.get(fold(text), set())
                if len(owners) == 1:
                    self.person(i, i + 1, next(iter(owners)))
