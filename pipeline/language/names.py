"""Names: the entities of spaCy's NER, repaired by the gazetteer, as mentions of identified actors.

Assigns ``doc._.mentions``, ``doc._.registry`` and ``doc.ents`` (labels PER, LOC, ORG; ``kb_id_`` the actor's id).
"""

from collections import Counter
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.gazetteer import Alias, Gazetteer, Known, fold, load_gazetteer, words_of, words_of_article
from pipeline.grammar import grammar, words
from pipeline.language.compounds import not_the_people
from pipeline.language.mentions import Reference, participant, reference, token_starts
from pipeline.language.organisations import bracketed_acronyms, complement, headed_organisations, labelled
from pipeline.rules.forms import singular

HOLDER = 6  # tokens of a name after an office, hyphens with them
OFFICE = 9  # tokens of an office with its complements: « ministre d'État chargé des Affaires étrangères du Mali »
LABELS = {"PERSON": "PER", "STATE": "LOC", "ORGANISATION": "ORG"}
LONGEST_NAME = 4  # tokens of a name after a title
OPENING = '«»“”"([:.?!…;–—-'  # after one of these a word may have its capital from the sentence


class Names:
    """Finds the named actors of one Doc; the fields fill in the order of the methods of `run`."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, common: "Dictionary") -> None:
        self.doc, self.gazetteer, self.common = doc, gazetteer, common
        self.text = doc.text  # spaCy puts it together anew each time
        self.texts = [token.text for token in doc]
        self.words = words_of_article(self.text)
        self.taken: list[int] = [-1] * len(doc)
        self.references: list[Reference] = []
        self.registry = doc._.registry if doc._.registry else {}
        self.blocked: set[int] = set()

    # -- bookkeeping

    def free(self, start: int, end: int) -> bool:
        return all(t < 0 for t in self.taken[start:end]) and not self.blocked.intersection(range(start, end))

    def add(self, ref: Reference) -> None:
        for i in range(ref["start"], ref["end"]):
            self.taken[i] = len(self.references)
        self.references.append(ref)

    def know(self, known: Known) -> None:
        self.registry.setdefault(known.id, participant(known, self.doc._.date))

    # -- steps

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

    def person_spans(self) -> list[tuple[int, int]]:
        """PER entities of the NER without their titles, as token spans."""
        spans = []
        for ent in self.doc.ents:
            if ent.label_ == "PER" and ent[0].text not in self.gazetteer.heads:  # « Association des comités … »
                span = self.strip(ent)
                if span is not None:
                    spans.append((self.first_name(span.start, span.end), span.end))
        spans = self.merged(spans)
        covered = {i for start, end in spans for i in range(start, end)}
        return spans + [s for s in [*self.titled_names(), *self.office_holders()] if not covered & set(range(*s))]

    def merged(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """« Kacou [Houadja] Léon Adom »: the parts of one name that the NER cut, a capitalised word between them or none."""
        whole: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            gap = self.doc[whole[-1][1] : start] if whole else self.doc[:0]
            near = bool(whole) and 0 <= start - whole[-1][1] <= 1 and "\n" not in self.doc[whole[-1][0] : end].text
            if near and all(t.is_title and t.is_alpha and not t.is_stop and not self.is_title(t.i) for t in gap):
                whole[-1] = (whole[-1][0], end)
            else:
                whole.append((start, end))
        return whole

    def titled_names(self) -> list[tuple[int, int]]:
        """Names that the NER passed over: two capitalised words after an office and perhaps its people (« la Première ministre
        arménienne X Y »), one after a civility (« M. Bolton »)."""
        found, heard = [], self.words
        token_at = token_starts(self.doc)
        for k in range(len(heard) - 1):
            n, title = next(self.gazetteer.offices.at(heard, k), (0, None))
            if title is None or title.number != "s":
                continue
            civil = title.rank == "civility" and self.text[heard[k][1]].isupper()
            people = k + n < len(heard) and any(a.kind == "demonym" for _, a in self.gazetteer.aliases.at(heard, k + n))
            k += n + (people and not civil)
            start = token_at.get(heard[k][1]) if k < len(heard) else None
            if start is None or start == 0 or not (civil or self.texts[start - 1][0].islower()):
                continue
            end = start + 1
            while end < len(self.doc) and end - start < LONGEST_NAME and self.named_word(end):
                end += 1
            if self.named_word(start, civil=civil) and (civil or end - start > 1):
                found.append((start, end))
        return found

    def named_word(self, i: int, *, civil: bool = False) -> bool:
        """A capitalised word that is no office and, but after a civility, that the NER did not take for a body or place."""
        token = self.doc[i]
        return (
            token.is_title and token.is_alpha and not token.is_stop and (civil or token.ent_type_ not in ("ORG", "LOC"))
            and not self.is_title(i)
        )  # fmt: skip

    def office_holders(self) -> list[tuple[int, int]]:
        """« le chef de la diplomatie éthiopienne, Gedion Timothewos, »: who is named between commas after an office, whatever
        the NER takes him for."""
        found = []
        for ent in self.doc.ents:
            closed = ent.end < len(self.doc) and self.doc[ent.end].text == ","
            if not (closed and 2 <= len(ent) <= HOLDER and ent.start > 1 and self.doc[ent.start - 1].text == ","):
                continue
            named = all(t.is_title or t.text == "-" for t in ent) and not any(
                map(self.is_title, range(ent.start, ent.end))
            )
            if named and ent.label_ != "PER" and not any(self.gazetteer.aliases.at(words_of(ent.text), 0)):
                if self.office_before(ent.start - 1):
                    found.append((ent.start, ent.end))
        return found

    def office_before(self, comma: int) -> bool:
        """Whether the words up to `comma` begin with the office of one person."""
        start = comma
        while (
            start
            and comma - start < OFFICE
            and not self.doc[start - 1].is_punct
            and "\n" not in self.doc[start - 1].text
        ):
            start -= 1
        heard = words_of(self.doc[start:comma].text)
        return any(title.number == "s" for i in range(len(heard)) for _, title in self.gazetteer.offices.at(heard, i))

    def first_name(self, start: int, end: int) -> int:
        """The start of a name whose first word the NER left out: « [Oburu] Odinga »."""
        before = self.doc[start - 1] if start and end - start == 1 else None
        if (
            before is None or not (before.is_title and before.is_alpha) or len(before) < 3 or self.is_title(before.i)
            or self.is_common(before.lower_) or before.lower_ in words("names", "articles") or self.function_word(before.i) or before.ent_type_ == "ORG"
            or self.gazetteer.aliases.by_first.get(fold(before.text))
        ):  # fmt: skip
            return start
        return start - 1

    def strip(self, ent: Span) -> Span | None:
        """`ent` without titles, lower-case words and punctuation at its ends; None if no name is left."""
        start, end = ent.start, ent.end
        if start >= 2 and self.doc[start - 1].text in "-'" and self.doc[start - 2].text[0].isupper():
            return None
        start = self.after_title(start, end)
        tokens = self.doc
        while start < end and (not tokens[start].text[0].isupper() or self.function_word(start)):
            start += 1
        while end > start and not (tokens[end - 1].text[0].isupper() or self.hyphened(end - 1)):
            end -= 1
        for i in range(start, end):
            text = tokens[i].text
            if not (
                text[0].isupper()
                or text[0] in "-.'"
                or text.lower() in words("names", "particles")
                or not text[0].isalpha()
                or self.hyphened(i)
            ):
                end = i
                break
            dash = text in ("-", "–", "—") and tokens[i - 1].whitespace_ != ""
            if dash or self.civility(i) or text in ',;:()«»"|/' or "\n" in text:
                end = i
                break
        while end > start and not (
            tokens[end - 1].text[0].isupper() or self.hyphened(end - 1)
        ):  # « École d'[économie] », « Programme Afrique de »
            end -= 1
        return self.doc[start:end] if end > start and len(self.doc[start:end].text) > 1 else None

    def hyphened(self, i: int) -> bool:
        """« Kim Il-sung »: the small letters after a hyphen within a name."""
        if i < 2 or self.texts[i - 1] != "-" or self.doc[i - 1].whitespace_ or self.doc[i - 2].whitespace_:
            return False
        return self.texts[i].isalpha() and self.texts[i - 2].istitle() and not self.doc[i].is_stop

    def civility(self, i: int) -> bool:
        """« Demba Traoré Me Boubou Cissé »: with a civility another name begins."""
        found = words_of(self.doc[i].text)
        return any(title.rank == "civility" for _, title in self.gazetteer.offices.at(found, 0)) if found else False

    def function_word(self, i: int) -> bool:
        """« Selon », « Pour » with the capital of a sentence's start."""
        word = self.doc[i].lower_
        return self.doc[i].is_stop and word not in words("names", "particles") | words("names", "articles")

    def after_title(self, start: int, end: int) -> int:
        """The token after the offices and civilities that begin at `start`."""
        words = words_of(self.doc[start:end].text)
        base, i, char = self.doc[start].idx, 0, 0
        while i < len(words):
            hit = next(self.gazetteer.offices.at(words, i), None)
            if hit is None or self.called(words[i], base):
                break
            i += hit[0]
            char = words[i - 1][2]
        while char and start < end and self.doc[start].idx < base + char:
            start += 1
        while start < end and self.doc[start].text in (".", ","):
            start += 1
        return start

    def called(self, word: tuple[str, int, int], base: int) -> bool:
        """« Cheikh Diba »: a title with a capital that is a first name too."""
        return word[0] in self.gazetteer.first_names and self.text[base + word[1]].isupper()

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

    def opens(self, i: int) -> bool:
        """Whether token `i` has its capital from the sentence's start."""
        return i == 0 or self.texts[i - 1] in OPENING or "\n" in self.texts[i - 1]

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

    def plain_capital(self, i: int) -> bool:
        token = self.doc[i]
        return token.is_alpha and token.is_title and len(token) > 2 and self.taken[i] < 0 and not self.is_title(i)

    def is_title(self, i: int) -> bool:
        word = fold(self.doc[i].text)
        known = self.gazetteer.offices.by_first, self.gazetteer.organs.by_first
        return any(word in trie for trie in known) or self.doc[i].text in self.gazetteer.heads

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
        return bool(longer) or (follow in words("names", "other_after") and known.type == "ORGANISATION")

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

    def one_word(self, span: Span) -> bool:
        """« Udeid », « Al-Udeid », but no acronym."""
        return " " not in span.text and not any(t.is_upper and len(t) > 1 for t in span)

    def only_a_place(self, i: int) -> bool:
        """Whether a lone unknown word stands, wherever it does, where places do: « l'attaque d'Inatès », « à Sirgadji »."""
        before = words("places", "prepositions") | {"de", "d'", "du"}
        same = [k for k, text in enumerate(self.texts) if text == self.texts[i]]
        return all(k > 0 and (self.texts[k - 1].lower() in before or self.beside_place(k, before)) for k in same)

    def beside_place(self, i: int, before: frozenset[str]) -> bool:
        """« à Savè et Savalou »: the second of two places."""
        return (
            i > 2 and self.texts[i - 1] == "et" and self.texts[i - 2].istitle() and self.texts[i - 3].lower() in before
        )

    def shouted(self, i: int) -> bool:
        """Whether token `i` stands in a line in capitals, where the NER sees names everywhere."""
        near = [t for t in self.doc[max(0, i - 4) : i + 5] if t.is_alpha and len(t) > 1]
        return len(near) > 3 and sum(t.is_upper for t in near) > len(near) * 0.7

    def unlikely(self, start: int, end: int) -> bool:
        """Whether a name is a common word with a capital, a listed non-actor, or ends in a single letter."""
        text = self.doc[start:end].text
        if fold(text) in self.gazetteer.non_actors:
            return True
        first = self.doc[start]
        if end - start == 1:
            opens = first.is_sent_start or (start > 0 and self.doc[start - 1].text in '«"([:–—-')
            return self.is_common(first.lower_) and (opens or not first.is_upper)
        return len(self.doc[end - 1]) == 1 or (first.is_sent_start is True and self.is_common(first.lower_))

    def is_common(self, word: str) -> bool:
        """Whether the model's dictionary has `word`, or its singular, as a common word."""
        return word in self.common

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

    def organisations(self) -> None:
        """Organisations that the gazetteer lacks: « Nom complet (SIGLE) », capitalised heads, then the NER's."""
        for start, end, acronym in bracketed_acronyms(self.doc, self.texts, self.taken):
            inside = self.taken[start] if self.taken[start] >= 0 else self.taken[end - 1]
            before = self.doc[start:end]
            if acronym is not None and self.taken[acronym] >= 0:
                ident = self.references[self.taken[acronym]]["ids"][0]
                if self.registry[ident]["type"] == "ORGANISATION" and self.taken[start] < 0:
                    self.release(start, end)  # « pour la libération de l'Angola (MPLA) »
                if self.free(start, end):
                    self.add(reference(start, end, [ident], "name"))
                continue
            if acronym is None:
                continue
            if inside >= 0:
                ident = self.references[inside]["ids"][0]
                if self.registry[ident]["type"] != "ORGANISATION":
                    continue
            else:
                ident = self.doc[acronym].text
                self.release(start, end)
                self.organisation(start, end, ident, before.text)
            self.rename(acronym, ident)
            self.repeat([t.lower_ for t in before], ident)
        for start, end in headed_organisations(self.doc, self.texts, self.gazetteer.heads, self.common.infinitives):
            if end - start > 2 and self.taken[start] < 0 and self.texts[end - 2].lower() in words("names", "of"):
                self.release(start, end)  # « l'Association des banques du Myanmar »
            if self.free(start, end):
                text = self.doc[start:end].text
                self.organisation(start, end, text, text)
                self.repeat([t.lower_ for t in self.doc[start:end]], text)
        for ent in self.doc.ents:
            if ent.label_ == "ORG":
                self.recognised(ent)

    def labelled(self) -> None:
        """« le groupe X », « l'allemand Y »: bodies whatever the NER calls them, with their other occurrences."""
        for start, end, label in list(labelled(self.doc, self.texts, self.demonym)):
            text = self.doc[start:end].text
            first_name = end - start > 1 and fold(self.texts[start]) in self.gazetteer.first_names
            if not self.free(start, end) or first_name or len(text) < 2 or fold(text) in self.gazetteer.non_actors:
                continue
            subtype = next(
                (s for s, nouns in grammar()["bodies"].items() if label in nouns), "" if label else "company"
            )
            self.organisation(start, end, text, text, subtype)
            self.repeat([t.lower_ for t in self.doc[start:end]], text)

    def demonym(self, word: str) -> bool:
        """Whether a word is an adjective of origin: « allemand »."""
        known = self.gazetteer.aliases.alone.get(fold(word), ())
        return word.islower() and any(alias.kind == "demonym" for _, alias in known)

    def release(self, start: int, end: int) -> None:
        """Forget the mentions inside `start:end`, which is one name."""
        inside = {self.taken[i] for i in range(start, end)} - {-1}
        if all(start <= self.references[n]["start"] and self.references[n]["end"] <= end for n in inside):
            self.references = [r for n, r in enumerate(self.references) if n not in inside]
            self.taken = [-1] * len(self.doc)
            for n, ref in enumerate(self.references):
                for i in range(ref["start"], ref["end"]):
                    self.taken[i] = n

    def organisation(self, start: int, end: int, ident: str, name: str, subtype: str = "") -> None:
        head = self.gazetteer.heads.get(self.doc[start].text, {})
        known = Known(
            id=ident, name=name, type="ORGANISATION", subtype=subtype or head.get("subtype", "other"),
            gender=head.get("gender", ""), number=head.get("number", "s"), kinds=(fold(self.doc[start].text),),
        )  # fmt: skip
        self.know(known)
        self.add(reference(start, end, [ident], "name"))

    def rename(self, acronym: int, ident: str) -> None:
        """Make every other occurrence of an acronym introduced in brackets a mention of `ident`."""
        text = self.doc[acronym].text
        for i, here in enumerate(self.texts):
            if here == text and self.taken[i] < 0:
                self.add(reference(i, i + 1, [ident], "name"))

    def repeat(self, name: list[str], ident: str) -> None:
        """Make every other occurrence of a full name a mention of `ident`."""
        for token in self.doc:
            end = token.i + len(name)
            if (
                token.lower_ == name[0]
                and [t.lower_ for t in self.doc[token.i : end]] == name
                and self.free(token.i, end)
            ):
                self.add(reference(token.i, end, [ident], "name"))

    def recognised(self, ent: Span) -> None:
        """Keep an ORG entity that looks like a name."""
        span = self.strip(ent)
        if span is None or not self.free(span.start, span.end):
            return
        if span.start and self.is_title(span.start) and len(span) == 1:
            return
        if len(span) == 1 and (span[0].is_sent_start or not (span[0].is_upper or span[0].is_title)):
            return
        if self.shouted(span.start) or self.unlikely(span.start, span.end):
            return
        if self.is_title(span.start) or (self.one_word(span) and self.only_a_place(span.start)):
            return
        self.organisation(span.start, span.end, span.text, span.text)

    def run(self) -> None:
        """Fill the Doc's mentions, registry and entities."""
        for start, end, ident in self.doc._.given:
            self.given(start, end, ident)
        if not self.doc._.given:
            persons = self.person_spans()
            self.gazetteer_names(persons)
            self.settle_ambiguous()
            self.surnames_like_capitals(persons)
            self.namesakes(persons)
            self.labelled()
            self.new_persons(persons)
            self.organisations()
        self.references.sort(key=lambda r: r["start"])
        self.doc._.mentions, self.doc._.registry = self.references, self.registry
        taken = {i for r in self.references for i in range(r["start"], r["end"])}
        self.doc._.places = [
            (e.start, e.end) for e in self.doc.ents if e.label_ == "LOC" and not taken & set(range(e.start, e.end))
        ]
        self.speakers()
        self.doc.set_ents([self.entity(r) for r in self.references if r["kind"] != "given"])

    def speakers(self) -> None:
        """« Joseph Mbuyi : Eh bien… », at the head of a line: what is said begins a sentence."""
        for ref in self.references:
            start, end = ref["start"], ref["end"]
            opens = start > 0 and "\n" in self.texts[start - 1]
            if (
                opens
                and end + 1 < len(self.doc)
                and self.texts[end] == ":"
                and self.registry[ref["ids"][0]]["type"] == "PERSON"
            ):
                self.doc[end + 1].is_sent_start = True

    def given(self, start: int, end: int, ident: str) -> None:
        """A mention that the caller vouches for (rule examples)."""
        self.registry.setdefault(ident, participant(Known(id=ident, name=ident, type=self.given_type(start, end))))
        self.add(reference(start, end, [ident], "given"))

    def given_type(self, start: int, end: int) -> str:
        """The type that the gazetteer has for a given expression, else PERSON for a full name, else STATE."""
        first = next((i for i, (_, s, _) in enumerate(self.words) if s >= self.doc[start].idx), len(self.words))
        for i in range(first, min(first + 2, len(self.words))):
            if self.words[i][1] < self.doc[end - 1].idx + len(self.doc[end - 1]):
                for _, alias in self.gazetteer.aliases.at(self.words, i):
                    return self.gazetteer.actors[alias.id].type
        capitals = [t for t in self.doc[start:end] if t.is_title]
        return "PERSON" if len(capitals) > 1 and len(capitals) == end - start else "STATE"

    def entity(self, ref: Reference) -> Span:
        kind = self.registry[ref["ids"][0]]["type"]
        return Span(self.doc, ref["start"], ref["end"], label=LABELS[kind], kb_id=ref["ids"][0])


