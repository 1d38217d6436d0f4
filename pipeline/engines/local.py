"""The engine of one machine."""

from collections.abc import Iterator

from pipeline.analysis import analyse
from pipeline.engines import Batch, Load
from pipeline.extract import Rows


def in_process(batches: Iterator[Batch], load: Load) -> Iterator[list[Rows]]:
    """Each batch in turn, in this process."""
    nlp = None
    for batch in batches:
        nlp = nlp or (load() if batch else None)
        yield analyse(batch, nlp) if nlp and batch else []
