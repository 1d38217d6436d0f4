"""Files: bytes, evidence, spreadsheets, atomic replacement."""

import csv
import json
from pathlib import Path

import pytest
from records import article, findings, rows

from pipeline import outputs
from pipeline.errors import OutputError
from pipeline.extract import extract
from pipeline.outputs import csv_bytes, jsonl_bytes, text_cell, write
from pipeline.tabulate import tabulate, texts

FILES = {
    "articles.csv", "actors.csv", "mentions.csv", "relations.csv", "dyads.csv", "unknown_actors.csv", "texts.jsonl",
    "graph.graphml", "graph.gexf", "graph_dyads.graphml", "report.html", "centrality.csv", "triads.csv",
}  # fmt: skip


def written(folder: Path, *found: object) -> dict[str, bytes]:
    """The files written for these rows."""
    paths = write(tabulate(found), texts(found), folder)  # type: ignore[arg-type]
    return {path.name: path.read_bytes() for path in paths}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    assert set(written(tmp_path / "a" / "b", rows())) == FILES
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == FILES


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = rows(), rows(article_id="une-2")
    assert written(tmp_path / "1", one, two) == written(tmp_path / "2", two, one)


@pytest.mark.parametrize(
    ("name", "start", "end", "shown"),
    [
        ("mentions.csv", "start", "end", "text"),
        ("relations.csv", "sentence_start", "sentence_end", "sentence"),
        ("relations.csv", "trigger_start", "trigger_end", "trigger"),
    ],
)
def test_offsets_give_the_cell_back(tmp_path: Path, name: str, start: str, end: str, shown: str) -> None:
    written(tmp_path, rows())
    lines = (tmp_path / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    text = {line["text_id"]: line["text"] for line in map(json.loads, lines)}
    text_of = {a["article_id"]: text[a["text_id"]] for a in table(tmp_path, "articles.csv")}
    found = table(tmp_path, name)
    assert found
    assert [text_of[r["article_id"]][int(r[start]) : int(r[end])] for r in found] == [r[shown] for r in found]


def test_cells_are_written_as_the_contract_says(tmp_path: Path) -> None:
    written(tmp_path, rows())
    first, _, third = table(tmp_path, "relations.csv")
    assert (first["directed"], third["directed"]) == ("true", "false")
    assert (first["intensity"], third["intensity"], third["confidence"]) == ("-2", "5.5", "0.9")
    assert (first["date"], third["date"]) == ("", "2025-07-08")
    assert b"\r" not in (tmp_path / "relations.csv").read_bytes()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_becomes_a_formula(tmp_path: Path, sign: str) -> None:
    actors, relations = findings()
    found = extract(article(title=f"{sign}1+1", author=f"{sign}A", article_id=f"{sign}x"), actors, relations)
    written(tmp_path, found)
    (row,) = table(tmp_path, "articles.csv")
    assert (row["title"], row["author"]) == (f"'{sign}1+1", f"'{sign}A")
    cells = [cell for r in table(tmp_path, "relations.csv") for k, cell in r.items() if k != "intensity"]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]


@pytest.mark.parametrize(("value", "cell"), [("Paris", "Paris"), ("", ""), ("=1", "'=1"), ("« - »", "« - »")])
def test_text_cell(value: str, cell: str) -> None:
    assert text_cell(value) == cell


def test_unknown_numbers_are_empty_cells() -> None:
    frame = tabulate([rows()])["dyads"]
    frame["balance"] = float("nan")
    assert csv_bytes(frame).splitlines()[1] == b"FRA,MLI,2025-07,0,2,,1"


def test_unpaired_surrogates_keep_their_place() -> None:
    assert json.loads(jsonl_bytes({"a": "x\ud800y\u2028z"})) == {"text_id": "a", "text": "x?y\u2028z"}
    assert len(jsonl_bytes({"a": "x\u2028z\x85"}).decode().splitlines()) == 1


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written(tmp_path, rows())

    def broken(_: int) -> None:
        raise OSError(28, "plus de place")

    monkeypatch.setattr(outputs.os, "fsync", broken)
    with pytest.raises(OutputError, match="plus de place"):
        written(tmp_path, rows(article_id="autre"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_is_a_file_is_a_clear_mistake(tmp_path: Path) -> None:
    (tmp_path / "pris").write_text("")
    with pytest.raises(OutputError, match="pris"):
        written(tmp_path / "pris", rows())
