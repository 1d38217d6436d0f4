"""Rows of articles → the tables of the program, as pandas DataFrames with fixed columns, types and order."""

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import pandas as pd

from pipeline.extract import Row, Rows

Record = Row | sqlite3.Row

TEXT, WHOLE, NUMBER, FLAG = "str", "int64", "float64", "bool"

COLUMNS: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": TEXT, "file": TEXT, "title": TEXT, "author": TEXT, "date": TEXT, "language": TEXT,
        "words": WHOLE, "sha256": TEXT, "status": TEXT, "error": TEXT,
        "source": TEXT, "url": TEXT, "text_id": TEXT, "text_start": WHOLE, "text_end": WHOLE, "duplicate_of": TEXT,
    },
    "actors": {
        "actor_id": TEXT, "actor_name": TEXT, "actor_type": TEXT, "subtype": TEXT, "country": TEXT,
        "aliases": TEXT, "articles": WHOLE, "mentions": WHOLE,
    },
    "mentions": {
        "article_id": TEXT, "start": WHOLE, "end": WHOLE, "text": TEXT, "actor_id": TEXT, "actor_name": TEXT,
        "actor_type": TEXT, "kind": TEXT,
    },
    "relations": {
        "relation_id": TEXT, "article_id": TEXT, "sentence_start": WHOLE, "sentence_end": WHOLE,
        "source_id": TEXT, "source_name": TEXT, "source_type": TEXT, "source_state": TEXT,
        "target_id": TEXT, "target_name": TEXT, "target_type": TEXT, "target_state": TEXT,
        "class": TEXT, "type": TEXT, "quad": TEXT, "intensity": NUMBER, "directed": FLAG, "status": TEXT,
        "date": TEXT, "attribution": TEXT, "trigger": TEXT, "trigger_start": WHOLE, "trigger_end": WHOLE,
        "rule": TEXT, "confidence": NUMBER, "sentence": TEXT, "counted": FLAG,
    },
    "dyads": {
        "source_id": TEXT, "target_id": TEXT, "month": TEXT, "cooperation": WHOLE, "tension": WHOLE,
        "balance": NUMBER, "articles": WHOLE,
    },
    # The columns of a user's gazetteer (`--gazetteer`), then why the name deserves a look.
    "unknown_actors": {
        "id": TEXT, "name": TEXT, "names": TEXT, "type": TEXT, "subtype": TEXT, "country": TEXT, "members": TEXT,
        "gender": TEXT, "number": TEXT, "kinds": TEXT, "seats": TEXT, "demonyms": TEXT,
        "mentions": WHOLE, "articles": WHOLE, "example": TEXT,
    },
}  # fmt: skip

OFTEN = 2  # mentions from which a name that no gazetteer has is reported


def tabulate(articles: Iterable[Rows]) -> dict[str, pd.DataFrame]:
    """The tables by name, each with the columns of `COLUMNS`, whatever the order `articles` come in."""
    ordered = sorted(articles, key=lambda rows: natural(rows.article["article_id"]))
    return assemble(
        [rows.article for rows in ordered],
        [row for rows in ordered for row in rows.actors],
        [row for rows in ordered for row in rows.mentions],
        [row for rows in ordered for row in rows.relations],
    )


def assemble(
    articles: Sequence[Row], actors: Sequence[Row], mentions: Sequence[Record], relations: Sequence[Record]
) -> dict[str, pd.DataFrame]:
    """The tables out of rows that are in order; `duplicate_of` tells which articles copy another."""
    counted = once(articles, relations)
    kept = [row for row, counts in zip(relations, counted, strict=True) if counts]
    content = {
        "articles": articles,
        "actors": actor_rows(actors),
        "mentions": mentions,
        "dyads": dyad_rows(kept, {article["article_id"]: article["date"] for article in articles}),
        "unknown_actors": unknown_rows(actors),
    }
    tables = {name: frame(rows, COLUMNS[name]) for name, rows in content.items()}
    columns = {name: kind for name, kind in COLUMNS["relations"].items() if name != "counted"}
    tables["relations"] = frame(relations, columns).assign(counted=pd.Series(counted, dtype=FLAG))
    return {name: tables[name] for name in COLUMNS}


