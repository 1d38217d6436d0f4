"""Articles → rows, by the language pipeline; what one article breaks does not take others along."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.extract import OFFSETS, Row, Rows, extract
from pipeline.schema import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32  # documents at a time: 1.2 times the speed of spaCy's default of 256
MOST_CHARACTERS = 25_000  # of the documents at a time: while it works, spaCy takes some 16 KB a word


def load(gazetteer: Sequence[str | Path] = (), rules: Sequence[str | Path] = ()) -> "Language":
    """The program's own language pipeline (spaCy is imported only now)."""
    from pipeline.language.load import load as load_language

    return load_language(gazetteer, rules)


def same(nlp: "Language") -> "Language":
    """Stands for `load` where the pipeline is loaded."""
    return nlp


def analyse(articles: Sequence[Article], nlp: "Language") -> list[Rows]:
    """The rows of articles that are to be extracted."""
    return [rows for group in groups(articles) for rows in analyse_together(group, nlp)]


def groups(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """The articles in their order, a few at a time."""
    group: list[Article] = []
    size = 0
    for article in articles:
        length = article.end - article.start
        if group and (len(group) == BATCH or size + length > MOST_CHARACTERS):
            yield group
            group, size = [], 0
        group.append(article)
        size += length
    if group:
        yield group


def analyse_together(articles: list[Article], nlp: "Language") -> list[Rows]:
    """The rows of a few articles."""
    from pipeline.language.memory import bounded

    with bounded(nlp):
        try:
            given = [document(article, nlp) for article in articles]
            docs = nlp.pipe([doc for doc, _ in given], batch_size=BATCH)
            return [rows_of(a, doc, offsets) for a, doc, (_, offsets) in zip(articles, docs, given, strict=True)]
        except Exception:  # whatever one article breaks, the others are not lost: each is tried by itself
            return [analyse_alone(article, nlp) for article in articles]


def analyse_alone(article: Article, nlp: "Language") -> Rows:
    """The rows of one article, or its row with the reason why there are no others."""
    try:
        doc, offsets = document(article, nlp)
        return rows_of(article, nlp(doc), offsets)
    except Exception as error:
        return refused(article, f"l'analyse a échoué ({type(error).__name__} : {error})")


def refused(article: Article, reason: str) -> Rows:
    """The row of an article that could not be analysed."""
    return extract(replace(article, status="error", error=" ".join(reason.split())))


def document(article: Article, nlp: "Language") -> tuple["Doc", list[int]]:
    """The article's slice, cleaned and tokenised, with the article's date; the way back to its offsets."""
    from pipeline.language.characters import clean

    text, offsets = clean(article.text[article.start : article.end])
    doc = nlp.make_doc(text)
    doc._.date = article.date
    return doc, offsets


def rows_of(article: Article, doc: "Doc", offsets: list[int]) -> Rows:
    """The rows of an analysed article."""
    from pipeline.language.characters import restore

    restore(doc._.actors, doc._.relations, offsets)
    return extract(article, doc._.actors, doc._.relations)


def alone(article: Article) -> Article:
    """The article with a text of its own, so that a worker is not sent a whole file for each of its articles."""
    text = article.text[article.start : article.end]
    return replace(article, text=text, start=0, end=len(text))


def placed(rows: Rows, article: Article) -> Rows:
    """The rows of `alone(article)` as rows of `article`: their offsets count in its whole text."""

    def moved(row: Row) -> Row:
        return row | {name: row[name] + article.start for name in OFFSETS if name in row}

    return Rows(
        article=rows.article | {"text_start": article.start, "text_end": article.end},
        actors=rows.actors,
        mentions=list(map(moved, rows.mentions)),
        relations=list(map(moved, rows.relations)),
        text=article.text,
    )
