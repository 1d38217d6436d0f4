"""Tables → graphs: one edge per relation, or one signed edge per pair of actors. `graph_files` writes them.

Nodes are called `n0`, `n1`, … in plain ASCII, which every reader keeps; `label` and `actor_id` tell who.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx
import pandas as pd

from pipeline.articles.decoding import FORBIDDEN
from pipeline.tabulate import tally

EDGE = ("relation_id", "class", "type", "status", "intensity", "date", "article_id", "sentence", "directed")
LEAST_WEIGHT = 0.01  # layouts take an edge of weight 0 for no edge
COPY_WEIGHT = 1e-6  # of what a copied article says again: next to nothing, as Gephi drops edges of weight 0


def relation_graph(tables: dict[str, pd.DataFrame]) -> "nx.MultiDiGraph[str]":
    """Actors, and one edge per relation; a mutual relation is one edge with `directed` false.

    `weight` is the relation's confidence, so that parallel edges add up to the expected number of relations; what
    copies of one article say again weighs nothing.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    node = add_actors(graph, tables["actors"])
    for row in each(tables["relations"], (*EDGE, "source_id", "target_id", "confidence", "counted")):
        data = {name: clean(row[name]) for name in EDGE}
        data["weight"] = max(float(row["confidence"]), LEAST_WEIGHT) if row["counted"] else COPY_WEIGHT
        graph.add_edge(node[row["source_id"]], node[row["target_id"]], key=row["relation_id"], **data)
    return graph


def dyad_graph(tables: dict[str, pd.DataFrame]) -> "nx.Graph[str]":
    """Actors that have an asserted relation, and one edge per pair with what they share over all months."""
    relations = tables["relations"]
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    asserted = relations[(relations["status"] == "asserted") & relations["counted"]]
    for row in each(asserted, ("source_id", "target_id", "class", "article_id")):
        first, second = sorted((row["source_id"], row["target_id"]))
        pairs.setdefault((first, second), []).append(row)
    actors = tables["actors"]
    graph: nx.Graph[str] = nx.Graph()
    node = add_actors(graph, actors[actors["actor_id"].isin({end for pair in pairs for end in pair})])
    for first, second in sorted(pairs):
        signed = tally(pairs[first, second])
        weight = float(signed["cooperation"] + signed["tension"])
        graph.add_edge(node[first], node[second], weight=weight, **signed)
    return graph


def each(table: pd.DataFrame, columns: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The rows of some columns, one after the other."""
    names = list(columns)
    for values in zip(*(table[name] for name in names), strict=True):
        yield dict(zip(names, values, strict=True))


def add_actors(graph: "nx.Graph[str]", actors: pd.DataFrame) -> dict[str, str]:
    """Add a node per actor; the node of each `actor_id`."""
    nodes: dict[str, str] = {}
    for row in actors.to_dict("records"):
        name = nodes[row["actor_id"]] = f"n{len(nodes)}"
        graph.add_node(
            name, label=clean(row["actor_name"]), actor_id=clean(row["actor_id"]),
            type=row["actor_type"], subtype=clean(row["subtype"]), country=clean(row["country"]),
            mentions=row["mentions"], articles=row["articles"],
        )  # fmt: skip
    return nodes


def clean(value: Any) -> Any:
    """`value` without the characters that XML cannot hold."""
    return FORBIDDEN.sub("", value) if isinstance(value, str) else value


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
