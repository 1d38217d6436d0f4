"""Annotated articles, as `entente evaluate` reads them: a draft for people to correct, or what a reader judged."""

import json
from pathlib import Path

from pipeline.exports.annotation import file_name
from pipeline.judgements import CLAIM
from pipeline.outputs import save
from pipeline.results import Record, Results, records


def gold(results: Results, path: Path) -> list[Path]:
    """A JSON and a text file per article; the offsets of the JSON count in the text."""
    actors = {row["actor_id"]: row for row in records(results.tables["actors"])}
    mentions, relations = results.tables["mentions"], results.tables["relations"]
    paths = []
    for article in records(results.tables["articles"]):
        if article["text_id"] not in results.texts or article["status"] != "ok":
            continue
        seen = records(mentions[mentions["article_id"] == article["article_id"]])
        said = records(relations[relations["article_id"] == article["article_id"]])
        text = results.texts[article["text_id"]][article["text_start"] : article["text_end"]]
        content = {
            "id": article["article_id"], "title": article["title"], "date": article["date"] or None,
            "origin": article["url"] or article["source"] or article["file"],
            "actors": actor_entries(seen, said, actors),
            "relations": [relation_entry(row, article["text_start"]) for row in said],
        }  # fmt: skip
        name = file_name(article["article_id"])
        paths.append(save(path / f"{name}.txt", text.encode()))
        paths.append(save(path / f"{name}.json", json.dumps(content, ensure_ascii=False, indent=1).encode()))
    return paths


def actor_entries(mentions: list[Record], relations: list[Record], actors: dict[str, Record]) -> list[Record]:
    """The actors of an article with the forms that name them, and whom persons serve where a relation tells."""
    serves = {row[f"{side}_id"]: row[f"{side}_state"] for row in relations for side in ("source", "target")}
    names: dict[str, dict[str, None]] = {}
    for row in mentions:
        known = names.setdefault(row["actor_id"], {})
        if row["kind"] != "pronoun":
            known[row["text"]] = None
    entries = []
    for actor_id in sorted(names):
        entry = {"id": actor_id, "type": actors[actor_id]["actor_type"], "names": list(names[actor_id])}
        if entry["type"] == "PERSON" and serves.get(actor_id, actor_id) not in ("", actor_id):
            entry["state"] = serves[actor_id]
        entries.append(entry)
    return entries


def relation_entry(row: Record, shift: int) -> Record:
    """A relation in the shape of the annotation guide."""
    return {
        "start": row["sentence_start"] - shift, "end": row["sentence_end"] - shift, "source": row["source_id"],
        "target": row["target_id"], "class": row["class"], "type": [row["type"]], "directed": row["directed"],
        "status": row["status"], "required": True, "date": row["date"] or None,
        "attribution": row["attribution"] or None,
    }  # fmt: skip


def judged(results: Results, judgements: list[Record]) -> Results:
    """The results with the reader's word: articles that have a judgement, wrong relations out, others as they should be.

    Relations of these articles that nobody judged stay as they are.
    """
    relations = results.tables["relations"]
    by_id = {row["relation_id"]: row for row in judgements}
    articles = {row["article_id"] for row in judgements}
    kept = relations[relations["article_id"].isin(articles)].copy()
    verdicts = kept["relation_id"].map(lambda i: by_id[i]["verdict"] if i in by_id else "")
    for at in kept.index[verdicts == "other"]:
        should = by_id[kept.at[at, "relation_id"]]["should"]
        for name in CLAIM:
            kept.at[at, name] = should[name]
    tables = {
        name: table[table["article_id"].isin(articles)] if name in ("articles", "mentions") else table
        for name, table in results.tables.items()
    }
    return Results({**tables, "relations": kept[verdicts != "wrong"]}, results.texts)
