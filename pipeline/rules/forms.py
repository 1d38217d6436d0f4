"""Word forms: which lemma a token may have, whatever the tagger thought."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.gazetteer import fold
from pipeline.grammar import grammar


def fold_set(words: Iterable[str]) -> frozenset[str]:
    """`words` without accents and case."""
    return folded(words if isinstance(words, frozenset) else frozenset(words))


@lru_cache(1000)
def folded(words: frozenset[str]) -> frozenset[str]:
    """The same, for a list of the grammar that is asked for at each trigger."""
    return frozenset(map(fold, words))


def conjugated(infinitive: str) -> Iterator[str]:
    """The regular forms of a verb in -er: « accuse », « accusait », « accusés ».

    The model's lemmatizer leaves « aide », « lutte », « arme » as they are even where it tags a verb.
    """
    if not infinitive.endswith("er"):
        return
    stem = infinitive[:-2]
    for ending in grammar()["conjugation"]["er"]:
        yield alternate(stem, ending) + ending


def alternate(stem: str, ending: str) -> str:
    """The stem before an ending: « menaç-ait », « partage-ons », « lèv-e », « rappell-e », « cèd-e »."""
    if ending[0] in "aoâ":
        if stem.endswith("c"):
            return stem[:-1] + "ç"
        return stem + "e" if stem.endswith("g") else stem
    mute = ending in ("e", "es", "ent") or ending.startswith("er")
    if mute and len(stem) > 2 and stem[-1] not in "aeiouyéè":
        if stem[-2] == "e" and stem[-1] in "lt" and stem.endswith(("appel", "jet")):
            return stem + stem[-1]
        if stem[-2] == "e" or (stem[-2] == "é" and not ending.startswith("er")):
            return stem[:-2] + "è" + stem[-1]
    return stem


def singular(word: str) -> str:
    """A plural's likely singular: « condoléances », « bureaux », « généraux »."""
    if word.endswith("aux") and len(word) > 4:
        return word[:-3] + "al"
    return word[:-1] if word.endswith(("s", "x")) and len(word) > 3 else word
