"""Kills a run at random instants, again and again, and compares what comes out in the end with an undisturbed run.

`python benchmarks/kills.py FOLDER [--articles 300] [--kills 50]`: articles are drawn from the `.txt` files in FOLDER,
as `again.py` draws them, three sentences each. A run that ends before its kill is compared at once, and the next starts from nothing.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from again import sentences, write


def start(folder: Path, output: Path) -> "subprocess.Popen[bytes]":
    """The command, at work."""
    return subprocess.Popen([sys.executable, "-m", "pipeline", "run", str(folder), "-o", str(output), "-q"])


def contents(output: Path) -> dict[str, bytes]:
    """The files that a reader of the results sees."""
    return {path.name: path.read_bytes() for path in output.iterdir() if not path.name.startswith((".", "entente.db"))}


def main() -> None:
    """Kill and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--kills", type=int, default=50)
    args = parser.parse_args()
    instants = random.Random(1)
    with tempfile.TemporaryDirectory() as place:
        articles, undisturbed, killed = (Path(place, name) for name in ("articles", "undisturbed", "killed"))
        articles.mkdir()
        write(articles, sentences(args.folder), 0, args.articles, size=3)
        begun = time.perf_counter()
        start(articles, undisturbed).wait()
        longest = time.perf_counter() - begun
        expected = contents(undisturbed)
        kills = ends = 0
        while kills < args.kills:
            run = start(articles, killed)
            try:
                run.wait(instants.uniform(0, longest / 2))
                ends += 1
                assert contents(killed) == expected, "a run that went on after a kill gave other results"
                shutil.rmtree(killed)
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                kills += 1
            print(f"\r{kills} kills, {ends} runs that came to their end", end="", flush=True)
        start(articles, killed).wait()
        assert contents(killed) == expected, "the last run gave other results"
        files = ", ".join(sorted(expected))
        print(f"\n{args.articles} articles, {longest:.0f} s undisturbed; after {kills} kills the same bytes: {files}")


if __name__ == "__main__":
    main()
