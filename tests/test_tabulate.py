"""Tables: columns, order, what is added up over articles."""

import random

import pytest
from records import BODY, actor, article, findings, relation, rows

import pipeline
from pipeline.extract import Rows, extract
from pipeline.tabulate import COLUMNS, month, tabulate, texts

CONTRACT = {
    "articles": "article_id, file, title, author, date, language, words, sha256, status, error",
    "actors": "actor_id, actor_name, actor_type, subtype, country, aliases, articles, mentions",
    "mentions": "article_id, start, end, text, actor_id, actor_name, actor_type, kind",
    "relations": "relation_id, article_id, sentence_start, sentence_end, "
    "source_id, source_name, source_type, source_state, target_id, target_name, target_type, target_state, "
    "class, type, quad, intensity, directed, status, date, attribution, trigger, trigger_start, trigger_end, "
    "rule, confidence, sentence",
    "dyads": "source_id, target_id, month, cooperation, tension, balance, articles",
}


@pytest.mark.parametrize("name", CONTRACT)
@pytest.mark.parametrize("given", [[], [rows()]], ids=["empty", "filled"])
def test_columns_are_those_of_the_contract(name: str, given: list[Rows]) -> None:
    columns = list(tabulate(given)[name].columns)
    wanted = CONTRACT[name].split(", ")
    assert columns[: len(wanted)] == wanted
    assert columns == list(COLUMNS[name])


@pytest.mark.parametrize("name", COLUMNS)
def test_types_are_the_same_with_and_without_rows(name: str) -> None:
    assert tabulate([])[name].dtypes.to_dict() == tabulate([rows()])[name].dtypes.to_dict()


@pytest.mark.parametrize("name", COLUMNS)
def test_the_order_that_articles_come_in_does_not_matter(name: str) -> None:
    articles = [rows(article_id=f"une-{i}") for i in range(12)]
    mixed = random.Random(1).sample(articles, k=12)
    assert tabulate(articles)[name].equals(tabulate(mixed)[name])


def test_articles_are_in_the_order_a_person_counts() -> None:
    table = tabulate([rows(article_id=f"une-{i}") for i in (10, 2, 1)])["articles"]
    assert table["article_id"].tolist() == ["une-1", "une-2", "une-10"]


def test_actors_add_up_over_articles_under_the_usual_name() -> None:
    body = "Le Soudan. Khartoum."
    one = extract(article(body, article_id="a"), [actor(body, "SDN", "Soudan")])
    two = extract(article(body, article_id="b"), [actor(body, "SDN", "Khartoum", country="")])
    three = extract(article(body, article_id="c"), [actor(body, "SDN", "Soudan")])
    (row,) = tabulate([one, two, three])["actors"].to_dict("records")
    assert row == {
        "actor_id": "SDN", "actor_name": "Soudan", "actor_type": "STATE", "subtype": "", "country": "SDN",
        "aliases": "Khartoum|Soudan", "articles": 3, "mentions": 3,
    }  # fmt: skip


def test_dyads_count_both_classes_of_an_unordered_pair() -> None:
    table = tabulate([rows(), rows(article_id="deux", date="2025-07")])["dyads"]
    assert table.to_dict("records") == [
        {"source_id": "FRA", "target_id": "MLI", "month": "2025-07", "cooperation": 0, "tension": 4,
         "balance": -1.0, "articles": 2},
        {"source_id": "MLI", "target_id": "TUR", "month": "2025-07", "cooperation": 2, "tension": 0,
         "balance": 1.0, "articles": 2},
    ]  # fmt: skip


@pytest.mark.parametrize("status", ["hypothetical", "negated"])
def test_dyads_leave_out_what_is_not_asserted(status: str) -> None:
    unsure = relation(BODY, BODY, "accusé", "FRA", "MLI", status=status)
    assert tabulate([extract(article(), findings()[0], [unsure])])["dyads"].empty


@pytest.mark.parametrize(
    ("relation_date", "article_date", "expected"),
    [
        ("2024-05-02", "2025-07-25", "2024-05"),
        ("2024-05", "2025-07-25", "2024-05"),
        ("", "2025-07-25", "2025-07"),
        ("2021", "2025-07-25", ""),
        ("", "2025", ""),
        ("", "", ""),
    ],
)
def test_month(relation_date: str, article_date: str, expected: str) -> None:
    assert month(relation_date, article_date) == expected


def test_articles_of_one_file_share_a_text() -> None:
    found = [rows(), rows(article_id="une-2"), extract(article("", text_id="vide"))]
    assert texts(found) == {"une": found[0].text}


def test_tables_of_documents() -> None:
    from records import Language

    nlp = Language()
    tables = pipeline.tables([nlp(nlp.make_doc(BODY)), nlp(nlp.make_doc("Rien."))])
    assert tables["articles"]["article_id"].tolist() == ["doc-1", "doc-2"]
    assert tables["relations"]["sentence_start"].tolist()[0] == 0
