"""What has been named in one Doc so far, and what kind of word a token is."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.gazetteer import Gazetteer, Known, fold, words_of, words_of_article
from pipeline.grammar import words
from pipeline.language.mentions import Reference, participant
from pipeline.rules.forms import singular

OPENING = '«»“”"([:.?!…;–—-'  # after one of these a word may have its capital from the sentence


class Found:
    """The mentions of one Doc as they are found; `taken` gives the number of the one over each token."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer, common: "Dictionary") -> None:
        self.doc, self.gazetteer, self.common = doc, gazetteer, common
        self.text = doc.text  # spaCy puts it together anew each time
        self.texts = [token.text for token in doc]
        self.words = words_of_article(self.text)
        self.taken: list[int] = [-1] * len(doc)
        self.references: list[Reference] = []
        self.registry = doc._.registry if doc._.registry else {}
        self.blocked: set[int] = set()

    def free(self, start: int, end: int) -> bool:
        return all(t < 0 for t in self.taken[start:end]) and not self.blocked.intersection(range(start, end))

    def add(self, ref: Reference) -> None:
        for i in range(ref["start"], ref["end"]):
            self.taken[i] = len(self.references)
        self.references.append(ref)

    def know(self, known: Known) -> None:
        self.registry.setdefault(known.id, participant(known, self.doc._.date))

    def hyphened(self, i: int) -> bool:
        """« Kim Il-sung »: the small letters after a hyphen within a name."""
        if i < 2 or self.texts[i - 1] != "-" or self.doc[i - 1].whitespace_ or self.doc[i - 2].whitespace_:
            return False
        return self.texts[i].isalpha() and self.texts[i - 2].istitle() and not self.doc[i].is_stop

    def civility(self, i: int) -> bool:
        """« Demba Traoré Me Boubou Cissé »: with a civility another name begins."""
        found = words_of(self.doc[i].text)
        return any(title.rank == "civility" for _, title in self.gazetteer.offices.at(found, 0)) if found else False

    def function_word(self, i: int) -> bool:
        """« Selon », « Pour » with the capital of a sentence's start."""
        word = self.doc[i].lower_
        return self.doc[i].is_stop and word not in words("names", "particles") | words("names", "articles")

    def is_title(self, i: int) -> bool:
        word = fold(self.doc[i].text)
        known = self.gazetteer.offices.by_first, self.gazetteer.organs.by_first
        return any(word in trie for trie in known) or self.doc[i].text in self.gazetteer.heads

    def opens(self, i: int) -> bool:
        """Whether token `i` has its capital from the sentence's start."""
        return i == 0 or self.texts[i - 1] in OPENING or "\n" in self.texts[i - 1]

    def plain_capital(self, i: int) -> bool:
        token = self.doc[i]
        return token.is_alpha and token.is_title and len(token) > 2 and self.taken[i] < 0 and not self.is_title(i)

    def one_word(self, span: Span) -> bool:
        """« Udeid », « Al-Udeid », but no acronym."""
        return " " not in span.text and not any(t.is_upper and len(t) > 1 for t in span)

    def only_a_place(self, i: int) -> bool:
        """Whether a lone unknown word stands, wherever it does, where places do: « l'attaque d'Inatès », « à Sirgadji »."""
        before = words("places", "prepositions") | {"de", "d'", "du"}
        same = [k for k, text in enumerate(self.texts) if text == self.texts[i]]
        return all(k > 0 and (self.texts[k - 1].lower() in before or self.beside_place(k, before)) for k in same)

    def beside_place(self, i: int, before: frozenset[str]) -> bool:
        """« à Savè et Savalou »: the second of two places."""
        return (
            i > 2 and self.texts[i - 1] == "et" and self.texts[i - 2].istitle() and self.texts[i - 3].lower() in before
        )

    def shouted(self, i: int) -> bool:
        """Whether token `i` stands in a line in capitals, where the NER sees names everywhere."""
        near = [t for t in self.doc[max(0, i - 4) : i + 5] if t.is_alpha and len(t) > 1]
        return len(near) > 3 and sum(t.is_upper for t in near) > len(near) * 0.7

    def unlikely(self, start: int, end: int) -> bool:
        """Whether a name is a common word with a capital, a listed non-actor, a town, or ends in a single letter."""
        text = self.doc[start:end].text
        if fold(text) in self.gazetteer.non_actors or self.gazetteer.is_place(text):
            return True
        first = self.doc[start]
        if end - start == 1:
            opens = first.is_sent_start or (start > 0 and self.doc[start - 1].text in '«"([:–—-')
            return self.is_common(first.lower_) and (opens or not first.is_upper)
        return len(self.doc[end - 1]) == 1 or (first.is_sent_start is True and self.is_common(first.lower_))

    def is_common(self, word: str) -> bool:
        """Whether the model's dictionary has `word`, or its singular, as a common word."""
        return word in self.common

    def demonym(self, word: str) -> bool:
        """Whether a word is an adjective of origin: « allemand »."""
        known = self.gazetteer.aliases.alone.get(fold(word), ())
        return word.islower() and any(alias.kind == "demonym" for _, alias in known)


class Dictionary:
    """The common words of the model's lemmatizer: dictionary forms and inflected ones."""

    def __init__(self, nlp: Language) -> None:
        found = nlp.get_pipe("lemmatizer").lookups if "lemmatizer" in nlp.pipe_names else None  # type: ignore[attr-defined]
        index = found.get_table("lemma_index", {}) if found is not None else {}
        self.lemmas = frozenset(word for part in index.values() for word in part)
        parts = {name: frozenset(index.get(nlp.vocab.strings[name], ())) for name in ("verb", "noun")}
        self.infinitives = parts["verb"] - parts["noun"]
        self.inflected = found.get_table("lemma_lookup", {}) if found is not None else {}

    def __contains__(self, word: str) -> bool:
        return word in self.lemmas or singular(word) in self.lemmas or word in self.inflected
