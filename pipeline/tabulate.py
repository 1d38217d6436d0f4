"""Rows of articles → the tables of the program, as pandas DataFrames with fixed columns, types and order."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline.extract import Row, Rows

TEXT, WHOLE, NUMBER, FLAG = "str", "int64", "float64", "bool"
HELD: dict[str, Any] = {TEXT: object, WHOLE: "int64", NUMBER: "float64", FLAG: "bool"}  # by numpy

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

# What is found in articles, before actors are put together.
FOUND: dict[str, dict[str, str]] = {
    "actors": {
        "article_id": TEXT, "actor_id": TEXT, "actor_name": TEXT, "actor_type": TEXT, "subtype": TEXT, "country": TEXT,
        "aliases": TEXT, "mentions": WHOLE, "gender": TEXT, "number": TEXT, "kinds": TEXT, "listed": FLAG,
        "example": TEXT,
    },
    "mentions": COLUMNS["mentions"],
    "relations": {name: kind for name, kind in COLUMNS["relations"].items() if name != "counted"},
}  # fmt: skip

OFTEN = 2  # mentions from which a name that no gazetteer has is reported


def tabulate(articles: Iterable[Rows]) -> dict[str, pd.DataFrame]:
    """The tables by name, each with the columns of `COLUMNS`, whatever the order `articles` come in."""
    ordered = sorted(articles, key=lambda rows: natural(rows.article["article_id"]))
    actors = [
        {**row, "aliases": "|".join(row["aliases"]), "kinds": "|".join(row["kinds"])}
        for rows in ordered
        for row in rows.actors
    ]
    return assemble(
        [rows.article for rows in ordered],
        frame(actors, FOUND["actors"]),
        frame([row for rows in ordered for row in rows.mentions], FOUND["mentions"]),
        frame([row for rows in ordered for row in rows.relations], FOUND["relations"]),
    )


def assemble(
    articles: Sequence[Row], actors: pd.DataFrame, mentions: pd.DataFrame, relations: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """The tables out of articles that are in order, and of what was found in them in the same order (`FOUND`).

    `duplicate_of` tells which articles copy another.
    """
    relations = relations.assign(counted=once(articles, relations))
    dates = {article["article_id"]: article["date"] for article in articles}
    return {
        "articles": frame(articles, COLUMNS["articles"]),
        "actors": typed(merged(actors), COLUMNS["actors"]),
        "mentions": mentions,
        "relations": relations,
        "dyads": dyads(relations[relations["counted"]], dates),
        "unknown_actors": unknown(actors[~actors["listed"]]),
    }


def cells(column: "pd.Series[Any]") -> list[Any]:
    """The values of a column; pandas' own `tolist` takes texts out one by one, which is ten times as slow."""
    return column.to_numpy().tolist()


def once(articles: Sequence[Row], relations: pd.DataFrame) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Whether each relation counts: what several copies of one article say, counts once.

    A copy's relation counts where it is more than its original and the copies before it say of that source, target
    and type: a paper may have added something of its own.
    """
    original = {article["article_id"]: article["duplicate_of"] for article in articles if article["duplicate_of"]}
    result = np.ones(len(relations), dtype=bool)
    places = np.flatnonzero(relations["article_id"].isin([*original, *original.values()]))
    columns = ("article_id", "source_id", "target_id", "type", "status")
    kept = zip(places.tolist(), *(cells(relations[name].iloc[places]) for name in columns), strict=True)
    said: dict[tuple[str, ...], int] = {}
    here: Counter[tuple[str, ...]] = Counter()
    # An original comes before its copies, whatever their names.
    for place, article_id, *act in sorted(kept, key=lambda row: row[1] in original):
        key = (original.get(article_id, article_id), *act)
        here[article_id, *key] += 1
        number = here[article_id, *key]
        result[place] = number > said.get(key, 0)
        said[key] = max(number, said.get(key, 0))
    return result


def texts(articles: Iterable[Rows]) -> dict[str, str]:
    """The texts that offsets count in, by `text_id`; articles of one file share theirs."""
    return {rows.article["text_id"]: rows.text for rows in articles if rows.text}


def frame(rows: Sequence[Row], columns: dict[str, str]) -> pd.DataFrame:
    """A DataFrame with these columns and types even where there is no row."""
    return typed({name: [row[name] for row in rows] for name in columns}, columns)


def typed(cells: "Mapping[str, Any] | pd.DataFrame", columns: dict[str, str]) -> pd.DataFrame:
    """The same out of the cells of each column."""
    with pd.option_context("mode.string_storage", "python"):  # pyarrow, where it is installed, refuses lone surrogates
        series = {
            name: pd.Series(np.asarray(cells[name], dtype=HELD[kind]), dtype=kind) for name, kind in columns.items()
        }
    return pd.DataFrame(series)


def natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """A sort key that puts `a-2` before `a-10`."""
    parts = re.split(r"(\d+)", name)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts], name


def merged(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for an actor, by `actor_id`, out of its rows in several articles: its most used name, type and so on."""
    groups = rows.groupby("actor_id")
    chosen = ("actor_name", "actor_type", "subtype", "country", "gender", "number")
    columns = {name: usual(rows, name) for name in chosen} | {"aliases": aliases(rows)}
    counts = {"articles": groups["article_id"].nunique(), "mentions": groups["mentions"].sum()}
    table = pd.DataFrame({**counts, **columns})
    return table.assign(actor_id=table.index)


