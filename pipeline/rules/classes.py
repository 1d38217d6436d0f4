"""Word classes in rule frames: « <lien> se <dégrader> entre X et Y » is a frame for each pair of words of the two classes.

The classes are in `models/classes.toml`. Their plain words are not multiplied out: a pattern is read once for all of
them, and gives the frame of the words that a sentence has.
"""

import re
import tomllib
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from pipeline.grammar import prepositions
from pipeline.paths import models_dir
from pipeline.rules.frames import SLOTS, Frame, FrameError, compile_frame

NAME = re.compile(r"<([^<>]+)>")
Words = dict[str, int]  # the words that may stand in a place, each with its number in the class
Rank = tuple[int, ...]


@cache
def word_classes() -> dict[str, list[str]]:
    """The words of each class."""
    return tomllib.loads((models_dir() / "classes.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A frame whose `open` words, such as « <0> », stand for any word of theirs.

    `numbers` are those of its words in their classes, in the order of the text, None where the word is open.
    """

    frame: Frame
    open: dict[str, Words]
    numbers: tuple[int | None, ...]

    def anchors(self) -> Words:
        """The words that may be the anchor."""
        return self.open.get(self.frame.anchor, {self.frame.anchor: 0})

    def places(self) -> list[Words]:
        """The words that may stand in each place of the frame's further words."""
        return [self.open.get(word, {word: 0}) for word in self.frame.words]

    def frames(self, anchor: str, there: Set[str]) -> Iterator[tuple[Rank, Frame]]:
        """The frames of `anchor` with words that are all `there`, each with its rank among those of the pattern."""
        for words in product(*([w for w in place if w in there] for place in self.places())):
            chosen = dict(zip((self.frame.anchor, *self.frame.words), (anchor, *words), strict=True))
            yield self.rank(chosen), self.frame_of(anchor, words, chosen)

    def rank(self, chosen: dict[str, str]) -> Rank:
        """The numbers of the words `chosen` for the open ones; without one, that of its class's first."""
        filled = {name: words.get(chosen.get(name, ""), min(words.values())) for name, words in self.open.items()}
        return tuple(filled[f"<{i}>"] if n is None else n for i, n in enumerate(self.numbers))

    def frame_of(self, anchor: str, words: tuple[str, ...], chosen: dict[str, str]) -> Frame:
        """The frame with the words `chosen` for the open ones."""
        if not self.open:
            return self.frame
        return replace(self.frame, anchor=anchor, words=words, text=NAME.sub(lambda m: chosen[m[0]], self.frame.text))


def plain(word: str) -> bool:
    """Whether a word of a class is no more than one word of a frame, which any other could replace."""
    read = (*SLOTS, "INF", "être", "et", "ne", "y", "en", "se")  # words that say how a frame is built
    return word.replace("-", "").isalpha() and word not in prepositions() and word not in read


def compile_patterns(text: str, rule: str, event_type: str, *, mutual: bool, status: str) -> list[Pattern]:
    """The patterns of a frame that may name classes: one for their plain words, one for each of the others.

    Raises:
        FrameError: the phrase cannot be read, or `models/classes.toml` lacks a class.
    """
    names = NAME.findall(text)
    unknown = [name for name in names if name not in word_classes()]
    if unknown:
        raise FrameError(f"classe inconnue « <{unknown[0]}> » ; classes.toml a {', '.join(sorted(word_classes()))}")
    found = []
    for choice in product(*(choices(i, word_classes()[name]) for i, name in enumerate(names))):
        rest = iter(choice)
        read = NAME.sub(lambda _: next(rest)[0], text)  # noqa: B023
        frame = compile_frame(read, rule, event_type, mutual=mutual, status=status)
        openings = {word: words for word, words in choice if word.startswith("<")}
        numbers = tuple(None if word in openings else words[word] for word, words in choice)
        found.append(Pattern(frame, openings, numbers))
    return found


def choices(i: int, members: list[str]) -> list[tuple[str, Words]]:
    """What may stand for the class named `i`th in a frame: « <i> » for its plain words, or one of the others."""
    numbered = {word: n for n, word in enumerate(members)}
    together = {word: n for word, n in numbered.items() if plain(word)}
    return [(f"<{i}>", together)] * bool(together) + [(word, numbered) for word in members if word not in together]
