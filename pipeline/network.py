"""What is asked of the whole network: who is central, who works together, which triangles are balanced, what changed.

All of it rests on asserted relations; a pair's sign is that of its cooperation less its tension.
"""

from collections import Counter
from collections.abc import Mapping

import networkx as nx
import numpy as np
import pandas as pd

from pipeline.betweenness import Array, betweenness
from pipeline.errors import FilterError
from pipeline.filters import relation_dates, within
from pipeline.graph import asserted_ties, span
from pipeline.tabulate import NUMBER, TEXT, WHOLE, cells, frame, typed
from pipeline.triads import triangles

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
    actors, ties = asserted_ties(tables)
    actors = actors.sort_values("actor_id", ignore_index=True)
    place = {actor_id: i for i, actor_id in enumerate(actors["actor_id"])}
    ends = [
        np.array([place[actor_id] for actor_id in cells(ties[side])], dtype=np.int64)
        for side in ("source_id", "target_id")
    ]
    return {"centrality": centrality(actors, ties, *ends), "triads": triads(actors, ties, *ends)}


def centrality(actors: pd.DataFrame, ties: pd.DataFrame, first: Array, second: Array) -> pd.DataFrame:
    """Each actor's partners, counts, share of shortest paths and community (0 for none), the most tied first.

    `first` and `second` are the places in `actors` of the ends of each tie.
    """
    count, ends = len(actors), np.concatenate([first, second])
    good, bad = (
        np.bincount(ends, np.tile(ties[name], 2), count).astype(np.int64) for name in ("cooperation", "tension")
    )
    table = actors[["actor_id", "actor_name", "actor_type"]].assign(
        partners=np.bincount(ends, minlength=count), cooperation=good, tension=bad,
        balance=[round(x, 4) for x in ((good - bad) / (good + bad)).tolist()],
        betweenness=[round(x, 4) for x in betweenness(count, first, second).tolist()],
        community=communities(count, ties, first, second),
    )  # fmt: skip
    order = np.lexsort((np.arange(count), -good - bad, -table["partners"]))
    return typed(table.iloc[order], COLUMNS["centrality"])


def communities(count: int, ties: pd.DataFrame, first: Array, second: Array) -> Array:
    """The number of each actor's community: groups of two or more that cooperate (Louvain), the largest is 1."""
    kept = (ties["cooperation"] > ties["tension"]).to_numpy()
    good: nx.Graph[int] = nx.Graph()
    good.add_nodes_from(range(count))
    weights = ties["cooperation"].to_numpy()[kept]
    good.add_weighted_edges_from(zip(first[kept].tolist(), second[kept].tolist(), weights.tolist(), strict=True))
    groups = [group for group in nx.community.louvain_communities(good, seed=0) if len(group) > 1]
    result = np.zeros(count, dtype=np.int64)
    for number, group in enumerate(sorted(groups, key=lambda group: (-len(group), min(group))), 1):
        result[list(group)] = number
    return result


def triads(actors: pd.DataFrame, ties: pd.DataFrame, first: Array, second: Array) -> pd.DataFrame:
    """Every three actors tied two by two, with the signs of their ties; balanced where their product is positive."""
    sign = np.sign((ties["cooperation"] - ties["tension"]).to_numpy())
    kept = sign != 0
    edges = triangles(len(actors), first[kept], second[kept])
    signs, told = sign[kept][edges], (ties["cooperation"] + ties["tension"]).to_numpy()[kept][edges].sum(axis=1)
    trio = first[kept][edges[:, 0]], second[kept][edges[:, 0]], second[kept][edges[:, 1]]
    order = np.lexsort((*reversed(trio), -told))
    ids = actors["actor_id"].to_numpy(object)
    names, sides = ("first_id", "second_id", "third_id"), ("first_second", "first_third", "second_third")
    cells = {name: ids[place[order]] for name, place in zip(names, trio, strict=True)}
    cells |= {name: signs[order, i] for i, name in enumerate(sides)}
    cells |= {"balanced": signs[order].prod(axis=1) > 0, "relations": told[order]}
    return typed(cells, COLUMNS["triads"])


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


def sign(data: Mapping[str, int]) -> int:
    """1 where a pair cooperates more than it clashes, -1 where less, else 0."""
    return (data["cooperation"] > data["tension"]) - (data["cooperation"] < data["tension"])


def changed(then: Counter[str], now: Counter[str]) -> str:
    """What became of a tie, or nothing."""
    if not then:
        return "appeared"
    if not now:
        return "vanished"
    return "turned" if sign(then) * sign(now) < 0 else ""
