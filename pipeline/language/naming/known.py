"""Names that the gazetteer has."""

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.gazetteer import Alias, fold, words_of
from pipeline.grammar import words
from pipeline.language.compounds import not_the_people
from pipeline.language.mentions import reference
from pipeline.language.naming.found import OPENING
from pipeline.language.naming.persons import Persons
from pipeline.language.naming.spans import PersonSpans
from pipeline.language.organisations import complement

STATE_REACH = 6  # tokens after a body's name within which its state stands: « de la République de Corée »


class KnownNames(Persons, PersonSpans):
    """Finds the gazetteer's names, but where they are part of others."""

    def alias_hits(self) -> Iterator[tuple[int, int, Alias, list[Alias]]]:
        """Gazetteer matches as token spans with the aliases that share them, longest first from left to right."""
        i = 0
        while i < len(self.words):
            best: list[Alias] = []
            size = 0
            for n, alias in self.gazetteer.aliases.at(self.words, i):
                if n < size:
                    break
                start, end = self.words[i][1], self.words[i + n - 1][2]
                if alias.fits(self.text[start:end]) and not self.office_of(i, n):
                    size = n
                    best.append(alias)
            if best:
                span = self.doc.char_span(self.words[i][1], self.words[i + size - 1][2], alignment_mode="expand")
                if span is not None:
                    if span.text[:2].lower() in ("l'", "d'") and len(span) > 1:
                        span = span[1:]
                    yield span.start, span.end, best[0], best
            i += size or 1

    def office_of(self, i: int, n: int) -> bool:
        """« le PDG de Twitter »: an acronym that is an office too, before « de »."""
        follow = self.words[i + n][0] if i + n < len(self.words) else ""
        office = any(k == n for k, _ in self.gazetteer.offices.at(self.words, i))
        return office and follow in ("de", "du", "des", "d")

    def gazetteer_names(self, persons: list[tuple[int, int]]) -> None:
        hits = list(self.alias_hits())
        covered = {i for s, e, _, _ in hits for i in range(s, e)}
        for start, end, alias, aliases in hits:
            if alias.kind == "demonym" and (not self.people(start) or self.prefixed(start)):
                continue
            if alias.kind != "demonym" and self.branch(start):
                continue
            if len(self.doc[start:end]) <= 2:
                if self.named_person_over(start, end, persons):
                    continue
                other = self.first_name(start, end)
                if other < start and self.gazetteer.actors[alias.id].type == "PERSON":
                    persons.append((other, end))  # « Oburu Odinga », whom the NER passed over
                    continue
                beyond = end < len(self.doc) and end in covered
                if not beyond and self.part_of_longer_name(start, end):
                    continue
            if not self.free(start, end) or self.of_a_state(end, alias):
                continue
            ids = list(dict.fromkeys(a.id for a in aliases))
            self.add(reference(start, end, ids, alias.kind))

    def named_person_over(self, start: int, end: int, persons: list[tuple[int, int]]) -> bool:
        """Whether the alias at `start:end` is part of a longer personal name (« Denzel Washington »)."""
        for s, e in persons:
            if s <= start and end <= e and (e - s) > (end - start):
                others = [self.doc[i] for i in range(s, e) if not start <= i < end]
                if all(t.lower_ in words("names", "definite") for t in others) and self.opens(s):
                    return False  # « Le Pastef »
                if any(t.text == "-" for t in others) and all(t.text == "-" or self.famous(t) for t in others):
                    return False  # « le sommet Zelensky-Poutine »
                if all(
                    t.text[0].isupper() or t.text in "-.'" or t.text.lower() in words("names", "particles")
                    for t in others
                ):
                    return True
        return False

    def famous(self, token: Token) -> bool:
        """Whether a word alone names a person of the gazetteer."""
        known = self.gazetteer.aliases.alone.get(fold(token.text), ())
        return any(self.gazetteer.actors[alias.id].type == "PERSON" for _, alias in known)

    def part_of_longer_name(self, start: int, end: int) -> bool:
        """Whether a single capitalised neighbour makes another name of it (« Paris Saint-Germain »)."""
        doc = self.doc
        sentence_of_capitals = doc[start].is_upper and len(doc[start]) > 3
        if sentence_of_capitals:
            return False
        if end < len(doc) and doc[end - 1].whitespace_ != "" and self.plain_capital(end):
            return True
        before = start - 1
        return (
            before >= 0 and self.plain_capital(before) and not self.function_word(before) and doc[before].whitespace_ != ""
            and not doc[before].is_sent_start and before > 0 and doc[before - 1].text not in OPENING
            and "\n" not in doc[before - 1].text and not self.is_title(before)
        )  # fmt: skip

    def prefixed(self, i: int) -> bool:
        """« Afro-Américains », « pro-russes »: a hyphen with a word before it makes another word."""
        return i > 1 and self.texts[i - 1].endswith("-") and not self.doc[i - 1].whitespace_

    def branch(self, i: int) -> bool:
        """« Agetip-Mali », « Orange-Mali »: with a name that is no actor's before the hyphen it is somebody else's."""
        if i < 2 or self.texts[i - 1] != "-" or self.doc[i - 1].whitespace_ or self.doc[i - 2].whitespace_:
            return False
        before = self.doc[i - 2]
        return (
            before.text[0].isupper() and before.is_alpha and not self.gazetteer.aliases.by_first.get(fold(before.text))
        )

    def of_a_state(self, end: int, alias: Alias) -> bool:
        """« le Conseil de sécurité nationale » is not the Council of the United Nations, nor « le Front national de libération »
        the French party."""
        follow = self.doc[end].lower_ if end < len(self.doc) else ""
        known = self.gazetteer.actors[alias.id]
        longer = (
            known.subtype == "party" and alias.text.split()[0] in self.gazetteer.heads and complement(self.doc, end)
        )
        organ = known.subtype == "igo" and alias.text != known.name and " " in alias.text and self.state_at(end)
        return bool(longer) or organ or (follow in words("names", "other_after") and known.type == "ORGANISATION")

    def state_at(self, i: int) -> bool:
        """« [le Conseil de sécurité] de l'Arménie », « [le Conseil de sécurité] russe »."""
        heard = words_of(self.doc[i : i + STATE_REACH].text)
        small = {word.rstrip("'") for word in words("names", "of") | words("names", "articles")}
        of = next((n for n, (word, _, _) in enumerate(heard) if word not in small), len(heard))
        aliases = [a for _, a in self.gazetteer.aliases.at(heard, of)] if of < len(heard) else []
        states = [a for a in aliases if self.gazetteer.actors[a.id].type == "STATE"]
        return any((a.kind == "demonym") != (of > 0) for a in states)

    def people(self, i: int) -> bool:
        """Whether a demonym is a noun for the people: « les Russes », « un Américain », not « russe »."""
        token = self.doc[i]
        if not token.text[0].isupper():
            return False
        after = self.doc[i + 1] if i + 1 < len(self.doc) else token
        named = after is not token and after.is_title  # « la Congolaise Thérèse Kayikwamba »
        if not_the_people(self.doc, i):
            return False
        return i > 0 and self.doc[i - 1].lower_ in words("names", "articles") and not named

    def settle_ambiguous(self) -> None:
        """Give an alias of several actors (« Congolais ») to the one named elsewhere, else to the first."""
        sure = {r["ids"][0] for r in self.references if len(r["ids"]) == 1}
        for ref in self.references:
            if len(ref["ids"]) > 1:
                ref["ids"] = [next((i for i in ref["ids"] if i in sure), ref["ids"][0])]
            self.know(self.gazetteer.actors[ref["ids"][0]])

    def surnames_like_capitals(self, persons: list[tuple[int, int]]) -> None:
        """« Washington » in an article on Denzel Washington that names the United States nowhere else."""
        surnames = {fold(self.doc[e - 1].text): self.doc[s:e].text for s, e in persons if e - s > 1}
        named = Counter(r["ids"][0] for r in self.references)
        like = Counter(
            r["ids"][0]
            for r in self.references
            if r["kind"] == "metonym" and fold(self.doc[r["start"]].text) in surnames
        )
        for ref in self.references:
            surname = fold(self.doc[ref["start"]].text)
            if ref["kind"] == "metonym" and surname in surnames and named[ref["ids"][0]] == like[ref["ids"][0]]:
                name = surnames[surname]
                self.new_person(name)
                ref["ids"], ref["kind"] = [name], "name"

    def namesakes(self, persons: list[tuple[int, int]]) -> None:
        """A lone surname is the article's own person of that name, not the gazetteer's: « Oburu Odinga… Odinga »."""
        full = {fold(self.doc[e - 1].text): self.doc[s:e].text for s, e in persons if e - s > 1 and self.free(s, e)}
        named = {r["ids"][0] for r in self.references if r["end"] - r["start"] > 1}
        for ref in self.references:
            ident = ref["ids"][0]
            name = full.get(fold(self.doc[ref["start"]].text), "")
            if (
                ref["end"] - ref["start"] == 1
                and name
                and ident not in named
                and self.registry[ident]["type"] == "PERSON"
            ):
                self.new_person(name)
                ref["ids"] = [name]