@Language.factory(
    "entente_names",
    assigns=["doc.ents", "doc._.mentions", "doc._.registry"],
    requires=["doc.ents"],
    default_config={"gazetteer": []},
)
class NamesComponent:
    """Pipeline component over `Names`."""

    def __init__(self, nlp: Language, name: str, gazetteer: list[str]) -> None:
        self.nlp, self.gazetteer = nlp, load_gazetteer(tuple(gazetteer))
        self.common: Dictionary | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self.common is None:
            self.common = Dictionary(self.nlp)  # once the lemmatizer is there
        Names(doc, self.gazetteer, self.common).run()
        return doc


class Dictionary:
    """The common words of the model's lemmatizer: dictionary forms and inflected ones."""

    def __init__(self, nlp: Language) -> None:
        found = nlp.get_pipe("lemmatizer").lookups if "lemmatizer" in nlp.pipe_names else None  # type: ignore[attr-defined]
        index = found.get_table("lemma_index", {}) if found is not None else {}
        self.lemmas = frozenset(word for part in index.values() for word in part)
        parts = {name: frozenset(index.get(nlp.vocab.strings[name], ())) for name in ("verb", "noun")}
        self.infinitives = parts["verb"] - parts["noun"]
        self.inflected = found.get_table("lemma_lookup", {}) if found is not None else {}

    def __contains__(self, word: str) -> bool:
        return word in self.lemmas or singular(word) in self.lemmas or word in self.inflected
