"""What is known of earlier tries of a slice, whose worker died: on disk, where the next worker finds it.

A try begins with a dot; the number of an article stands before it is analysed, where articles are analysed one by one.
"""

from collections import Counter
from pathlib import Path

from pipeline.engines.parts import DEATHS

FOLDER = ".tries"


def begin(note: Path) -> tuple[bool, set[int]]:
    """Note that a slice is tried; whether it was before, and the numbers of articles at which that ended too often."""
    note.parent.mkdir(parents=True, exist_ok=True)
    before = note.read_text() if note.exists() else ""
    add(note, ".")
    ends = Counter(numbers.split()[-1] for numbers in before.split(".") if numbers)
    return bool(before), {int(number) for number, deaths in ends.items() if deaths >= DEATHS}


def add(note: Path, words: str) -> None:
    """Write down what is about to be done."""
    with note.open("a") as file:
        file.write(words)
