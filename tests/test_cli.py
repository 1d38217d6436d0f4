"""The command line: help, exit codes, what goes where."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from records import Language, article, given_articles

from pipeline import cli, job, rules
from pipeline.cli import main

Given = Callable[..., None]
COMMANDS = [[], ["run"], ["explain"], ["evaluate"], ["rules"], ["inspect"], ["export"], ["graph"], ["compare"]]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """Lets a test say which articles are read; no model is loaded."""
    monkeypatch.setattr(job, "load", lambda gazetteer, rules: Language())
    return lambda *articles: given_articles(monkeypatch, articles)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(c) or "entente")
def test_help_at_every_level_in_french(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    text = capsys.readouterr().out
    assert stop.value.code == 0
    assert "usage : entente" in text
    assert "montrer cette aide" in text
    assert not [word for word in ("positional", "optional", "show this", "{") if word in text.replace("{check}", "")]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom pipeline.cli import main\ntry:\n main(['run', '--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'pandas', 'networkx', 'rich', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "pipeline", "run"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "il manque : ENTRÉE" in done.stderr


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "il manque : COMMANDE"),
        (["run"], "il manque : ENTRÉE"),
        (["run", "x", "--date", "hier"], "« hier » n'est pas une date"),
        (["run", "x", "--date"], "il manque une valeur"),
        (["run", "x", "--workers", "0"], "« 0 » n'est pas un nombre entier de 1 ou plus"),
        (["run", "x", "--vite"], "arguments inconnus : --vite"),
        (["rules", "tout"], "choix inconnu 'tout'"),
        (["run", "x", "--engine", "dask"], "choix inconnu 'dask' (possibles : 'local', 'ray')"),
    ],
)
def test_usage_errors_exit_with_2(argv: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--parquet"], "--address et --parquet demandent --engine ray"),
        (["--address", "auto"], "--address et --parquet demandent --engine ray"),
        (["--engine", "ray", "--workers", "3"], "--workers est pour --engine local"),
    ],
)
def test_options_that_do_not_go_together(options: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "x", *options]) == 2
    assert message in capsys.readouterr().err


def test_run_prints_a_summary(given: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given(article())
    assert main(["run", "x", "-o", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert "Coopérations les plus fortes" in out
    assert err == ""
    assert "\x1b" not in out


def test_quiet_says_nothing_but_errors(given: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given(article(), article("", article_id="vide", text_id="v", file="vide.txt", status="error", error="vide"))
    assert main(["run", "x", "-o", str(tmp_path), "--quiet"]) == 1
    assert capsys.readouterr() == ("", "entente : vide.txt : vide\n")
    assert (tmp_path / "relations.csv").read_text(encoding="utf-8").count("\n") == 4


def test_a_language_left_out_is_no_failure(given: Given, tmp_path: Path) -> None:
    given(article(status="skipped", error="anglais", language="en"))
    assert main(["run", "x", "-o", str(tmp_path), "-q"]) == 0


def test_an_output_that_cannot_be_written(given: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given(article())
    (tmp_path / "pris").write_text("")
    assert main(["run", "x", "-o", str(tmp_path / "pris")]) == 1
    assert "impossible d'écrire" in capsys.readouterr().err


def test_evaluate_prints_a_table_or_json(given: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given(article(article_id="une"))
    main(["run", "x", "-o", str(tmp_path), "-q"])
    (tmp_path / "une.json").write_text(json.dumps({"actors": [{"id": "MLI", "type": "STATE"}], "relations": []}))
    assert main(["evaluate", str(tmp_path), "-o", str(tmp_path), "--errors"]) == 0
    out = capsys.readouterr().out
    assert "une actor SPURIOUS ?FRA STATE" in out
    assert "actors                             0.333   1.000   0.500     1     2     0" in out
    main(["evaluate", str(tmp_path), "-o", str(tmp_path), "--json"])
    assert json.loads(capsys.readouterr().out)["actors"]["f1"] == 0.5


def test_evaluate_without_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path)]) == 1
    assert "aucun fichier de référence" in capsys.readouterr().err


@pytest.mark.parametrize(("problems", "code"), [([], 0), (["accuse.toml, accuser : clé inconnue"], 1)])
def test_rules_check(
    problems: list[str], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rules, "check", lambda files: problems)
    assert main(["rules", "check"]) == code
    assert (problems or ["Toutes les règles"])[0] in capsys.readouterr().out


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 0
    assert all(len(line.split()) > 2 for line in lines)


def test_an_interrupted_run_exits_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "rules_command", interrupted)
    assert main(["rules"]) == 130
