"""Where actors stand in a picture, and which ties it shows."""

import random
from itertools import combinations

import pytest
from records import rows

from pipeline.layout import LINE, layout, width, wrapped
from pipeline.tabulate import tabulate
from pipeline.ties import Tie, strongest, ties


def web(count: int, seed: int) -> list[Tie]:
    """A tangle of that many ties between some 20 actors with long names."""
    draw, names = random.Random(seed), [f"Organisation numéro {n}" for n in range(20)]
    pairs = {tuple(sorted(draw.sample(names, 2))) for _ in range(count)}
    return [Tie(*pair, "tension", 1, 1, 0, 80) for pair in sorted(pairs)]


@pytest.mark.parametrize("seed", range(4))
def test_labels_are_apart(seed: int) -> None:
    found = web(24, seed)
    names = {name: name for tie in found for name in (tie.first, tie.second)}
    places = layout(found, names)
    assert set(places) == set(names)
    for (a, (xa, ya)), (b, (xb, yb)) in combinations(places.items(), 2):
        assert abs(xa - xb) > (width(a, names) + width(b, names)) / 2 - 3 or abs(ya - yb) > LINE - 3


def test_the_same_ties_in_any_order_give_the_same_places() -> None:
    found = web(20, 1)
    names = {name: name for tie in found for name in (tie.first, tie.second)}
    assert layout(found[::-1], names) == layout(found, dict(reversed(names.items())))


def test_no_tie_no_place() -> None:
    assert layout([], {}) == {}


def test_a_tie_counts_its_directions() -> None:
    found = ties(tabulate([rows()])["relations"])
    assert found == [
        Tie("FRA", "MLI", "tension", count=2, forward=1, backward=1, weight=160),
        Tie("MLI", "TUR", "cooperation", count=1, forward=0, backward=0, weight=90),
    ]
    assert [tie.one_sided for tie in found] == [True, False]


def test_the_strongest_pairs_come_first_with_all_their_ties() -> None:
    relations = tabulate([rows(), rows(article_id="b")])["relations"]
    relations.loc[0, "class"] = "cooperation"
    assert [(t.first, t.second, t.name, t.count) for t in strongest(relations, 1)] == [
        ("FRA", "MLI", "cooperation", 1),
        ("FRA", "MLI", "tension", 3),
    ]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Mali", ["Mali"]),
        ("République démocratique du Congo", ["République", "démocratique du Congo"]),
        ("Programme des États du Sahel et de la Méditerranée", ["Programme des États", "du Sahel et de la…"]),
    ],
)
def test_labels_in_two_lines(words: str, lines: list[str]) -> None:
    assert wrapped(words) == lines
