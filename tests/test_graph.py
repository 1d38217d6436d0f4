"""Graph files, as networkx and igraph read them back."""

from pathlib import Path
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest
from records import article, findings, rows

from pipeline.extract import extract
from pipeline.graph import dyad_graph, relation_graph, span
from pipeline.graph_files import gexf, graphml
from pipeline.tabulate import tabulate

NODE = {"label", "type", "country", "mentions"}
EDGE = {
    "relation_id",
    "class",
    "type",
    "status",
    "intensity",
    "date",
    "weight",
    "article_id",
    "sentence",
    "directed",
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the three graph files of one article."""
    tables = tabulate([rows()])
    graph = relation_graph(tables)
    (tmp_path / "graph.graphml").write_text("".join(graphml(graph)), encoding="utf-8")
    (tmp_path / "graph.gexf").write_text("".join(gexf(graph)), encoding="utf-8")
    (tmp_path / "graph_dyads.graphml").write_text("".join(graphml(dyad_graph(tables))), encoding="utf-8")
    return tmp_path


def read(folder: Path, name: str) -> nx.Graph:
    path = str(folder / name)
    return nx.read_gexf(path) if name.endswith("gexf") else nx.read_graphml(path, force_multigraph=True)


@pytest.mark.parametrize("name", ["graph.graphml", "graph.gexf"])
def test_networkx_reads_nodes_and_edges(files: Path, name: str) -> None:
    graph = read(files, name)
    assert {data["label"] for _, data in graph.nodes(data=True)} == {"Mali", "Paris", "Ankara"}
    assert all(set(data) >= NODE | {"actor_id"} for _, data in graph.nodes(data=True))
    edges = {(graph.nodes[u]["actor_id"], graph.nodes[v]["actor_id"]): d for u, v, d in graph.edges(data=True)}
    assert set(edges) == {("FRA", "MLI"), ("MLI", "FRA"), ("TUR", "MLI")}
    assert all(set(data) >= EDGE for data in edges.values())
    accord = edges["TUR", "MLI"]
    assert (accord["type"], accord["directed"], accord["date"]) == ("AGREE", False, "2025-07-08")
    assert (accord["weight"], accord["intensity"]) == (0.9, 5.5)
    assert edges["FRA", "MLI"]["directed"] is True
    assert edges["MLI", "FRA"]["sentence"] == "Le Mali rejette ces propos."


def test_igraph_reads_nodes_and_edges(files: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(files / "graph.graphml"))
    assert (graph.vcount(), graph.ecount(), graph.is_directed()) == (3, 3, True)
    assert set(graph.vs.attributes()) >= NODE
    assert set(graph.es.attributes()) >= EDGE
    assert sorted(graph.es["type"]) == ["ACCUSE", "AGREE", "REJECT"]
    assert {e["type"]: bool(e["directed"]) for e in graph.es}["AGREE"] is False
    assert {e["type"]: bool(e["directed"]) for e in graph.es}["ACCUSE"] is True


def test_graphml_keys_and_booleans_are_as_xml_schema_wants(files: Path) -> None:
    root = ElementTree.parse(files / "graph.graphml").getroot()
    keys = {key.get("id"): key.get("attr.name") for key in root.findall("{*}key")}
    assert len(keys) == len(root.findall("{*}key"))
    flags = [data.text for data in root.findall(".//{*}data") if keys[data.get("key")] == "directed"]
    assert flags == ["true", "true", "false"]


def test_dyads_are_signed_edges(files: Path) -> None:
    graph = nx.read_graphml(str(files / "graph_dyads.graphml"))
    assert not graph.is_directed()
    balance = {
        frozenset((graph.nodes[u]["actor_id"], graph.nodes[v]["actor_id"])): (
            d["cooperation"],
            d["tension"],
            d["balance"],
        )
        for u, v, d in graph.edges(data=True)
    }
    assert balance == {frozenset(("FRA", "MLI")): (0, 2, -1.0), frozenset(("MLI", "TUR")): (1, 0, 1.0)}
    assert igraph.Graph.Read_GraphML(str(files / "graph_dyads.graphml")).ecount() == 2


def test_dated_gexf_edges_have_a_start_and_an_end(files: Path) -> None:
    root = ElementTree.parse(files / "graph.gexf").getroot()
    edges = [e.attrib for e in root.findall(".//{*}edge")]
    assert [(e["start"], e["end"]) for e in edges if "start" in e] == [("2025-07-08", "2025-07-08")]
    assert len(edges) == 3
    assert all(e["id"].startswith("r") and "type" not in e for e in edges)


def test_gexf_does_not_tell_the_day_it_was_written(files: Path) -> None:
    text = (files / "graph.gexf").read_text(encoding="utf-8")
    assert "lastmodifieddate" not in text
    assert "networkx_key" not in text


@pytest.mark.parametrize("name", ["graph.graphml", "graph.gexf", "graph_dyads.graphml"])
def test_what_xml_forbids_is_dropped(tmp_path: Path, name: str) -> None:
    actors, relations = findings()
    actors[0]["name"] = "Ma\x00li\x0b \ud800& <b>"
    tables = tabulate([extract(article(), actors, relations)])
    build = {
        "graph.gexf": lambda: gexf(relation_graph(tables)),
        "graph.graphml": lambda: graphml(relation_graph(tables)),
    }
    (tmp_path / name).write_text("".join(build.get(name, lambda: graphml(dyad_graph(tables)))()), encoding="utf-8")
    labels = {data["label"] for _, data in read(tmp_path, name).nodes(data=True)}
    assert "Mali & <b>" in labels


@pytest.mark.parametrize("write", [graphml, gexf])
def test_a_run_without_relations_gives_readable_graphs(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    name = "graph.gexf" if write is gexf else "graph.graphml"
    (tmp_path / name).write_text("".join(write(relation_graph(tabulate([])))), encoding="utf-8")
    assert len(read(tmp_path, name)) == 0


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-07-09", {"start": "2025-07-09", "end": "2025-07-09"}),
        ("2024-02", {"start": "2024-02-01", "end": "2024-02-29"}),
        ("2025", {"start": "2025-01-01", "end": "2025-12-31"}),
        ("", {}),
        ("jadis", {}),
    ],
)
def test_span(date: str, expected: dict[str, str]) -> None:
    assert span(date) == expected
