"""Analysis in groups of articles and within bounds of memory: the same results."""

import pytest
from records import BODY, article, findings
from spacy.language import Language

from pipeline.analysis import BATCH, MOST_CHARACTERS, alone, analyse, groups, placed
from pipeline.extract import extract
from pipeline.language import memory

TEXT = "L’Algérie a accusé le Sénégal. Les États-Unis ont rencontré l’Éthiopie. Le Kirzbékistan soutient le Mali."


def test_what_is_forgotten_between_articles_changes_no_result(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [TEXT, "Le général Abdourahmandou a critiqué la CEDEAO.", TEXT]
    given = [article(text, article_id=f"a-{i}") for i, text in enumerate(texts)]
    expected = analyse(given, nlp)
    monkeypatch.setattr(memory, "WORDS", 0)
    monkeypatch.setattr(memory, "LEMMAS", 0)
    assert [rows for one in given for rows in analyse([one], nlp)] == expected
    assert any(rows.relations for rows in expected)


def test_new_words_do_not_stay(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "WORDS", 0)
    before = len(nlp.vocab.strings)
    analyse([article("Le Mali et le zorglubien Bulgroz ont signé un accord.")], nlp)
    assert "zorglubien" not in nlp.vocab.strings
    assert len(nlp.vocab.strings) <= before + 5  # labels and the like


def test_long_articles_are_analysed_by_fewer_at_a_time() -> None:
    short, long = article("Court."), article("L" * (MOST_CHARACTERS // 2))
    sizes = [len(group) for group in groups([*[short] * (BATCH + 1), long, long, long, article("x" * MOST_CHARACTERS)])]
    assert sizes == [BATCH, 2, 2, 1]


def test_an_article_alone_gives_the_rows_of_the_article_in_its_text() -> None:
    whole = article()
    actors, relations = findings(BODY)
    assert placed(extract(alone(whole), actors, relations), whole) == extract(whole, actors, relations)
