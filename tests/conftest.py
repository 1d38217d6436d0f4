"""What all tests share: the pipeline, loaded once."""

from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.language.load import load

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Gold articles and press that a clone does not have; tests that need them skip."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not there: gold articles and press texts are not part of the project")
    return SHARED