def usual(rows: pd.DataFrame, column: str) -> "pd.Series[str]":
    """For each actor the value that most mentions carry, a filled one before an empty one."""
    counts = (1 + rows["mentions"]).groupby([rows["actor_id"], rows[column]]).sum().reset_index()
    counts["empty"] = counts[column] == ""
    order = ["actor_id", "empty", "mentions", column]
    ranked = counts.sort_values(order, ascending=[True, True, False, True])
    return ranked.drop_duplicates("actor_id").set_index("actor_id")[column]


def aliases(rows: pd.DataFrame) -> "pd.Series[str]":
    """For each actor all that it is called."""
    found: dict[str, set[str]] = {}
    different = rows[["actor_id", "aliases"]].drop_duplicates()
    for actor_id, names in zip(different["actor_id"].tolist(), different["aliases"].tolist(), strict=True):
        found.setdefault(actor_id, set()).update(names.split("|") if names else ())
    return pd.Series({actor_id: "|".join(sorted(names)) for actor_id, names in found.items()}, dtype=object)


def unknown(rows: pd.DataFrame) -> pd.DataFrame:
    """The table `unknown_actors`, rows for a user's gazetteer: names seen often that none has, most mentioned first."""
    actors = merged(rows)
    actors = actors[actors["mentions"] >= OFTEN].sort_values(["mentions", "actor_id"], ascending=[False, True])
    first = rows.drop_duplicates("actor_id").set_index("actor_id").loc[actors.index]
    names = [
        "|".join(name for name in names.split("|") if name not in (actor_id, actor_name))
        for actor_id, actor_name, names in zip(actors["actor_id"], actors["actor_name"], actors["aliases"], strict=True)
    ]
    country = [country if len(country) == 3 else "" for country in actors["country"]]
    same = {"id": "actor_id", "name": "actor_name", "type": "actor_type"}
    cells: dict[str, Any] = {
        name: actors[same.get(name, name)] for name in COLUMNS["unknown_actors"] if same.get(name, name) in actors
    }
    empty = dict.fromkeys(("members", "seats", "demonyms"), [""] * len(actors))
    cells |= {"names": names, "country": country, "kinds": first["kinds"], "example": first["example"], **empty}
    return typed(cells, COLUMNS["unknown_actors"])


def dyads(relations: pd.DataFrame, dates: dict[str, str]) -> pd.DataFrame:
    """The table `dyads`: asserted relations counted by unordered pair and month.

    What is only wished, possible or denied is left out. `dates` gives each article's date.
    """
    asserted = relations[relations["status"] == "asserted"]
    own = zip(cells(asserted["date"]), cells(asserted["article_id"]), strict=True)
    return typed(tied(asserted, [month(date, dates[article_id]) for date, article_id in own]), COLUMNS["dyads"])


def tied(relations: pd.DataFrame, months: Sequence[str]) -> dict[str, Any]:
    """The columns of `dyads`, one value per unordered pair of actors and month, in their order.

    Cooperation and tension are counts, `balance` lies from -1 to 1, `articles` says in how many they are told.
    """
    ends = np.concatenate([relations[name].to_numpy(object) for name in ("source_id", "target_id")])
    numbers, ids = pd.factorize(ends, sort=True)
    first, second = np.sort(numbers.reshape(2, -1), axis=0)
    month_numbers, names = pd.factorize(np.asarray(months, dtype=object), sort=True)
    good = (relations["class"] == "cooperation").to_numpy()
    cells = {"first": first, "second": second, "month": month_numbers, "good": good, "bad": ~good}
    groups = pd.DataFrame({**cells, "article": pd.factorize(relations["article_id"])[0]}).groupby([*cells][:3])
    keys = groups.size().index
    counts = {name: groups[name].sum().tolist() for name in ("good", "bad")}
    signed = zip(counts["good"], counts["bad"], strict=True)
    return {
        "source_id": ids[keys.get_level_values("first")], "target_id": ids[keys.get_level_values("second")],
        "month": names[keys.get_level_values("month")], "cooperation": counts["good"], "tension": counts["bad"],
        "balance": [round((good - bad) / (good + bad), 4) for good, bad in signed],
        "articles": groups["article"].nunique().tolist(),
    }  # fmt: skip


def month(relation_date: str, article_date: str) -> str:
    """The month of a relation: its own date's, else the article's; empty where only a year is known."""
    return (relation_date or article_date)[:7] if len(relation_date or article_date) >= 7 else ""
