"""`entente explain`: what is shown of a sentence, and a user's own rules."""

from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.cli import main
from pipeline.explain import explain

RULE = """type = "ACCUSE"

[[rule]]
id = "gronder"
frames = ["X gronder Y"]
matches = ["S[Paris] a grondé T[Rome]."]
ignores = ["L'orage gronde, disent A[Paris] et A[Rome]."]
"""


def test_a_relation_is_shown_with_its_mentions_rule_and_paths(nlp: Language) -> None:
    shown = explain("Paris accuse Bamako.", nlp)
    assert shown.splitlines()[:5] == [
        "« [Paris = FRA] accuse [Bamako = MLI]. »",
        "  France → Mali : tension ACCUSE, affirmée, confiance 0.85",
        "    règle accuser, cadre « X accuser Y », déclencheur « accuse »",
        "    source « Paris » : ↓nsubj",
        "    cible « Bamako » : ↓obj",
    ]


def test_status_date_and_source_are_shown(nlp: Language) -> None:
    shown = explain("Selon Alger, Paris n'a pas signé d'accord avec Bamako mardi.", nlp, "2025-07-25")
    assert "niée" in shown
    assert "date 2025-07-22" in shown
    assert "selon Algérie" in shown


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Bamako condamne.", "« condamne » (règle condamner, « X condamner Y ») : cible introuvable"),
        ("La France critique la France.", "la source et la cible sont le même acteur"),
        ("Le Mali a reconnu Emmanuel Macron.", "un acteur n'est pas du type que la règle demande"),
    ],
)
def test_what_nearly_was_a_relation_is_shown_with_the_reason(nlp: Language, sentence: str, reason: str) -> None:
    assert reason in explain(sentence, nlp)


def test_a_sentence_without_any_trigger_says_so(nlp: Language) -> None:
    assert "aucune relation" in explain("Le Mali est un pays.", nlp)


def test_explaining_leaves_the_relations_as_they_are(nlp: Language) -> None:
    sentence = "Paris accuse Bamako de soutenir le JNIM, et Alger rejette la médiation de Doha."
    traced = nlp.make_doc(sentence)
    traced._.trace = True
    assert nlp(traced)._.relations == nlp(sentence)._.relations


def test_a_file_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Paris accuse Bamako.", encoding="utf-8")
    assert main(["explain", "--file", str(tmp_path / "a.txt")]) == 0
    assert "France → Mali" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["une phrase", "--file", "x"]])
def test_a_sentence_or_a_file_must_be_given(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", *arguments]) == 2
    assert "donner une phrase" in capsys.readouterr().err


def test_a_users_rule_is_used_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.toml"
    own.write_text(RULE, encoding="utf-8")
    assert main(["explain", "Berlin a grondé Vienne.", "--rules", str(own)]) == 0
    assert "règle gronder" in capsys.readouterr().out
    assert main(["rules", "check", "--rules", str(own)]) == 0
    capsys.readouterr()
    assert main(["rules", "--rules", str(own)]) == 0
    assert "gronder" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("X gronder Y", "X gronder", "own.toml, ligne 4, règle « gronder » : cadre « X gronder » : il faut X et Y"),
        ("ACCUSE", "ACCUSER", "own.toml, ligne 1 : type inconnu 'ACCUSER' ; choisir parmi AGREE"),
        ("frames =", "frame =", "own.toml, ligne 4, règle « gronder » : clé inconnue « frame »"),
        ('id = "gronder"', 'id = "accuser"', "identifiant déjà pris dans accuse.toml"),
        ('"]', '"', "fichier TOML illisible"),
    ],
)
def test_a_mistake_in_a_rule_file_is_reported_with_line_and_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, complaint: str
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(RULE.replace(old, new, 1), encoding="utf-8")
    (tmp_path / "a.txt").write_text("Paris accuse Bamako de mentir sur tout, et Rome se tait.", encoding="utf-8")
    assert main(["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--rules", str(own)]) == 1
    assert complaint in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
