"""Status, class and direction of relations in whole sentences."""

import pytest
from spacy.language import Language

SENTENCES = {
    "assertion": ("Le Mali a condamné la France.", "ACCUSE", "asserted"),
    "negation": ("Le Mali n'a pas condamné la France.", "ACCUSE", "negated"),
    "never": ("Le Mali n'a jamais soutenu la France.", "SUPPORT", "negated"),
    "refusal": ("Le Mali refuse de soutenir la France.", "SUPPORT", "negated"),
    "without": ("Le Mali a réagi sans condamner la France.", "ACCUSE", "negated"),
    "modal conditional": ("Le Mali pourrait condamner la France.", "ACCUSE", "hypothetical"),
    "press conditional": ("Le Mali soutiendrait la France.", "SUPPORT", "hypothetical"),
    "wish": ("Le Mali souhaite rencontrer la France.", "CONSULT", "hypothetical"),
    "if": ("Si le Mali condamne la France, tout change.", "ACCUSE", "hypothetical"),
    "future announced": ("Le Mali rencontrera la France.", "CONSULT", "asserted"),
    "reported": ("Selon Moscou, le Mali a condamné la France.", "ACCUSE", "asserted"),
}


@pytest.mark.parametrize(("sentence", "kind", "status"), SENTENCES.values(), ids=SENTENCES.keys())
def test_status(nlp: Language, sentence: str, kind: str, status: str) -> None:
    found = [r for r in nlp(sentence)._.relations if {r["source"], r["target"]} == {"MLI", "FRA"}]
    assert [(r["type"], r["status"]) for r in found] == [(kind, status)]


def test_attribution(nlp: Language) -> None:
    texts = {
        "Selon Moscou, le Mali a condamné la France.": "Russie",
        "La Chine a affirmé que le Mali avait condamné la France.": "Chine",
        "Le Mali a condamné la France.": "",
    }
    for text, source in texts.items():
        found = [r for r in nlp(text)._.relations if r["target"] == "FRA"]
        assert [r["attribution"] for r in found] == [source], text