def once(articles: Sequence[Row], relations: Sequence[Record]) -> list[bool]:
    """Whether each relation counts: what several copies of one article say, counts once.

    A copy's relation counts where it is more than its original and the copies before it say of that source, target
    and type: a paper may have added something of its own.
    """
    original = {article["article_id"]: article["duplicate_of"] for article in articles if article["duplicate_of"]}
    families = {*original, *original.values()}
    said: dict[tuple[str, ...], int] = {}
    here: Counter[tuple[str, ...]] = Counter()
    result = [True] * len(relations)
    # An original comes before its copies, whatever their names.
    places = [i for i, row in enumerate(relations) if row["article_id"] in families] if families else []
    for i in sorted(places, key=lambda i: relations[i]["article_id"] in original):
        row = relations[i]
        family = original.get(row["article_id"], row["article_id"])
        key = (family, *(row[name] for name in ("source_id", "target_id", "type", "status")))
        here[row["article_id"], *key] += 1
        number = here[row["article_id"], *key]
        result[i] = number > said.get(key, 0)
        said[key] = max(number, said.get(key, 0))
    return result


def texts(articles: Iterable[Rows]) -> dict[str, str]:
    """The texts that offsets count in, by `text_id`; articles of one file share theirs."""
    return {rows.article["text_id"]: rows.text for rows in articles if rows.text}


def frame(rows: Sequence[Record], columns: dict[str, str]) -> pd.DataFrame:
    """A DataFrame with these columns and types even where there is no row."""
    with pd.option_context("mode.string_storage", "python"):  # pyarrow, where it is installed, refuses lone surrogates
        series = {name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in columns.items()}
    return pd.DataFrame(series)


def natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """A sort key that puts `a-2` before `a-10`."""
    parts = re.split(r"(\d+)", name)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts], name


def actor_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows of `actors.csv`: an actor's articles put together under its most used name and type."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["actor_id"]].append(row)
    return [merged(groups[actor_id]) for actor_id in sorted(groups)]


def merged(rows: list[Row]) -> Row:
    """One row for an actor out of its rows in several articles."""
    result: Row = {name: usual(rows, name) for name in ("actor_name", "actor_type", "subtype", "country")}
    return result | {
        "actor_id": rows[0]["actor_id"],
        "aliases": "|".join(sorted({alias for row in rows for alias in row["aliases"]})),
        "articles": len({row["article_id"] for row in rows}),
        "mentions": sum(row["mentions"] for row in rows),
    }


def unknown_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows of `unknown_actors.csv`: names seen often that no gazetteer has, the most mentioned first."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if not row["listed"]:
            groups[row["actor_id"]].append(row)
    found = [suggestion(group) for group in groups.values()]
    return sorted((r for r in found if r["mentions"] >= OFTEN), key=lambda r: (-r["mentions"], r["id"]))


def suggestion(rows: list[Row]) -> Row:
    """A row for a user's gazetteer, out of what the articles tell of one actor."""
    actor = merged(rows)
    names = [n for n in actor["aliases"].split("|") if n not in (actor["actor_id"], actor["actor_name"])]
    return {
        "id": actor["actor_id"], "name": actor["actor_name"], "names": "|".join(names), "type": actor["actor_type"],
        "subtype": actor["subtype"], "country": actor["country"] if len(actor["country"]) == 3 else "", "members": "",
        "gender": usual(rows, "gender"), "number": usual(rows, "number"), "kinds": "|".join(rows[0]["kinds"]),
        "seats": "", "demonyms": "",
        "mentions": actor["mentions"], "articles": actor["articles"], "example": rows[0]["example"],
    }  # fmt: skip


def usual(rows: list[Row], column: str) -> str:
    """The value that most mentions carry, a filled one before an empty one."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row[column]] += 1 + row["mentions"]
    return min(counts, key=lambda value: (not value, -counts[value], value))


def dyad_rows(relations: Iterable[Record], dates: dict[str, str]) -> list[Row]:
    """The rows of `dyads.csv`: asserted relations counted by unordered pair and month.

    What is only wished, possible or denied is left out. `dates` gives each article's date.
    """
    groups: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for row in relations:
        if row["status"] == "asserted":
            first, second = sorted((row["source_id"], row["target_id"]))
            groups[first, second, month(row["date"], dates[row["article_id"]])].append(row)
    return [
        {"source_id": first, "target_id": second, "month": when, **tally(groups[first, second, when])}
        for first, second, when in sorted(groups)
    ]


def tally(rows: Sequence[Record]) -> Row:
    """Cooperation and tension of one pair: how often, their balance from -1 to 1, in how many articles."""
    counts = Counter(row["class"] for row in rows)
    good, bad = counts["cooperation"], counts["tension"]
    return {
        "cooperation": good,
        "tension": bad,
        "balance": round((good - bad) / (good + bad), 4),
        "articles": len({row["article_id"] for row in rows}),
    }


def month(relation_date: str, article_date: str) -> str:
    """The month of a relation: its own date's, else the article's; empty where only a year is known."""
    return (relation_date or article_date)[:7] if len(relation_date or article_date) >= 7 else ""
