"""The date of a relation, from its clause and the article's date."""

import pytest
from spacy.language import Language

from pipeline.language.when import moments

ARTICLE = "2025-07-25"  # a Friday


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("le 8 juillet", ["2025-07-08"]),
        ("le 1er mars 2024", ["2024-03-01"]),
        ("le 12 décembre", ["2025-12-12"]),
        ("le 3 février", ["2025-02-03"]),
        ("en février dernier", ["2025-02"]),
        ("en décembre dernier", ["2024-12"]),
        ("en janvier prochain", ["2026-01"]),
        ("en avril", ["2025-04"]),
        ("mai 2023", ["2023-05"]),
        ("depuis 2021", ["2021"]),
        ("fin 2024", ["2024"]),
        ("mardi", ["2025-07-22"]),
        ("vendredi", ["2025-07-25"]),
        ("lundi prochain", ["2025-07-28"]),
        ("hier", ["2025-07-24"]),
        ("le mois dernier", ["2025-06"]),
        ("l'année dernière", ["2024"]),
        ("il y a deux ans", ["2023"]),
        ("il y a trois mois", ["2025-04"]),
        ("le 2025-01-29", ["2025-01-29"]),
        ("dans la nuit du 6 au 7 mai", ["2025-05-06"]),
        ("13-14 avril 2024", ["2024-04-13"]),
        ("le 30 février 2024", []),
        ("2500 soldats en 15 jours", []),
        ("un mars sur deux", []),
    ],
)
def test_expressions_are_read_beside_the_articles_date(text: str, dates: list[str]) -> None:
    assert [m.date for m in moments(text, ARTICLE)] == dates


@pytest.mark.parametrize("text", ["le 8 juillet", "mardi", "hier", "en avril", "l'an dernier", "il y a deux ans"])
def test_nothing_is_guessed_without_the_articles_date(text: str) -> None:
    assert [m.date for m in moments(text, "")] == []


def test_the_precision_of_the_articles_date_limits_what_can_be_said() -> None:
    assert [m.date for m in moments("mardi", "2025-07")] == []
    assert [m.date for m in moments("en avril", "2025")] == ["2025-04"]


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("Le 8 juillet, Paris a accusé Bamako.", "2025-07-08"),
        ("Paris a accusé Bamako mardi.", "2025-07-22"),
        ("Bamako soutient Moscou depuis 2021.", "2021"),
        ("Lors de son discours du 4 juillet, Paris a accusé Bamako.", "2025-07-04"),
        ("Plus tôt, en février dernier, Paris avait accusé Bamako.", "2025-02"),
        ("Le trafic a cessé depuis la mi-juin, lorsque Paris a accusé Bamako.", "2025-06"),
        ("Paris, qui avait reçu le pape en mars 2019, accuse Bamako.", ""),
        ("Paris accuse Bamako depuis la rupture de 2021.", ""),
        ("Paris accuse Bamako.", ""),
    ],
)
def test_a_relation_takes_the_date_of_its_clause(nlp: Language, sentence: str, date: str) -> None:
    doc = nlp.make_doc(sentence)
    doc._.date = ARTICLE
    nlp(doc)
    assert [r["date"] for r in doc._.relations] == [date]


def test_the_year_is_that_of_the_last_full_date_where_the_article_has_none(nlp: Language) -> None:
    doc = nlp("Le sommet s'est tenu le 6 mars 2025. Le 28 février, Paris a accusé Bamako. Mardi, Alger a accusé Rabat.")
    assert [r["date"] for r in doc._.relations] == ["2025-02-28", ""]
