"""For network programs: Cytoscape's JSON, and the CSV that Neo4j imports."""

import json
from pathlib import Path

import networkx as nx
import pandas as pd

from pipeline.graph import Graph, relation_graph
from pipeline.outputs import save
from pipeline.results import Results

COMMAND = """\
# Dans le dossier de ces fichiers, la base arrêtée (Neo4j 5) :
neo4j-admin database import full neo4j --overwrite-destination \\
  --nodes=actors.csv --nodes=articles.csv --relationships=relations.csv --relationships=said_in.csv

# Puis, par exemple :
# MATCH (a:Actor)-[r:TENSION]->(b:Actor) RETURN a.name, r.sentence, b.name LIMIT 20;
"""


def cytoscape(results: Results, path: Path) -> list[Path]:
    """The graph of relations as Cytoscape JSON (.cyjs), which Cytoscape desktop and Cytoscape.js open."""
    content = nx.cytoscape_data(multigraph(relation_graph(results.tables)))
    for node in content["elements"]["nodes"]:
        node["data"]["name"] = node["data"]["label"]
    for edge in content["elements"]["edges"]:
        edge["data"] |= {"interaction": edge["data"]["type"], "id": edge["data"]["relation_id"]}
    return [save(path, json.dumps(content, ensure_ascii=False, indent=1).encode())]


def multigraph(graph: Graph) -> "nx.MultiDiGraph[str]":
    """The graph for networkx."""
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, *values in zip(*graph.nodes.values(), strict=True):
        result.add_node(name, **dict(zip([*graph.nodes][1:], values, strict=True)))
    for source, target, *values in zip(*graph.edges.values(), strict=True):
        data = dict(zip([*graph.edges][2:], values, strict=True))
        result.add_edge(source, target, key=data["relation_id"], **data)
    return result


def neo4j(results: Results, path: Path) -> list[Path]:
    """Nodes of actors and articles, a relationship per relation, and the command that loads them."""
    tables = {**neo4j_nodes(results), **neo4j_relationships(results.tables["relations"])}
    paths = [save(path / f"{name}.csv", table.to_csv(index=False).encode()) for name, table in tables.items()]
    return [*paths, save(path / "import.txt", COMMAND.encode())]


def neo4j_nodes(results: Results) -> dict[str, pd.DataFrame]:
    """Actors and articles, each with its import header."""
    actors, articles = results.tables["actors"], results.tables["articles"]
    return {
        "actors": pd.DataFrame({
            "actor_id:ID(Actor)": actors["actor_id"], "name": actors["actor_name"], "subtype": actors["subtype"],
            "country": actors["country"], "aliases:string[]": actors["aliases"].str.replace("|", ";"),
            "mentions:int": actors["mentions"], ":LABEL": "Actor;" + actors["actor_type"].str.capitalize(),
        }),
        "articles": pd.DataFrame({
            "article_id:ID(Article)": articles["article_id"], "title": articles["title"], "date": articles["date"],
            "source": articles["source"], "url": articles["url"], ":LABEL": "Article",
        }),
    }  # fmt: skip


def neo4j_relationships(relations: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """A relationship COOPERATION or TENSION per relation, and SAID_IN from each of its actors to the article."""
    ties = pd.DataFrame({
        ":START_ID(Actor)": relations["source_id"], ":END_ID(Actor)": relations["target_id"],
        ":TYPE": relations["class"].str.upper(), "relation_id": relations["relation_id"],
        "type": relations["type"], "intensity:float": relations["intensity"],
        "directed:boolean": relations["directed"].map({True: "true", False: "false"}),
        "status": relations["status"], "date": relations["date"], "attribution": relations["attribution"],
        "confidence:float": relations["confidence"], "article_id": relations["article_id"],
        "sentence": relations["sentence"],
    })  # fmt: skip
    ends = [
        relations[[side, "article_id"]].set_axis(["actor", "article"], axis=1) for side in ("source_id", "target_id")
    ]
    said = pd.concat(ends).drop_duplicates().sort_values(["article", "actor"])
    said_in = pd.DataFrame({":START_ID(Actor)": said["actor"], ":END_ID(Article)": said["article"], ":TYPE": "SAID_IN"})
    return {"relations": ties, "said_in": said_in}
