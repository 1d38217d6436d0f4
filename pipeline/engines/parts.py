"""Batches on their way through processes that may die of them."""

from dataclasses import dataclass, replace

from pipeline.analysis import refused
from pipeline.engines import Batch
from pipeline.extract import Rows

DEATHS = 2  # at the same articles, until these are parted or, where there is but one, given up
REASON = "l'analyse a mis fin deux fois au processus qui en était chargé (mémoire insuffisante ?)"


@dataclass(frozen=True)
class Part:
    """Articles to analyse together: a batch or, once processes have died at it, a part of one.

    `found` has a place for each article of the batch; that of this part's first is `start`.
    """

    articles: Batch
    found: list[Rows | None]
    start: int = 0
    deaths: int = 0

    def fill(self, rows: list[Rows]) -> None:
        """Put the rows where they belong."""
        self.found[self.start : self.start + len(rows)] = rows

    def after_death(self) -> "list[Part]":
        """What is to be tried now that a process has died at it."""
        if self.deaths + 1 < DEATHS:
            return [replace(self, deaths=self.deaths + 1)]
        if len(self.articles) == 1:
            self.fill([refused(self.articles[0], REASON)])
            return []
        middle = len(self.articles) // 2
        return [self.cut(0, middle), self.cut(middle, len(self.articles))]

    def cut(self, start: int, end: int) -> "Part":
        """Some of the articles. A single one may be innocent: it has all its tries still before it."""
        return Part(self.articles[start:end], self.found, self.start + start, DEATHS - 1 if end - start > 1 else 0)
