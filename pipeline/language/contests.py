"""Sentences that tell of a sporting contest: « accueillir », « battre » and « céder » there say nothing of politics.

The words are in `models/grammar.toml`, table [contests].
"""

from functools import cache, lru_cache

from spacy.tokens import Doc

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, words
from pipeline.language.tree import Tree, tree_of
from pipeline.rules.forms import fold_set, singular


def contest_sentences(tree: Tree) -> set[int]:
    """The first tokens of the sentences that hold a word of sport."""
    found = set()
    begun = phrases()
    told = {word for word in {token.lower_ for token in tree} if word in begun or sports_noun(word)}
    for token in tree if told else ():
        word = token.lower_
        if word not in told:
            continue
        if sports_noun(word) and token.pos_ not in ("ADJ", "PROPN"):
            found.add(token.sent.start)
        for phrase in begun.get(word, ()):
            end = token.i + len(phrase)
            if end <= token.sent.end and [t.lower_ for t in tree[token.i : end]] == phrase:
                found.add(token.sent.start)
    return found


@cache
def phrases() -> dict[str, list[list[str]]]:
    """The phrases of sport by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in words("contests", "phrases"):
        found.setdefault(phrase.split()[0], []).append(phrase.split())
    return found


@lru_cache(maxsize=50_000)
def sports_noun(word: str) -> bool:
    """Whether a word, or its singular, is one of sport."""
    return bool(fold_set(words("contests", "nouns")) & {fold(word), fold(singular(word))})


def sporting(doc: Doc, contests: set[int]) -> set[int]:
    """The sentences that are about sport though they lack its words: all, if the share of `contests` in the article is large,
    else those beside one of them, and those that name a club."""
    table = grammar()["contests"]
    share: float = table["share"]
    least: int = table["least"]
    tree = tree_of(doc)
    starts = [sentence.start for sentence in tree.sents]
    if len(contests) >= max(least, share * len(starts)):
        return set(starts)
    clubs = {i for i, who in doc._.registry.items() if words("contests", "bodies") & set(who["kinds"])}
    beside = {start for i, start in enumerate(starts) if contests.intersection(starts[max(0, i - 1) : i + 2])}
    return beside | {tree[ref["start"]].sent.start for ref in doc._.mentions if clubs & set(ref["ids"])}
