"""Whatever the text: offsets give it back, and every file loads in the programs it is for."""

import csv
import json
import tempfile
from pathlib import Path

import igraph
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records import actor, article, relation
from spacy.language import Language

from pipeline import job
from pipeline.articles import Source, reading
from pipeline.extract import extract
from pipeline.outputs import write
from pipeline.tabulate import tabulate, texts

# Any character, with those that break files drawn often: quotes, line ends, formula signs, controls, surrogates' likes,
# right-to-left marks, emoji, what XML and HTML must escape.
NASTY = st.sampled_from(list("\"',;\t\n\r=+-@<>&\x00\x07\x0b\x1b\x85\u2028\u202e\ufeff\ufffe🇲🇱👩🏽‍🚒م\u0301'’«»|"))
ANY = st.text(st.one_of(NASTY, st.characters(exclude_categories=["Cs"])), max_size=60)
WORDS = st.sampled_from(
    ["Le Mali", "la France", "Paris", "Bamako", "Poutine", "l’ONU", "a accusé", "a signé avec", "condamne", "rejette",
     "de", "et", "ne … pas", "pourrait", "les deux pays", "il", ".", " : ", "\n", "\n\n", "« ", " »", "LE MALI ACCUSE PARIS"]
)  # fmt: skip
PRESS = st.lists(st.one_of(WORDS, ANY), max_size=40).map(" ".join)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assert_sound(folder: Path) -> None:
    """Every file loads, no cell is a formula, and evidence is where its offsets say."""
    text_of_id = {r["text_id"]: r["text"] for r in map(json.loads, (folder / "texts.jsonl").open(encoding="utf-8"))}
    tables = {path.stem: rows(path) for path in folder.glob("*.csv")}
    text_of = {a["article_id"]: text_of_id.get(a["text_id"], "") for a in tables["articles"]}
    for name, start, end, cell in (
        ("mentions", "start", "end", "text"),
        ("relations", "sentence_start", "sentence_end", "sentence"),
        ("relations", "trigger_start", "trigger_end", "trigger"),
    ):
        for row in tables[name]:
            assert text_of[row["article_id"]][int(row[start]) : int(row[end])] == row[cell]
    numbers = {"intensity", "balance"}
    cells = [cell for table in tables.values() for row in table for name, cell in row.items() if name not in numbers]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]
    edges = len(tables["relations"])
    assert nx.read_graphml(folder / "graph.graphml", force_multigraph=True).number_of_edges() == edges
    assert nx.read_gexf(folder / "graph.gexf").number_of_edges() == edges
    assert igraph.Graph.Read_GraphML(str(folder / "graph.graphml")).ecount() == edges
    assert len(nx.read_graphml(folder / "graph_dyads.graphml")) <= len(tables["actors"])


@SLOW
@given(PRESS)
def test_any_text_through_the_whole_job(nlp: Language, text: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "a.jsonl").write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
        result = job.run([place], Path(place) / "out", nlp=nlp)
        assert result.counts["error"] == (not text.strip())
        assert_sound(Path(place) / "out")


@SLOW
@given(ANY, ANY, ANY, ANY)
def test_any_names_titles_and_sentences(name: str, title: str, before: str, after: str) -> None:
    """What the language side might one day take for a name, a trigger or a sentence."""
    sentence = f"{before}Paris accuse{name}Bamako{after}"
    actors = [actor(sentence, "MLI", "Bamako"), actor(sentence, name or "x", "Paris", name=name or "x")]
    found = extract(
        article(sentence, title=title, author=after, article_id=f"a{title}", text_id=f"a{title}", file=before),
        actors,
        [relation(sentence, sentence, "accuse", actors[1]["id"], "MLI")],
    )
    with tempfile.TemporaryDirectory() as place:
        write(tabulate([found]), texts([found]), place)
        assert_sound(Path(place))


@SLOW
@pytest.mark.parametrize("suffix", sorted(reading.READERS))
@given(data=st.one_of(st.binary(max_size=200), PRESS.map(str.encode), PRESS.map(lambda t: t.encode("utf-16"))))
def test_any_bytes_give_articles_or_reasons(suffix: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"a{suffix}"
        path.write_bytes(data)
        found = list(reading.read(Source(path), "a"))
        assert found
        for one in found:
            assert (one.status == "error") == bool(one.error and not one.text)
            assert 0 <= one.start <= one.end <= len(one.text)
            assert not one.error.startswith("lecture impossible (")
