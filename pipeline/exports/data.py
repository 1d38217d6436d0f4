"""For programs: Parquet tables, and events in JSON lines."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.filters import relation_dates
from pipeline.network import analyses
from pipeline.outputs import LINE_ENDS, save
from pipeline.results import Record, Results, records


def parquet(results: Results, path: Path) -> list[Path]:
    """A Parquet file per table, and one of the texts."""
    import pandas as pd
    import pyarrow  # noqa: F401  # so that its absence is told before anything is written

    texts = pd.DataFrame({"text_id": list(results.texts), "text": list(results.texts.values())})
    paths = []
    for name, table in {**results.tables, **analyses(results.tables), "texts": texts}.items():
        buffer = BytesIO()
        table.to_parquet(buffer, engine="pyarrow", index=False)
        paths.append(save(path / f"{name}.parquet", buffer.getvalue()))
    return paths


def jsonl(results: Results, path: Path) -> list[Path]:
    """One event per line; see `event`."""
    tables = results.tables
    actors = {row["actor_id"]: row for row in records(tables["actors"])}
    articles = {row["article_id"]: row for row in records(tables["articles"])}
    dates = relation_dates(tables).tolist()
    lines = []
    for row, date in zip(records(tables["relations"]), dates, strict=True):
        line = json.dumps(event(row, date, actors, articles[row["article_id"]]), ensure_ascii=False)
        for character, escape in LINE_ENDS.items():
            line = line.replace(character, escape)
        lines.append(line + "\n")
    return [save(path, "".join(lines).encode())]


def event(row: Record, date: str, actors: dict[str, Record], article: Record) -> Record:
    """A relation as an event in the manner of POLECAT: who, what, to whom, when, and the sentence that says it.

    `mode` and `contexts` are PLOVER's; the program does not find them, so they are null and empty. A mutual event
    names its two actors in the order of the text.
    """
    return {
        "event_id": row["relation_id"], "event_date": date or None, "event_type": row["type"], "mode": None,
        "contexts": [], "quad_code": row["quad"], "intensity": row["intensity"], "class": row["class"],
        "actor": party(actors[row["source_id"]], row["source_state"]),
        "recipient": party(actors[row["target_id"]], row["target_state"]),
        "mutual": not row["directed"], "status": row["status"], "attribution": row["attribution"] or None,
        "confidence": row["confidence"],
        "evidence": {
            "article_id": row["article_id"], "title": article["title"] or None, "date": article["date"] or None,
            "source": article["source"] or None, "url": article["url"] or None, "sentence": row["sentence"],
            "start": row["sentence_start"], "end": row["sentence_end"], "trigger": row["trigger"],
            "rule": row["rule"],
        },
    }  # fmt: skip


def party(actor: Record, state: str) -> dict[str, Any]:
    """One side of an event."""
    return {
        "id": actor["actor_id"], "name": actor["actor_name"], "type": actor["actor_type"],
        "subtype": actor["subtype"] or None, "country": actor["country"] or None, "state": state or None,
    }  # fmt: skip
