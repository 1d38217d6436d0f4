"""Sentences that tell of a sporting contest: « accueillir », « battre » and « céder » there say nothing of politics.

The words are in `models/grammar.toml`, table [contests].
"""

from functools import lru_cache

from spacy.tokens import Doc

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, words
from pipeline.rules.forms import fold_set, singular


def contest_sentences(doc: Doc) -> set[int]:
    """The first tokens of the sentences that hold a word of sport."""
    phrases = [phrase.split() for phrase in words("contests", "phrases")]
    found = {t.sent.start for t in doc if sports_noun(t.lower_) and t.pos_ not in ("ADJ", "PROPN")}
    for sentence in doc.sents:
        tokens = [t.lower_ for t in sentence]
        if any(tokens[i : i + len(p)] == p for p in phrases for i, word in enumerate(tokens) if word == p[0]):
            found.add(sentence.start)
    return found


@lru_cache(maxsize=50_000)
def sports_noun(word: str) -> bool:
    """Whether a word, or its singular, is one of sport."""
    return bool(fold_set(words("contests", "nouns")) & {fold(word), fold(singular(word))})


def sporting(doc: Doc, contests: set[int]) -> bool:
    """Whether the article is about sport, by the share of its sentences in `contests`."""
    table = grammar()["contests"]
    share: float = table["share"]
    least: int = table["least"]
    return len(contests) >= max(least, share * len(list(doc.sents)))
