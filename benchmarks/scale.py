"""What an article costs, step by step: `python benchmarks/scale.py ARTICLES.parquet [--articles 20000]`.

ARTICLES is a table as `entente run` reads it, of real articles. They are read, analysed and written as parts; then
`--articles` others are drawn out of their sentences, given the findings of the real ones, and put through everything
that the process which owns the database does. Seconds are the processor's, so that other work on the machine counts
little; sizes are bytes per article.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from again import SENTENCE

import pipeline
from pipeline import job
from pipeline.analysis import BATCH, analyse
from pipeline.archive.parts import TABLES, parquet, tables
from pipeline.articles import read, sources
from pipeline.copies import signature
from pipeline.engines import Batch, Load
from pipeline.extract import Rows, article_row

SENTENCES = 12  # of a drawn article, some 300 words


@contextmanager
def clock(name: str, articles: int, words: int) -> Iterator[None]:
    """Print what the block costs."""
    start = time.process_time()
    yield
    used = time.process_time() - start
    print(f"{name:44} {1000 * used / articles:9.2f} ms an article {words / used:12,.0f} words/s", flush=True)


def analysed(path: Path) -> list[Rows]:
    """The rows of real articles; prints what reading, analysing and writing parts cost."""
    rows = pd.read_parquet(path)
    count, words = len(rows), int(rows["text"].str.split().str.len().sum())
    print(f"{count} articles, {words / count:.0f} words, {rows['text'].str.encode('utf-8').str.len().mean():.0f} bytes")
    nlp = pipeline.load()
    (source,) = sources([path])
    with clock("read", count, words):
        articles = [article for article in read(source, "a") if article.status == "ok"]
    analyse(articles[:BATCH], nlp)  # warm
    with clock("analyse", len(articles), words):
        found = [row for i in range(0, len(articles), BATCH) for row in analyse(articles[i : i + BATCH], nlp)]
    with clock("signatures", len(articles), words):
        for article in articles:
            signature(article.text)
    print(f"memory {peak():.0f} MB")
    with clock("write parts", len(articles), words):
        parts = {name: parquet(part, TABLES[name], {}) for name, part in tables(found).items()}
    for name, data in parts.items():
        print(f"{len(data) / count:12,.0f} bytes an article: part of {name}")
    print(f"relations an article: {sum(len(row.relations) for row in found) / count:.1f}")
    return found


def drawn(path: Path, count: int, target: Path) -> int:
    """Write a table of articles drawn out of the sentences of others; their words."""
    pool = sorted({s for text in pd.read_parquet(path)["text"] for s in SENTENCE.split(text) if 60 <= len(s) <= 400})
    texts = [" ".join(random.Random(number).sample(pool, SENTENCES)) for number in range(count)]
    pd.DataFrame({"text": texts, "date": "2025-07-09"}).to_parquet(target, row_group_size=10_000)
    return sum(len(text.split()) for text in texts)


def peak() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def own(path: Path, count: int, found: list[Rows]) -> None:
    """Print what the process that owns the database does itself: everything but the analysis."""

    def engine(batches: Iterator[Batch], load: Load) -> Iterator[list[Rows]]:
        drawn = random.Random(0)
        for batch in batches:
            yield [drawn.choice(found)._replace(article=article_row(a), text=a.text) for a in batch]

    with tempfile.TemporaryDirectory() as place:
        table, output = Path(place, "a.parquet"), Path(place, "out")
        words = drawn(path, count, table)
        print(f"\n{count} drawn articles, {words / count:.0f} words; memory before {peak():.0f} MB")
        start = last = time.process_time()

        def note(event: object) -> None:
            nonlocal last
            last = time.process_time()

        result = job.run([table], output, engine=engine, progress=note)
        end = time.process_time()
        print(f"read, sign, put into SQLite: {1000 * (last - start) / count:.2f} ms an article")
        print(f"write tables, graphs and report: {1000 * (end - last) / count:.2f} ms an article, {end - last:.0f} s")
        print(f"memory {peak():.0f} MB, relations {len(result.tables['relations'])}")
        for path in sorted(output.iterdir()):
            print(f"{path.stat().st_size / count:12,.0f} bytes an article: {path.name}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, metavar="ARTICLES.parquet")
    parser.add_argument("--articles", type=int, default=20_000)
    args = parser.parse_args()
    own(args.table, args.articles, analysed(args.table))


if __name__ == "__main__":
    main()
