"""What lets spaCy's own components run faster, for the same result.

The first layer of a `tok2vec` sees each word alone, so its output for a word is computed once and kept; the lemmatizer
looks words up in lists of up to 63,000.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.attrs import NORM, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

KEPT = 40_000  # words whose vectors are kept, 15 MB for each of the two models
FEWEST = 16  # words computed together: the product of a smaller matrix is rounded in another way
MIXED = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def quicken(nlp: Language) -> None:
    """Keep word vectors and look lemmas up in sets, in the components of `nlp`."""
    for name in ("tok2vec", "ner"):
        for node in nlp.get_pipe(name).model.walk():  # type: ignore[attr-defined]
            if node.has_ref("embed"):
                embed = node.get_ref("embed")
                embed._func = Remembered(embed._func)
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for part in index:
        index[part] = Listed(index[part])


class Listed(list[str]):
    """A list that is looked up as a set, and written to disk as the list that it is."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self.members = frozenset(words)

    def __contains__(self, word: object) -> bool:
        return word in self.members


class Remembered:
    """The forward pass of an embedding layer that computes each word once.

    A word is all that the layer looks at: its form, its norm and whether a space follows.
    """

    def __init__(self, forward: Callable[..., Any]) -> None:
        self.forward = forward
        self.rows: dict[int, int] = {}
        self.vectors: Any = None

    def __call__(self, model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Any]:
        if is_train or not any(map(len, docs)):
            return self.forward(model, docs, is_train)  # type: ignore[no-any-return]
        if len(self.rows) > KEPT:
            self.rows.clear()
        words = np.concatenate([doc.to_array([ORTH, NORM, SPACY]).reshape(-1, 3) for doc in docs])
        keys = (words * MIXED).sum(axis=1, dtype=np.uint64).tolist()
        self.learn(model, docs[0], words, keys)
        rows = self.rows
        found = self.vectors[[rows[key] for key in keys]]
        return np.split(found, np.cumsum([len(doc) for doc in docs])[:-1]), no_backprop

    def learn(self, model: Model[Any, Any], doc: Doc, words: Any, keys: list[int]) -> None:
        """Compute the words that are not known yet."""
        new = {key: i for i, key in enumerate(keys) if key not in self.rows}
        if not new:
            return
        chosen = words[np.resize(list(new.values()), max(FEWEST, len(new)))]
        strings = doc.vocab.strings
        made = Doc(doc.vocab, words=[strings[w] for w in chosen[:, 0].tolist()], spaces=(chosen[:, 2] > 0).tolist())
        made.from_array([NORM], chosen[:, 1:2].copy())
        vectors = self.forward(model, [made], False)[0][0][: len(new)]
        start = len(self.rows)
        self.vectors = np.concatenate([self.vectors, vectors]) if start else vectors
        self.rows |= {key: start + n for n, key in enumerate(new)}


def no_backprop(_: Any) -> None:
    """Kept vectors learn nothing."""
    raise NotImplementedError
