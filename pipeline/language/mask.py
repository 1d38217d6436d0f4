"""Parsing with stand-ins: each name is parsed as if it were a name that the parser knows well.

The parser of fr_core_news_md learnt from few news sentences: subject, verb and object are all right in 36 of 120
short sentences like « Bamako accuse Paris », in 118 of 120 once the names are countries with an article
(measured in the design notes). So `entente_mask` hands the components that follow a Doc in which « Bamako » reads
« la France », a person « Pierre », a long name with its bracketed acronym one token; `entente_unmask` copies their
tags, lemmas and arcs back.
"""

from functools import cache

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.grammar import grammar, spelt, words
from pipeline.language.tree import plant
from pipeline.language.when import table

BY_ARTICLE = {
    "le": "Mali", "du": "Mali", "au": "Mali", "la": "France", "l'": "Algérie", "les": "Russes", "des": "Russes",
    "aux": "Russes", "un": "Français", "une": "Française", "ce": "pays", "cette": "organisation",
}  # fmt: skip
PLACE = "Paris"  # « Kidal », « Goma »
ORIGINAL = "entente_original"
ORIGIN = "entente_origin"
QUOTED = 9  # words in quotation marks, less one, that are a part of the clause


def stand_in(doc: Doc, start: int, kind: str) -> list[str]:
    """The words that replace the name at token `start`: one after an article, else with one or a first name."""
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    article = before.text.lower() if before is not None else ""
    if article in BY_ARTICLE:
        return [BY_ARTICLE[article]]
    if kind == "PERSON" and before is not None and (before.text == "," or len(article) > 5):
        return ["Pierre"]
    return ["la" if article else "La", "France"]


def masked_words(doc: Doc) -> tuple[list[str], list[bool], list[int]]:
    """Words, following spaces and the token of `doc` that each stands for (-1: an article put in)."""
    starts = {m["start"]: m for m in doc._.mentions if m["kind"] not in ("pronoun", "demonym")}
    places = {start: end for start, end in doc._.places if doc[start].is_title and start}
    words: list[str] = []
    spaces: list[bool] = []
    origin: list[int] = []
    texts, blank = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
    lower = [text.lower() for text in texts]
    quoted = few_words_quoted(texts)
    i = 0
    phrases, times = locutions(), adverbials()
    while i < len(texts):
        if i in quoted:
            i += 1
            continue
        ref = starts.get(i)
        known = ref is None and (lower[i] in phrases or lower[i] in times)
        size = (locution(doc, lower, i) or moment(doc, lower, i)) if known else 0
        if size:
            i += size
            if words and words[-1] == "," and i < len(texts) and texts[i] == ",":
                del words[-1], spaces[-1], origin[-1]
                if spaces:
                    spaces[-1] = True
                i += 1
            continue
        if i in places and ref is None and lower[i - 1] not in BY_ARTICLE:
            end = places[i]
            words.append(PLACE)
            spaces.append(blank[end - 1])
            origin.append(end - 1)
            i = end
            continue
        if ref is None or (ref["kind"] == "given" and doc[ref["end"] - 1].text[0].islower()):
            words.append(grammar()["locutions"]["read_as"].get(lower[i], texts[i]))
            spaces.append(blank[i])
            origin.append(i)
            i += 1
            continue
        stand = stand_in(doc, i, doc._.registry[ref["ids"][0]]["type"])
        if len(stand) > 1 and words and words[-1].lower() == "d'":
            words[-1], spaces[-1] = "de", True
        end = skip_acronym(doc, ref["end"], ref["ids"], starts)
        words += stand
        spaces += [True] * (len(stand) - 1) + [bool(doc[end - 1].whitespace_)]
        origin += [-1] * (len(stand) - 1) + [ref["head"]]
        i = end
    return words, spaces, origin


