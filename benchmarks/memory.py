"""How much memory each process takes as articles go by: `python benchmarks/memory.py FOLDER [--articles 2000] [--workers 2]`.

Makes press-like articles out of the sentences of the `.txt` files in FOLDER, as `again.py` does, and gives each ten
words that no other has, common words and names, so that whatever keeps words grows as it would over an archive.
Prints the resident memory of this process and of its workers, in MB (Linux).
"""

import argparse
import random
import re
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

from again import SENTENCES, sentences

from pipeline.analysis import load
from pipeline.engines import Batch
from pipeline.engines.local import analysed
from pipeline.schema import Article

BATCH = 64
NEW = 10  # words that an article has for itself
LONG = re.compile(r"\b[^\W\d_]{5,}\b")
RESIDENT = re.compile(r"VmRSS:\s+(\d+)")
LETTERS = "bcdfglmnprstv", "aeiou"


def strange(word: str, number: int) -> str:
    """The word with letters of its own for each number, still a word to the eye."""
    found = ""
    while number:
        number, rest = divmod(number, 65)
        found += LETTERS[0][rest // 5] + LETTERS[1][rest % 5]
    return word[:4] + found + word[4:]


def article(number: int, pool: list[str]) -> Article:
    """One article."""
    chance = random.Random(number)
    text = " ".join(chance.sample(pool, k=SENTENCES))
    chosen = chance.sample(list(LONG.finditer(text)), k=NEW)
    for i, found in enumerate(sorted(chosen, key=lambda m: -m.start())):
        text = text[: found.start()] + strange(found[0], 1 + number * NEW + i) + text[found.end() :]
    name = f"a-{number}"
    return Article(article_id=name, file=name, text_id=name, text=text, start=0, end=len(text), date="2025-07-09")


def batches(count: int, pool: list[str]) -> Iterator[Batch]:
    """All articles."""
    for first in range(0, count, BATCH):
        yield [article(number, pool) for number in range(first, min(first + BATCH, count))]


def resident(process: int | str) -> str:
    """The resident memory of a process."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return f"{int(RESIDENT.findall(status)[0]) / 1024:.0f}"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    pool = sentences(args.folder)
    done = words = relations = 0
    start = time.perf_counter()
    for results in analysed(batches(args.articles, pool), load, workers=args.workers):
        before, done = done, done + len(results)
        words += sum(rows.article["words"] for rows in results)
        relations += sum(len(rows.relations) for rows in results)
        if done * 20 // args.articles != before * 20 // args.articles:
            each = " ".join(resident(child.pid or "") for child in active_children())
            seconds = time.perf_counter() - start
            print(f"{done} articles, {relations} relations, {words / seconds:.0f} words/s; "
                  f"this process {resident('self')} MB; workers {each or 'none'}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
