"""Relations → ties: what a pair of actors shares in one class, and the strongest of them for a picture."""

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from pipeline.tabulate import cells


@dataclass(frozen=True)
class Tie:
    """All relations of one class between two actors, `first` before `second` in the order of their ids.

    `forward` counts those from `first` to `second`, `backward` those the other way; the others are mutual. `weight`
    is the sum of the confidences, in hundredths so that the report's own sums agree to the last digit.
    """

    first: str
    second: str
    name: str
    count: int
    forward: int
    backward: int
    weight: int

    @property
    def one_sided(self) -> bool:
        """Whether more of them go from one to the other than are mutual: a picture gives these arrows."""
        return 2 * (self.forward + self.backward) > self.count


def ties(relations: pd.DataFrame) -> list[Tie]:
    """The ties of relations, by the ids of the pair, then by class."""
    groups: dict[tuple[str, str, str], list[tuple[str, bool, float]]] = defaultdict(list)
    columns = (cells(relations[c]) for c in ("source_id", "target_id", "class", "directed", "confidence"))
    for source, target, name, directed, confidence in zip(*columns, strict=True):
        first, second = sorted((source, target))
        groups[first, second, name].append((source, directed, confidence))
    return [
        Tie(
            first, second, name, len(rows),
            forward=sum(directed and source == first for source, directed, _ in rows),
            backward=sum(directed and source == second for source, directed, _ in rows),
            weight=sum(round(100 * confidence) for *_, confidence in rows),
        )
        for (first, second, name), rows in sorted(groups.items())
    ]  # fmt: skip


def strongest(relations: pd.DataFrame, pairs: int) -> list[Tie]:
    """The ties of the `pairs` pairs that have the most relations, then the surest."""
    by_pair: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties(relations):
        by_pair[tie.first, tie.second].append(tie)
    ranked = sorted(by_pair, key=lambda p: (-sum(t.count for t in by_pair[p]), -sum(t.weight for t in by_pair[p]), p))
    return [tie for pair in ranked[:pairs] for tie in by_pair[pair]]