def few_words_quoted(texts: list[str]) -> set[int]:
    """The marks around a word or two: « juge « irresponsable » la décision » is parsed without them."""
    found: set[int] = set()
    opening, closing = words("anaphora", "opening"), words("anaphora", "closing")
    i = 1
    while i < len(texts):
        if texts[i] in opening:
            end = next((k for k in range(i + 2, min(i + 3 + QUOTED, len(texts))) if texts[k] in closing), 0)
            inside = texts[i + 1 : end]
            if end and all(t.replace("'", "").replace("-", "").isalpha() for t in inside):
                if inside[0][0].islower():
                    found |= {i, end}
                i = end
        i += 1
    return found


@cache
def locutions() -> dict[str, list[list[str]]]:
    """The adverbial phrases of `models/grammar.toml` by their first word, as tokens."""
    found: dict[str, list[list[str]]] = {}
    for phrase in grammar()["locutions"]["adverbial"]:
        parts = spelt(phrase)
        found.setdefault(parts[0], []).append(parts)
    return found


def locution(doc: Doc, lower: list[str], i: int) -> int:
    """How many tokens the adverbial phrase at token `i` takes, 0 if there is none; a sentence's first words stay."""
    if doc[i].is_sent_start or not i:
        return 0
    for parts in locutions().get(lower[i], ()):
        if lower[i : i + len(parts)] == parts and i + len(parts) < len(doc):
            follow = doc[i + len(parts)]
            return len(parts) if follow.text in ",.;" or not follow.text[0].isupper() else 0
    return 0


@cache
def adverbials() -> dict[str, list[list[frozenset[str]]]]:
    """The expressions of time of `models/dates.toml` by their first word, the longest first: what each token may be."""
    found: dict[str, list[list[frozenset[str]]]] = {}
    for phrase in sorted(table()["adverbials"], key=lambda p: -len(p.split())):
        parts = [frozenset(table()["slots"].get(word, [word])) for word in spelt(phrase)]
        for first in parts[0]:
            found.setdefault(first, []).append(parts)
    return found


def moment(doc: Doc, lower: list[str], i: int) -> int:
    """How many tokens the expression of time at token `i` takes, 0 if there is none.

    « a bombardé jeudi des positions de X »: the parser takes « jeudi » for the object.
    """
    if not i or doc[i].text != lower[i] or lower[i - 1] in words("locutions", "before_days"):
        return 0
    for parts in adverbials().get(lower[i], ()):
        here = lower[i : i + len(parts)]
        follow = lower[i + len(parts)] if i + len(parts) < len(lower) else ""
        if len(here) == len(parts) and follow not in words("locutions", "after_days"):
            if all(word in part for word, part in zip(here, parts, strict=True)):
                return len(parts)
    return 0


def skip_acronym(doc: Doc, end: int, ids: list[str], starts: dict[int, object]) -> int:
    """The token after « (SIGLE) » where that follows a name at `end` and means the same actor."""
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        inner = starts.get(end + 1)
        if isinstance(inner, dict) and inner["ids"] == ids:
            return end + 3
    return end


