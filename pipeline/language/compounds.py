"""Demonyms of two words (« franco-algérien » is France and Algeria, « nord-coréen » is North Korea alone), and of one person."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from pipeline.gazetteer import Gazetteer
from pipeline.grammar import words


def compound_demonyms(
    doc: Doc, text: str, gazetteer: Gazetteer, found: list[tuple[str, int, int]]
) -> Iterator[tuple[int, int, list[str]]]:
    """The compounds among the words `found` (see `pipeline.gazetteer.words_of`) of `text`, as (start, end, ids) in tokens."""
    for i, ((first, start, left), (_, right, end)) in enumerate(pairwise(found)):
        if right - left != 1 or text[left] != "-":
            continue
        whole = [alias.id for n, alias in gazetteer.aliases.at(found, i) if alias.kind == "demonym" and n == 2]
        last = [alias.id for n, alias in gazetteer.aliases.at(found, i + 1) if alias.kind == "demonym" and n == 1]
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or not (whole or (last and first in gazetteer.prefixes)):
            continue
        ids = whole[:1] or [gazetteer.prefixes[first], last[0]]
        if ids[0] != ids[-1] or whole:
            yield span.start, span.end, ids


def not_the_people(doc: Doc, i: int) -> bool:
    """Whether the demonym with a capital at `i` is one of a people, or are some of it or some who live elsewhere: « le Qatari »,
    « quelques Portugais », « les Taïwanais qui combattent », « les Togolais résidant au Bénin »."""
    some = i > 0 and doc[i - 1].lower_ in words("names", "some")
    some = some or (i + 1 < len(doc) and doc[i + 1].lower_ in ("qui", "que", "qu'", "dont"))
    one = i > 0 and doc[i - 1].lower_ in words("names", "singular") and not doc[i].text.endswith(("s", "x"))
    return one or some or (i + 1 < len(doc) and doc[i + 1].lower_.startswith(tuple(words("names", "abroad"))))
