"""A folder of results read back as it was."""

from pathlib import Path

import pandas as pd
import pytest
from records import article, findings, rows

from pipeline.errors import ResultsError
from pipeline.extract import extract
from pipeline.outputs import write
from pipeline.results import read_results
from pipeline.tabulate import tabulate, texts


def written(folder: Path, *found: object) -> dict[str, pd.DataFrame]:
    tables = tabulate(found)  # type: ignore[arg-type]
    write(tables, texts(found), folder)  # type: ignore[arg-type]
    return tables


def test_tables_and_texts_come_back(tmp_path: Path) -> None:
    found = [rows(), rows(article_id="une-2", author='D\'Arc, "Jeanne"\nMali', url="http://exemple.fr/?a=1")]
    tables = written(tmp_path, *found)
    back = read_results(tmp_path)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(back.tables[name], table)
    assert back.texts == texts(found)


def test_an_empty_run_has_its_types(tmp_path: Path) -> None:
    tables = written(tmp_path)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(read_results(tmp_path).tables[name], table)


def test_the_apostrophe_that_guards_a_formula_is_taken_off(tmp_path: Path) -> None:
    actors, relations = findings()
    written(tmp_path, extract(article(title="=1+1", author="'quoted'"), actors, relations))
    (row,) = read_results(tmp_path).tables["articles"].to_dict("records")
    assert (row["title"], row["author"]) == ("=1+1", "'quoted'")


def test_columns_of_others_are_kept_as_text(tmp_path: Path) -> None:
    written(tmp_path, rows())
    path = tmp_path / "articles.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0] + ",note", *(f"{line},007" for line in lines[1:])]), encoding="utf-8")
    assert read_results(tmp_path).tables["articles"]["note"].tolist() == ["007"]


def test_a_spreadsheet_may_have_saved_it_with_a_bom(tmp_path: Path) -> None:
    tables = written(tmp_path, rows())
    path = tmp_path / "relations.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    pd.testing.assert_frame_equal(read_results(tmp_path).tables["relations"], tables["relations"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("relations.csv", None, "lancer d'abord entente run"),
        ("texts.jsonl", None, "lancer d'abord entente run"),
        ("texts.jsonl", "{oops", "ne peut être lu"),
        ("dyads.csv", "source_id\nMLI\n", "colonnes absentes : articles, balance"),
        ("dyads.csv", "source_id,target_id,month,cooperation,tension,balance,articles\nA,B,,un,2,0,1\n", "cooperation"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, content: str | None, words: str) -> None:
    written(tmp_path, rows())
    (tmp_path / name).unlink()
    if content:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ResultsError, match=words):
        read_results(tmp_path)
