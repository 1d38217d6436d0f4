"""The shortcuts change nothing of what is found."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

import pipeline
from pipeline.language.speed import Remembered

SAMPLE = Path(__file__).parents[2] / "corpus" / "articles.txt"


def paragraphs() -> list[str]:
    return [text for text in SAMPLE.read_text(encoding="utf-8").split("\n\n") if text.strip()]


def found(doc: Doc) -> tuple[Any, ...]:
    return doc._.actors, doc._.relations, [(t.lemma_, t.pos_, t.dep_, t.head.i) for t in doc]


def test_actors_relations_and_trees_are_those_of_spacy_without_shortcuts(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.language.load.quicken", lambda nlp: None)
    monkeypatch.setattr("pipeline.language.load.use_ops", lambda *args, **settings: nullcontext())
    plain = pipeline.load()
    quick_docs, plain_docs = list(nlp.pipe(paragraphs())), list(plain.pipe(paragraphs(), batch_size=256))
    assert any(doc._.relations for doc in plain_docs)
    assert list(map(found, quick_docs)) == list(map(found, plain_docs))


def test_a_word_met_again_has_the_vector_that_the_layer_gives_it(nlp: Language) -> None:
    embed = next(n.get_ref("embed") for n in nlp.get_pipe("ner").model.walk() if n.has_ref("embed"))  # type: ignore[attr-defined]
    remembered = embed._func
    assert isinstance(remembered, Remembered)
    docs = [nlp.make_doc(text) for text in ("Le Mali accuse le Niger.", "", "Le Niger, accusé, se tait.")]
    for _ in range(2):
        kept, _ = remembered(embed, docs, False)
        computed, _ = remembered.forward(embed, docs, False)
        assert [len(k) for k in kept] == [len(doc) for doc in docs]
        assert all(np.allclose(np.asarray(k), np.asarray(c), atol=1e-6) for k, c in zip(kept, computed, strict=True))
