"""Graphs → GraphML and GEXF, a node and an edge at a time.

networkx's own writers build the whole document in memory first, in several gigabytes for some 200,000 edges.
"""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from pipeline.graph import span

KINDS = {str: "string", bool: "boolean", int: "long", float: "double"}
NODES, EDGES = "node", "edge"
Record = dict[str, Any]
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
GRAPHML = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns" {XSI} xsi:schemaLocation="http://graphml.graphdrawing.org/'
    'xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
GEXF = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    f'<gexf xmlns="http://www.gexf.net/1.2draft" {XSI} xsi:schemaLocation="http://www.gexf.net/1.2draft '
    'http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">\n  <meta>\n    <creator>Entente</creator>\n  </meta>\n'
)
OWN = ("label", "weight")  # what GEXF keeps as attributes of its own


def graphml(graph: "nx.Graph[str]") -> Iterator[str]:
    """The graph as GraphML, in pieces. All nodes have the same data, as have all edges."""
    keys = declared(graph)
    yield GRAPHML
    for (where, name), (number, kind) in keys.items():
        yield f'  <key id="d{number}" for="{where}" attr.name="{name}" attr.type="{kind}" />\n'
    yield f'  <graph edgedefault="{"directed" if graph.is_directed() else "undirected"}">\n'
    for node, data in graph.nodes(data=True):
        yield f'    <node id="{node}">\n{cells(keys, NODES, data)}    </node>\n'
    for source, target, data in graph.edges(data=True):
        name = f' id="{data["relation_id"]}"' if "relation_id" in data else ""
        yield f'    <edge source="{source}" target="{target}"{name}>\n{cells(keys, EDGES, data)}    </edge>\n'
    yield "  </graph>\n</graphml>\n"


def cells(keys: dict[tuple[str, str], tuple[int, str]], where: str, data: Record) -> str:
    """The data of a node or an edge of GraphML."""
    return "".join(
        f'      <data key="d{keys[where, name][0]}">{escape(shown(value))}</data>\n' for name, value in data.items()
    )


def gexf(graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """The graph as GEXF 1.2, in pieces; edges with a date carry the first and the last day that it spans."""
    keys = {key: value for key, value in declared(graph).items() if key[1] not in OWN}
    dated = any(span(data["date"]) for *_, data in graph.edges(data=True))
    yield GEXF
    mode = 'mode="dynamic" timeformat="date"' if dated else 'mode="static"'
    yield f'  <graph defaultedgetype="directed" {mode} name="">\n'
    for where in (EDGES, NODES):
        yield f'    <attributes mode="static" class="{where}">\n'
        for (owner, name), (number, kind) in keys.items():
            if owner == where:
                yield f'      <attribute id="{number}" title="{name}" type="{kind}" />\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for node, data in graph.nodes(data=True):
        yield f'      <node id="{node}" label={quoteattr(data["label"])}>\n{values(keys, NODES, data)}      </node>\n'
    yield "    </nodes>\n    <edges>\n"
    for source, target, data in graph.edges(data=True):
        days = "".join(f' {name}="{day}"' for name, day in span(data["date"]).items())
        head = f'<edge source="{source}" target="{target}" id="{data["relation_id"]}" weight="{data["weight"]}"{days}>'
        yield f"      {head}\n{values(keys, EDGES, data)}      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def values(keys: dict[tuple[str, str], tuple[int, str]], where: str, data: Record) -> str:
    """The data of a node or an edge of GEXF."""
    inside = "".join(
        f'          <attvalue for="{keys[where, name][0]}" value={quoteattr(shown(value))} />\n'
        for name, value in data.items()
        if name not in OWN
    )
    return f"        <attvalues>\n{inside}        </attvalues>\n"


def declared(graph: "nx.Graph[str]") -> dict[tuple[str, str], tuple[int, str]]:
    """The number and the type of each column of nodes and edges, by the first of them."""
    first = {
        NODES: next((data for _, data in graph.nodes(data=True)), {}),
        EDGES: next((data for *_, data in graph.edges(data=True)), {}),
    }
    columns = [((where, name), KINDS[type(value)]) for where, data in first.items() for name, value in data.items()]
    return {key: (number, kind) for number, (key, kind) in enumerate(columns)}


def shown(value: Any) -> str:
    """A value as XML schemas write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
