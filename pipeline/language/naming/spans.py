"""Where the names of persons begin and end: the NER's, repaired, and those that it passed over."""

from spacy.tokens import Span

from pipeline.gazetteer import fold, words_of
from pipeline.grammar import words
from pipeline.language.mentions import token_starts
from pipeline.language.naming.found import Found

HOLDER = 6  # tokens of a name after an office, hyphens with them
OFFICE = 9  # tokens of an office with its complements: « ministre d'État chargé des Affaires étrangères du Mali »
LONGEST_NAME = 4  # tokens of a name after a title


class PersonSpans(Found):
    """The spans of persons' names, before anybody knows who they are."""

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
            near = bool(whole) and 0 <= start - whole[-1][1] <= 1 and "\n" not in self.doc[whole[-1][0] : end].text
            begun = self.doc[whole[-1][1] : start + 1] if near else self.doc[:0]
            if near and all(t.is_title and t.is_alpha and not t.is_stop and not self.is_title(t.i) for t in begun):
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
