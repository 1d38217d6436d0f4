"""A sentence ends where the line ends, and nowhere but after a mark that can end one.

Headlines, sub-headings and bylines never run into what follows; the parser, which sees a new sentence after an unknown
name now and then, may start one only behind a full stop or its like.
"""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.grammar import words


@Language.component("entente_lines", assigns=["token.is_sent_start"])
def lines(doc: Doc) -> Doc:
    """Start a sentence after each token that holds a line break, forbid one after what ends none; parser and NER keep to it."""
    marks = words("sentence", "marks")
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
        elif token.text not in marks:
            doc[token.i + 1].is_sent_start = False
    return doc
