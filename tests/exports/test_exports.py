"""Each export opened by the program's own library, or where that is not Python, checked as the program reads it."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import openpyxl
import pandas as pd
import pytest
from records import HEAD, article, findings

from pipeline.errors import OutputError
from pipeline.evaluate import evaluate
from pipeline.exports import FORMATS, export
from pipeline.exports.gold import judged
from pipeline.extract import extract
from pipeline.judgements import CLAIM
from pipeline.outputs import write
from pipeline.results import Results, read_results, records
from pipeline.tabulate import tabulate, texts

Export = Callable[[str], Path]
FORMULA = '=HYPERLINK("http://exemple.fr")'


@pytest.fixture
def results() -> Results:
    """One article with three relations, whose title and author would be formulas."""
    actors, relations = findings()
    for shifted in (actors, relations):
        assert shifted
    found = [
        extract(article(title=FORMULA, author="@SOMME(A1)", source="AFP", url="https://exemple.fr"), actors, relations)
    ]
    return Results(tabulate(found), texts(found))


@pytest.fixture
def exported(results: Results, tmp_path: Path) -> Export:
    def write_it(name: str) -> Path:
        path = tmp_path / FORMATS[name].name
        paths = export(results, name, path)
        assert all(p.is_file() for p in paths)
        return path

    return write_it


def test_xlsx_in_openpyxl(exported: Export, results: Results) -> None:
    book = openpyxl.load_workbook(exported("xlsx"))
    sheet = book["relations"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:AA4")
    rows = list(sheet.values)
    assert rows[0] == tuple(results.tables["relations"].columns)
    assert [row[rows[0].index("type")] for row in rows[1:]] == ["ACCUSE", "REJECT", "AGREE"]
    assert isinstance(rows[3][rows[0].index("confidence")], float)
    cells = [cell for each in book for row in each.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert FORMULA in [cell.value for cell in cells]


def test_xlsx_leads_from_a_relation_to_its_article(exported: Export) -> None:
    book = openpyxl.load_workbook(exported("xlsx"))
    column = [cell.value for cell in book["relations"][1]].index("article_id")
    link = book["relations"].cell(2, column + 1).hyperlink
    assert link
    sheet, place = link.location.split("!")
    assert book[sheet.strip("'")][place].value == "une-1"
    assert "Paris a accusé Bamako." in [cell.value for cell in book["articles"][2]][-1]


def test_xlsx_is_the_same_every_day(results: Results, tmp_path: Path) -> None:
    one, two = export(results, "xlsx", tmp_path / "1.xlsx"), export(results, "xlsx", tmp_path / "2.xlsx")
    assert one[0].read_bytes() == two[0].read_bytes()


def test_parquet_in_pandas(exported: Export, results: Results) -> None:
    folder = exported("parquet")
    for name, table in results.tables.items():
        back = pd.read_parquet(folder / f"{name}.parquet")
        assert back.to_dict("list") == table.to_dict("list")
        assert [back[c].dtype.kind for c in back] == [table[c].dtype.kind for c in table]
    assert set(pd.read_parquet(folder / "texts.parquet")["text"]) == set(results.texts.values())


def test_french_csv_in_pandas_and_as_excel_sees_it(exported: Export) -> None:
    folder = exported("csv-fr")
    raw = (folder / "relations.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in raw
    table = pd.read_csv(folder / "relations.csv", sep=";", decimal=",", encoding="utf-8-sig")
    assert table["confidence"].tolist() == [0.8, 0.8, 0.9]
    assert table["directed"].tolist() == ["VRAI", "VRAI", "FAUX"]
    (row,) = pd.read_csv(folder / "articles.csv", sep=";", encoding="utf-8-sig").to_dict("records")
    assert (row["title"], row["author"]) == (f"'{FORMULA}", "'@SOMME(A1)")


def test_events_as_polecat_has_them(exported: Export, results: Results) -> None:
    events = [json.loads(line) for line in exported("jsonl").read_text(encoding="utf-8").splitlines()]
    accuse, _, agree = events
    assert (accuse["event_type"], accuse["actor"]["id"], accuse["recipient"]["id"]) == ("ACCUSE", "FRA", "MLI")
    assert (accuse["event_date"], agree["event_date"]) == ("2025-07-25", "2025-07-08")
    assert (accuse["mutual"], agree["mutual"]) == (False, True)
    assert (accuse["mode"], accuse["contexts"], accuse["attribution"]) == (None, [], None)
    evidence = accuse["evidence"]
    assert results.texts["une"][evidence["start"] : evidence["end"]] == evidence["sentence"] == "Paris a accusé Bamako."


def test_cytoscape_in_networkx(exported: Export) -> None:
    content = json.loads(exported("cytoscape").read_text(encoding="utf-8"))
    ids = [edge["data"]["id"] for edge in content["elements"]["edges"]]
    assert len(set(ids)) == 3
    assert {node["data"]["name"] for node in content["elements"]["nodes"]} == {"Mali", "Paris", "Ankara"}
    graph = nx.cytoscape_graph(content)
    assert (graph.number_of_nodes(), graph.number_of_edges(), graph.is_directed()) == (3, 3, True)
    assert igraph.Graph.from_networkx(graph).ecount() == 3


def test_neo4j_headers_and_ends(exported: Export) -> None:
    folder = exported("neo4j")
    tables = {p.stem: list(csv.DictReader(p.open(encoding="utf-8", newline=""))) for p in folder.glob("*.csv")}
    actors = {row["actor_id:ID(Actor)"]: row for row in tables["actors"]}
    assert actors["MLI"][":LABEL"] == "Actor;State"
    assert actors["MLI"]["mentions:int"] == "3"
    for row in tables["relations"]:
        assert {row[":START_ID(Actor)"], row[":END_ID(Actor)"]} <= set(actors)
        assert row[":TYPE"] in ("COOPERATION", "TENSION")
        assert row["directed:boolean"] in ("true", "false")
    assert {row[":END_ID(Article)"] for row in tables["said_in"]} == {
        row["article_id:ID(Article)"] for row in tables["articles"]
    }
    command = (folder / "import.txt").read_text(encoding="utf-8")
    assert all(f"{path.name}" in command for path in folder.glob("*.csv"))


def test_cas_in_cassis(exported: Export) -> None:
    import cassis

    folder = exported("cas")
    types = cassis.load_typesystem(folder / "TypeSystem.xml")
    cas = cassis.load_cas_from_xmi(folder / "une-1.xmi", typesystem=types)
    assert cas.sofa_string.startswith("Paris a accusé Bamako.")
    entities = cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
    assert [(e.get_covered_text(), e.value, e.identifier) for e in entities][:2] == [
        ("Paris", "STATE", "FRA"),
        ("Bamako", "STATE", "MLI"),
    ]
    said = cas.select("webanno.custom.EntenteRelation")
    assert {(r.Governor.get_covered_text(), r.event, r.Dependent.get_covered_text()) for r in said} == {
        ("Paris", "ACCUSE", "Bamako"), ("Mali", "REJECT", "Paris"), ("Ankara", "AGREE", "Bamako"),
    }  # fmt: skip
    sentences = cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence")
    assert [s.get_covered_text() for s in sentences] == cas.sofa_string.split("\n")


def test_label_studio_tasks_fit_their_setting(exported: Export) -> None:
    from xml.etree import ElementTree

    folder = exported("labelstudio")
    (task,) = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    setting = ElementTree.parse(folder / "setting.xml").getroot()
    labels = {node.get("value") for node in setting.iter("Label")}
    relations = {node.get("value") for node in setting.iter("Relation")}
    fields = {value[1:] for node in setting.iter() if (value := node.get("value", "")).startswith("$")}
    assert fields <= set(task["data"])
    regions: dict[str, Any] = {}
    for part in task["predictions"][0]["result"]:
        if part["type"] == "labels":
            value = regions[part["id"]] = part["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
            assert set(value["labels"]) <= labels
        else:
            assert {part["from_id"], part["to_id"]} <= set(regions)
            assert set(part["labels"]) <= relations
    directions = [p["direction"] for p in task["predictions"][0]["result"] if p["type"] == "relation"]
    assert directions == ["right", "right", "bi"]


def test_gold_is_what_evaluate_reads(exported: Export, results: Results, tmp_path: Path) -> None:
    write(results.tables, results.texts, tmp_path / "run")
    folder = exported("gold")
    assert not (folder / "une-1.txt").read_text(encoding="utf-8").startswith(HEAD)
    shifted = read_results(tmp_path / "run").tables["relations"]
    shifted[["sentence_start", "sentence_end"]] -= len(HEAD)
    write({**results.tables, "relations": shifted}, results.texts, tmp_path / "run")
    scores = evaluate(folder, tmp_path / "run").scores
    assert {name: score.f1 for name, score in scores.items() if score.tp} == {
        name: 1.0 for name, s in scores.items() if s.tp
    }
    assert scores["relations sentence full"].tp == 3


def test_gold_from_judgements(results: Results, tmp_path: Path) -> None:
    rows = records(results.tables["relations"])
    claims = [{name: row[name] for name in ("relation_id", "article_id", "sentence", *CLAIM)} for row in rows]
    should = {name: rows[1][name] for name in CLAIM} | {"type": "ACCUSE", "status": "negated"}
    given = [{**claims[0], "verdict": "wrong"}, {**claims[1], "verdict": "other", "should": should}]
    export(judged(results, given), "gold", tmp_path)
    found = json.loads((tmp_path / "une-1.json").read_text(encoding="utf-8"))["relations"]
    assert [(r["type"], r["status"]) for r in found] == [(["ACCUSE"], "negated"), (["AGREE"], "asserted")]


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_result_is_no_failure(name: str, tmp_path: Path) -> None:
    export(Results(tabulate([]), {}), name, tmp_path / FORMATS[name].name)


def test_a_place_that_cannot_be_written(results: Results, tmp_path: Path) -> None:
    (tmp_path / "pris").write_text("")
    with pytest.raises(OutputError, match="pris"):
        export(results, "jsonl", tmp_path / "pris" / "x.jsonl")
