"""Rows of one article: offsets, evidence, names."""

import pytest
from records import BODY, HEAD, actor, article, findings, relation, rows

from pipeline.extract import extract


def test_mentions_give_their_text_back() -> None:
    found = rows()
    assert [m["text"] for m in found.mentions] == ["Paris", "Bamako", "Mali", "Ankara", "Bamako"]
    assert [found.text[m["start"] : m["end"]] for m in found.mentions] == [m["text"] for m in found.mentions]


@pytest.mark.parametrize("part", ["sentence", "trigger"])
def test_relations_give_their_evidence_back(part: str) -> None:
    found = rows()
    assert [found.text[r[f"{part}_start"] : r[f"{part}_end"]] for r in found.relations] == [
        r[part] for r in found.relations
    ]


def test_relations_are_in_the_order_of_the_text() -> None:
    assert [r["rule"] for r in rows().relations] == ["accuser", "rejeter", "signer"]


def test_a_sentence_starts_after_what_a_spreadsheet_takes_for_a_formula() -> None:
    assert rows().relations[1]["sentence"] == "Le Mali rejette ces propos."


def test_offsets_count_in_the_whole_text() -> None:
    first = rows().relations[0]
    assert first["sentence_start"] == len(HEAD)
    assert first["sentence"] == "Paris a accusé Bamako."


def test_relation_id_does_not_depend_on_what_stands_before_the_article() -> None:
    alone = extract(article(BODY), *findings())
    assert [r["relation_id"] for r in alone.relations] == [r["relation_id"] for r in rows().relations]
    assert alone.relations[0]["relation_id"].startswith("r")
    assert len(alone.relations[0]["relation_id"]) == 13


def test_the_same_relation_twice_is_one_row() -> None:
    actors, relations = findings()
    assert len(extract(article(), actors, relations * 2).relations) == 3


def test_aliases_are_names_only() -> None:
    actors, _ = findings()
    actors[0]["mentions"][0]["kind"] = "pronoun"
    (row,) = [a for a in extract(article(), actors).actors if a["actor_id"] == "MLI"]
    assert (row["aliases"], row["mentions"]) == (["Bamako"], 3)


def test_an_article_kept_out_has_its_own_row_only() -> None:
    found = extract(article(status="skipped", error="anglais", language="en"))
    assert (found.article["status"], found.actors, found.mentions, found.relations) == ("skipped", [], [], [])
    assert found.article["words"] == 19


def test_offsets_outside_the_article_are_refused() -> None:
    late = actor(BODY + " Oslo", "NOR", "Oslo")
    with pytest.raises(ValueError, match="outside an article"):
        extract(article(), [late])


def test_a_relation_with_an_unknown_actor_is_refused() -> None:
    stray = relation(BODY, BODY, "accusé", "FRA", "XXX")
    with pytest.raises(ValueError, match="unknown actor: XXX"):
        extract(article(), findings()[0], [stray])
