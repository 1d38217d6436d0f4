"""A sentence ends where the line ends: headlines, sub-headings and bylines never run into what follows."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("entente_lines", assigns=["token.is_sent_start"])
def lines(doc: Doc) -> Doc:
    """Start a sentence after each token that holds a line break; parser and NER keep to it."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc
