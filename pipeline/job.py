"""The main job: inputs → articles → language → state → files."""

import gc
import sqlite3
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from pipeline.analysis import BATCH, alone, load, placed, same
from pipeline.articles import Source, sources
from pipeline.copies import signature
from pipeline.engines import Batch, Engine, Load
from pipeline.engines.local import analysed
from pipeline.engines.worker import FORKS
from pipeline.extract import Rows, extract
from pipeline.gazetteer import load_gazetteer
from pipeline.rules import load_rules
from pipeline.state import opened, store
from pipeline.state.naming import give_names
from pipeline.versions import analysis_version, packages, reading_version
from pipeline.work import End, Plan, Task, Versions, plan, tasks

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

MOST_CHARACTERS = 300_000  # in a batch
Progress = Callable[[Rows | Plan], None]


@dataclass(frozen=True)
class RunResult:
    """What a run leaves: all tables by name, the folder and the files written, what could not be read of its inputs."""

    tables: "dict[str, pd.DataFrame]"
    output: Path
    files: list[Path]
    failures: list[str]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Articles by status (`ok`, `skipped`, `error`), then `actors`, `mentions`, `relations`."""
        status = self.tables["articles"]["status"]
        by_status = {name: int((status == name).sum()) for name in ("ok", "skipped", "error")}
        return by_status | {name: len(self.tables[name]) for name in ("actors", "mentions", "relations")}


def run(
    inputs: Iterable[str | Path],
    output: str | Path = "outputs",
    *,
    date: str = "",
    gazetteer: Sequence[str | Path] = (),
    rules: Sequence[str | Path] = (),
    force: bool = False,
    prune: bool = False,
    workers: int = 1,
    engine: Engine | None = None,
    progress: Progress | None = None,
    nlp: "Language | None" = None,
) -> RunResult:
    """Read files and folders, extract actors and relations, write every file to `output`.

    Only what is new or changed since the last run into `output` is done, by content: files, and articles whose rules or
    models have changed. `force` does all inputs again; `prune` forgets files that are no longer among the inputs.

    `date` (ISO) is given to articles that carry none; `gazetteer` lists files of actors to know beside the package's
    (the columns of `unknown_actors.csv`), `rules` files of rules like those of `models/rules/`; `workers` is how many
    processes may share the analysis, 1 for none beside this one (a given `nlp` is only shared on Linux); `engine`, where
    given, does it in their place (`pipeline.engines.ray.on_cluster`); `progress` is called with the plan of the work,
    then with the rows of each article as it is done; `nlp` defaults to `pipeline.load()`, loaded at the first article
    to extract. What cannot be read or analysed is a row of `articles` with status `error`, and the rest is done.

    Raises:
        GazetteerError: a file of `gazetteer` cannot be read or has mistakes.
        RuleError: a file of `rules` cannot be read or has mistakes.
        OutputError: `output` cannot be written to, or another run is at work there.
        WorkerError: processes beside this one cannot be had.
    """
    if gazetteer:
        load_gazetteer(tuple(map(str, gazetteer)))  # mistakes show before the work begins
    if rules:
        load_rules(tuple(map(Path, rules)))
    versions = Versions(reading_version(), analysis_version(gazetteer, rules), date)
    with opened(output) as db:
        given = list(sources(inputs, Path(output)))
        note(db, given)
        store.note_version(db, versions.analysis, packages())
        todo = plan(db, given, versions, force=force, prune=prune)
        if progress:
            progress(todo)
        work = tasks(db, todo, versions, force=force, prune=prune)
        model: Load = partial(same, nlp) if nlp else partial(load, gazetteer, rules)
        engine = engine or partial(analysed, workers=workers if FORKS or not nlp else 1)
        with closing(done(db, work, engine, model, versions.analysis)) as results:
            for rows in results:
                if progress:
                    progress(rows)
        tidy(db, prune=prune)
        give_names(db)
        db.commit()
        # Only now, since workers that are forked carry whatever is imported before.
        from pipeline.outputs import write
        from pipeline.state.tables import read_state

        # The language pipeline is a web of cycles: its memory is free for the tables only now.
        gc.unfreeze()
        gc.collect()
        tables, texts = read_state(db)
        return RunResult(tables, Path(output), write(tables, texts, output), failures(db, given))


def note(db: sqlite3.Connection, given: list[Source]) -> None:
    """Make known to the database which files this run was given."""
    db.execute("CREATE TEMP TABLE given (location TEXT PRIMARY KEY)")
    db.executemany("INSERT OR IGNORE INTO given VALUES (?)", [(source.location,) for source in given])
    db.commit()


def tidy(db: sqlite3.Connection, *, prune: bool) -> None:
    """Forget files that were not given: those without results, or with `prune` all.

    At the end, since files may have moved, and what was found in them with them.
    """
    absent = "SELECT file FROM files WHERE location NOT IN given"
    if not prune:
        absent += " AND NOT (complete AND EXISTS (SELECT 1 FROM articles a WHERE a.file = files.file AND a.text))"
    store.forget(db, [file for (file,) in db.execute(absent).fetchall()])


def batches(work: Iterator[Task | End]) -> Iterator[list[Task | End]]:
    """The work a batch at a time, fewer articles where they are long: memory stays bounded."""
    batch: list[Task | End] = []
    size = 0
    for task in work:
        batch.append(task)
        size += task.article.end - task.article.start if isinstance(task, Task) else 0
        if len(batch) == 2 * BATCH or size > MOST_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def done(
    db: sqlite3.Connection, work: Iterator[Task | End], engine: Engine, load: Load, version: str
) -> Generator[Rows, None, None]:
    """Have the work done and put it into the state, a batch a transaction; the rows of each article, in order.

    The engine reads some batches ahead of those whose rows it has given.
    """
    ahead: deque[tuple[list[Task | End], list[Rows]]] = deque()

    def read() -> Iterator[Batch]:
        for batch in batches(work):
            # What needs no analysis is put in at once: an origin may be gone when the batch's turn comes.
            ready = [keep_article(db, task, extract(task.article), version) for task in batch if is_ready(task)]
            ahead.append((batch, ready))
            yield [alone(task.article) for task in batch if isinstance(task, Task) and not is_ready(task)]

    with closing(engine(read(), load)) as results:
        for found in results:
            batch, ready = ahead.popleft()
            yield from keep(db, batch, ready, found, version)
            db.commit()


def is_ready(task: Task | End) -> TypeGuard[Task]:
    """Whether a task is an article that needs no analysis."""
    return isinstance(task, Task) and (task.article.status != "ok" or bool(task.origin))


def keep(
    db: sqlite3.Connection, batch: list[Task | End], ready: list[Rows], found: list[Rows], version: str
) -> Iterator[Rows]:
    """Put what was found in a batch into the state; the rows of its articles, in order."""
    waiting, analysed = iter(ready), iter(found)
    for task in batch:
        if is_ready(task):
            yield next(waiting)
        elif isinstance(task, Task):
            yield keep_article(db, task, placed(next(analysed), task.article), version)
    for task in batch:
        if isinstance(task, End):
            store.end_file(db, task.file, several=task.several, retry=task.retry)


def keep_article(db: sqlite3.Connection, task: Task, rows: Rows, version: str) -> Rows:
    """Put one article into the state; its rows."""
    if task.renews:
        store.renew(db, task.renews, rows, version)
        return rows
    article = task.article
    key = store.add_article(
        db, task.file, task.number, rows.article,
        text=store.text_key(db, task.file, article.text, shared=article.shared) if article.text else None,
        own_id=article.own_id, shared=article.shared, version=version if article.status == "ok" else "",
        signature=signature(article.text[article.start : article.end]) if article.status == "ok" else None,
    )  # fmt: skip
    if task.origin:
        store.copy_findings(db, key, task.origin, article.start)
    else:
        store.add_findings(db, key, rows)
    return rows


def failures(db: sqlite3.Connection, given: list[Source]) -> list[str]:
    """One line for each of the inputs, or of their articles, that could not be read or analysed."""
    query = (
        "SELECT location, name, error FROM articles JOIN files USING (file) WHERE complete AND status = 'error'"
        " ORDER BY location, number"
    )
    asked = {source.location: source for source in given}
    rows = [row for row in db.execute(query) if row["location"] in asked]
    told = {row["location"] for row in rows}
    lost = [source for at, source in asked.items() if source.reason and at not in told]
    return [f"{row['name']} : {row['error']}" for row in rows] + [f"{s.name} : {s.reason}" for s in lost]
