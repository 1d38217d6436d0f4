"""The relation rules on POPCORN, a public corpus of French reports with its entities given.

    python benchmarks/popcorn.py FOLDER

FOLDER holds `train.json` and `test.json` (github.com/Emvista/popcorn-dataset, `data/manual_corpus/`, MIT). Its actors
are mostly common nouns (« la police », « les manifestants ») in accidents, crime and protest: not what the program is
for, hence an outside check. Scored are unordered pairs with a class, of those that share a sentence.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import pipeline

CLASSES = {"IS_AT_ODDS_WITH": "tension", "IS_COOPERATING_WITH": "cooperation"}
Pair = tuple[str, tuple[str, ...]]


def document(nlp: Language, article: dict[str, Any], actors: set[str]) -> Doc:
    """The text with the mentions of its actors given, the longest first where they overlap."""
    doc = nlp.make_doc(article["text"])
    taken: set[int] = set()
    mentions = [(m, e["id"]) for e in article["entities"] if e["type"] in actors for m in e["mentions"]]
    for mention, ident in sorted(mentions, key=lambda m: m[0]["start"] - m[0]["end"]):
        span = doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
        if span is not None and not taken & set(range(span.start, span.end)):
            taken |= set(range(span.start, span.end))
            doc._.given = [*doc._.given, (span.start, span.end, str(ident))]
    return doc


def wanted(article: dict[str, Any], doc: Doc) -> set[Pair]:
    """The annotated pairs that have mentions in one sentence."""
    where: dict[str, set[int]] = {}
    for start, _, ident in doc._.given:
        where.setdefault(ident, set()).add(doc[start].sent.start)
    pairs = {(CLASSES[r[1]], tuple(sorted((str(r[0]), str(r[2]))))) for r in article["relations"] if r[1] in CLASSES}
    return {p for p in pairs if where.get(p[1][0], set()) & where.get(p[1][1], set())}


def main(folder: Path) -> None:
    """Print precision and recall by class."""
    articles = [a for part in ("train", "test") for a in json.loads((folder / f"{part}.json").read_text()).values()]
    typed = [
        ({e["id"]: e["type"] for e in a["entities"]}, r) for a in articles for r in a["relations"] if r[1] in CLASSES
    ]
    actors = {types[side] for types, r in typed for side in (r[0], r[2])}
    nlp = pipeline.load()
    hits, found, gold = (
        dict.fromkeys(CLASSES.values(), 0),
        dict.fromkeys(CLASSES.values(), 0),
        dict.fromkeys(CLASSES.values(), 0),
    )
    for article, doc in zip(articles, nlp.pipe([document(nlp, a, actors) for a in articles]), strict=True):
        right = wanted(article, doc)
        given = {(r["class"], tuple(sorted((r["source"], r["target"])))) for r in doc._.relations}
        for name in hits:
            hits[name] += sum(p[0] == name for p in right & given)
            found[name] += sum(p[0] == name for p in given)
            gold[name] += sum(p[0] == name for p in right)
    print("| class | precision | recall | annotated pairs | found pairs |\n| --- | --- | --- | --- | --- |")
    for name in hits:
        precision, recall = hits[name] / max(found[name], 1), hits[name] / max(gold[name], 1)
        print(f"| {name} | {precision:.2f} | {recall:.2f} | {gold[name]} | {found[name]} |")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    main(arguments.parse_args().folder)
