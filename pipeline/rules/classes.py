"""Word classes in rule frames: « <lien> se <dégrader> entre X et Y » is a frame for each pair of words of the two classes.

The classes are in `models/classes.toml`.
"""

import re
import tomllib
from functools import cache
from itertools import product

from pipeline.paths import models_dir
from pipeline.rules.frames import FrameError

NAME = re.compile(r"<([^<>]+)>")


@cache
def word_classes() -> dict[str, list[str]]:
    """The words of each class."""
    return tomllib.loads((models_dir() / "classes.toml").read_text(encoding="utf-8"))


def expand(frame: str) -> list[str]:
    """The frames that one with classes stands for, itself if it has none.

    Raises FrameError if `models/classes.toml` lacks a class.
    """
    names = NAME.findall(frame)
    unknown = [name for name in names if name not in word_classes()]
    if unknown:
        raise FrameError(f"classe inconnue « <{unknown[0]}> » ; classes.toml a {', '.join(sorted(word_classes()))}")
    found = []
    for words in product(*(word_classes()[name] for name in names)):
        rest = iter(words)
        found.append(NAME.sub(lambda _: next(rest), frame))  # noqa: B023
    return found
