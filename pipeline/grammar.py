"""The French function words and word classes of `models/grammar.toml`."""

import tomllib
from functools import cache
from typing import Any

from pipeline.paths import models_dir


@cache
def grammar() -> dict[str, Any]:
    """The tables of `models/grammar.toml`."""
    return tomllib.loads((models_dir() / "grammar.toml").read_text(encoding="utf-8"))


@cache
def words(table: str, key: str) -> frozenset[str]:
    """One list of the grammar as a set."""
    return frozenset(grammar()[table][key])


def spelt(phrase: str) -> list[str]:
    """The words of a phrase as the tokenizer cuts them: « l'aide » is two."""
    return phrase.replace("'", "' ").split()


@cache
def prepositions() -> dict[str, frozenset[str]]:
    """How each preposition of a rule frame is written in text."""
    return {name: frozenset(forms) for name, forms in grammar()["prepositions"].items()}


@cache
def preposition_words() -> dict[str, list[list[str]]]:
    """The words of each form of each preposition, as tokens."""
    return {name: [spelt(form) for form in forms] for name, forms in prepositions().items()}


@cache
def compound_prepositions() -> dict[tuple[str, str], list[tuple[list[str], str]]]:
    """The prepositions of several words by their last two: (words, form), the longest first."""
    found: dict[tuple[str, str], list[tuple[list[str], str]]] = {}
    for form in sorted({f for forms in prepositions().values() for f in forms}):
        parts = spelt(form)
        if len(parts) > 1:
            found.setdefault((parts[-2], parts[-1]), []).append((parts, form))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found
