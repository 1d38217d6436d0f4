"""Results → what the report embeds: lists rather than records, offsets as JavaScript counts them.

JavaScript counts UTF-16 units from the start of the article; the tables count characters in the article's text.
"""

import math
from collections import defaultdict
from itertools import accumulate
from typing import Any

import pandas as pd

from pipeline.layout import label, layout
from pipeline.results import Record, Results, records
from pipeline.tabulate import cells
from pipeline.ties import strongest

MOST_RELATIONS = 20_000
MOST_CHARACTERS = 24_000_000  # of article texts
CENTRAL, COMMUNITIES, TRIADS = 12, 8, 8  # shown
PAIRS = 30  # in the opening picture, as in network.js
EXPLICIT = {"name", "metonym", "demonym", "title"}
CLASSES = ("cooperation", "tension")
STATUSES = ("asserted", "hypothetical", "negated")
KINDS = ("name", "metonym", "demonym", "title", "pronoun", "description")
ACTOR_TYPES = ("PERSON", "STATE", "ORGANISATION")


def payload(results: Results, network: dict[str, pd.DataFrame]) -> Record:
    """All that the page shows, ready for JSON; beyond a size only the surest relations, and `meta` says so."""
    relations, articles = strongest_part(results)
    mentions: dict[str, list[Record]] = {row["article_id"]: [] for row in articles}
    found = results.tables["mentions"]
    for row in records(found[found["article_id"].isin(mentions)]):
        mentions[row["article_id"]].append(row)
    known = results.tables["actors"]
    actors = records(known[known["actor_id"].isin(seen(mentions, relations))])
    index = {row["actor_id"]: i for i, row in enumerate(actors)}
    types = sorted({row["type"] for row in relations})
    position = {row["article_id"]: i for i, row in enumerate(articles)}
    packed, offsets = [], []
    for row in articles:
        text = results.texts[row["text_id"]][row["text_start"] : row["text_end"]]
        offsets.append(Offsets(text, row["text_start"]))
        packed.append(article_list(row, text, mentions[row["article_id"]], offsets[-1], index))
    explicit = explicit_mentions(mentions)
    rows = []
    for row in relations:
        at = position[row["article_id"]]
        inferred = not all(named(explicit, row, row[side]) for side in ("source_id", "target_id"))
        rows.append(relation_list(row, at, offsets[at], index, types, inferred))
    return {
        "meta": meta(results, len(relations)),
        "actors": [actor_list(row) for row in actors],
        "articles": packed,
        "relations": rows,
        "types": types,
        "places": places(results, index),
        "analyses": network_analyses(network),
    }


def strongest_part(results: Results) -> tuple[list[Record], list[Record]]:
    """The relations that are embedded, in their order, and the articles these stand in."""
    relations, articles = results.tables["relations"], results.tables["articles"]
    length = dict(zip(articles["article_id"], articles["text_end"] - articles["text_start"], strict=True))
    columns = (-relations["confidence"], -relations["intensity"].abs(), relations["relation_id"])
    ranked = sorted(zip(*map(cells, (*columns, relations["article_id"])), range(len(relations)), strict=True))
    kept: list[int] = []
    chosen: set[str] = set()
    characters = 0
    for *_, article_id, place in ranked[:MOST_RELATIONS]:
        if article_id not in chosen:
            characters += length[article_id]
            if characters > MOST_CHARACTERS:
                break
            chosen.add(article_id)
        kept.append(place)
    return records(relations.iloc[sorted(kept)]), records(articles[articles["article_id"].isin(chosen)])


def seen(mentions: dict[str, list[Record]], relations: list[Record]) -> set[str]:
    """The actors that embedded articles mention."""
    found = {row["actor_id"] for rows in mentions.values() for row in rows}
    return found | {row[side] for row in relations for side in ("source_id", "target_id")}


def meta(results: Results, shown: int) -> Record:
    """The counts of the whole run, whatever is embedded."""
    articles, relations = results.tables["articles"], results.tables["relations"]
    return {
        "articles": int((articles["status"] == "ok").sum()),
        "actors": len(results.tables["actors"]),
        "relations": len(relations),
        "shown": shown,
        "classes": [int((relations["class"] == name).sum()) for name in CLASSES],
        "statuses": [int((relations["status"] == name).sum()) for name in STATUSES],
    }


