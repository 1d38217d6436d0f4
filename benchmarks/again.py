"""How long a second run takes when ten articles are new: `python benchmarks/again.py FOLDER [--articles 10000]`.

Makes press-like articles out of the sentences of the `.txt` files in FOLDER, drawn at random, and runs the command
three times into one folder: all articles, ten more, nothing new. Prints the times and the sizes of the results.
"""

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCES = 12  # per article, about 300 words
SENTENCE = re.compile(r"(?<=[.!?»])\s+(?=[«A-ZÀ-Þ])")


def sentences(folder: Path) -> list[str]:
    """The sentences of the text files of a folder."""
    return sentences_of([path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))])


def sentences_of(texts: list[str]) -> list[str]:
    """The sentences of texts."""
    found = [" ".join(s.split()) for text in texts for s in SENTENCE.split(text)]
    return [s for s in found if 40 <= len(s) <= 400 and s[-1] in ".!?»"]


def write(folder: Path, pool: list[str], first: int, last: int, size: int = SENTENCES) -> int:
    """Write articles `first` to `last` of `size` sentences; their words."""
    words = 0
    for number in range(first, last):
        drawn = random.Random(number).sample(pool, k=size)
        text = "\n\n".join(" ".join(drawn[i : i + 3]) for i in range(0, len(drawn), 3))
        folder.joinpath(f"a{number:06}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def run(folder: Path, output: Path) -> tuple[float, float]:
    """The seconds that the command takes, and those of the processor."""
    start, used = time.perf_counter(), used_by_children()
    subprocess.run([sys.executable, "-m", "pipeline", "run", str(folder), "-o", str(output), "-q"], check=True)
    return time.perf_counter() - start, used_by_children() - used


def used_by_children() -> float:
    """Seconds of the processor that finished children have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    args = parser.parse_args()
    pool = sentences(args.folder)
    with tempfile.TemporaryDirectory() as place:
        articles, output = Path(place, "articles"), Path(place, "out")
        articles.mkdir()
        words = write(articles, pool, 0, args.articles)
        first = run(articles, output)
        print(f"{args.articles} articles, {words} words: {first[0]:.1f} s ({first[1]:.1f} s of CPU)", flush=True)
        write(articles, pool, args.articles, args.articles + 10)
        for name in ("10 new", "nothing new"):
            again = run(articles, output)
            shares = f"{again[0] / first[0]:.2%} of the first run ({again[1] / first[1]:.2%} of its CPU)"
            print(f"{name}: {again[0]:.1f} s ({again[1]:.1f} s of CPU), {shares}", flush=True)
        for path in sorted(output.iterdir()):
            print(f"{path.stat().st_size:12,} {path.name}")


if __name__ == "__main__":
    main()
