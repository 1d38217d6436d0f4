"""Verbs and prepositions that frames of several kinds look for."""

from functools import cache

from pipeline.grammar import prepositions, words
from pipeline.rules.forms import conjugated, fold_set


@cache
def copular() -> frozenset[str]:
    """The verbs whose complement tells of their subject: « rester », « se montrer »."""
    return verb_forms("copular")


@cache
def performing() -> frozenset[str]:
    """The verbs that say that a mutual event is its subjects' own."""
    return verb_forms("performing")


def verb_forms(key: str) -> frozenset[str]:
    """Verbs of [light] with the forms that the lemmatizer leaves as they are (« montre »)."""
    verbs = words("light", key)
    return fold_set([*verbs, *(form for verb in verbs for form in conjugated(verb))])


@cache
def helping() -> frozenset[str]:
    """The prepositions of « avec l'aide de X », « grâce au soutien de X »."""
    return prepositions()["avec"] | prepositions()["grâce_à"]
