"""What a reader judged in the report: the precision of a run by it.

The file is the one that the report exports: JSON with `format` "entente-judgements" and `judgements`, each with what
was judged (`relation_id`, `article_id`, `source_id`, `target_id`, `class`, `type`, `directed`, `status`, `sentence`),
a `verdict` (`right`, `wrong`, `other`), for `other` what it `should` be in the same fields, and a `note`.
"""

import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import EvaluationError
from pipeline.results import Record, records

FORMAT = "entente-judgements"
VERDICTS = ("right", "wrong", "other")
CLAIM = ("source_id", "target_id", "class", "type", "directed", "status")
Z = 1.96  # of a 95 % interval


@dataclass(frozen=True)
class Judged:
    """How a run fares by the judgements: `right` and `wrong` relations that it has, `lost` right ones that it has no
    more, `gone` wrong ones likewise; and by class and by type how many of the present ones are right and wrong."""

    outcomes: Counter[str]
    details: dict[str, Counter[str]]

    @property
    def precision(self) -> float:
        """The share of right ones among the judged relations that the run has."""
        return self.outcomes["right"] / max(self.outcomes["right"] + self.outcomes["wrong"], 1)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval of the precision."""
        return wilson(self.outcomes["right"], self.outcomes["right"] + self.outcomes["wrong"])


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share; from 0 to 1 where nothing was counted."""
    if not count:
        return 0.0, 1.0
    share, spread = hits / count, Z * Z / count
    middle = share + spread / 2
    half = Z * math.sqrt(share * (1 - share) / count + spread / count / 4)
    return max((middle - half) / (1 + spread), 0.0), min((middle + half) / (1 + spread), 1.0)


def read_judgements(path: str | Path) -> list[Record]:
    """The judgements of a file; raises EvaluationError."""
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        rows: list[Record] = content["judgements"]
        if content["format"] != FORMAT or not all(row["verdict"] in VERDICTS for row in rows):
            raise ValueError("format ou verdict inconnu")
        for row in rows:
            for claim in (row, *([row["should"]] if row["verdict"] == "other" else [])):
                _ = [claim[name] for name in CLAIM]
            _ = row["relation_id"], row["article_id"], row["sentence"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(f"« {path} » n'est pas un fichier de jugements : {error!r}") from error
    return rows


def score_judgements(judgements: list[Record], relations: pd.DataFrame) -> Judged:
    """Score relations by judgements."""
    by_id = {row["relation_id"]: row for row in records(relations)}
    by_sentence: dict[tuple[str, str], list[Record]] = {}
    for row in by_id.values():
        by_sentence.setdefault((row["article_id"], row["sentence"]), []).append(row)
    outcomes: Counter[str] = Counter()
    details: dict[str, Counter[str]] = {}
    for judgement in judgements:
        here = by_sentence.get((judgement["article_id"], judgement["sentence"]), [])
        result = outcome(judgement, by_id.get(judgement["relation_id"]), here)
        outcomes[result] += 1
        if result in ("right", "wrong"):
            for name in (judgement["class"], judgement["type"]):
                details.setdefault(name, Counter())[result] += 1
    return Judged(outcomes, details)


def outcome(judgement: Record, row: Record | None, here: list[Record]) -> str:
    """What a run makes of one judgement: `right`, `wrong`, `lost` or `gone`; `here` are its sentence's relations."""
    truth = {"right": judgement, "other": judgement.get("should"), "wrong": None}[judgement["verdict"]]
    if truth and any(claim(truth) == claim(other) for other in here):
        return "right"
    if row and (claim(row) == claim(judgement) or judgement["verdict"] == "right"):
        return "wrong"
    return "lost" if judgement["verdict"] == "right" else "gone"


def claim(record: Record) -> tuple[Any, ...]:
    """What a relation says; a mutual one the same from either end."""
    ends = [record["source_id"], record["target_id"]]
    if not record["directed"]:
        ends.sort()
    return (*ends, *(record[name] for name in CLAIM[2:]))
