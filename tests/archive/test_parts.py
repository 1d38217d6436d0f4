"""An archive in slices: which parts are written, which are done again, what is known of slices that kill workers."""

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from records import BODY, Language

from pipeline.archive import tries
from pipeline.archive.flow import planned
from pipeline.archive.parts import Done, forget, write_parts, written
from pipeline.archive.slices import archived, slices
from pipeline.articles import sources

TABLES = {"articles", "actors", "mentions", "relations", "texts"}


def rows(count: int, **others: Any) -> pd.DataFrame:
    """A table of articles, in each of which the stand-in finds three relations."""
    texts = [f"Article {number}\n\n{BODY}" for number in range(count)]
    return pd.DataFrame({"text": texts, "date": "2025-07-09", **others})


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    rows(7).to_parquet(folder / "a.parquet")
    return folder


def extract(archive: Path, output: Path, versions: str = "1", nlp: Any = None) -> list[Done]:
    """Do what is to be done, as the cluster does, in slices of three articles."""
    done = []
    for file in archived(list(sources([archive]))):
        work = planned(file, written(output).get(file.key, []), output, versions)
        if not work.all:
            for piece in slices(file, "", 3):
                if piece.number not in work.done:
                    done.append(write_parts(piece, nlp or Language(), output, work.version))
    return done


def table(output: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(output / name).sort_values("article_id", kind="stable", ignore_index=True)


def test_each_slice_gives_a_part_of_each_table(archive: Path, tmp_path: Path) -> None:
    assert [done.ok for done in extract(archive, tmp_path / "out")] == [3, 3, 1]
    assert {
        path.name: len(list(path.iterdir())) for path in (tmp_path / "out").iterdir() if path.name in TABLES
    } == dict.fromkeys(TABLES, 3)
    relations = table(tmp_path / "out", "relations")
    assert len(relations) == 21
    assert relations["relation_id"].is_unique
    texts = pd.read_parquet(tmp_path / "out" / "texts").set_index("text_id")["text"]
    for row in relations.itertuples():
        assert texts[row.article_id][row.sentence_start : row.sentence_end] == row.sentence


def test_articles_are_named_as_in_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    (folder / "b").mkdir(parents=True)
    rows(4, id=["x", None, "z", None]).to_parquet(folder / "b" / "a.parquet")
    (folder / "une.txt").write_text(BODY, encoding="utf-8")
    (folder / "a.jsonl").write_text(json.dumps({"text": BODY}), encoding="utf-8")
    extract(folder, tmp_path / "out")
    assert set(table(tmp_path / "out", "articles")["article_id"]) == {"x", "b/a-2", "z", "b/a-4", "une", "archive/a-1"}


def test_a_slice_that_is_done_twice_leaves_one_part(archive: Path, tmp_path: Path) -> None:
    extract(archive, tmp_path / "once")
    extract(archive, tmp_path / "twice")
    (file,) = archived(list(sources([archive])))
    again = list(slices(file, "", 3))[1]
    write_parts(again, Language(), tmp_path / "twice", planned(file, [], tmp_path / "twice", "1").version)  # type: ignore[arg-type]
    assert contents(tmp_path / "once") == contents(tmp_path / "twice")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.parquet")}


def test_only_slices_that_are_missing_are_done(archive: Path, tmp_path: Path) -> None:
    extract(archive, tmp_path / "out")
    before = contents(tmp_path / "out")
    assert extract(archive, tmp_path / "out") == []
    forget(tmp_path / "out", archived(list(sources([archive])))[0].key, [1])
    assert [done.ok for done in extract(archive, tmp_path / "out")] == [3]
    assert contents(tmp_path / "out") == before


def test_another_content_of_a_file_is_done_again(archive: Path, tmp_path: Path) -> None:
    extract(archive, tmp_path / "out")
    rows(7, title="Autre").to_parquet(archive / "a.parquet")
    assert len(extract(archive, tmp_path / "out")) == 3
    assert set(table(tmp_path / "out", "articles")["title"]) == {"Autre"}


def test_other_rules_do_all_again(archive: Path, tmp_path: Path) -> None:
    extract(archive, tmp_path / "out")
    assert len(extract(archive, tmp_path / "out", versions="2")) == 3


def test_a_file_that_is_gone_keeps_its_parts_and_is_told(archive: Path, tmp_path: Path) -> None:
    extract(archive, tmp_path / "out")
    (file,) = archived(list(sources([archive])))
    (archive / "a.parquet").unlink()
    work = planned(file, [0, 1, 2], tmp_path / "out", "1")
    assert work.lost
    assert [error.split(" : ", 1)[1] for error in work.errors] == ["lecture impossible : fichier introuvable"]


def test_what_the_system_refused_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows(1).to_parquet(tmp_path / "a.parquet")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pyarrow.parquet", None)
        (file,) = archived(list(sources([tmp_path / "a.parquet"])))
        (piece,) = slices(file, "", 3)
    write_parts(piece, Language(), tmp_path / "out", "1")  # type: ignore[arg-type]
    assert [done.ok for done in extract(tmp_path / "a.parquet", tmp_path / "out")] == [1]


class Dies(BaseException):
    """Ends a worker, as a signal would."""


class Deadly(Language):
    """Dies of one article."""

    def __call__(self, doc: Any) -> Any:
        if "Article 4\n" in doc.text:
            raise Dies
        return super().__call__(doc)


def test_an_article_that_kills_is_given_up_and_its_neighbours_are_not(archive: Path, tmp_path: Path) -> None:
    deaths = 0
    while True:
        try:
            done = extract(archive, tmp_path / "out", nlp=Deadly())
            break
        except Dies:
            deaths += 1
    assert deaths == 3  # once with its slice, twice alone
    assert [len(each.errors) for each in done] == [1, 0]
    articles = table(tmp_path / "out", "articles")
    assert list(articles["status"]) == ["ok"] * 4 + ["error"] + ["ok"] * 2
    assert "a mis fin deux fois au processus" in articles["error"][4]
    assert not list((tmp_path / "out" / tries.FOLDER).iterdir())


def test_workers_that_die_of_something_else_cost_no_article(tmp_path: Path) -> None:
    note = tmp_path / "note"
    for number in (0, 1, 2):
        assert tries.begin(note)[1] == set()
        tries.add(note, " ".join(map(str, range(number + 1))) + " ")
    assert tries.begin(note) == (True, set())
