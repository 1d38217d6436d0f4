"""Organisations that the gazetteer lacks."""

from spacy.tokens import Span

from pipeline.gazetteer import Known, fold
from pipeline.grammar import grammar, words
from pipeline.language.mentions import reference
from pipeline.language.naming.spans import PersonSpans
from pipeline.language.organisations import bracketed_acronyms, headed_organisations, labelled


class Bodies(PersonSpans):
    """Makes organisations of what looks like the name of one."""

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
            named = self.gazetteer.heads[self.texts[start]].get("common") and self.taken[start] < 0
            lower = [text for text in self.texts[start:end] if text.islower() and text not in words("names", "links")]
            if named and lower and self.texts[end - 2].lower() in words("names", "of"):  # not « l'Union des Comores »
                self.release(start, end)  # « l'Association des banques du Myanmar »
            if self.free(start, end):
                text = self.doc[start:end].text
                self.organisation(start, end, text, text)
                self.repeat([t.lower_ for t in self.doc[start:end]], text)
        for ent in self.doc.ents:
            if ent.label_ == "ORG" and not self.label_of(ent):
                self.recognised(ent)

    def label_of(self, ent: Span) -> bool:
        """« FACTBOX : La crise »: a word in capitals that opens a line before a colon says of what kind the text is."""
        follow = self.texts[ent.end] if ent.end < len(self.texts) else ""
        return len(ent) == 1 and ent.text.isupper() and follow == ":" and bool(self.doc[ent.start].is_sent_start)

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

    def release(self, start: int, end: int) -> None:
        """Forget the mentions inside `start:end`, which is one name."""
        inside = {self.taken[i] for i in range(start, end)} - {-1}
        if all(start <= self.references[n]["start"] and self.references[n]["end"] <= end for n in inside):
            self.references = [r for n, r in enumerate(self.references) if n not in inside]
            self.taken = [-1] * len(self.doc)
            for n, ref in enumerate(self.references):
                for i in range(ref["start"], ref["end"]):
                    self.taken[i] = n

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
