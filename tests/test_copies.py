"""One dispatch in several papers: recognised, kept, counted once."""

from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from records import BODY, Language, read

from pipeline import job
from pipeline.copies import find_copies, signature
from pipeline.summary import summarise

FILES = Path(__file__).parent / "articles" / "files"


def dispatch() -> str:
    """The text of a real-sized article, without its headline."""
    (article,) = read([FILES / "colonnes.pdf"])
    return article.text.split("\n\n", 2)[2]


def without_the_end(text: str) -> str:
    return text.rsplit("\n\n", 3)[0]


def under_another_headline(text: str) -> str:
    return "Cacao : Abidjan et Conakry se rapprochent\n\nDe notre correspondant\n\n" + text


def by_another_keyboard(text: str) -> str:
    return text.replace("’", "'").replace("\u00a0", " ").replace(" – ", " - ").upper()


def lightly_edited(text: str) -> str:
    changes = {"mercredi": "hier", "plusieurs mois": "des mois", "nombreuse": "importante", "deux cents": "200"}
    for word, other in changes.items():
        assert word in text
        text = text.replace(word, other)
    return text


def with_a_paragraph_more(text: str) -> str:
    return text + "\n\nLe Niger, de son côté, a condamné un accord qui l’oublie, et réclame une réunion de la CEDEAO."


def copies(*texts: str, dates: tuple[str, ...] = ()) -> list[int | None]:
    """For each text the index of the one it copies."""
    rows = [
        {"signature": signature(text), "status": "ok", "date": dates[i] if dates else ""}
        for i, text in enumerate(texts)
    ]
    return find_copies(rows)


@pytest.mark.parametrize(
    "edit", [str, without_the_end, under_another_headline, by_another_keyboard, lightly_edited, with_a_paragraph_more]
)
def test_edited_copies_are_recognised(edit: Any) -> None:
    assert copies(dispatch(), edit(dispatch())) == [None, 0]


def test_articles_on_one_subject_are_no_copies() -> None:
    texts = [
        article.text[article.start : article.end]
        for article in read(sorted(FILES.glob("*.*")))
        if article.status == "ok"
    ]
    later = (
        dispatch().split("\n\n")[0]
        + "\n\nLe Liberia avait proposé sa médiation au mois de janvier, sans succès d’abord. " * 4
    )
    # The feed is there as RSS and as Atom.
    found = copies(dispatch(), later, *texts)
    assert found[:2] == [None, None]
    assert sum(other is not None for other in found) == 3


def test_short_texts_are_copies_only_where_they_are_the_same() -> None:
    flash = "Le Mali et le Niger ont signé un accord à Bamako"
    assert copies(flash, f"{flash} mardi", flash) == [None, None, 0]


def test_the_first_to_print_is_the_original() -> None:
    text = dispatch()
    assert copies(text, text, text, dates=("2025-03-14", "2025-03-13", "")) == [1, None, 1]


def test_the_copy_of_a_copy_copies_the_original() -> None:
    once = lightly_edited(dispatch())
    assert copies(dispatch(), once, under_another_headline(once)) == [None, 0, 0]


@pytest.fixture
def three_papers(tmp_path: Path) -> Path:
    """The results of three papers that print one dispatch, one of them with a sentence of its own."""
    extra = "\nAnkara et Bamako ont signé un accord le 8 juillet."
    for paper, text in (("a", dispatch()), ("b", without_the_end(dispatch())), ("c", dispatch() + extra)):
        (tmp_path / f"{paper}.txt").write_text(f"{text}\n\n{BODY}", encoding="utf-8")
    (tmp_path / "d.txt").write_text(BODY, encoding="utf-8")
    job.run([tmp_path], tmp_path / "out", nlp=Language())  # type: ignore[arg-type]
    return tmp_path / "out"


def test_copies_are_kept_and_counted_once(three_papers: Path) -> None:
    articles = pd.read_csv(three_papers / "articles.csv", keep_default_na=False)
    assert articles["duplicate_of"].tolist() == ["", "a", "a", ""]
    assert articles.columns[-1] == "duplicate_of"
    relations = pd.read_csv(three_papers / "relations.csv")
    assert relations.columns[-1] == "counted"
    assert relations.groupby("article_id")["counted"].agg(["size", "sum"]).to_dict("list") == {
        "size": [3, 3, 3, 3],
        "sum": [3, 0, 0, 3],
    }
    dyads = pd.read_csv(three_papers / "dyads.csv")
    assert dyads[["cooperation", "tension", "articles"]].sum().tolist() == [2, 4, 4]


def test_the_summary_counts_copies_once(three_papers: Path) -> None:
    result = job.run([three_papers.parent], three_papers, nlp=Language())  # type: ignore[arg-type]
    text = summarise(result)
    assert "4 analysés (dont 2 copies)" in text
    assert "Ankara – Mali · 2 relations" in text


def test_edges_of_copies_weigh_nothing(three_papers: Path) -> None:
    graph = nx.read_gexf(three_papers / "graph.gexf")
    weights = [data["weight"] for *_, data in graph.edges(data=True)]
    assert len(weights) == 12
    assert sum(weights) == pytest.approx(2 * (0.8 + 0.8 + 0.9), abs=1e-4)
    dyads = nx.read_graphml(three_papers / "graph_dyads.graphml")
    assert sorted(data["weight"] for *_, data in dyads.edges(data=True)) == [2, 4]


def test_what_a_copy_adds_is_counted() -> None:
    from pipeline.tabulate import once

    articles: list[dict[str, Any]] = [
        {"article_id": "a", "duplicate_of": "b"},
        {"article_id": "b", "duplicate_of": ""},
        {"article_id": "c", "duplicate_of": "b"},
    ]
    said = {"source_id": "FRA", "target_id": "MLI", "type": "ACCUSE", "status": "asserted"}
    given = [("a", {}), ("a", {}), ("b", {}), ("c", {"target_id": "NER"}), ("c", {}), ("c", {})]
    relations = [{"article_id": article, **said, **change} for article, change in given]
    assert once(articles, pd.DataFrame(relations)).tolist() == [False, True, True, True, False, False]
