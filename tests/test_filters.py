"""Which relations the shared filters keep."""

import pytest
from records import rows

from pipeline.errors import FilterError
from pipeline.filters import Filter, keep
from pipeline.results import Results
from pipeline.tabulate import tabulate, texts


@pytest.fixture
def results() -> Results:
    """FRA accuses MLI and MLI rejects (undated, in an article of 25 July), TUR and MLI agree on 8 July."""
    found = [rows(), rows(article_id="vide-1", date="")]
    return Results(tabulate(found), texts(found))


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (Filter(classes=["cooperation"]), ["AGREE", "AGREE"]),
        (Filter(types=["REJECT", "AGREE"]), ["REJECT", "AGREE", "REJECT", "AGREE"]),
        (Filter(statuses=["negated"]), []),
        (Filter(min_confidence=0.85), ["AGREE", "AGREE"]),
        (Filter(actors=["TUR"]), ["AGREE", "AGREE"]),
        (Filter(actors=["ankara", "paris"]), ["ACCUSE", "REJECT", "AGREE"] * 2),
        (Filter(since="2025-07-20"), ["ACCUSE", "REJECT"]),
        (Filter(until="2025-07-08"), ["AGREE", "AGREE"]),
        (Filter(since="2025-07", until="2025-07"), ["ACCUSE", "REJECT", "AGREE", "AGREE"]),
        (Filter(since="2026"), []),
        (Filter(), ["ACCUSE", "REJECT", "AGREE"] * 2),
    ],
)
def test_filters(results: Results, chosen: Filter, kept: list[str]) -> None:
    assert keep(results, chosen).tables["relations"]["type"].tolist() == kept


def test_an_imprecise_date_is_kept_where_it_may_fall_in(results: Results) -> None:
    results.tables["relations"]["date"] = "2025"
    assert len(keep(results, Filter(since="2025-12-31")).tables["relations"]) == 6


def test_what_is_left_hangs_together(results: Results) -> None:
    tables = keep(results, Filter(since="2025-07-20")).tables
    assert tables["articles"]["article_id"].tolist() == ["une-1"]
    assert set(tables["mentions"]["article_id"]) == {"une-1"}
    assert set(tables["actors"]["actor_id"]) == {"FRA", "MLI", "TUR"}
    assert tables["dyads"].to_dict("records") == [
        {"source_id": "FRA", "target_id": "MLI", "month": "2025-07", "cooperation": 0, "tension": 2, "balance": -1.0, "articles": 1}
    ]  # fmt: skip


def test_an_actor_that_is_not_there(results: Results) -> None:
    with pytest.raises(FilterError, match=r"aucun acteur « Ancara » dans ces résultats .*Ankara"):
        keep(results, Filter(actors=["Ancara"]))
