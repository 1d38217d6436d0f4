"""A sentence ends where the line ends, and nowhere but after a mark that can end one, or after a byline.

Headlines, sub-headings and bylines never run into what follows; the parser, which sees a new sentence after an unknown
name now and then, may start one only behind a full stop or its like.
"""

from itertools import pairwise

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.grammar import words

LONGEST_NAME = 5  # tokens of an author's name


def byline(doc: Doc, i: int) -> bool:
    """Whether token `i` ends an author's name that the next sentence follows without a mark: « Moussa Sissoko Le président … »."""
    follow, after = doc[i + 1], doc[i + 2] if i + 2 < len(doc) else doc[i + 1]
    opens = follow.text[0].isupper() and follow.lower_ in words("sentence", "openers")
    if not opens or not (after.text[0].islower() or after.text == ","):
        return False
    first = i
    while first > 0 and doc[first - 1].text[0].isupper() and i - first < LONGEST_NAME:
        first -= 1
    named = first < i and all(t.text[0].isupper() and not t.is_stop for t in doc[first : i + 1])
    return named and (first == 0 or "\n" in doc[first - 1].text or doc[first - 1].text in words("sentence", "marks"))


def wrapped(doc: Doc, i: int) -> bool:
    """Whether the line break at token `i` only wraps the text: no mark before it, and a small letter after it."""
    broken = doc[i].text.strip(" ") == "\n" and i > 0 and doc[i + 1].text[0].islower()
    return broken and doc[i - 1].text not in words("sentence", "marks")


@Language.component("entente_lines", assigns=["token.is_sent_start"])
def lines(doc: Doc) -> Doc:
    """Start a sentence after each token that holds a line break, forbid one after what ends none; parser and NER keep to it."""
    marks, openers = words("sentence", "marks"), words("sentence", "openers")
    starts = [0] * len(doc)  # 0: the parser decides, 1: a start, -1: none
    for i, (text, follow) in enumerate(pairwise([token.text for token in doc])):
        ends = ("\n" in text and not wrapped(doc, i)) or (follow.lower() in openers and byline(doc, i))
        starts[i + 1] = 1 if ends else 0 if text in marks else -1
    doc.from_array([SENT_START], np.array(starts, dtype=np.int64).astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
    return doc
