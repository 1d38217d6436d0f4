"""One article and what the language side found in it → rows, with offsets in the article's text.

The language side counts characters in the article's own slice; rows count them in the whole text
(`Article.text`). Evidence never starts with a sign that a spreadsheet takes for a formula: the span is
narrowed, not the text changed, so that ``text[start:end]`` stays exactly what the cell shows.
"""

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from pipeline.schema import Actor, Article, Mention, Relation

Row = dict[str, Any]

FORMULA_SIGNS = "=+-@\t\r"
LEADING = re.compile(r"[\s=+@-]*")
WORD = re.compile(r"[^\W_]+")
OFFSETS = ("start", "end", "sentence_start", "sentence_end", "trigger_start", "trigger_end")
KEYED = ("source_id", "target_id", "class", "type")
COPIED = (
    "class",
    "type",
    "quad",
    "intensity",
    "directed",
    "status",
    "date",
    "attribution",
    "rule",
    "confidence",
)


class Extensions(Protocol):
    """What the language side leaves on ``doc._``."""

    actors: list[Actor]
    relations: list[Relation]
    date: str


class Analysed(Protocol):
    """The part of a spaCy ``Doc`` that rows are made of."""

    @property
    def text(self) -> str: ...
    @property
    def _(self) -> Any: ...


class Rows(NamedTuple):
    """What one article gives: its row, those of its actors, mentions and relations, and the whole text."""

    article: Row
    actors: list[Row]
    mentions: list[Row]
    relations: list[Row]
    text: str


def extract(article: Article, actors: Iterable[Actor] = (), relations: Iterable[Relation] = ()) -> Rows:
    """The rows of `article`; `actors` and `relations` count offsets from `article.start`.

    Raises ValueError if an offset falls outside the article or a relation's actor is not in `actors`.
    """
    known = {actor["id"]: actor for actor in actors}
    mentions = [mention_row(article, a, m) for a in known.values() for m in a["mentions"]]
    mentions.sort(key=lambda row: (row["start"], row["end"], row["actor_id"], row["kind"]))
    rows: dict[str, Row] = {}
    for relation in relations:
        row = relation_row(article, known, relation)
        rows.setdefault(row["relation_id"], row)
    return Rows(
        article=article_row(article),
        actors=[actor_row(article, known[i]) for i in sorted(known)],
        mentions=mentions,
        relations=sorted(rows.values(), key=relation_order),
        text=article.text,
    )


def extract_doc(doc: Analysed, article_id: str) -> Rows:
    """The rows of a document that comes from no file."""
    article = Article(
        article_id=article_id, file="", text_id=article_id, text=doc.text, start=0, end=len(doc.text),
        date=doc._.date, sha256=hashlib.sha256(doc.text.encode(errors="replace")).hexdigest(),
    )  # fmt: skip
    return extract(article, doc._.actors, doc._.relations)


def article_row(article: Article) -> Row:
    """The row of `articles.csv`."""
    return {
        "article_id": article.article_id,
        "file": article.file,
        "title": article.title,
        "author": article.author,
        "date": article.date,
        "language": article.language,
        "words": len(WORD.findall(article.text[article.start : article.end])),
        "sha256": article.sha256,
        "status": article.status,
        "error": article.error,
        "source": article.source,
        "url": article.url,
        "text_id": article.text_id,
        "text_start": article.start,
        "text_end": article.end,
        "duplicate_of": "",
    }


def actor_row(article: Article, actor: Actor) -> Row:
    """One actor in one article: how it is called and how often."""
    names = Counter(
        " ".join(m["text"].replace("|", " ").split())
        for m in actor["mentions"]
        if m["kind"] in ("name", "metonym", "demonym")
    )
    return {
        "article_id": article.article_id,
        "actor_id": actor["id"],
        "actor_name": actor["name"],
        "actor_type": actor["type"],
        "subtype": actor["subtype"],
        "country": actor["country"],
        "aliases": sorted(names),
        "mentions": len(actor["mentions"]),
        "gender": actor["gender"],
        "number": actor["number"],
        "kinds": actor["kinds"],
        "listed": actor["listed"],
        "example": actor["example"],
    }


def mention_row(article: Article, actor: Actor, mention: Mention) -> Row:
    """The row of `mentions.csv`."""
    start, end = located(article, mention["start"], mention["end"])
    return {
        "article_id": article.article_id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "actor_id": actor["id"],
        "actor_name": actor["name"],
        "actor_type": actor["type"],
        "kind": mention["kind"],
    }


def relation_row(article: Article, actors: dict[str, Actor], relation: Relation) -> Row:
    """The row of `relations.csv`."""
    start, end = located(article, relation["sentence_start"], relation["sentence_end"])
    trigger_start, trigger_end = located(article, relation["trigger_start"], relation["trigger_end"])
    row: Row = {
        "article_id": article.article_id,
        "sentence_start": start,
        "sentence_end": end,
        "trigger": article.text[trigger_start:trigger_end],
        "trigger_start": trigger_start,
        "trigger_end": trigger_end,
        "sentence": article.text[start:end],
    }
    plain: Row = dict(relation)
    for side in ("source", "target"):
        if plain[side] not in actors:
            raise ValueError(f"relation with an unknown actor: {plain[side]}")
        actor = actors[plain[side]]
        row |= {f"{side}_id": actor["id"], f"{side}_name": actor["name"], f"{side}_type": actor["type"]}
        row[f"{side}_state"] = plain[f"{side}_state"]
    row |= {name: plain[name] for name in COPIED}
    return {"relation_id": relation_id(article.article_id, row, article.start), **row}


def relation_id(article_id: str, row: "Row | sqlite3.Row", start: int) -> str:
    """A name that stays as long as the article, which begins at `start`, says the same thing at the same place."""
    parts = [article_id, row["sentence_start"] - start, *(row[name] for name in KEYED), row["trigger_start"] - start]
    return "r" + hashlib.sha1("\x1f".join(map(str, parts)).encode(errors="replace")).hexdigest()[:12]


def relation_order(row: Row) -> tuple[int, int, str, str, str]:
    """Where a relation comes among those of its article."""
    return row["sentence_start"], row["trigger_start"], row["source_id"], row["target_id"], row["relation_id"]


def located(article: Article, start: int, end: int) -> tuple[int, int]:
    """A span of the article as a span of its text, without white space and formula signs at its ends."""
    size = article.end - article.start
    if not 0 <= start <= end <= size:
        raise ValueError(f"offsets {start}-{end} outside an article of {size} characters")
    start, end = start + article.start, end + article.start
    inside = article.text[start:end]
    skipped, kept = len(LEADING.match(inside)[0]), len(inside.rstrip())  # type: ignore[index]
    return (start + skipped, start + kept) if skipped < kept else (start, end)
