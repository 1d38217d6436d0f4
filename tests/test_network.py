"""Centrality, communities, triads, and what changed."""

import networkx as nx
import numpy as np
import pytest
from records import actor, article, relation

from pipeline.betweenness import SAMPLED, betweenness
from pipeline.errors import FilterError
from pipeline.extract import extract
from pipeline.network import analyses, compare
from pipeline.tabulate import tabulate
from pipeline.triads import triangles

GOOD = {"class": "cooperation", "type": "AGREE"}
# (source, target, class, date): A, B and C are friends; D is A's and B's enemy; E turns on C.
TIES = [
    ("A", "B", GOOD, "2024-03"), ("A", "C", GOOD, "2024-03"), ("B", "C", GOOD, "2025-01"), ("A", "D", {}, "2025-02"),
    ("B", "D", {}, "2024-05"), ("C", "E", GOOD, "2024-06-01"), ("E", "C", {}, "2025-06-01"), ("E", "C", {}, "2025"),
    ("A", "E", {"status": "negated"}, "2025"),
]  # fmt: skip


@pytest.fixture
def tables():  # type: ignore[no-untyped-def]
    sentences = [f"Acteur {a} vise Acteur {b} ({n})." for n, (a, b, *_) in enumerate(TIES)]
    text = " ".join(sentences)
    actors = [actor(text, name, f"Acteur {name}") for name in "ABCDE"]
    links = [
        relation(text, sentence, "vise", a, b, **fields, date=date)
        for sentence, (a, b, fields, date) in zip(sentences, TIES, strict=True)
    ]
    return tabulate([extract(article(text), actors, links)])


def test_centrality(tables) -> None:  # type: ignore[no-untyped-def]
    rows = {row["actor_id"]: row for row in analyses(tables)["centrality"].to_dict("records")}
    assert list(rows)[:3] == ["C", "A", "B"]
    assert (rows["C"]["partners"], rows["C"]["cooperation"], rows["C"]["tension"], rows["C"]["balance"]) == (
        3,
        3,
        2,
        0.2,
    )
    assert rows["C"]["betweenness"] == 0.5  # of the six pairs of others, three meet only through C
    assert rows["A"]["community"] == rows["B"]["community"] == rows["C"]["community"] == 1
    assert rows["D"]["community"] == 0


def test_triads(tables) -> None:  # type: ignore[no-untyped-def]
    rows = analyses(tables)["triads"].to_dict("records")
    found = {
        (r["first_id"], r["second_id"], r["third_id"]): (
            r["first_second"],
            r["first_third"],
            r["second_third"],
            r["balanced"],
        )
        for r in rows
    }
    assert found == {("A", "B", "C"): (1, 1, 1, True), ("A", "B", "D"): (1, -1, -1, True)}


def test_a_friend_of_two_enemies_is_no_balance(tables) -> None:  # type: ignore[no-untyped-def]
    tables["relations"].loc[1, "class"] = "tension"
    rows = analyses(tables)["triads"]
    assert rows.set_index("third_id")["balanced"].to_dict() == {"C": False, "D": True}


def test_what_changed(tables) -> None:  # type: ignore[no-untyped-def]
    rows = compare(tables, "2024", "2025").to_dict("records")
    assert [(r["change"], r["source_id"], r["target_id"]) for r in rows] == [
        ("turned", "C", "E"), ("appeared", "A", "D"), ("appeared", "B", "C"), ("vanished", "A", "B"),
        ("vanished", "A", "C"), ("vanished", "B", "D"),
    ]  # fmt: skip
    assert {k: v for k, v in rows[0].items() if k.endswith(("before", "after"))} == {
        "cooperation_before": 1, "tension_before": 0, "cooperation_after": 0, "tension_after": 2,
    }  # fmt: skip


def test_a_period_may_be_a_range(tables) -> None:  # type: ignore[no-untyped-def]
    rows = compare(tables, "2024-01..2024-04", "2024-05..2024-06").to_dict("records")
    assert {(r["change"], r["source_id"], r["target_id"]) for r in rows if r["change"] == "appeared"} == {
        ("appeared", "B", "D"),
        ("appeared", "C", "E"),
    }


@pytest.mark.parametrize("period", ["hier", "2024..demain", "1999"])
def test_a_period_without_relations_is_said(tables, period: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FilterError, match=period):
        compare(tables, period, "2025")


def random_graph(count: int) -> tuple[nx.Graph, np.ndarray]:
    """A graph with a few hubs, some nodes apart, and its edges as two rows."""
    graph = nx.disjoint_union(nx.barabasi_albert_graph(count - 10, 3, seed=1), nx.path_graph(10))
    return graph, np.array(sorted(tuple(sorted(edge)) for edge in graph.edges)).T


def test_betweenness_is_that_of_networkx() -> None:
    graph, (first, second) = random_graph(120)
    assert betweenness(120, first, second) == pytest.approx(list(nx.betweenness_centrality(graph).values()))


def test_betweenness_of_many_is_near_to_what_all_paths_give() -> None:
    count = 3 * SAMPLED
    graph, (first, second) = random_graph(count)
    found, expected = betweenness(count, first, second), np.array([*nx.betweenness_centrality(graph).values()])
    assert np.argmax(found) == np.argmax(expected)
    assert np.corrcoef(found, expected)[0, 1] > 0.95


def test_triangles_are_those_of_networkx() -> None:
    graph, edges = random_graph(120)
    found = triangles(120, *edges)
    assert len(found) == sum(nx.triangles(graph).values()) / 3 > 0
    corners = {frozenset(edges[:, trio].ravel().tolist()) for trio in found}
    assert len(corners) == len(found)
    assert all(len(trio) == 3 and graph.subgraph(trio).size() == 3 for trio in corners)
