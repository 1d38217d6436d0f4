"""The article's actors with their mentions: what the tables take from a Doc."""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.language.tree import tree_of
from pipeline.schema import Actor


@Language.component("entente_actors", requires=["doc._.mentions", "doc._.registry"], assigns=["doc._.actors"])
def actors(doc: Doc) -> Doc:
    """Gather the mentions by actor; places and hints that no relation bound are left out."""
    found: dict[str, Actor] = {}
    tree, registry = tree_of(doc), doc._.registry
    for ref in doc._.mentions:
        if ref["place"] or ref["hint"]:
            continue
        start, text = tree[ref["start"]].idx, tree.words(ref["start"], ref["end"])
        for ident in ref["ids"]:
            if ident not in found:
                who = registry[ident]
                found[ident] = {
                    "id": ident, "name": who["name"], "type": who["type"], "subtype": who["subtype"],
                    "country": who["country"], "state": who["state"], "gender": who["gender"], "number": who["number"],
                    "kinds": who["kinds"], "listed": who["listed"], "mentions": [],
                    "example": "" if who["listed"] else " ".join(tree.sentences(ref["start"], ref["end"]).split()),
                }  # fmt: skip
            found[ident]["mentions"].append(
                {"start": start, "end": start + len(text), "text": text, "kind": ref["kind"]}
            )
    doc._.actors = [found[k] for k in sorted(found)]
    return doc
