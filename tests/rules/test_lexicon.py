"""Every rule's own examples, against all rules: exact equality, so that no rule steals another's counter-example."""

import pytest

from pipeline.rules.check import replay
from pipeline.rules.loader import load_rules

RULES = load_rules()
NAMES = [
    f"{rule.id}/{section}-{i}"
    for rule in RULES
    for section, examples in (("matches", rule.matches), ("ignores", rule.ignores))
    for i in range(len(examples))
]


@pytest.fixture(scope="session")
def verdicts() -> dict[str, str]:
    return {name: f"{fault} — « {example.text} »" if fault else "" for name, _, example, fault in replay(RULES)}


@pytest.mark.parametrize("name", NAMES)
def test_example(verdicts: dict[str, str], name: str) -> None:
    assert not verdicts[name]


def test_every_event_type_has_rules() -> None:
    from pipeline.rules.loader import event_types

    assert {rule.type for rule in RULES} == set(event_types())
