"""What a reader judged, counted against a run."""

import json
from pathlib import Path
from typing import Any

import pytest
from records import rows

from pipeline.errors import EvaluationError
from pipeline.judgements import CLAIM, read_judgements, score_judgements, wilson
from pipeline.results import records
from pipeline.tabulate import tabulate


def judgement(row: dict[str, Any], verdict: str, **should: Any) -> dict[str, Any]:
    claim = {name: row[name] for name in CLAIM}
    base = {name: row[name] for name in ("relation_id", "article_id", "sentence")}
    return {**base, **claim, "verdict": verdict, "should": {**claim, **should} if should else None, "note": ""}


@pytest.mark.parametrize(
    ("verdict", "should", "change", "outcome"),
    [
        ("right", {}, {}, "right"),
        ("wrong", {}, {}, "wrong"),
        ("other", {"type": "DISPUTE"}, {}, "wrong"),
        ("other", {"type": "DISPUTE"}, {"type": "DISPUTE", "relation_id": "r2"}, "right"),
        ("other", {"status": "negated"}, {"status": "negated"}, "right"),
        ("other", {"status": "negated"}, {"relation_id": "r2", "type": "REJECT"}, "gone"),
        ("right", {}, {"status": "negated"}, "wrong"),
        ("right", {}, {"relation_id": "r2", "article_id": "x"}, "lost"),
        ("wrong", {}, {"relation_id": "r2", "type": "REJECT"}, "gone"),
    ],
)
def test_outcomes(verdict: str, should: dict[str, Any], change: dict[str, Any], outcome: str) -> None:
    relations = tabulate([rows()])["relations"].head(1)
    found = judgement(records(relations)[0], verdict, **should)
    assert dict(score_judgements([found], relations.assign(**change)).outcomes) == {outcome: 1}


def test_a_mutual_relation_reads_the_same_from_either_end() -> None:
    relations = tabulate([rows()])["relations"].tail(1)
    row = records(relations)[0]
    assert not row["directed"]
    swapped = judgement({**row, "source_id": row["target_id"], "target_id": row["source_id"]}, "right")
    assert score_judgements([swapped], relations).outcomes == {"right": 1}


def test_precision_with_its_interval_and_parts() -> None:
    relations = tabulate([rows()])["relations"]
    first, second, third = records(relations)
    result = score_judgements(
        [judgement(first, "right"), judgement(second, "wrong"), judgement(third, "right")], relations
    )
    assert result.precision == pytest.approx(2 / 3)
    assert result.interval == pytest.approx((0.2077, 0.9385), abs=1e-4)  # Wilson (1927)
    assert result.details["tension"] == {"right": 1, "wrong": 1}
    assert result.details["AGREE"] == {"right": 1}


def test_wilson_of_nothing_and_of_all() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)


@pytest.mark.parametrize(
    "content",
    [
        "{", "[]", '{"format": "autre", "judgements": []}',
        '{"format": "entente-judgements", "judgements": [{"verdict": "bof"}]}',
        '{"format": "entente-judgements", "judgements": [{"verdict": "right"}]}',
    ],
)  # fmt: skip
def test_another_file_is_a_clear_mistake(tmp_path: Path, content: str) -> None:
    (tmp_path / "j.json").write_text(content)
    with pytest.raises(EvaluationError, match="n'est pas un fichier de jugements"):
        read_judgements(tmp_path / "j.json")


def test_other_needs_what_it_should_be(tmp_path: Path) -> None:
    row = judgement(records(tabulate([rows()])["relations"])[0], "other")
    (tmp_path / "j.json").write_text(json.dumps({"format": "entente-judgements", "judgements": [row]}))
    with pytest.raises(EvaluationError):
        read_judgements(tmp_path / "j.json")
