"""Keeps what the pipeline learns from texts within bounds, however many it reads. Results do not depend on it."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from spacy.language import Language

WORDS = 100_000  # that are kept for good, since common words come first; others are forgotten with their articles
LEMMAS = 50_000  # of the lemmatizer's, which then begins anew


@contextmanager
def bounded(nlp: Language) -> Iterator[None]:
    """A stretch of work whose documents are of no use after it."""
    with nlp.memory_zone() if len(nlp.vocab.strings) > WORDS else nullcontext():
        yield
    cache = nlp.get_pipe("lemmatizer").cache  # type: ignore[attr-defined]
    if len(cache) > LEMMAS:
        cache.clear()
