"""What a run has to do: files that are new or changed, and articles whose rules or models have changed."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.articles import Source, read
from pipeline.articles.naming import labels
from pipeline.articles.reading import ROWS
from pipeline.schema import Article
from pipeline.state import store


@dataclass(frozen=True, slots=True)
class Task:
    """An article to put into the state: analysed, or with the findings of `origin`, or in the place of `renews`."""

    article: Article
    file: int = 0
    number: int = 0
    origin: int = 0
    renews: int = 0


@dataclass(frozen=True, slots=True)
class End:
    """The end of a file, after its last article."""

    file: int
    several: bool
    retry: bool  # whether to read it again next time, though it be the same


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, before it begins: files to read, files that are as they were, articles to analyse again."""

    changed: list[tuple[Source, str]]  # with the digest of its bytes, '' where they cannot be had
    unchanged: int
    stale: int


@dataclass(frozen=True, slots=True)
class Versions:
    """What results depend on, and the date for articles that have none."""

    reading: str
    analysis: str
    date: str = ""

    @property
    def of_file(self) -> str:
        """What a file's articles depend on, as they are read."""
        return f"{self.reading} {self.date}".strip()


STALE = (
    "SELECT article FROM articles JOIN files USING (file) WHERE complete AND version NOT IN ('', ?)"
    " AND (NOT ? OR location IN given) ORDER BY article"
)


def plan(db: sqlite3.Connection, sources: list[Source], versions: Versions, *, force: bool, prune: bool) -> Plan:
    """Compare what there is with what is known, by content."""
    rows = db.execute("SELECT location, digest, reading FROM files WHERE complete").fetchall()
    known = {row["location"]: (row["digest"], row["reading"]) for row in rows}
    changed = []
    for source in sources:
        digest = source.digest()
        before = known.get(source.location, ("", ""))
        # What was read once and cannot be had now keeps its results, as removed files do.
        if before[0] if not digest else before == (digest, versions.of_file) and not force:
            continue
        changed.append((source, digest))
    stale = len(db.execute(STALE, (versions.analysis, prune)).fetchall())
    return Plan(changed, len(sources) - len(changed), stale)


def tasks(db: sqlite3.Connection, plan: Plan, versions: Versions, *, force: bool, prune: bool) -> Iterator[Task | End]:
    """All that is to be done, in order. Rows of `files` and nothing else are written here, and not committed."""
    names = labels(source.location for source, _ in plan.changed)
    for source, digest in plan.changed:
        file = store.begin_file(db, source.location, source.name, digest, versions.of_file)
        yield from file_tasks(db, file, source, names[source.location], versions, force=force)
    yield from stale_tasks(db, versions, prune=prune)


def file_tasks(
    db: sqlite3.Connection, file: int, source: Source, label: str, versions: Versions, *, force: bool
) -> Iterator[Task | End]:
    """The articles of one file; those whose text is known already take over what was found in it."""
    number, retry = 0, False
    for number, article in enumerate(read(source, label), 1):
        dated = article if article.date or article.status == "error" else replace(article, date=versions.date)
        origin = 0 if force or dated.status != "ok" else find_origin(db, dated, versions)
        retry = retry or article.retry
        yield Task(dated, file, number, origin)
    yield End(file, number > 1 or source.suffix in ROWS, retry)


def find_origin(db: sqlite3.Connection, article: Article, versions: Versions) -> int:
    """The key of an article of the same text and date that was analysed by the same rules and models, 0 if none."""
    query = "SELECT article FROM articles WHERE sha256 = ? AND date = ? AND version = ? AND status = 'ok' LIMIT 1"
    row = db.execute(query, (article.sha256, article.date, versions.analysis)).fetchone()
    return row["article"] if row else 0


def stale_tasks(db: sqlite3.Connection, versions: Versions, *, prune: bool) -> Iterator[Task]:
    """The articles that other rules or models have analysed, from the texts that the state has kept."""
    for (key,) in db.execute(STALE, (versions.analysis, prune)).fetchall():
        row = db.execute(
            "SELECT articles.*, name, content FROM articles JOIN texts USING (text)"
            " JOIN files ON files.file = articles.file WHERE article = ?",
            (key,),
        ).fetchone()
        if row:  # gone where its file was read again meanwhile
            yield Task(kept(row), renews=key)


def kept(row: sqlite3.Row) -> Article:
    """An article as it was read, out of the state."""
    names = ("article_id", "text_id", "title", "author", "date", "source", "url", "language", "sha256", "own_id")
    return Article(
        file=row["name"], text=row["content"], start=row["text_start"], end=row["text_end"], shared=bool(row["shared"]),
        **{name: row[name] for name in names},
    )  # fmt: skip
