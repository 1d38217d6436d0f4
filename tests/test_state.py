"""Runs one after the other into one folder: nothing done twice, nothing lost."""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from records import BODY, Language

from pipeline import job
from pipeline.errors import OutputError
from pipeline.extract import Rows
from pipeline.outputs import replace_file
from pipeline.state import base, opened
from pipeline.work import Plan

HEADLINES = (
    "Le fleuve en crue",
    "Un port rouvre",
    "La récolte sera bonne",
    "Grève des transports",
    "Un pont s’effondre",
)


class Counting(Language):
    """The stand-in for the language pipeline, which notes what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def __call__(self, doc: Any) -> Any:
        self.seen.append(doc.text.split("\n", 1)[0])
        return super().__call__(doc)


def text(number: int) -> str:
    """The text of an article: its own headline, then what the stand-in finds."""
    return f"{HEADLINES[number % 5]} {number}\n\n{BODY}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three articles."""
    put(tmp_path / "in", **{f"{name}.txt": text(i) for i, name in enumerate("abc")})
    return tmp_path / "in"


def put(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


def run(*inputs: Path, to: Path | None = None, **options: Any) -> list[str]:
    """The headlines of what was analysed."""
    nlp = Counting()
    job.run(inputs, to or inputs[0].parent / "out", nlp=nlp, **options)  # type: ignore[arg-type]
    return nlp.seen


def contents(folder: Path) -> dict[str, bytes]:
    """The result files, without the database."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith((".", "entente.db"))}


def articles(folder: Path) -> list[str]:
    return [line.split(",")[0] for line in (folder / "articles.csv").read_text(encoding="utf-8").splitlines()[1:]]


def test_a_second_run_has_nothing_to_do(folder: Path) -> None:
    assert len(run(folder)) == 3
    before = contents(folder.parent / "out")
    assert run(folder) == []
    assert contents(folder.parent / "out") == before


def test_only_new_files_are_done(folder: Path) -> None:
    run(folder)
    put(folder, **{"d.txt": text(3)})
    assert run(folder) == ["Grève des transports 3"]
    assert articles(folder.parent / "out") == ["a", "b", "c", "d"]


def test_content_counts_and_not_the_time_stamp(folder: Path) -> None:
    run(folder)
    stamp = (folder / "b.txt").stat()
    os.utime(folder / "a.txt")
    put(folder, **{"b.txt": text(8)})
    os.utime(folder / "b.txt", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert run(folder) == ["Grève des transports 8"]


def test_of_a_table_that_grew_only_new_rows_are_done(folder: Path) -> None:
    rows = [json.dumps({"text": text(i)}) + "\n" for i in range(3)]
    put(folder, **{"t.jsonl": "".join(rows[1:])})
    assert len(run(folder / "t.jsonl")) == 2
    put(folder, **{"t.jsonl": "".join(rows)})
    assert run(folder / "t.jsonl") == ["Le fleuve en crue 0"]


def test_of_a_text_with_several_articles_only_new_ones_are_done(folder: Path) -> None:
    put(folder, **{"s.txt": f"{text(1)}\n\n=====\n\n{text(2)}"})
    assert len(run(folder / "s.txt")) == 2
    put(folder, **{"s.txt": f"{text(4)}\n\n=====\n\n{text(1)}\n\n=====\n\n{text(2)}"})
    assert len(run(folder / "s.txt", to=folder / "o")) == 3
    assert len(run(folder / "s.txt")) == 1
    assert contents(folder / "out") == contents(folder / "o")


def test_results_do_not_tell_in_how_many_runs_they_came(folder: Path) -> None:
    put(folder / "plus", **{"b.txt": text(3), "z.jsonl": json.dumps({"id": "c", "text": text(4)})})
    run(folder, to=folder.parent / "at once")
    for inputs in ([folder / "c.txt"], [folder / "plus"], [folder]):
        run(*inputs, to=folder.parent / "bit by bit")
    assert articles(folder.parent / "at once") == ["a", "c", "c-2", "in/b", "plus/b"]
    assert contents(folder.parent / "at once") == contents(folder.parent / "bit by bit")


def test_removed_files_stay_until_prune(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").unlink()
    assert run(folder) == []
    assert articles(folder.parent / "out") == ["a", "b", "c"]
    assert run(folder, prune=True) == []
    assert articles(folder.parent / "out") == ["b", "c"]


def test_a_moved_file_is_not_done_again(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").rename(folder / "z.txt")
    assert run(folder, prune=True) == []
    assert articles(folder.parent / "out") == ["b", "c", "z"]
    run(folder, to=folder.parent / "fresh")
    assert contents(folder.parent / "out") == contents(folder.parent / "fresh")


def test_force_does_all_again(folder: Path) -> None:
    run(folder)
    assert len(run(folder, force=True)) == 3


def test_other_rules_or_models_make_results_stale(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder)
    (folder / "a.txt").unlink()
    monkeypatch.setattr(job, "analysis_version", lambda gazetteer, rules: "others")
    events: list[Plan | Rows] = []
    assert len(run(folder, progress=events.append)) == 3
    assert isinstance(events[0], Plan)
    assert (events[0].stale, events[0].unchanged) == (3, 2)
    assert run(folder) == []


def test_another_date_is_another_result(folder: Path) -> None:
    run(folder)
    assert len(run(folder, date="2024")) == 3
    assert run(folder, date="2024") == []


def test_an_article_that_broke_the_analysis_is_tried_again_by_other_rules(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, **{"a.txt": "BOUM"})
    assert job.run([folder], folder.parent / "out", nlp=Counting()).counts["error"] == 1  # type: ignore[arg-type]
    assert run(folder) == []
    monkeypatch.setattr(job, "analysis_version", lambda gazetteer, rules: "others")
    put(folder, **{"a.txt": "Rien."})
    result = job.run([folder], folder.parent / "out", nlp=Counting())  # type: ignore[arg-type]
    assert result.failures == []


def test_an_unreadable_file_leaves_with_its_file(folder: Path) -> None:
    put(folder, **{"vide.txt": ""})
    run(folder)
    assert articles(folder.parent / "out") == ["a", "b", "c", "vide"]
    (folder / "vide.txt").unlink()
    run(folder)
    assert articles(folder.parent / "out") == ["a", "b", "c"]


def test_what_cannot_be_read_any_more_keeps_its_results_and_is_told(folder: Path) -> None:
    run(folder)
    (folder / "a.txt").unlink()
    result = job.run([folder / "a.txt"], folder.parent / "out", nlp=Counting())  # type: ignore[arg-type]
    assert articles(folder.parent / "out") == ["a", "b", "c"]
    assert result.failures == [f"{(folder / 'a.txt').as_posix()} : fichier introuvable"]


def test_the_output_folder_is_no_input(folder: Path) -> None:
    run(folder, to=folder / "out")
    assert run(folder, to=folder / "out") == []
    assert articles(folder / "out") == ["a", "b", "c"]


@pytest.mark.parametrize("after", [1, 40, 69])
def test_an_interrupted_run_goes_on(tmp_path: Path, after: int) -> None:
    put(tmp_path / "in", **{f"{i:03}.txt": text(i) for i in range(70)})
    count = 0

    def stop(event: Plan | Rows) -> None:
        nonlocal count
        count += isinstance(event, Rows)
        if count > after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "in", progress=stop)
    assert len(run(tmp_path / "in")) == 70 - after // 32 * 32
    run(tmp_path / "in", to=tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_second_run_into_the_same_folder_is_refused(folder: Path) -> None:
    out = folder.parent / "out"
    with opened(out), pytest.raises(OutputError, match="une autre exécution travaille déjà"):
        run(folder)
    assert len(run(folder)) == 3


def test_a_database_of_another_version_is_refused(folder: Path) -> None:
    run(folder)
    with sqlite3.connect(folder.parent / "out" / base.NAME) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(OutputError, match="autre version d'Entente"):
        run(folder)


def test_what_is_no_database_is_a_clear_mistake(folder: Path) -> None:
    put(folder.parent / "out", **{base.NAME: "pas une base" * 100})
    with pytest.raises(OutputError, match=r"entente\.db"):
        run(folder)


def test_a_file_that_a_killed_run_left_half_written_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".a.csv.tmp").write_bytes(b"ha")
    replace_file(tmp_path / "a.csv", [b"wh", b"ole"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"whole"}


def test_evidence_is_in_the_database(folder: Path) -> None:
    run(folder)
    with sqlite3.connect(folder.parent / "out" / base.NAME) as db:
        rows = db.execute(
            "SELECT substr(content, sentence_start + 1, sentence_end - sentence_start), sentence"
            " FROM relations JOIN articles USING (article) JOIN texts USING (text)"
        ).fetchall()
        assert len(rows) == 9
        assert all(cut == sentence for cut, sentence in rows)
        versions = db.execute("SELECT version, model FROM versions").fetchall()
        assert {v for v, _ in versions} == {v for (v,) in db.execute("SELECT DISTINCT version FROM articles")}
        ids = {r[0] for r in db.execute("SELECT relation_id FROM evidence WHERE article_id = 'b'")}
    lines = (folder.parent / "out" / "relations.csv").read_text(encoding="utf-8").splitlines()
    assert ids == {line.split(",")[0] for line in lines if line.split(",")[1] == "b"}
