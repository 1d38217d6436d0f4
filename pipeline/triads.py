"""Three nodes tied two by two, found for all nodes at once."""

from collections.abc import Iterator

import numpy as np

from pipeline.betweenness import Array

MOST = 1_000_000  # pairs of neighbours looked at together


def triangles(count: int, first: Array, second: Array) -> Array:
    """Each triangle of a graph of `count` nodes as the places of its edges, shape (triangles, 3).

    `first` < `second` are the ends of each edge, sorted. With a < b < c the edges are a-b, a-c, b-c.
    """
    # From the end with fewer neighbours: what a hub has too many of is never paired.
    degree = np.bincount(np.concatenate([first, second]), minlength=count)
    rank = np.argsort(np.argsort(degree, kind="stable"))
    low, high = np.sort([rank[first], rank[second]], axis=0)
    keys = np.sort(low * count + high)
    node = np.argsort(rank)
    found = [np.sort(node[trio], axis=1) for trio in closed(count, keys)]
    trios = np.concatenate([np.empty((0, 3), dtype=np.int64), *found])
    edges = first * count + second
    return np.stack([np.searchsorted(edges, trios[:, i] * count + trios[:, j]) for i, j in ((0, 1), (0, 2), (1, 2))], 1)


def closed(count: int, keys: Array) -> Iterator[Array]:
    """The triangles of edges, each written `low * count + high` and sorted, some at a time."""
    low, high = keys // count, keys % count
    later = np.searchsorted(low, low, side="right") - np.arange(len(keys)) - 1  # edges of the same node that follow
    blocks = np.cumsum(later) // MOST
    for block in range(int(blocks[-1]) + 1 if len(blocks) else 0):
        places = np.flatnonzero(blocks == block)
        lengths = later[places]
        edge = np.repeat(places, lengths)
        other = edge + 1 + np.arange(len(edge)) - np.repeat(lengths.cumsum() - lengths, lengths)
        wanted = high[edge] * count + high[other]
        at = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
        kept = keys[at] == wanted
        yield np.stack([low[edge], high[edge], high[other]], axis=1)[kept]
