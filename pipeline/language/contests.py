"""Sentences that tell of a sporting contest: « accueillir », « battre » and « céder » there say nothing of politics.

The words are in `models/grammar.toml`, table [contests].
"""

from functools import cache

from spacy.attrs import LOWER
from spacy.tokens import Doc

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, words
from pipeline.rules.forms import fold_set, singular


def contest_sentences(doc: Doc) -> set[int]:
    """The first tokens of the sentences that hold a word of sport."""
    strings = doc.vocab.strings
    lower = [strings[word] for word in doc.to_array(LOWER).tolist()]
    found = set()
    for i, word in enumerate(lower):
        if sports_noun(word) and doc[i].pos_ not in ("ADJ", "PROPN"):
            found.add(doc[i].sent.start)
        for phrase in phrases().get(word, ()):
            sentence = doc[i].sent
            if i + len(phrase) <= sentence.end and lower[i : i + len(phrase)] == phrase:
                found.add(sentence.start)
    return found


@cache
def phrases() -> dict[str, list[list[str]]]:
    """The phrases of sport by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in words("contests", "phrases"):
        found.setdefault(phrase.split()[0], []).append(phrase.split())
    return found


@cache
def sports_noun(word: str) -> bool:
    """Whether a word, or its singular, is one of sport."""
    return bool(fold_set(words("contests", "nouns")) & {fold(word), fold(singular(word))})


def sporting(doc: Doc, contests: set[int]) -> bool:
    """Whether the article is about sport, by the share of its sentences in `contests`."""
    table = grammar()["contests"]
    share: float = table["share"]
    least: int = table["least"]
    return len(contests) >= max(least, share * len(list(doc.sents)))
