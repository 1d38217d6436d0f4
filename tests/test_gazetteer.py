"""A user's own actors: what the unknown-actor report offers, and what becomes of mistakes in a file."""

import csv
from pathlib import Path

import pytest

import pipeline
from pipeline.cli import main
from pipeline.errors import GazetteerError
from pipeline.gazetteer import SUBTYPES, fold, load_gazetteer

ARTICLE = """Le Collectif des éleveurs du Gourma accuse Bamako

Le Collectif des éleveurs du Gourma (CEG) a accusé l'armée malienne. Le CEG a aussi dénoncé le JNIM.
« Nous refusons la guerre », a dit Aminata Walett. Pour Aminata Walett, le dialogue reste possible.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gourma.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_report_of_unknown_actors_can_be_mended_and_given_back(folder: Path) -> None:
    pipeline.run([folder / "gourma.txt"], folder / "first")
    unknown = table(folder / "first" / "unknown_actors.csv")
    assert {row["id"]: row["type"] for row in unknown} == {"CEG": "ORGANISATION", "Aminata Walett": "PERSON"}
    assert [row["mentions"] for row in unknown if row["id"] == "CEG"] == ["4"]
    assert all(row["example"] in " ".join(ARTICLE.split()) for row in unknown)

    own = folder / "mine.csv"
    lines = (folder / "first" / "unknown_actors.csv").read_text(encoding="utf-8").splitlines()
    ceg = next(line for line in lines if line.startswith("CEG,"))
    own.write_text(f"{lines[0]}\n{ceg}\nAminata Walett,Aminata Walett,,PERSON,,MLI\n", encoding="utf-8")
    pipeline.run([folder / "gourma.txt"], folder / "second", gazetteer=[own])
    assert table(folder / "second" / "unknown_actors.csv") == []
    actors = {row["actor_id"]: row for row in table(folder / "second" / "actors.csv")}
    assert {"CEG", "Aminata Walett", "MLI", "JNIM"} == set(actors)
    assert actors["Aminata Walett"]["country"] == "MLI"


def test_a_name_of_ones_own_wins_over_the_packages(folder: Path) -> None:
    own = folder / "mine.csv"
    own.write_text("id,names,subtype\nJNIM-Gourma,JNIM,armed_group\n", encoding="utf-8")
    result = pipeline.run([folder / "gourma.txt"], folder / "out", gazetteer=[str(own)])
    assert "JNIM-Gourma" in set(result.tables["actors"]["actor_id"])
    assert "JNIM" not in set(result.tables["actors"]["actor_id"])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("nom,type\nX,STATE\n", "ligne 1 : il faut une colonne « id »"),
        ("id,type\n,PERSON\n", "ligne 2 : « id » est vide"),
        ("id,type\nA,PERSON\nX,PAYS\n", "ligne 3 : type « PAYS » inconnu ; choisir parmi PERSON, STATE, ORGANISATION"),
        ("id,subtype\nX,ong\n", "ligne 2 : subtype « ong » inconnu"),
        ("id,country\nX,Mali\n", "ligne 2 : country « Mali » inconnu ; il faut un code ISO"),
        ("id,type\nAzawad,STATE\n", "« Azawad » n'est pas un État connu"),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_the_mend(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str, complaint: str
) -> None:
    own = folder / "mine.csv"
    own.write_text(content, encoding="utf-8")
    code = main(["run", str(folder / "gourma.txt"), "-o", str(folder / "out"), "--gazetteer", str(own), "-q"])
    assert code == 1
    assert complaint in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_a_file_that_is_not_there_is_said_to_be_unreadable() -> None:
    with pytest.raises(GazetteerError, match=r"nulle-part\.csv : illisible"):
        load_gazetteer(("nulle-part.csv",))


def test_the_packages_gazetteer_is_sound() -> None:
    actors = load_gazetteer().actors
    organisations = [a for a in actors.values() if a.type == "ORGANISATION"]
    states = {a.id for a in actors.values() if a.type == "STATE"}
    assert len(organisations) >= 600
    assert {a.subtype for a in organisations} == set(SUBTYPES)
    assert [a.id for a in actors.values() if a.country and a.country not in states] == []
    assert [a.id for a in organisations if not set(a.members) <= states] == []
    assert [a.id for a in actors.values() if a.state and a.state not in actors] == []
    places = [alias for entries in load_gazetteer().places.by_first.values() for _, alias in entries]
    assert {place.id for place in places} <= states
    assert len({fold(place.text) for place in places}) == len(places)
    assert [a.id for a in actors.values() for since, until in a.terms if until and until <= since] == []
