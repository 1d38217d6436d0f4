"""A parsed Doc as plain objects: what the components that look at the same tokens again and again read.

spaCy makes a `Token` anew for each look, looks for its children along the sentence and for its sentence along the Doc;
here all is read once. Names and meanings are those of `spacy.tokens.Token`.
"""

from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import overload
from weakref import WeakKeyDictionary

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, LIKE_NUM, LOWER, MORPH, ORTH, POS, SENT_START, SPACY
from spacy.tokens import Doc

from pipeline.language.relatives import untangle

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus")
OBJECTS = ("obj", "obj:agent", "obj:lvc")
CLAUSE_HEADS = ("VERB", "AUX")
RELATIVE_OBJECT = ("que", "qu'")
place = attrgetter("i")
NONE: list["Token"] = []  # the children of all that have none
STRINGS = [ORTH, LOWER, LEMMA, POS, DEP, MORPH]
KEPT = 100_000  # strings
NUMBERS = [HEAD, IDX, SENT_START, LIKE_NUM, SPACY]


class Token:
    """One token; `doc` are all of the Doc, `morph` has a list of values by feature."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_sent_start", "lemma_", "like_num", "lower_", "morph", "pos_", "sent", "text",
    )  # fmt: skip
    head: "Token"
    sent: "Sentence"

    def __init__(
        self, doc: "Tree", i: int, text: str, lower: str, lemma: str, pos: str, dep: str, morph: dict[str, list[str]],
        idx: int, starts: bool, number: bool,
    ) -> None:  # fmt: skip
        self.doc, self.i, self.text, self.lower_, self.lemma_, self.pos_, self.dep_ = (
            doc,
            i,
            text,
            lower,
            lemma,
            pos,
            dep,
        )
        self.morph, self.idx, self.is_sent_start, self.like_num = morph, idx, starts, number
        self.children: list[Token] = NONE

    def __len__(self) -> int:
        return len(self.text)

    def nbor(self, by: int = 1) -> "Token":
        """The token `by` places on; there must be one."""
        return self.doc[self.i + by]

    @property
    def ancestors(self) -> Iterator["Token"]:
        """The head, its head and so on up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator["Token"]:
        """The token with all that hangs on it, each between what hangs on its left and on its right."""
        for child in self.children:
            if child.i < self.i:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree

    @property
    def left_edge(self) -> "Token":
        """The first token of the subtree."""
        return min(self.under(), key=place)

    @property
    def right_edge(self) -> "Token":
        """The last token of the subtree."""
        return max(self.under(), key=place)

    def under(self) -> list["Token"]:
        """The tokens of the subtree, in no order."""
        found = [self]
        for token in found:
            found += token.children
        return found

    @property
    def conjuncts(self) -> list["Token"]:
        """The tokens coordinated to it."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [c for c in token.children if c.dep_ == "conj" and c.i > token.i]
        return [t for t in found if t is not self]


class Sentence:
    """The tokens from `start` to `end`, exclusive, with their characters in the Doc."""

    __slots__ = ("doc", "end", "end_char", "start", "start_char")

    def __init__(self, doc: "Tree", start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end
        self.start_char, self.end_char = doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)

    @property
    def text(self) -> str:
        """The sentence without what follows its last token."""
        return self.doc.text[self.start_char : self.end_char]

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        return self.doc[self.start : self.end][at]


class Tree(list[Token]):
    """The tokens of a Doc, its sentences and its text."""

    def __init__(self, doc: Doc) -> None:
        columns = doc.to_array(STRINGS).T.tolist() if len(doc) else [[]] * len(STRINGS)
        heads, indices, starts, numbers, blanks = (
            doc.to_array(NUMBERS).astype(np.int64).T.tolist() if len(doc) else [[]] * len(NUMBERS)
        )
        learn(doc, set().union(*columns))
        texts, lower, lemmas, pos, deps, morphs = (list(map(known.__getitem__, column)) for column in columns)
        self.text = "".join([text + " " if blank else text for text, blank in zip(texts, blanks, strict=True)])
        begins = [start == 1 for start in starts]
        features = map(read_features, morphs)
        rows = zip(texts, lower, lemmas, pos, deps, features, indices, begins, map(bool, numbers), strict=True)
        super().__init__(Token(self, i, *row) for i, row in enumerate(rows))
        for token, distance in zip(self, heads, strict=True):
            token.head = head = self[token.i + distance]
            if distance and head.children:
                head.children.append(token)
            elif distance:
                head.children = [token]
        edges = [i for i, begin in enumerate(begins) if begin or not i] + [len(self)]
        self.sents = [Sentence(self, start, end) for start, end in pairwise(edges)]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self.indices = indices

    def over(self, character: int) -> Token:
        """The token that holds a character of the text, or that goes before the blank that it is."""
        return self[bisect(self.indices, character) - 1]

    def words(self, start: int, end: int) -> str:
        """The text of the tokens from `start` to `end`, exclusive."""
        found = self[start:end]
        return self.text[found[0].idx : found[-1].idx + len(found[-1].text)] if found else ""

    def sentences(self, start: int, end: int) -> str:
        """The text of the sentence, or sentences, that the tokens from `start` to `end` stand in."""
        return self.text[self[start].sent.start_char : self[end - 1].sent.end_char]


known: dict[int, str] = {}


def learn(doc: Doc, keys: set[int]) -> None:
    """Have all of `keys` among the `known` strings: spaCy's store makes a new one for each look."""
    if len(known) > KEPT:
        known.clear()
    strings = doc.vocab.strings
    known.update((key, strings[key]) for key in keys if key not in known)


@lru_cache(KEPT)
def read_features(morph: str) -> dict[str, list[str]]:
    """« Number=Sing|Person=3 » by feature."""
    pairs = (feature.split("=", 1) for feature in morph.split("|") if "=" in feature)
    return {name: values.split(",") for name, values in pairs}


trees: WeakKeyDictionary[Doc, Tree] = WeakKeyDictionary()


def tree_of(doc: Doc) -> Tree:
    """The tree of a parsed Doc, made once; `plant` one when the parse has changed."""
    return trees[doc] if doc in trees else plant(doc)


def plant(doc: Doc) -> Tree:
    """Read the Doc as it is now."""
    trees[doc] = Tree(doc)
    untangle(trees[doc])
    return trees[doc]