def sentence_starts(doc: Doc, words: list[str], origin: list[int]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """spaCy's SENT_START of each word of the stand-in; set at once, for each `is_sent_start` reads the whole Doc."""
    own = doc.to_array(SENT_START).astype(np.int64)
    begins = {ref["head"]: ref["start"] for ref in doc._.mentions}  # a name's first token carries the sentence's start
    values = np.zeros(len(words), dtype=np.int64)
    for i, source in enumerate(origin[1:], 1):
        if source >= 0 and origin[i - 1] == -1:
            values[i] = -1  # behind its own article
            continue
        first = source if source >= 0 else origin[i + 1]
        replaced = source < 0 or words[i] != doc[source].text
        values[i] = own[begins.get(first, first) if replaced else first]
    return values.astype(np.uint64)


@Language.component("entente_mask", requires=["doc._.mentions"])
def mask(doc: Doc) -> Doc:
    """The Doc that is parsed in `doc`'s stead; `doc` waits in its user data."""
    words, spaces, origin = masked_words(doc)
    masked = Doc(doc.vocab, words=words, spaces=spaces)
    if words:
        masked.from_array([SENT_START], sentence_starts(doc, words, origin))  # type: ignore[arg-type]
    masked.user_data[ORIGINAL], masked.user_data[ORIGIN] = doc, origin
    return masked


def predicates(values: np.ndarray, heads: list[int], doc: Doc) -> None:
    """« n'est pas d'accord avec Y »: the noun heads the predicate that the parser hangs on its preposition.

    `values` and `heads` are changed in place: attributes by token (POS third), the tokens' heads.
    """
    strings = doc.vocab.strings
    for i in np.flatnonzero(values[:, 1] == strings["fixed"]).tolist():
        lead = heads[i]
        below = [k for k, head in enumerate(heads) if head == lead and k not in (i, lead)]
        if values[i, 2] != strings["NOUN"] or not any(values[k, 1] == strings["cop"] for k in below):
            continue
        heads[i], values[i, 1] = (i if heads[lead] == lead else heads[lead]), values[lead, 1]
        heads[lead], values[lead, 1] = i, strings["case"]
        for k in below:
            heads[k] = i


def fill_in(values: np.ndarray, heads: list[int], doc: Doc, placed: np.ndarray, forms: np.ndarray) -> None:
    """The tokens that nothing stood for: those of a name hang on its head, a quotation mark or « mardi soir » on what goes
    before. `values` and `heads` are changed in place."""
    strings = doc.vocab.strings
    flat, propn, dep = strings.add("flat:name"), strings["PROPN"], strings.add("punct")
    missing = np.ones(len(doc), dtype=bool)
    missing[placed] = False
    last = np.maximum.accumulate(np.where(missing, 0, np.arange(len(doc)))).tolist()
    named = {i: m["head"] for m in reversed(doc._.mentions) for i in range(m["start"], m["end"])}
    for i in np.flatnonzero(missing).tolist():
        owner = named.get(i, last[i])
        owner = last[i] if owner == i else owner  # the acronym in brackets: it starts no sentence
        other = strings["PUNCT"] if doc[i].is_punct else strings["ADV"]
        heads[i], values[i, 1] = owner, flat if owner > i else dep
        values[i, 2], values[i, 4] = propn if i in named else other, forms[i]


@Language.component("entente_unmask", assigns=["token.dep", "token.head", "token.lemma", "token.pos", "token.morph"])
def unmask(masked: Doc) -> Doc:
    """The original Doc with the annotation of its stand-in; a name's other tokens hang on its head."""
    doc: Doc = masked.user_data.pop(ORIGINAL)
    origin: list[int] = masked.user_data.pop(ORIGIN)
    if not len(doc):
        return doc
    strings = doc.vocab.strings
    attributes = [HEAD, DEP, POS, TAG, LEMMA, MORPH]
    source = masked.to_array(attributes).astype(np.uint64)
    own, given = doc.to_array(ORTH), masked.to_array(ORTH)
    values = np.zeros((len(doc), len(attributes)), dtype=np.uint64)
    kept = np.flatnonzero(np.array(origin) >= 0)
    placed = np.array(origin)[kept]
    values[placed] = source[kept]
    heads = list(range(len(doc)))
    above = (np.arange(len(masked)) + source[:, 0].astype(np.int64)).tolist()
    for i, o in zip(kept.tolist(), placed.tolist(), strict=True):
        head = above[i]
        while origin[head] < 0 and above[head] != head:
            head = above[head]
        heads[o] = origin[head] if origin[head] >= 0 else o
    named = np.zeros(len(doc), dtype=bool)
    named[[m["head"] for m in doc._.mentions]] = True
    stood_for = placed[(named[placed] | (given[kept] == strings[PLACE])) & (own[placed] != given[kept])]
    values[stood_for, 2], values[stood_for, 4] = strings["PROPN"], own[stood_for]
    fill_in(values, heads, doc, placed, own)
    predicates(values, heads, doc)
    values[:, 0] = (np.array(heads) - np.arange(len(doc))).astype(np.uint64)
    doc.from_array(attributes, values)  # type: ignore[arg-type]
    plant(doc)
    return doc
