"""Where articles are analysed: in this process or in several beside it (`local`)."""

from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING

from pipeline.extract import Rows
from pipeline.schema import Article

if TYPE_CHECKING:
    from spacy.language import Language

Batch = list[Article]
Load = Callable[[], "Language"]
"""Gives the language pipeline; can be pickled unless it holds a pipeline of the caller's."""

Engine = Callable[[Iterator[Batch], Load], Generator[list[Rows], None, None]]
"""Takes batches of articles, gives for each, in order, the rows that `analysis.analyse` gives.

The iterator of batches is only advanced by whoever asks for rows, in the same thread, and a bounded number of batches
ahead of them. An empty batch gives an empty list. `load` is called where and when a first article is to be analysed.
"""
