"""Word forms: what lemma a token may have, whatever the tagger thought."""

from collections.abc import Iterable

from pipeline.gazetteer import fold


def fold_set(words: Iterable[str]) -> frozenset[str]:
    """`words` without accents and case."""
    return frozenset(fold(w) for w in words)
