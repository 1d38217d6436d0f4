"""Graphs → GraphML and GEXF, some edges at a time.

networkx's own writers build the whole document in memory first, in several gigabytes for some 200,000 edges.
"""

from collections.abc import Callable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipeline.graph import Columns, Graph, span

KINDS = {str: "string", bool: "boolean", int: "long", float: "double"}
NODES, EDGES = "node", "edge"
ROWS = 10_000  # written at a time
Keys = dict[tuple[str, str], tuple[int, str]]
Cells = tuple[list[Any], Callable[[str], str]]  # of a column, and how they are written
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
ENDS = ("node", "source", "target")  # columns that are no data
OWN = (*ENDS, "label", "weight")  # what GEXF keeps as attributes of its own


def graphml(graph: Graph) -> Iterator[str]:
    """The graph as GraphML, in pieces."""
    keys = declared(graph)
    yield GRAPHML
    for (where, name), (number, kind) in keys.items():
        yield f'  <key id="d{number}" for="{where}" attr.name="{name}" attr.type="{kind}" />\n'
    yield f'  <graph edgedefault="{"directed" if graph.directed else "undirected"}">\n'
    yield from graphml_elements(keys, NODES, graph.nodes, {"id": "node"})
    named = {"id": "relation_id"} if "relation_id" in graph.edges else {}
    yield from graphml_elements(keys, EDGES, graph.edges, {"source": "source", "target": "target", **named})
    yield "  </graph>\n</graphml>\n"


def graphml_elements(keys: Keys, what: str, columns: Columns, attributes: dict[str, str]) -> Iterator[str]:
    """The nodes or the edges of GraphML; `attributes` says which columns are."""
    data = [name for name in columns if name not in ENDS]
    head = "".join(f' {name}="%s"' for name in attributes)
    inside = "".join(f'      <data key="d{keys.get((what, name), ("",))[0]}">%s</data>\n' for name in data)
    cells: list[Cells] = [(columns[name], escape) for name in (*attributes.values(), *data)]
    return filled(f"    <{what}{head}>\n{inside}    </{what}>\n", cells)


def gexf(graph: Graph) -> Iterator[str]:
    """The graph as GEXF 1.2, in pieces; edges with a date carry the first and the last day that it spans."""
    keys = {key: value for key, value in declared(graph).items() if key[1] not in OWN}
    yield GEXF
    dated = any(map(span, set(graph.edges["date"])))
    mode = 'mode="dynamic" timeformat="date"' if dated else 'mode="static"'
    yield f'  <graph defaultedgetype="directed" {mode} name="">\n'
    for where in (EDGES, NODES):
        yield f'    <attributes mode="static" class="{where}">\n'
        for (owner, name), (number, kind) in keys.items():
            if owner == where:
                yield f'      <attribute id="{number}" title="{name}" type="{kind}" />\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    yield from gexf_elements(keys, NODES, graph.nodes, {"id": "node", "label": "label"})
    yield "    </nodes>\n    <edges>\n"
    own = {"source": "source", "target": "target", "id": "relation_id", "weight": "weight"}
    yield from gexf_elements(keys, EDGES, graph.edges, own)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def gexf_elements(keys: Keys, what: str, columns: Columns, attributes: dict[str, str]) -> Iterator[str]:
    """The nodes or the edges of GEXF."""
    data = [name for name in columns if name not in OWN]
    dates: list[Cells] = [(columns["date"], days)] if "date" in columns else []
    head = "".join(f" {name}=%s" for name in attributes) + "%s" * len(dates)
    inside = "".join(f'          <attvalue for="{keys.get((what, name), ("",))[0]}" value=%s />\n' for name in data)
    cells: list[Cells] = [(columns[name], quoteattr) for name in attributes.values()]
    cells += dates + [(columns[name], quoteattr) for name in data]
    values = f"        <attvalues>\n{inside}        </attvalues>\n"
    return filled(f"      <{what}{head}>\n{values}      </{what}>\n", cells)


def days(date: str) -> str:
    """The attributes of a date."""
    return "".join(f' {name}="{day}"' for name, day in span(date).items())


def filled(template: str, columns: list[Cells]) -> Iterator[str]:
    """The template with the cells of each row; what occurs again is escaped once."""
    for start in range(0, len(columns[0][0]), ROWS):
        parts = []
        for values, quote in columns:
            part = values[start : start + ROWS]
            known = {value: quote(shown(value)) for value in set(part)}
            parts.append([known[value] for value in part])
        yield "".join(map(template.__mod__, zip(*parts, strict=True)))


def declared(graph: Graph) -> Keys:
    """The number and the type of each column of nodes and edges, by the first of its values."""
    columns = [
        ((where, name), KINDS[type(values[0])])
        for where, table in ((NODES, graph.nodes), (EDGES, graph.edges))
        for name, values in table.items()
        if values and name not in ENDS
    ]
    return {key: (number, kind) for number, (key, kind) in enumerate(columns)}


def shown(value: Any) -> str:
    """A value as XML schemas write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
