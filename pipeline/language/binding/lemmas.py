"""Which lemmas of the lexicon a token may have."""

from typing import Any

from spacy.language import Language

from pipeline.grammar import grammar
from pipeline.language.tree import Token
from pipeline.rules.forms import conjugated, singular
from pipeline.rules.index import FrameIndex


class Lemmas:
    """What lemmas a token may have among the lexicon's anchors and words."""

    def __init__(self, nlp: Language, index: FrameIndex) -> None:
        self.known = index.words()
        self.nlp = nlp
        self.table: Any = None
        self.verbs: dict[str, list[str]] = {}
        for anchor in index.patterns:
            for form in conjugated(anchor):
                self.verbs.setdefault(form, []).append(anchor)
        for form, lemma in grammar()["conjugation"]["also_nouns"].items():
            self.verbs.setdefault(form, []).append(lemma)
        self.cache: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def of_all(self, tokens: list[Token]) -> list[tuple[str, ...]]:
        """The known lemmas of each token."""
        found = []
        for token in tokens:
            key = token.lower_, token.lemma_, token.pos_
            lemmas = self.cache.get(key)
            if lemmas is None:
                lemmas = self.cache[key] = self.of(token)
            found.append(lemmas)
        return found

    def of(self, token: Token) -> tuple[str, ...]:
        """The known lemmas of `token`: the tagger's first, then those of the full-form table."""
        found = dict.fromkeys([token.lemma_, token.lemma_.lower(), token.lower_, *self.full_forms(token.lower_)])
        if token.pos_ in ("VERB", "ADJ", "NOUN") and token.lower_.endswith(("e", "s")):
            # « confrontée », « alliés »: the masculine singular that a rule is written with
            found |= dict.fromkeys([token.lower_[:-1], token.lower_.removesuffix("s").removesuffix("e")])
        found |= dict.fromkeys([singular(token.lower_), *self.verbs.get(token.lower_, ())])
        return tuple(w for w in found if w in self.known)

    def full_forms(self, word: str) -> list[str]:
        if self.table is None:
            lookups = self.nlp.get_pipe("lemmatizer").lookups if "lemmatizer" in self.nlp.pipe_names else None  # type: ignore[attr-defined]
            self.table = {
                "lookup": lookups.get_table("lemma_lookup", {}), "exc": lookups.get_table("lemma_exc", {}),
            } if lookups is not None else {}  # fmt: skip
        if not self.table:
            return []
        found = list(self.table["lookup"].get(word, []))
        for part in self.table["exc"].values():
            found += part.get(word, [])
        return found