class Offsets:
    """From characters of the whole text to UTF-16 units of the article."""

    def __init__(self, text: str, start: int) -> None:
        self.start = start
        wide = len(text.encode("utf-16-le", errors="surrogatepass")) > 2 * len(text)
        self.units = list(accumulate((1 + (ord(c) > 0xFFFF) for c in text), initial=0)) if wide else None

    def __call__(self, offset: int) -> int:
        """The unit at a character."""
        return offset - self.start if self.units is None else self.units[offset - self.start]


def explicit_mentions(mentions: dict[str, list[Record]]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Where each article names an actor, rather than refer to it by a pronoun or a description."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for article_id, rows in mentions.items():
        for row in rows:
            if row["kind"] in EXPLICIT:
                found[article_id, row["actor_id"]].append((row["start"], row["end"]))
    return found


def named(explicit: dict[tuple[str, str], list[tuple[int, int]]], relation: Record, actor_id: str) -> bool:
    """Whether the sentence of a relation names the actor."""
    spans = explicit.get((relation["article_id"], actor_id), ())
    return any(relation["sentence_start"] <= start and end <= relation["sentence_end"] for start, end in spans)


def actor_list(row: Record) -> list[Any]:
    """An actor: id, name, type, country, mentions, aliases, label."""
    aliases = [name for name in row["aliases"].split("|") if name not in ("", row["actor_name"])]
    kind = ACTOR_TYPES.index(row["actor_type"])
    return [row["actor_id"], row["actor_name"], kind, row["country"], row["mentions"], aliases, label(row)]


def article_list(
    row: Record, text: str, mentions: list[Record], offset: Offsets, index: dict[str, int]
) -> list[Any]:  # fmt: skip
    """An article: id, title, date, source, author, url, text, then four numbers per mention (start, end, actor, kind)."""
    flat: list[int] = []
    for m in mentions:
        flat += [offset(m["start"]), offset(m["end"]), index[m["actor_id"]], KINDS.index(m["kind"])]
    fields = [row[name] for name in ("article_id", "title", "date", "source", "author", "url")]
    return [*fields, text, flat]


def relation_list(
    row: Record, article: int, offset: Offsets, index: dict[str, int], types: list[str], inferred: bool
) -> list[Any]:
    """A relation: id, article, sentence, ends, class, type, directed, status, date, attribution, trigger, rule, …"""
    confidence = 0.0 if math.isnan(row["confidence"]) else round(row["confidence"], 4)
    return [
        row["relation_id"], article, offset(row["sentence_start"]), offset(row["sentence_end"]),
        index[row["source_id"]], index[row["target_id"]], CLASSES.index(row["class"]), types.index(row["type"]),
        int(row["directed"]), STATUSES.index(row["status"]), row["date"], row["attribution"],
        offset(row["trigger_start"]), offset(row["trigger_end"]), row["rule"], confidence, int(inferred),
    ]  # fmt: skip


def places(results: Results, index: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Where the actors of the strongest pairs stand when the report opens, by their index."""
    relations = results.tables["relations"]
    asserted = relations[(relations["status"] == "asserted") & relations["source_id"].isin(index)]
    shown = strongest(asserted[asserted["target_id"].isin(index)], PAIRS)
    names = {row["actor_id"]: label(row) for row in records(results.tables["actors"])}
    return {str(index[name]): place for name, place in layout(shown, names).items()}


def network_analyses(network: dict[str, pd.DataFrame]) -> Record:
    """The most central actors, the largest communities by the names of their members, the strongest triangles."""
    central, triads = records(network["centrality"].head(CENTRAL)), network["triads"]
    groups: dict[int, list[str]] = defaultdict(list)
    for actor_id, community in zip(
        *(network["centrality"][n].tolist() for n in ("actor_id", "community")), strict=True
    ):
        if community:
            groups[community].append(actor_id)
    return {
        "central": [[r[n] for n in ("actor_id", "partners", "cooperation", "tension", "betweenness")] for r in central],
        "communities": [groups[n] for n in sorted(groups) if len(groups[n]) > 2][:COMMUNITIES],
        "triads": len(triads),
        "balanced": int(triads["balanced"].sum()),
        "strongest": [
            [r[n] for n in ("first_id", "second_id", "third_id", "first_second", "first_third", "second_third")]
            for r in records(triads.sort_values("balanced", kind="stable").head(TRIADS))
        ],
    }
