"""What comes out of the database: the tables and texts of all that is complete, in their fixed order."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.copies import find_copies
from pipeline.extract import Row
from pipeline.tabulate import FOUND, HELD, TEXT, assemble, natural, typed

if TYPE_CHECKING:
    import pandas as pd

ROWS = 500  # read at a time: more would not stay in the processor's cache
UNIQUE = ("relation_id", "sentence")  # columns whose texts hardly occur again


def read_state(db: sqlite3.Connection) -> "tuple[dict[str, pd.DataFrame], Mapping[str, str]]":
    """The tables by name, and the texts by `text_id` for as long as the database is open."""
    articles = read_articles(db)
    order(db, articles)
    return assemble(articles, *(found(db, name) for name in ("actors", "mentions", "relations"))), Texts(db)


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


def found(db: sqlite3.Connection, table: str) -> "pd.DataFrame":
    """The rows of `actors`, `mentions` or `relations`, article after article."""
    names, place = ", ".join(f'"{name}"' for name in FOUND[table]), "actor_id" if table == "actors" else "place"
    cursor = db.cursor()
    cursor.row_factory = None
    cursor.execute(f"SELECT {names} FROM ordered CROSS JOIN {table} USING (article) ORDER BY position, {place}")
    return typed(columns(cursor, FOUND[table]), FOUND[table])


def columns(cursor: sqlite3.Cursor, kinds: dict[str, str]) -> "dict[str, np.ndarray[Any, Any]]":
    """The columns of a query; texts that occur again (names, types, rules) are one object, not one for each row."""
    known: dict[str, dict[str, str]] = {name: {} for name in kinds}
    parts: dict[str, list[np.ndarray[Any, Any]]] = {name: [np.empty(0, HELD[kind])] for name, kind in kinds.items()}
    while rows := cursor.fetchmany(ROWS):
        for (name, kind), cells in zip(kinds.items(), zip(*rows, strict=True), strict=True):
            again = kind == TEXT and name not in UNIQUE
            parts[name].append(
                np.array(list(map(known[name].setdefault, cells, cells)) if again else cells, HELD[kind])
            )
    return {name: np.concatenate(pieces) for name, pieces in parts.items()}
