"""Scores: the figures of the project's own scorer, and clear mistakes."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from records import BODY, article, findings, relation

from pipeline.errors import EvaluationError
from pipeline.evaluate import evaluate
from pipeline.extract import extract
from pipeline.outputs import write
from pipeline.tabulate import tabulate, texts

SCORER = Path(__file__).parents[2] / "shared" / "gold" / "score.py"
OTHER = "L'Europe soutient Kiev. Diop a rencontré Lavrov à Moscou."


def gold_relation(sentence: str, source: Any, target: Any, text: str = BODY, **fields: Any) -> dict[str, Any]:
    start = text.index(sentence)
    base = {"class": "tension", "type": ["ACCUSE"], "directed": True, "status": "asserted"}
    return {
        "start": start,
        "end": start + len(sentence),
        "source": source,
        "target": target,
        **base,
        **fields,
    }


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two gold articles: readings to choose from, optional entries, a denial, persons of states, Europe."""
    folder = tmp_path / "gold"
    folder.mkdir()
    first = {
        "actors": [
            {"id": "MLI", "type": "STATE", "names": ["le Mali", "Bamako"]},
            {"id": "FRA", "type": "STATE", "names": ["Paris"]},
            {"id": "ONU", "type": "ORGANISATION", "required": False},
            {"id": "TUR", "type": "STATE", "names": ["ANKARA"]},
        ],
        "relations": [
            gold_relation("Paris a accusé Bamako.", "FRA", ["MLI", "ONU"]),
            gold_relation("Le Mali rejette", "MLI", "FRA", type=["REJECT", "ACCUSE"], required=False),
            gold_relation("Ankara et Bamako", "MLI", "TUR", **{"class": "cooperation"}, type="AGREE", directed=False),
            gold_relation("Ankara et Bamako", "TUR", "FRA", status="negated"),
        ],
    }
    second = {
        "actors": [
            {"id": "UE", "type": "ORGANISATION", "names": ["Union européenne"]},
            {"id": "Europe", "type": "ORGANISATION", "required": False},
            {"id": "RUS", "type": "STATE", "required": False},
            {"id": "UKR", "type": "STATE", "names": ["Kiev"]},
            {"id": "Abdoulaye Diop", "type": "PERSON", "names": ["Diop"], "state": "MLI"},
            {"id": "Sergueï Lavrov", "type": "PERSON", "names": ["Lavrov"], "state": "RUS"},
        ],
        "relations": [
            gold_relation("L'Europe", "UE", "UKR", OTHER, **{"class": "cooperation"}, type=["SUPPORT"]),
            gold_relation(
                "Diop a", "Abdoulaye Diop", "Sergueï Lavrov", OTHER, **{"class": "cooperation"},
                type=["CONSULT"], directed=False,
            ),
        ],
    }  # fmt: skip
    (folder / "une.json").write_text(json.dumps(first), encoding="utf-8")
    (folder / "deux.json").write_text(json.dumps(second), encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A run on the two articles, with hits, misses and false alarms at every level."""
    from records import actor

    one = extract(article(BODY, article_id="une"), *findings())
    actors = [
        actor(OTHER, "Europe", "Europe", type="ORGANISATION"),
        actor(OTHER, "kiev", "Kiev"),
        actor(OTHER, "A. Diop", "Diop", type="PERSON"),
        actor(OTHER, "Lavrov", "Lavrov", type="ORGANISATION"),
        actor(OTHER, "RUS", "Moscou"),
    ]
    good = {"class": "cooperation", "type": "SUPPORT"}
    two = extract(
        article(OTHER, article_id="deux", text_id="deux"),
        actors,
        [
            relation(OTHER, "L'Europe soutient Kiev.", "soutient", "Europe", "kiev", **good),
            relation(OTHER, "Diop a rencontré Lavrov à Moscou.", "rencontré", "A. Diop", "RUS", **good),
            relation(OTHER, "Diop a rencontré Lavrov à Moscou.", "Moscou", "RUS", "Lavrov", status="negated"),
        ],
    )
    folder = tmp_path / "run"
    write(tabulate([one, two]), texts([one, two]), folder)
    return folder


@pytest.fixture
def scorer() -> ModuleType:
    """The project's scorer, where it lies beside the checkout."""
    if not SCORER.exists():
        pytest.skip("no shared/gold beside the checkout")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_figures_are_those_of_the_scorer(gold: Path, output: Path, scorer: ModuleType) -> None:
    wanted, errors = scorer.score(gold, output)
    found = evaluate(gold, output)
    assert {name: score.figures() for name, score in found.scores.items()} == wanted
    assert list(found.scores) == list(wanted)
    assert [line.split() for line in found.errors] == [line.split() for line in errors]


def counts(gold: Path, output: Path, name: str) -> tuple[int, int, int]:
    score = evaluate(gold, output).scores[name]
    return score.tp, score.fp, score.fn


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("actors", (6, 1, 1)),
        ("actors PERSON", (1, 0, 1)),
        ("relations article", (3, 1, 1)),
        ("relations article tension", (1, 0, 0)),
        ("relations state", (4, 0, 0)),
        ("relations sentence", (3, 1, 1)),
        ("relations sentence full", (3, 2, 2)),
    ],
)
def test_counts(gold: Path, output: Path, name: str, expected: tuple[int, int, int]) -> None:
    assert counts(gold, output, name) == expected


def test_errors_name_article_and_entry(gold: Path, output: Path) -> None:
    errors = [line.split() for line in evaluate(gold, output).errors]
    assert ["deux", "actor", "MISSED", "Sergueï", "Lavrov", "PERSON"] in errors
    assert ["deux", "relation", "SPURIOUS", "cooperation", "Abdoulaye", "Diop–RUS"] in errors


def test_a_folder_without_gold_is_a_clear_mistake(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="aucun fichier de référence"):
        evaluate(tmp_path, tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", '{"actors": []}', '{"actors": [], "relations": [{"start": 1}]}'])
def test_broken_gold_is_a_clear_mistake(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(EvaluationError, match=r"x\.json"):
        evaluate(tmp_path, tmp_path)


def test_a_folder_without_a_run_is_a_clear_mistake(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"mentions\.csv"):
        evaluate(gold, tmp_path)


def test_a_table_without_its_columns_is_a_clear_mistake(gold: Path, output: Path) -> None:
    (output / "relations.csv").write_text("article_id\n")
    with pytest.raises(EvaluationError, match="colonnes absentes : class, directed"):
        evaluate(gold, output)
