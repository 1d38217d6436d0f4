"""Where the actors of a picture stand: each connected part laid out by itself, its labels kept apart, the parts packed.

Coordinates are in pixels, y downwards, of a picture whose labels are set in 12 pixels under their nodes. The same
ties give the same places.
"""

import math
import textwrap
from collections.abc import Sequence
from typing import Any

import networkx as nx

from pipeline.ties import Tie

CHARACTER, LINE = 6.8, 50.0  # of a label: mean width of a character, height of node and label together
LONGEST_LINE = 21
EDGE = 105.0  # the length that a tie would like
ROUNDS = 80
TRIES = 24  # spring layouts to choose from
CLEARANCE = 26.0  # what a tie should keep from the actors that it does not join
SHAPE = 1.55  # width by height
WIDEST = 1.7  # how far the largest part is stretched to fill the width
Place = tuple[float, float]
Places = dict[str, Place]
Box = tuple[float, float, float, float]


def layout(ties: Sequence[Tie], labels: dict[str, str]) -> dict[str, tuple[int, int]]:
    """The place of every actor of `ties`, from (0, 0) on; `labels` gives their names by id."""
    graph: nx.Graph[str] = nx.Graph()
    for tie in sorted(ties, key=lambda t: (t.first, t.second, t.name)):
        weight = graph.get_edge_data(tie.first, tie.second, {"weight": 0})["weight"] + tie.count
        graph.add_edge(tie.first, tie.second, weight=weight)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    placed = pack([settle(graph.subgraph(sorted(part)), labels) for part in parts], labels)
    return {name: (round(x), round(y)) for name, (x, y) in placed.items()}


def label(actor: dict[str, Any]) -> str:
    """What an actor is called in a picture: an organisation by its short name, others by their name."""
    short = actor["actor_type"] == "ORGANISATION" and len(actor["actor_id"]) < len(actor["actor_name"])
    return str(actor["actor_id"] if short else actor["actor_name"])


def wrapped(words: str) -> list[str]:
    """A label in lines of `LONGEST_LINE` characters, at most two."""
    return textwrap.wrap(words, LONGEST_LINE, max_lines=2, placeholder="…", break_long_words=False) or [words]


def width(name: str, labels: dict[str, str]) -> float:
    """The room that an actor's label takes."""
    return max(34.0, CHARACTER * max(map(len, wrapped(labels[name]))) + 10)


def settle(part: "nx.Graph[str]", labels: dict[str, str]) -> Places:
    """One connected part: a spring layout, stretched to the wanted edge length, labels apart."""
    if len(part) == 2:
        return flat(sorted(part))
    plain: nx.Graph[str] = nx.Graph()  # in the order of the names: a subgraph has that of a set
    plain.add_nodes_from(sorted(part))
    plain.add_edges_from(sorted((min(u, v), max(u, v)) for u, v in part.edges))
    tried = [separate(sprung(plain, seed), labels) for seed in range(TRIES)]
    return min(tried, key=lambda places: muddle(plain, places))


def sprung(graph: "nx.Graph[str]", seed: int) -> Places:
    """A spring layout whose edges have the wanted length on average."""
    found = nx.spring_layout(graph, k=2.2 / math.sqrt(len(graph)), iterations=150, seed=seed)
    lengths = [math.dist(found[u], found[v]) for u, v in graph.edges]
    scale = EDGE / max(sum(lengths) / len(lengths), 1e-6)
    return {name: (float(x) * scale * 1.25, float(y) * scale) for name, (x, y) in found.items()}


def muddle(graph: "nx.Graph[str]", places: Places) -> float:
    """How hard a picture is to read: ties that cross, and worse, that pass over an actor they do not join."""
    edges = [(places[u], places[v]) for u, v in graph.edges]
    crossings = sum(
        crossing(*one, *other) for i, one in enumerate(edges) for other in edges[:i] if not set(one) & set(other)
    )
    passed = sum(
        near(place, places[u], places[v]) < CLEARANCE
        for u, v in graph.edges
        for name, place in places.items()
        if name not in (u, v)
    )
    left, top, right, bottom = box(places, dict.fromkeys(places, ""))
    return (
        crossings + 3 * passed + (bottom - top) / EDGE + (right - left) * (bottom - top) / (EDGE * EDGE * len(places))
    )


def crossing(a: Place, b: Place, c: Place, d: Place) -> bool:
    """Whether the line from `a` to `b` crosses that from `c` to `d`."""

    def side(p: Place, q: Place, r: Place) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def near(p: Place, a: Place, b: Place) -> float:
    """The distance of a point from the line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / max(dx * dx + dy * dy, 1e-9)
    along = min(max(along, 0.0), 1.0)
    return math.dist(p, (a[0] + along * dx, a[1] + along * dy))


def flat(names: list[str]) -> Places:
    """A pair by itself, laid side by side."""
    first, second = names
    return {first: (0.0, 0.0), second: (1.6 * EDGE, 0.0)}


def separate(places: Places, labels: dict[str, str]) -> Places:
    """Move apart, along the shorter way, any two actors whose nodes and labels overlap."""
    places, names = dict(places), sorted(places)
    for _ in range(ROUNDS):
        moved = False
        for i, a in enumerate(names):
            for b in names[i + 1 :]:
                (xa, ya), (xb, yb) = places[a], places[b]
                over_x = (width(a, labels) + width(b, labels)) / 2 - abs(xa - xb)
                over_y = LINE - abs(ya - yb)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                dx, dy = (over_x / 2 + 0.5, 0.0) if over_x < over_y else (0.0, over_y / 2 + 0.5)
                sx, sy = (1 if xa >= xb else -1), (1 if ya >= yb else -1)
                places[a], places[b] = (xa + sx * dx, ya + sy * dy), (xb - sx * dx, yb - sy * dy)
        if not moved:
            break
    return places


def box(places: Places, labels: dict[str, str]) -> Box:
    """Left, top, right and bottom of a part with its labels."""
    return (
        min(x - width(n, labels) / 2 for n, (x, _) in places.items()),
        min(y for _, y in places.values()) - LINE / 2,
        max(x + width(n, labels) / 2 for n, (x, _) in places.items()),
        max(y for _, y in places.values()) + LINE / 2,
    )


def pack(parts: list[Places], labels: dict[str, str]) -> Places:
    """The parts on shelves, the largest first, in a picture about `SHAPE` times as wide as high."""
    boxes = [box(part, labels) for part in parts]
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)
    limit = max([math.sqrt(area * SHAPE), *(right - left for left, _, right, _ in boxes)])
    parts, boxes = stretched(parts, boxes, limit)
    result: Places = {}
    x = y = shelf = 0.0
    for part, (left, top, right, bottom) in zip(parts, boxes, strict=True):
        if x and x + right - left > limit:
            x, y, shelf = 0.0, y + shelf, 0.0
        result |= {name: (x + px - left, y + py - top) for name, (px, py) in part.items()}
        x, shelf = x + right - left, max(shelf, bottom - top)
    return result


def stretched(parts: list[Places], boxes: list[Box], limit: float) -> tuple[list[Places], list[Box]]:
    """The same with the largest part widened towards the whole width, where it has three actors or more."""
    if not parts or len(parts[0]) < 3:
        return parts, boxes
    left, top, right, bottom = boxes[0]
    factor = min(limit / (right - left), WIDEST)
    first = {name: (left + (x - left) * factor, y) for name, (x, y) in parts[0].items()}
    return [first, *parts[1:]], [(left, top, left + (right - left) * factor, bottom), *boxes[1:]]
