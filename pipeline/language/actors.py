"""The article's actors with their mentions: what the tables take from a Doc."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.schema import Actor


@Language.component("entente_actors", requires=["doc._.mentions", "doc._.registry"], assigns=["doc._.actors"])
def actors(doc: Doc) -> Doc:
    """Gather the mentions by actor; places and hints that no relation bound are left out."""
    found: dict[str, Actor] = {}
    for ref in doc._.mentions:
        if ref["place"] or ref["hint"]:
            continue
        span = doc[ref["start"] : ref["end"]]
        for ident in ref["ids"]:
            who = doc._.registry[ident]
            actor = found.setdefault(ident, {
                "id": ident, "name": who["name"], "type": who["type"], "subtype": who["subtype"],
                "country": who["country"], "state": who["state"], "gender": who["gender"], "number": who["number"],
                "kinds": who["kinds"], "listed": who["listed"], "mentions": [],
                "example": "" if who["listed"] else " ".join(span.sent.text.split()),
            })  # fmt: skip
            actor["mentions"].append(
                {"start": span.start_char, "end": span.end_char, "text": span.text, "kind": ref["kind"]}
            )
    doc._.actors = [found[k] for k in sorted(found)]
    return doc
