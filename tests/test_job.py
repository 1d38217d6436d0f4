"""The main job with a stand-in for the language pipeline."""

from collections.abc import Callable
from pathlib import Path

import pytest
from records import Language, article, given_articles

import pipeline
from pipeline import job
from pipeline.extract import Rows
from pipeline.schema import Article
from pipeline.summary import summarise
from pipeline.work import Plan

Given = Callable[..., None]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """Lets a test say which articles are read, whatever the inputs."""
    return lambda *articles: given_articles(monkeypatch, articles)


def kept_out(status: str, name: str) -> Article:
    return article("", article_id=name, text_id=name, file=f"{name}.txt", status=status, error="pas lisible")


def test_run_writes_tables_and_counts(given: Given, tmp_path: Path) -> None:
    given(article(), kept_out("error", "vide"), article(article_id="une-2"), kept_out("skipped", "english"))
    result = pipeline.run(["x"], tmp_path, nlp=Language())
    assert result.counts == {
        "ok": 2, "skipped": 1, "error": 1, "actors": 3, "mentions": 10, "relations": 6,
    }  # fmt: skip
    assert result.tables["articles"]["status"].tolist() == ["skipped", "ok", "ok", "error"]
    assert all(path.exists() for path in result.files)


def test_run_stays_a_function_once_called(given: Given, tmp_path: Path) -> None:
    given()
    for _ in range(2):
        assert pipeline.run([], tmp_path).counts["ok"] == 0


def test_an_article_that_breaks_the_analysis_does_not_take_others_along(given: Given, tmp_path: Path) -> None:
    given(
        article(),
        article("BOUM", article_id="boum", text_id="boum", file="boum.txt"),
        article(article_id="une-2"),
    )
    result = job.run([], tmp_path, nlp=Language())
    assert result.counts["ok"] == 2
    assert result.counts["relations"] == 6
    assert result.failures == ["boum.txt : l'analyse a échoué (ValueError : BOUM en deux lignes)"]


def test_articles_come_out_in_order_over_batches(given: Given, tmp_path: Path) -> None:
    given(*(article(article_id=f"a-{i}") for i in range(70)))
    seen: list[str] = []

    def progress(event: Rows | Plan) -> None:
        if isinstance(event, Rows):
            seen.append(event.article["article_id"])

    job.run([], tmp_path, nlp=Language(), progress=progress)
    assert seen == [f"a-{i}" for i in range(70)]


@pytest.mark.parametrize(("own", "expected"), [("2024-01", "2024-01"), ("", "2025-07-25")])
def test_date_is_for_articles_without_one(given: Given, tmp_path: Path, own: str, expected: str) -> None:
    given(article(date=own))
    nlp = Language()
    result = job.run([], tmp_path, nlp=nlp, date="2025-07-25")
    assert nlp.dates == [expected]
    assert result.tables["articles"]["date"].tolist() == [expected]


def test_no_model_is_loaded_where_nothing_can_be_read(
    given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(kept_out("error", "vide"))
    monkeypatch.setattr(job, "load", lambda gazetteer, rules: pytest.fail("loaded"))
    assert job.run([], tmp_path).counts["error"] == 1


def test_summary_tells_what_a_person_wants_to_know(given: Given, tmp_path: Path) -> None:
    given(article(), kept_out("error", "vide"), kept_out("skipped", "english"))
    text = summarise(job.run([], tmp_path, nlp=Language()))
    assert "1 analysé, 1 laissé de côté (voir la colonne error d'articles.csv), 1 illisible" in text
    assert "3 (0 personne, 3 États, 0 organisation)" in text
    assert "3 (1 coopération, 2 tensions ; dont 0 possible et 0 niée)" in text
    assert "Ankara – Mali · 1 relation\n    « Ankara et Bamako ont signé un accord le 8 juillet. »" in text
    assert str(tmp_path) in text
