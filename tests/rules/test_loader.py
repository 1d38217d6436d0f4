"""Rule files: every mistake of every file at once, with file and rule."""

from pathlib import Path

from pipeline.rules.loader import read_rules

BROKEN = """
type = "ACCUSE"
color = "red"
[[rule]]
id = "Accuser"
frames = ["X accuser"]
matches = ["S[Paris] accuse T[Bamako."]
ignores = []
[[rule]]
id = "blâmer"
frames = ["X blâmer Y"]
matches = ["S[Paris] blâme T[Bamako.", "Paris blâme Bamako."]
ignores = ["S[Paris] blâme."]
[[rule]]
id = "critiquer"
frames = ["X critiquer"]
frame = "X critiquer Y"
matches = ["S[Paris] critique T[Bamako]."]
ignores = ["A[Paris] et A[Bamako] se taisent."]
"""


def test_all_mistakes_are_reported_together(tmp_path: Path) -> None:
    (tmp_path / "accuse.toml").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "broken.toml").write_text("type = ", encoding="utf-8")
    (tmp_path / "other.toml").write_text('type = "QUARREL"\n', encoding="utf-8")
    rules, problems = read_rules(sorted(tmp_path.glob("*.toml")))
    assert rules == []
    text = "\n".join(problems)
    for expected in (
        "accuse.toml : clé inconnue « color »",
        "règle « Accuser » : « ignores » doit être une liste",
        "règle « Accuser » : « id » doit être en minuscules",
        "règle « blâmer » : exemple « S[Paris] blâme T[Bamako. » : marque mal fermée",
        "règle « blâmer » : exemple « Paris blâme Bamako. » : il faut au moins une marque S",
        "règle « blâmer » : exemple « S[Paris] blâme. » : il faut deux marques A",
        "règle « critiquer » : clé inconnue « frame »",
        "broken.toml : fichier TOML illisible",
        "other.toml, ligne 1 : type inconnu 'QUARREL'",
    ):
        assert expected in text


def test_the_same_id_twice_is_a_mistake(tmp_path: Path) -> None:
    rule = 'type = "ACCUSE"\n[[rule]]\nid = "x"\nframes = ["X accuser Y"]\nmatches = ["S[A] accuse T[B]."]\nignores = ["A[A] et A[B]."]\n'
    (tmp_path / "a.toml").write_text(rule, encoding="utf-8")
    (tmp_path / "b.toml").write_text(rule.replace("ACCUSE", "SUPPORT"), encoding="utf-8")
    _, problems = read_rules(sorted(tmp_path.glob("*.toml")))
    assert problems == ["b.toml, ligne 3, règle « x » : identifiant déjà pris dans a.toml"]
