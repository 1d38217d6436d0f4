"""Entente: actors, and the cooperation and tension between them, from French press articles.

Nothing heavy is imported before it is called, so that ``import pipeline`` is instant. No module of this
package may be called `load`, `run` or `tables`: importing it would take the place of the function.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.job import RunResult

# The matrices are small: a second thread only waits for the first, and takes the place of another worker. numpy reads
# this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["load", "run", "tables"]


def load(gazetteer: Sequence[str | Path] = (), rules: Sequence[str | Path] = ()) -> "Language":
    """The spaCy pipeline whose documents carry ``doc.ents``, ``doc._.actors`` and ``doc._.relations``.

    `gazetteer` lists files of actors to know beside the package's, with the columns of `unknown_actors.csv`; `rules`
    lists rule files like those of `models/rules/`.
    """
    from pipeline.language.load import load as load_language

    return load_language(gazetteer, rules)


def run(inputs: Iterable[str | Path], output: str | Path = "outputs", **options: Any) -> "RunResult":
    """Read files and folders, extract, write every table and graph to `output`; see `pipeline.job.run`."""
    from pipeline.job import run as run_job

    return run_job(inputs, output, **options)


def tables(docs: Iterable["Doc"]) -> "dict[str, pd.DataFrame]":
    """The tables of documents that `load()` made, by name: articles, actors, mentions, relations, dyads.

    Documents become articles `doc-1`, `doc-2`, … in the order given; offsets count in ``doc.text``.
    """
    from pipeline.extract import extract_doc
    from pipeline.tabulate import tabulate

    return tabulate(extract_doc(doc, f"doc-{i}") for i, doc in enumerate(docs, 1))
