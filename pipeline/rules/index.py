"""The frames of the lexicon by the words that a sentence must have for them to bind there.

What a sentence costs depends on the words that it has, not on how many rules there are: frames are made, and kept, for
the words that were met beside their anchor.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Set
from functools import lru_cache

from pipeline.rules.classes import Pattern
from pipeline.rules.frames import Frame
from pipeline.rules.loader import Rule

KEPT = 20_000  # sets of words beside an anchor whose frames are kept


class FrameIndex:
    """Looks up frames by anchor, and what an anchor's frames have in common."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.patterns: dict[str, list[tuple[int, Pattern]]] = defaultdict(list)
        for number, pattern in enumerate(p for rule in rules for p in rule.patterns):
            for anchor in pattern.anchors():
                self.patterns[anchor].append((number, pattern))
        self.vocabulary: dict[str, frozenset[str]] = {}
        self.made = lru_cache(KEPT)(self.make)
        self.events = self.anchors(lambda f: f.kind == "noun" and not f.words)
        self.attacks = self.anchors(lambda f: f.kind == "noun" and f.type == "ASSAULT")
        self.between = self.anchors(lambda f: f.role("X") == "entre")

    def anchors(self, wanted: Callable[[Frame], bool]) -> frozenset[str]:
        """The anchors of the frames that are `wanted`."""
        return frozenset(
            a for a, entries in self.patterns.items() if any(wanted(pattern.frame) for _, pattern in entries)
        )

    def words(self) -> set[str]:
        """Every word of every frame."""
        places = [place for entries in self.patterns.values() for _, pattern in entries for place in pattern.places()]
        return {*self.patterns, *(word for place in places for word in place)}

    def frames(self, anchor: str, there: Set[str]) -> list[Frame]:
        """The frames of `anchor` whose words are all `there`, those with more words first, then as the rules have them."""
        if anchor not in self.patterns:
            return []
        if anchor not in self.vocabulary:
            self.vocabulary[anchor] = frozenset(
                word for _, pattern in self.patterns[anchor] for place in pattern.places() for word in place
            )
        return self.made(anchor, self.vocabulary[anchor] & there)

    def make(self, anchor: str, there: frozenset[str]) -> list[Frame]:
        """The same, compiled."""
        found = [
            (-frame.weight, number, rank, frame)
            for number, pattern in self.patterns[anchor]
            for rank, frame in pattern.frames(anchor, there)
        ]
        return [frame for *_, frame in sorted(found, key=lambda ranked: ranked[:3])]
