"""What is asked of the whole network: who is central, who works together, which triangles are balanced, what changed.

All of it rests on asserted relations; a pair's sign is that of its cooperation less its tension.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

import networkx as nx
import pandas as pd

from pipeline.errors import FilterError
from pipeline.filters import relation_dates, within
from pipeline.graph import dyad_graph, span
from pipeline.tabulate import NUMBER, TEXT, WHOLE, frame

SAMPLED = 200  # actors that betweenness is estimated from where there are more
COLUMNS: dict[str, dict[str, str]] = {
    "centrality": {
        "actor_id": TEXT, "actor_name": TEXT, "actor_type": TEXT, "partners": WHOLE, "cooperation": WHOLE,
        "tension": WHOLE, "balance": NUMBER, "betweenness": NUMBER, "community": WHOLE,
    },
    "triads": {
        "first_id": TEXT, "second_id": TEXT, "third_id": TEXT, "first_second": WHOLE, "first_third": WHOLE,
        "second_third": WHOLE, "balanced": "bool", "relations": WHOLE,
    },
    "changes": {
        "change": TEXT, "source_id": TEXT, "source_name": TEXT, "target_id": TEXT, "target_name": TEXT,
        "cooperation_before": WHOLE, "tension_before": WHOLE, "cooperation_after": WHOLE, "tension_after": WHOLE,
    },
}  # fmt: skip


def analyses(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables `centrality` and `triads`."""
    named: nx.Graph[Any] = dyad_graph(tables)
    graph = nx.convert_node_labels_to_integers(named)  # sets of numbers keep their order, of words not
    rows = {"centrality": centrality_rows(graph), "triads": triad_rows(graph)}
    return {name: frame(rows[name], COLUMNS[name]) for name in rows}


def centrality_rows(graph: "nx.Graph[int]") -> list[dict[str, Any]]:
    """Each actor's partners, counts, share of shortest paths and community (0 for none), the most tied first."""
    sample = SAMPLED if len(graph) > SAMPLED else None
    between = nx.betweenness_centrality(graph, k=sample, seed=0)
    community = {node: n for n, group in enumerate(communities(graph), 1) for node in group}
    rows = []
    for node, data in graph.nodes(data=True):
        edges = [edge for *_, edge in graph.edges(node, data=True)]
        good, bad = (sum(edge[name] for edge in edges) for name in ("cooperation", "tension"))
        rows.append({
            "actor_id": data["actor_id"], "actor_name": data["label"], "actor_type": data["type"],
            "partners": len(edges), "cooperation": good, "tension": bad,
            "balance": round((good - bad) / (good + bad), 4), "betweenness": round(between[node], 4),
            "community": community.get(node, 0),
        })  # fmt: skip
    return sorted(rows, key=lambda row: (-row["partners"], -row["cooperation"] - row["tension"], row["actor_id"]))


def communities(graph: "nx.Graph[int]") -> list[set[int]]:
    """Groups of two or more that cooperate (Louvain), the largest first."""
    good: nx.Graph[int] = nx.Graph()
    good.add_nodes_from(graph)
    for first, second, data in graph.edges(data=True):
        if sign(data) > 0:
            good.add_edge(first, second, weight=data["cooperation"])
    found = nx.community.louvain_communities(good, seed=0)
    return sorted((group for group in found if len(group) > 1), key=lambda group: (-len(group), min(group)))


def sign(data: Mapping[str, int]) -> int:
    """1 where a pair cooperates more than it clashes, -1 where less, else 0."""
    return (data["cooperation"] > data["tension"]) - (data["cooperation"] < data["tension"])


def triad_rows(graph: "nx.Graph[int]") -> list[dict[str, Any]]:
    """Every three actors tied two by two, with the signs of their ties; balanced where their product is positive."""
    signed: nx.Graph[int] = nx.Graph()
    signed.add_nodes_from(graph)
    for u, v, data in graph.edges(data=True):
        if sign(data):
            signed.add_edge(u, v, sign=sign(data), count=data["cooperation"] + data["tension"])
    rows = []
    for first in sorted(signed):
        later = sorted(node for node in signed[first] if node > first)
        for second, third in combinations(later, 2):
            if signed.has_edge(second, third):
                rows.append(triad_row(graph, signed, (first, second, third)))
    return sorted(rows, key=lambda r: (-r["relations"], r["first_id"], r["second_id"], r["third_id"]))


def triad_row(graph: "nx.Graph[int]", signed: "nx.Graph[int]", trio: tuple[int, int, int]) -> dict[str, Any]:
    """One triangle."""
    edges = [signed.edges[pair] for pair in combinations(trio, 2)]
    signs = [edge["sign"] for edge in edges]
    names = dict(zip(("first_id", "second_id", "third_id"), (graph.nodes[n]["actor_id"] for n in trio), strict=True))
    ties = dict(zip(("first_second", "first_third", "second_third"), signs, strict=True))
    return {
        **names, **ties, "balanced": signs[0] * signs[1] * signs[2] > 0,
        "relations": sum(edge["count"] for edge in edges),
    }  # fmt: skip


def compare(tables: dict[str, pd.DataFrame], before: str, after: str) -> pd.DataFrame:
    """Ties that turned, appeared or vanished from one period to another, the strongest first.

    A period is an ISO date at any precision (`2024`, `2024-03`) or two of them with `..` between, both included.
    Raises FilterError where a period holds no dated relation.
    """
    old, new = balances(tables, before), balances(tables, after)
    names = dict(zip(tables["actors"]["actor_id"], tables["actors"]["actor_name"], strict=True))
    rows = []
    for pair in old.keys() | new.keys():
        then, now = old.get(pair, Counter()), new.get(pair, Counter())
        if change := changed(then, now):
            first, second = pair
            rows.append({
                "change": change, "source_id": first, "source_name": names[first], "target_id": second,
                "target_name": names[second], "cooperation_before": then["cooperation"],
                "tension_before": then["tension"], "cooperation_after": now["cooperation"],
                "tension_after": now["tension"],
            })  # fmt: skip
    order = ("turned", "appeared", "vanished")
    weight = [name for name in COLUMNS["changes"] if name.endswith(("before", "after"))]
    rows.sort(key=lambda r: (order.index(r["change"]), -sum(r[n] for n in weight), r["source_id"], r["target_id"]))
    return frame(rows, COLUMNS["changes"])


def balances(tables: dict[str, pd.DataFrame], period: str) -> dict[tuple[str, str], Counter[str]]:
    """For each pair, its asserted relations of a period by class."""
    since, _, until = period.partition("..")
    until = until or since
    if not span(since) or not span(until):
        raise FilterError(f"« {period} » n'est pas une période (2024, 2024-03 ou 2024-01..2024-06)")
    relations = tables["relations"]
    kept = relations[(relations["status"] == "asserted") & within(relation_dates(tables), since, until)]
    if kept.empty:
        raise FilterError(f"aucune relation affirmée et datée dans « {period} »")
    found: dict[tuple[str, str], Counter[str]] = {}
    for source, target, name in zip(kept["source_id"], kept["target_id"], kept["class"], strict=True):
        first, second = sorted((source, target))
        found.setdefault((first, second), Counter())[name] += 1
    return found


def changed(then: Counter[str], now: Counter[str]) -> str:
    """What became of a tie, or nothing."""
    if not then:
        return "appeared"
    if not now:
        return "vanished"
    return "turned" if sign(then) * sign(now) < 0 else ""
