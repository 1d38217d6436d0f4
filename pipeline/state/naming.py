"""Names of articles, texts and relations: they depend on all files together, so they are given when all are read."""

import sqlite3

from pipeline.articles.naming import distinct, labels, name
from pipeline.extract import relation_id


def give_names(db: sqlite3.Connection) -> None:
    """Name what has no name yet, or another than it should have now that files came or went."""
    rows = db.execute(
        "SELECT article, number, own_id, shared, article_id, text_id, text IS NULL AS textless, location, several"
        " FROM articles JOIN files USING (file) WHERE complete ORDER BY location, number"
    ).fetchall()
    label = labels({row["location"]: None for row in rows})
    names = distinct(name(label[r["location"]], r["number"], r["own_id"], bool(r["several"])) for r in rows)
    for row, article_id in zip(rows, names, strict=True):
        text_id = "" if row["textless"] else label[row["location"]] if row["shared"] else article_id
        if (article_id, text_id) != (row["article_id"], row["text_id"]):
            change = "UPDATE articles SET article_id = ?, text_id = ? WHERE article = ?"
            db.execute(change, (article_id, text_id, row["article"]))
            name_relations(db, row["article"], article_id)


def name_relations(db: sqlite3.Connection, article: int, article_id: str) -> None:
    """Give an article's relations the names that go with its own."""
    (start,) = db.execute("SELECT text_start FROM articles WHERE article = ?", (article,)).fetchone()
    rows = db.execute("SELECT * FROM relations WHERE article = ?", (article,)).fetchall()
    change = "UPDATE relations SET relation_id = ? WHERE article = ? AND place = ?"
    db.executemany(change, [(relation_id(article_id, row, start), article, row["place"]) for row in rows])
