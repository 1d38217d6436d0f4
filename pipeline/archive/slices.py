"""A file in slices: consecutive articles that are analysed together and give one part of each table."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from pipeline.articles import Source, naming, read
from pipeline.articles.reading import ROWS
from pipeline.schema import Article

SIZE = 1000  # articles; some minutes of work, which is what the death of a worker costs


@dataclass(frozen=True, slots=True)
class Archived:
    """A file of an archive: where any machine finds it, what it was called, and the label of its articles' names."""

    source: Source
    name: str
    label: str

    @property
    def key(self) -> str:
        """What tells its parts from those of other files: a hash of where it lies."""
        return hashlib.sha256(self.source.location.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Slice:
    """Articles of a file; `last` where none come after them."""

    file: Archived
    number: int
    articles: list[Article]
    last: bool


def archived(sources: list[Source]) -> list[Archived]:
    """The files, with paths that do not depend on where a process was started."""
    labels = naming.labels(source.location for source in sources)
    return [Archived(replace(s, path=Path(s.path).absolute()), s.name, labels[s.location]) for s in sources]


def slices(file: Archived, date: str, size: int = SIZE) -> Iterator[Slice]:
    """The slices of a file, one in memory at a time; `date` is given to articles that have none."""
    articles = read(file.source, file.label)
    ahead = list(islice(articles, 1))
    number = 0
    while ahead:
        found = list(chain(ahead, islice(articles, size - 1)))
        ahead = list(islice(articles, 1))
        several = bool(number or ahead or len(found) > 1) or file.source.suffix in ROWS
        first = number * size + 1
        named = [finish(file, article, n, date, several=several) for n, article in enumerate(found, first)]
        yield Slice(file, number, named, last=not ahead)
        number += 1


def finish(file: Archived, article: Article, number: int, date: str, *, several: bool) -> Article:
    """An article under its final name."""
    ident = naming.name(file.label, number, article.own_id, several)
    text_id = "" if not article.text else file.label if article.shared else ident
    dated = article.date or ("" if article.status == "error" else date)
    return replace(article, article_id=ident, text_id=text_id, file=file.name, date=dated)
