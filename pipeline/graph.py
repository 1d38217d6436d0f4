"""Tables → graphs: one edge per relation, or one signed edge per pair of actors. `graph_files` writes them.

Nodes are called `n0`, `n1`, … in plain ASCII, which every reader keeps; `label` and `actor_id` tell who.
"""

import calendar
import re
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pipeline.articles.decoding import FORBIDDEN
from pipeline.tabulate import COLUMNS, cells, tied, typed

EDGE = ("relation_id", "class", "type", "status", "intensity", "date", "article_id", "sentence", "directed")
LEAST_WEIGHT = 0.01  # layouts take an edge of weight 0 for no edge
COPY_WEIGHT = 1e-6  # of what a copied article says again: next to nothing, as Gephi drops edges of weight 0


Columns = dict[str, list[Any]]


class Graph(NamedTuple):
    """Nodes (`node`, then their data) and edges (`source` and `target`, which are nodes, then their data), by column."""

    nodes: Columns
    edges: Columns
    directed: bool


def relation_graph(tables: dict[str, pd.DataFrame]) -> Graph:
    """Actors, and one edge per relation; a mutual relation is one edge with `directed` false.

    `weight` is the relation's confidence, so that parallel edges add up to the expected number of relations; what
    copies of one article say again weighs nothing. Edges are in the order of their sources, those of a pair together.
    """
    actors = tables["actors"]
    columns = [*EDGE, "source_id", "target_id", "confidence", "counted"]
    relations = tables["relations"][columns].iloc[by_source(tables)]
    weight = relations["confidence"].clip(lower=LEAST_WEIGHT).where(relations["counted"], COPY_WEIGHT)
    edges = {name: clean(relations[name]) for name in EDGE} | {"weight": weight.tolist()}
    return Graph(nodes(actors), ends(actors, relations) | edges, directed=True)


def by_source(tables: dict[str, pd.DataFrame]) -> "np.ndarray[Any, Any]":
    """The places of the relations in the order of their edges."""
    places = pd.Index(tables["actors"]["actor_id"])
    source, target = (places.get_indexer(cells(tables["relations"][side])) for side in ("source_id", "target_id"))
    pair, _ = pd.factorize(source * len(places) + target)  # numbered as they come
    return np.lexsort((pair, source))


def dyad_graph(tables: dict[str, pd.DataFrame]) -> Graph:
    """Actors that have an asserted relation, and one edge per pair with what they share over all months."""
    actors, pairs = asserted_ties(tables)
    weight = (pairs["cooperation"] + pairs["tension"]).astype(float)
    signed = {name: pairs[name].tolist() for name in ("cooperation", "tension", "balance", "articles")}
    return Graph(nodes(actors), ends(actors, pairs) | {"weight": weight.tolist(), **signed}, directed=False)


def asserted_ties(tables: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The actors that have an asserted relation, and each pair of them as in `dyads`, all its months in one row."""
    relations = tables["relations"]
    asserted = relations[(relations["status"] == "asserted") & relations["counted"]]
    pairs = typed(tied(asserted, [""] * len(asserted)), COLUMNS["dyads"])
    actors = tables["actors"]
    there = actors["actor_id"].isin({*pairs["source_id"], *pairs["target_id"]})
    return actors[there].reset_index(drop=True), pairs


def nodes(actors: pd.DataFrame) -> Columns:
    """A node for each actor."""
    names = {"label": "actor_name", "actor_id": "actor_id", "type": "actor_type"}
    columns = ("label", "actor_id", "type", "subtype", "country", "mentions", "articles")
    return {"node": [f"n{i}" for i in range(len(actors))], **{n: clean(actors[names.get(n, n)]) for n in columns}}


def ends(actors: pd.DataFrame, links: pd.DataFrame) -> Columns:
    """The nodes that each link goes from and to."""
    node = {actor_id: f"n{i}" for i, actor_id in enumerate(actors["actor_id"])}
    return {side: [node[actor_id] for actor_id in cells(links[f"{side}_id"])] for side in ("source", "target")}


def clean(values: "pd.Series[Any]") -> list[Any]:
    """The values without the characters that XML cannot hold."""
    return [
        value if not isinstance(value, str) or value.isprintable() else FORBIDDEN.sub("", value)
        for value in cells(values)
    ]


def span(date: str) -> dict[str, str]:
    """First and last day of an ISO date of any precision; nothing where there is none."""
    parts = [int(part) for part in date.split("-")] if re.fullmatch(r"\d{4}(-\d\d){0,2}", date) else []
    if not parts:
        return {}
    year, first, last = date[:4], *(parts[1:2] * 2 or [1, 12])
    if len(parts) == 3:
        return {"start": date, "end": date}
    final = calendar.monthrange(parts[0], last)[1]
    return {"start": f"{year}-{first:02}-01", "end": f"{year}-{last:02}-{final}"}
