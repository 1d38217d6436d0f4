"""spaCy's slow pattern and ours match the same words."""

import re
from pathlib import Path
from weakref import ref

import pytest
from spacy.lang.fr import tokenizer_exceptions as french
from spacy.language import Language

import pipeline
from pipeline.language.startup import factored, quick_patterns
from pipeline.paths import models_dir

AS_SPACY_HAS_IT = "(?iu)" + "|".join(f"(?:{alternative})" for alternative in french._regular_exp)
WORDS = [
    "anti-guerre", "Franco-allemand", "saut-de-ski", "pet-en-l’air", "entr'abattre", "Val-d'Oise", "États-Unis",
    "contre", "contre-", "-contre", "anti-9", "télé-Réalité's", "Bouches-du-Rhône", "a-sexualisée", "droits-de-l'homme",
]  # fmt: skip


def words() -> list[str]:
    """Each prefix of spaCy's list in a word, and every word of the project's own data."""
    prefixes = [re.sub(r"[?()\[\]|:]", "", prefix) for prefix in french._hyphen_prefix]
    data = " ".join(p.read_text(encoding="utf-8") for p in Path(models_dir()).rglob("*.*"))
    return [*WORDS, *(f"{p}{end}" for p in prefixes for end in ("-mot", "-mot-d'or", "-", "-9")), *set(data.split())]


def test_the_factored_pattern_matches_the_same_words() -> None:
    slow, quick = re.compile(AS_SPACY_HAS_IT), re.compile(factored(AS_SPACY_HAS_IT))
    assert len(quick.pattern) < len(slow.pattern) / 10
    matched = {word for word in words() if slow.match(word)}
    assert matched == {word for word in words() if quick.match(word)}
    assert {"anti-guerre", "saut-de-ski", "États-Unis"} <= matched


@pytest.mark.parametrize("pattern", ["(?iu)(?:^a$)|(?:^b$)", "^[ab]+$", r"\d+"])
def test_other_patterns_stay_as_they_are(pattern: str) -> None:
    assert factored(pattern) == pattern


def test_patterns_are_compiled_as_ever_afterwards() -> None:
    before = re.compile
    with quick_patterns():
        assert re.compile("a|b").match("b")
    assert re.compile is before


def test_the_tokenizer_has_the_quick_pattern(nlp: Language) -> None:
    assert [t.text for t in nlp.make_doc("l'anti-guerre aujourd'hui a-t-il")] == [
        "l'", "anti-guerre", "aujourd'hui", "a", "-t", "-il",
    ]  # fmt: skip


def test_a_pipeline_of_no_use_gives_its_memory_back() -> None:
    gone = ref(pipeline.load())
    pipeline.load()
    assert gone() is None
