"""Names: the entities of spaCy's NER, repaired by the gazetteer, as mentions of identified actors.

Assigns ``doc._.mentions``, ``doc._.registry`` and ``doc.ents`` (labels PER, LOC, ORG; ``kb_id_`` the actor's id).
"""

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.gazetteer import Known, load_gazetteer
from pipeline.language.mentions import Reference, participant, reference
from pipeline.language.naming.bodies import Bodies
from pipeline.language.naming.found import Dictionary
from pipeline.language.naming.known import KnownNames

LABELS = {"PERSON": "PER", "STATE": "LOC", "ORGANISATION": "ORG"}


class Names(KnownNames, Bodies):
    """Finds the named actors of one Doc; the fields fill in the order of the methods of `run`."""

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
