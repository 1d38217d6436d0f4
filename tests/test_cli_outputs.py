"""The commands over a folder of results."""

import json
import webbrowser
from pathlib import Path

import pytest
from records import rows

from pipeline.cli import main
from pipeline.exports import FORMATS
from pipeline.judgements import CLAIM
from pipeline.outputs import write
from pipeline.results import read_results, records
from pipeline.tabulate import tabulate, texts


@pytest.fixture
def folder(tmp_path: Path) -> str:
    write(tabulate([rows()]), texts([rows()]), tmp_path / "out")
    return str(tmp_path / "out")


def test_inspect_opens_the_report(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: not opened.append(url))
    assert main(["inspect", folder]) == 0
    path = Path(folder).resolve() / "report.html"
    assert opened == [path.as_uri()]
    assert capsys.readouterr().out == f"{path}\n"


def test_inspect_may_only_write(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: pytest.fail("opened"))
    path = Path(folder, "report.html")
    before = path.read_bytes()
    path.unlink()
    assert main(["inspect", folder, "--no-open"]) == 0
    assert path.read_bytes() == before


def test_a_filtered_report_says_so(folder: str) -> None:
    main(["inspect", folder, "--no-open", "--class", "tension", "--actor", "Paris", "--min-confidence", "0,5"])
    html = Path(folder, "report.html").read_text(encoding="utf-8")
    assert '"note":"--actor Paris --class tension --min-confidence 0.5"' in html
    assert '"relations":2' in html


def test_without_a_browser_the_reader_is_told(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    assert main(["inspect", folder]) == 0
    assert "double-clic" in capsys.readouterr().out


@pytest.mark.parametrize("name", list(FORMATS))
def test_export_writes_where_it_says(folder: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", name, folder]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == Path(folder) / FORMATS[name].name
    assert path.exists()


def test_export_filters(folder: str, tmp_path: Path) -> None:
    assert main(["export", "jsonl", folder, "-o", str(tmp_path / "e.jsonl"), "--type", "agree", "--since", "2025"]) == 0
    assert [json.loads(line)["event_type"] for line in (tmp_path / "e.jsonl").open()] == ["AGREE"]


def test_graph_and_timeline(folder: str, tmp_path: Path) -> None:
    assert main(["graph", folder, "-o", str(tmp_path / "n.svg")]) == 0
    assert main(["graph", folder, "-o", str(tmp_path / "t.png"), "--timeline"]) == 0
    assert (tmp_path / "n.svg").read_bytes() != (tmp_path / "t.png").read_bytes()


def test_compare_tells_and_writes(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ["compare", folder, "--before", "2025-07-08", "--after", "2025-07-25", "-o", str(tmp_path / "c.csv")]
    assert main(args) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Retournés · 0", "Apparus · 1", "  Paris – Mali : rien → 2 tensions", "Disparus · 1",
        "  Mali – Ankara : 1 coopération → rien",
    ]  # fmt: skip
    assert (tmp_path / "c.csv").read_text(encoding="utf-8").count("\n") == 3


def judgements(folder: str, path: Path) -> str:
    row = records(read_results(folder).tables["relations"])[0]
    kept = {name: row[name] for name in ("relation_id", "article_id", "sentence", *CLAIM)}
    content = {"format": "entente-judgements", "version": 1, "judgements": [{**kept, "verdict": "wrong", "note": ""}]}
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def test_evaluate_scores_judgements(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = judgements(folder, tmp_path / "j.json")
    assert main(["evaluate", given, "-o", folder]) == 0
    assert (
        "Précision  0.000 (0.000 à 0.793, intervalle de Wilson à 95 %) : 0 justes sur 1 jugées"
        in capsys.readouterr().out
    )
    main(["evaluate", given, "-o", folder, "--json"])
    assert json.loads(capsys.readouterr().out)["details"] == {"ACCUSE": {"wrong": 1}, "tension": {"wrong": 1}}


def test_gold_from_judgements(folder: str, tmp_path: Path) -> None:
    given = judgements(folder, tmp_path / "j.json")
    assert main(["export", "gold", folder, "-o", str(tmp_path / "g"), "--judgements", given]) == 0
    assert len(json.loads((tmp_path / "g" / "une-1.json").read_text())["relations"]) == 2
    assert main(["export", "xlsx", folder, "--judgements", given]) == 2


@pytest.mark.parametrize(
    ("argv", "code", "message"),
    [
        (["export", "word"], 2, "choix inconnu 'word'"),
        (["export", "xlsx", "nulle-part"], 1, "lancer d'abord entente run"),
        (["inspect", "nulle-part"], 1, "lancer d'abord entente run"),
        (["graph", "-o", "x.gif"], 1, ".svg, .png, .pdf"),
        (["export", "jsonl", "--min-confidence", "2"], 2, "n'est pas un nombre de 0 à 1"),
        (["export", "jsonl", "--since", "hier"], 2, "n'est pas une date"),
    ],
)
def test_mistakes_are_said(argv: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        found = main(argv)
    except SystemExit as stop:
        found = int(stop.code or 0)
    assert found == code
    assert message in capsys.readouterr().err
