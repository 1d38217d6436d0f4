"""How long it takes, and how much memory, to write all files of a large state: `python benchmarks/writers.py [--articles 50000]`.

Makes a database of articles of some 2,000 characters with four relations each, between 20,000 actors that are named as
the press names them: the n-th in proportion to 1/n (Zipf), the first in one relation of five. Then a process of its own
writes tables, graphs and report from it, and prints the seconds (wall clock and CPU) and the peak of its memory.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.copies import HASHES
from pipeline.extract import extract
from pipeline.schema import Actor, Article, Relation
from pipeline.state import opened, store
from pipeline.versions import analysis_version, packages

RELATIONS = 4
ZIPF = list(accumulate(1 / rank for rank in range(1, 20_001)))
TYPES = (("cooperation", "CONSULT", 1.0), ("cooperation", "AGREE", 5.5), ("tension", "ACCUSE", -2.0), ("tension", "ASSAULT", -9.0))  # fmt: skip
WRITE = """
import resource, sys, time
from pipeline import job, outputs
from pipeline.state import tables
clocks = time.process_time, time.perf_counter
spent = {}
def timed(what, work):
    def timing(*args, **options):
        start = [clock() for clock in clocks]
        try:
            return work(*args, **options)
        finally:
            spent[what] = [clock() - before for clock, before in zip(clocks, start)]
    return timing
job.give_names = timed("names given", job.give_names)
tables.read_state = timed("tables read", tables.read_state)
outputs.analyses = timed("centrality and triads", outputs.analyses)
outputs.report_html = timed("report", outputs.report_html)
result = timed("all", job.run)([], sys.argv[1])
spent["the rest: files of tables, texts and graphs"] = [
    2 * whole - sum(parts) for whole, parts in zip(spent["all"], zip(*spent.values()))
]
print(result.counts)
for what, (cpu, wall) in spent.items():
    print(f"{cpu:6.1f} s CPU {wall:6.1f} s {what}")
print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
"""


def article(number: int, chance: random.Random) -> tuple[Article, list[Actor], list[Relation]]:
    """One article with its findings."""
    lines, actors, relations = [], {}, []
    for _ in range(RELATIONS):
        first, second = (f"Acteur {rank}" for rank in chance.choices(range(len(ZIPF)), cum_weights=ZIPF, k=2))
        second = second if second != first else f"{first} bis"
        name, kind, intensity = chance.choice(TYPES)
        words = " ".join(f"mot{chance.randrange(50_000)}" for _ in range(50))
        start = sum(map(len, lines))
        lines.append(f"{first} a rencontré {second} {words}.\n")
        for at, who in ((start, first), (start + len(first) + 13, second)):
            mention = {"start": at, "end": at + len(who), "text": who, "kind": "name"}
            actors.setdefault(who, {
                "id": who, "name": who, "type": "ORGANISATION", "subtype": "", "country": "", "state": "", "gender": "",
                "number": "s", "kinds": [], "listed": True, "example": "", "mentions": [],
            })["mentions"].append(mention)  # fmt: skip
        relations.append({
            "sentence_start": start, "sentence_end": start + len(lines[-1]) - 1, "source": first, "target": second,
            "source_state": "", "target_state": "", "class": name, "type": kind, "quad": "", "intensity": intensity,
            "directed": True, "status": "asserted", "date": "", "attribution": "", "trigger": "rencontré",
            "trigger_start": start + len(first) + 3, "trigger_end": start + len(first) + 12, "rule": "rencontrer",
            "confidence": round(chance.random(), 2),
        })  # fmt: skip
    text = "".join(lines)
    date = f"{2020 + number % 5}-{1 + number % 12:02}-{1 + number % 28:02}"
    made = Article(article_id="", file="", text_id="", text=text, start=0, end=len(text), date=date, language="fr")
    return made, list(actors.values()), relations  # type: ignore[arg-type]


def fill(folder: Path, count: int) -> None:
    """Make the state."""
    chance, version = random.Random(1), analysis_version()
    with opened(folder) as db:
        store.note_version(db, version, packages())
        for number in range(count):
            made, actors, relations = article(number, chance)
            rows: Any = extract(made, actors, relations)
            file = store.begin_file(db, f"/archive/{number}.txt", f"{number}.txt", "-", "-")
            key = store.add_article(
                db, file, 1, rows.article, text=store.text_key(db, file, made.text, shared=False), own_id="",
                shared=False, version=version, signature=chance.randbytes(4 * HASHES),  # no copies
            )  # fmt: skip
            store.add_findings(db, key, rows)
            store.end_file(db, file, several=False, retry=False)
        db.commit()


def main() -> None:
    """Make, write, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=50_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        start = time.perf_counter()
        fill(folder, args.articles)
        print(f"{args.articles} articles made in {time.perf_counter() - start:.0f} s", flush=True)
        for name in ("names given, everything written", "written again"):
            print(name, flush=True)
            subprocess.run([sys.executable, "-c", WRITE, str(folder)], check=True)
        for path in sorted(folder.iterdir()):
            print(f"{path.stat().st_size:12,} {path.name}")


if __name__ == "__main__":
    main()
