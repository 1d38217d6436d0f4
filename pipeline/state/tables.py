"""What comes out of the database: the tables and texts of all that is complete, in their fixed order."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.copies import find_copies
from pipeline.extract import Row
from pipeline.tabulate import assemble, natural

if TYPE_CHECKING:
    import pandas as pd

SHORT = 60  # bytes


def read_state(db: sqlite3.Connection) -> "tuple[dict[str, pd.DataFrame], Mapping[str, str]]":
    """The tables by name, and the texts by `text_id` for as long as the database is open."""
    articles = read_articles(db)
    order(db, articles)
    with same_words(db):
        tables = assemble(articles, read_actors(db), found(db, "mentions"), found(db, "relations"))
    return tables, Texts(db)


class Texts(Mapping[str, str]):
    """The texts by `text_id`, each read when it is asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.keys_of = dict(
            db.execute("SELECT text_id, text FROM articles JOIN files USING (file) WHERE complete AND text").fetchall()
        )

    def __getitem__(self, text_id: str) -> str:
        row = self.db.execute("SELECT content FROM texts WHERE text = ?", (self.keys_of[text_id],)).fetchone()
        return str(row["content"])

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_of)

    def __len__(self) -> int:
        return len(self.keys_of)


@contextmanager
def same_words(db: sqlite3.Connection) -> Iterator[None]:
    """Short texts that occur again (names, types, rules) are one object in memory, not one for each row."""
    known: dict[bytes, str] = {}

    def text(value: bytes) -> str:
        return known.setdefault(value, value.decode()) if len(value) < SHORT else value.decode()

    before, db.text_factory = db.text_factory, text
    try:
        yield
    finally:
        db.text_factory = before


def read_articles(db: sqlite3.Connection) -> list[Row]:
    """The rows of `articles.csv`, and each article's key and signature."""
    cursor = db.execute("SELECT articles.*, name FROM articles JOIN files USING (file) WHERE complete")
    rows = [{"file_key": row["file"], **dict(row), "file": row["name"]} for row in cursor]
    rows.sort(key=lambda row: natural(row["article_id"]))
    for row, original in zip(rows, find_copies(rows), strict=True):
        row["duplicate_of"] = rows[original]["article_id"] if original is not None else ""
    return rows


def order(db: sqlite3.Connection, articles: list[Row]) -> None:
    """Make known to the database which article comes where."""
    db.execute(
        "CREATE TEMP TABLE IF NOT EXISTS ordered (position INTEGER PRIMARY KEY, article INTEGER, article_id TEXT)"
    )
    db.execute("DELETE FROM ordered")
    db.executemany(
        "INSERT INTO ordered (article, article_id) VALUES (?, ?)", [(a["article"], a["article_id"]) for a in articles]
    )


def found(db: sqlite3.Connection, table: str) -> list[sqlite3.Row]:
    """The rows of `mentions` or `relations`, article after article."""
    query = f"SELECT {table}.*, article_id FROM ordered CROSS JOIN {table} USING (article) ORDER BY position, place"
    return db.execute(query).fetchall()


def read_actors(db: sqlite3.Connection) -> list[Row]:
    """Each article's actors, as `extract` gave them."""
    query = "SELECT actors.*, article_id FROM ordered CROSS JOIN actors USING (article) ORDER BY position, actor_id"
    return [{**dict(row), **{name: split(row[name]) for name in ("aliases", "kinds")}} for row in db.execute(query)]


def split(value: str) -> list[str]:
    """A list that was kept as text."""
    return value.split("|") if value else []
