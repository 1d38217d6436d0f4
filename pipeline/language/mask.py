"""Parsing with stand-ins: each name is parsed as if it were a name that the parser knows well.

The parser of fr_core_news_md learnt from few news sentences: subject, verb and object are all right in 36 of 120
short sentences like « Bamako accuse Paris », in 118 of 120 once the names are countries with an article
(measured in the design notes). So `entente_mask` hands the components that follow a Doc in which « Bamako » reads
« la France », a person « Pierre », a long name with its bracketed acronym one token; `entente_unmask` copies their
tags, lemmas and arcs back.
"""

from functools import cache

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.grammar import grammar, prepositions
from pipeline.language.when import table

BY_ARTICLE = {
    "le": "Mali", "du": "Mali", "au": "Mali", "la": "France", "l'": "Algérie", "les": "Russes", "des": "Russes",
    "aux": "Russes", "un": "Français", "une": "Française", "ce": "pays", "cette": "organisation",
}  # fmt: skip
PLACE = "Paris"  # « Kidal », « Goma »
ORIGINAL = "entente_original"
ORIGIN = "entente_origin"


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
    i = 0
    while i < len(texts):
        ref = starts.get(i)
        size = locution(doc, lower, i) if ref is None and lower[i] in locutions() else 0
        size = size or (weekday(doc, lower, i) if ref is None else 0)
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
            words.append(texts[i])
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


@cache
def locutions() -> dict[str, list[list[str]]]:
    """The adverbial phrases of `models/grammar.toml` by their first word, as tokens."""
    found: dict[str, list[list[str]]] = {}
    for phrase in grammar()["locutions"]["adverbial"]:
        parts = phrase.replace("'", "' ").split()
        found.setdefault(parts[0], []).append(parts)
    return found


def locution(doc: Doc, lower: list[str], i: int) -> int:
    """How many tokens the adverbial phrase at token `i` takes, 0 if there is none; a sentence's first words stay."""
    if doc[i].is_sent_start or not i:
        return 0
    for parts in locutions()[lower[i]]:
        if lower[i : i + len(parts)] == parts and i + len(parts) < len(doc):
            follow = doc[i + len(parts)]
            return len(parts) if follow.text in ",.;" or not follow.text[0].isupper() else 0
    return 0


def weekday(doc: Doc, lower: list[str], i: int) -> int:
    """How many tokens « mardi », « mardi 4 mars » takes at token `i`, 0 if something governs it or it begins a sentence.

    The parser takes a bare weekday for an object: « a reçu lundi à Paris X ».
    """
    if lower[i] not in table()["weekdays"] or not i or doc[i].is_title or i + 1 >= len(lower):
        return 0
    if lower[i - 1] in governing() or lower[i + 1] in (*table()["past"], *table()["future"]):
        return 0
    end = i + 1
    if end + 1 < len(lower) and lower[end + 1] in table()["months"]:
        end += 2
    return end - i if end < len(lower) and (doc[end].text in ",.;" or not doc[end].text[0].isupper()) else 0


@cache
def governing() -> frozenset[str]:
    """The words after which a weekday is no adverb: « ce lundi », « de mardi »."""
    return frozenset(part for forms in prepositions().values() for form in forms for part in form.split()) | frozenset(
        grammar()["names"]["articles"] + grammar()["locutions"]["before_day"]
    )


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


@Language.component("entente_unmask", assigns=["token.dep", "token.head", "token.lemma", "token.pos", "token.morph"])
def unmask(masked: Doc) -> Doc:
    """The original Doc with the annotation of its stand-in; a name's other tokens hang on its head."""
    doc: Doc = masked.user_data.pop(ORIGINAL)
    origin: list[int] = masked.user_data.pop(ORIGIN)
    if not len(doc):
        return doc
    strings = doc.vocab.strings
    flat, propn, dep = strings.add("flat:name"), strings["PROPN"], strings.add("punct")
    attributes = [HEAD, DEP, POS, TAG, LEMMA, MORPH]
    source = masked.to_array(attributes).astype(np.uint64)
    values = np.zeros((len(doc), len(attributes)), dtype=np.uint64)
    heads = list(range(len(doc)))
    kept = [o >= 0 for o in origin]
    covered = {m["head"]: m for m in doc._.mentions}
    for i, o in enumerate(origin):
        if not kept[i]:
            continue
        head = masked[i].head.i
        while not kept[head] and masked[head].head.i != head:
            head = masked[head].head.i
        values[o] = source[i]
        heads[o] = origin[head] if kept[head] else o
        if (o in covered or masked[i].text == PLACE) and doc[o].text != masked[i].text:
            values[o, 2], values[o, 4] = propn, strings.add(doc[o].text)
    placed = {o for o in origin if o >= 0}
    last = 0
    for i in range(len(doc)):
        if i in placed:
            last = i
            continue
        owner = next((m["head"] for m in doc._.mentions if m["start"] <= i < m["end"]), last)
        owner = last if owner == i else owner  # the acronym in brackets: it starts no sentence
        heads[i], values[i, 1], values[i, 2] = owner, flat if owner > i else dep, propn
        values[i, 4] = strings.add(doc[i].text)
    values[:, 0] = np.array([np.uint64((h - i) & 0xFFFFFFFFFFFFFFFF) for i, h in enumerate(heads)])
    doc.from_array(attributes, values)  # type: ignore[arg-type]
    return doc
