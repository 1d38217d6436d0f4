"""The main job: inputs → articles → language → tables → files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from pipeline.articles import read
from pipeline.extract import Rows, extract
from pipeline.gazetteer import load_gazetteer
from pipeline.outputs import write
from pipeline.rules import load_rules
from pipeline.schema import Article
from pipeline.tabulate import tabulate, texts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Progress = Callable[[Rows], None]
BATCH = 32  # spaCy documents at a time: 1.2 times the speed of its default of 256


@dataclass(frozen=True)
class RunResult:
    """What a run made: its tables by name, the folder and the files written."""

    tables: dict[str, pd.DataFrame]
    output: Path
    files: list[Path]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Articles by status (`ok`, `skipped`, `error`), then `actors`, `mentions`, `relations`."""
        status = self.tables["articles"]["status"]
        by_status = {name: int((status == name).sum()) for name in ("ok", "skipped", "error")}
        return by_status | {name: len(self.tables[name]) for name in ("actors", "mentions", "relations")}


def run(
    inputs: Iterable[str | Path],
    output: str | Path = "outputs",
    *,
    date: str = "",
    gazetteer: Sequence[str | Path] = (),
    rules: Sequence[str | Path] = (),
    progress: Progress | None = None,
    nlp: "Language | None" = None,
) -> RunResult:
    """Read files and folders, extract actors and relations, write every file to `output`.

    `date` (ISO) is given to articles that carry none; `gazetteer` lists files of actors to know beside the
    package's (the columns of `unknown_actors.csv`), `rules` files of rules like those of `models/rules/`; `progress` is called with the rows of each article as
    it is done; `nlp` defaults to `pipeline.load()`, loaded at the first article to extract. What cannot be
    read or analysed is a row of `articles` with status `error`, and the rest is done.

    Raises:
        GazetteerError: a file of `gazetteer` cannot be read or has mistakes.
        RuleError: a file of `rules` cannot be read or has mistakes.
        OutputError: `output` cannot be written to.
    """
    if gazetteer:
        load_gazetteer(tuple(map(str, gazetteer)))  # mistakes show before the work begins
    if rules:
        load_rules(tuple(map(Path, rules)))
    done = []
    for rows in extract_all(dated(read(inputs), date), nlp, gazetteer, rules):
        done.append(rows)
        if progress:
            progress(rows)
    tables = tabulate(done)
    return RunResult(tables, Path(output), write(tables, texts(done), output))


def dated(articles: Iterable[Article], date: str) -> Iterator[Article]:
    """The articles, those without a date given `date`."""
    return (article if article.date else replace(article, date=date) for article in articles)


def extract_all(
    articles: Iterable[Article],
    nlp: "Language | None",
    gazetteer: Sequence[str | Path] = (),
    rules: Sequence[str | Path] = (),
) -> Iterator[Rows]:
    """The rows of each article, in order, a batch in memory at a time."""
    remaining = iter(articles)
    while batch := list(islice(remaining, BATCH)):
        chosen = [article for article in batch if article.status == "ok"]
        if chosen and nlp is None:
            nlp = load(gazetteer, rules)
        analysed = iter(analyse(chosen, nlp)) if nlp else iter(())
        for article in batch:
            yield next(analysed) if article.status == "ok" else extract(article)


def load(gazetteer: Sequence[str | Path] = (), rules: Sequence[str | Path] = ()) -> "Language":
    """The program's own language pipeline (spaCy is imported only now)."""
    from pipeline.language.load import load as load_language

    return load_language(gazetteer, rules)


def analyse(articles: list[Article], nlp: "Language") -> list[Rows]:
    """The rows of articles that are to be extracted."""
    try:
        given = [document(article, nlp) for article in articles]
        docs = nlp.pipe([doc for doc, _ in given], batch_size=BATCH)
        return [rows_of(a, doc, offsets) for a, doc, (_, offsets) in zip(articles, docs, given, strict=True)]
    except Exception:  # whatever one article breaks, its batch is not lost: each is tried alone
        return [analyse_alone(article, nlp) for article in articles]


def analyse_alone(article: Article, nlp: "Language") -> Rows:
    """The rows of one article, or its row with the reason why there are no others."""
    try:
        doc, offsets = document(article, nlp)
        return rows_of(article, nlp(doc), offsets)
    except Exception as error:
        reason = f"l'analyse a échoué ({type(error).__name__} : {error})"
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
