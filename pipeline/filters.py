"""Which relations to keep: the filters that `export`, `graph` and `inspect` share."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from pipeline.errors import FilterError
from pipeline.graph import span
from pipeline.results import Results
from pipeline.scoring import name_key
from pipeline.tabulate import dyads

EARLIEST, LATEST = "0000-00-00", "9999-99-99"


@dataclass(frozen=True)
class Filter:
    """What to keep; an empty field keeps everything.

    `since` and `until` are ISO dates at any precision, both included; `actors` are ids, names or aliases, accents and
    case aside; a relation stays where one of its two ends is one of them.
    """

    since: str = ""
    until: str = ""
    actors: Sequence[str] = ()
    classes: Sequence[str] = ()
    types: Sequence[str] = ()
    statuses: Sequence[str] = ()
    min_confidence: float = 0.0


def keep(results: Results, chosen: Filter) -> Results:
    """The results with the relations that `chosen` keeps, their articles, and what these mention.

    Raises FilterError where an actor or a type is not in the results.
    """
    if chosen == Filter():
        return results
    relations = results.tables["relations"]
    return restricted(results, relations[mask(results, chosen)])


def mask(results: Results, chosen: Filter) -> "pd.Series[bool]":
    """For each relation, whether it is kept."""
    relations = results.tables["relations"]
    kept = relations["confidence"] >= chosen.min_confidence
    for column, values in (("class", chosen.classes), ("type", chosen.types), ("status", chosen.statuses)):
        if values:
            kept &= relations[column].isin(list(values))
    if chosen.actors:
        ids = [actor_id(results.tables["actors"], name) for name in chosen.actors]
        kept &= relations["source_id"].isin(ids) | relations["target_id"].isin(ids)
    if chosen.since or chosen.until:
        kept &= within(relation_dates(results.tables), chosen.since, chosen.until)
    return kept


def relation_dates(tables: dict[str, pd.DataFrame]) -> "pd.Series[str]":
    """The date of each relation: its own, else its article's, else empty."""
    articles = tables["articles"].set_index("article_id")["date"]
    own = tables["relations"]["date"]
    return own.where(own != "", tables["relations"]["article_id"].map(articles).fillna(""))


def within(dates: "pd.Series[str]", since: str, until: str) -> "pd.Series[bool]":
    """Whether each date, at whatever precision, can lie in the period; an unknown one does not."""
    first, last = span(since).get("start", EARLIEST), span(until).get("end", LATEST)
    spans = dates.map(span)
    return spans.map(lambda s: bool(s) and s["start"] <= last and s["end"] >= first).astype(bool)


def actor_id(actors: pd.DataFrame, name: str) -> str:
    """The id of the actor called `name`; raises FilterError, with the names that come near."""
    if name in set(actors["actor_id"]):
        return name
    known: dict[str, str] = {}
    ranked = actors.sort_values("mentions", ascending=False, kind="stable")
    for row in ranked.to_dict("records"):
        for form in (row["actor_id"], row["actor_name"], *row["aliases"].split("|")):
            known.setdefault(name_key(form), row["actor_id"])
    key = name_key(name)
    if key in known:
        return known[key]
    names = ranked.set_index("actor_id")["actor_name"]
    near = [str(names[known[k]]) for k in get_close_matches(key, known, n=3)]
    hint = f" (peut-être {', '.join(dict.fromkeys(near))})" if near else ""
    raise FilterError(f"aucun acteur « {name} » dans ces résultats{hint}")


def restricted(results: Results, relations: pd.DataFrame) -> Results:
    """Results that have only these relations, their articles, and the mentions and actors of these."""
    tables = results.tables
    articles = tables["articles"][tables["articles"]["article_id"].isin(relations["article_id"])]
    mentions = tables["mentions"][tables["mentions"]["article_id"].isin(relations["article_id"])]
    dates = dict(zip(articles["article_id"], articles["date"], strict=True))
    kept = {
        "articles": articles,
        "actors": tables["actors"][tables["actors"]["actor_id"].isin(mentions["actor_id"])],
        "mentions": mentions,
        "relations": relations,
        "dyads": dyads(relations, dates),
    }
    texts = {name: results.texts[name] for name in sorted(set(articles["text_id"]))}
    return Results({**tables, **{k: v.reset_index(drop=True) for k, v in kept.items()}}, texts)
