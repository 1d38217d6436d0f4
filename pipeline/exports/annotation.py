"""For annotation programs: mentions and relations as a first draft that people correct."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.articles.decoding import FORBIDDEN
from pipeline.outputs import save
from pipeline.results import Record, Results, records

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
RELATION = "webanno.custom.EntenteRelation"
WORD = re.compile(r"\w+(?:['’])?|[^\w\s]")
# `class` and `type` are words that UIMA and its readers keep for themselves.
FEATURES = {"tie": "class", "event": "type", "status": "status", "relation": "relation_id"}
SETTING = """\
<View>
  <Relations>
{relations}
  </Relations>
  <Labels name="label" toName="text">
    <Label value="PERSON" background="#E0A800"/>
    <Label value="STATE" background="#3B82C4"/>
    <Label value="ORGANISATION" background="#7A5AC2"/>
  </Labels>
  <Header value="$title"/>
  <Text name="text" value="$text"/>
</View>
"""


def drafts(results: Results) -> Iterator[tuple[Record, str, list[Record], list[tuple[Record, int, int]]]]:
    """For each article with a text: its row, the text, its mentions by offset in it, and its relations.

    A relation comes with the places, in the list of mentions, of the mentions that it joins.
    """
    mentions, relations = grouped(results.tables, "mentions"), grouped(results.tables, "relations")
    for article in records(results.tables["articles"]):
        if article["text_id"] not in results.texts or article["status"] != "ok":
            continue
        shift = article["text_start"]
        text = results.texts[article["text_id"]][shift : article["text_end"]]
        rows = mentions.get(article["article_id"], [])
        seen = [{**row, "start": row["start"] - shift, "end": row["end"] - shift} for row in rows]
        here = relations.get(article["article_id"], [])
        ends = [[nearest(seen, row[side], row, shift) for side in ("source_id", "target_id")] for row in here]
        yield article, text, seen, [(row, source, target) for row, (source, target) in zip(here, ends, strict=True)]


def grouped(tables: dict[str, pd.DataFrame], name: str) -> dict[str, list[Record]]:
    """The rows of a table by article."""
    found: dict[str, list[Record]] = {}
    for row in records(tables[name]):
        found.setdefault(row["article_id"], []).append(row)
    return found


def nearest(mentions: list[Record], actor_id: str, relation: Record, shift: int) -> int:
    """The place of an actor's mention in the relation's sentence, else of the one nearest to its trigger."""
    trigger = relation["trigger_start"] - shift
    first, last = relation["sentence_start"] - shift, relation["sentence_end"] - shift
    found = [i for i, m in enumerate(mentions) if m["actor_id"] == actor_id]
    return min(
        found,
        key=lambda i: (not first <= mentions[i]["start"] < last, abs(mentions[i]["start"] - trigger), i),
    )


def cas(results: Results, path: Path) -> list[Path]:
    """A UIMA CAS XMI file per article and `TypeSystem.xml`: import as « UIMA CAS XMI (XML 1.1) » in INCEpTION.

    Mentions are DKPro named entities (`value` the type, `identifier` the actor); relations are a relation layer
    `webanno.custom.EntenteRelation` with `tie` (the class), `event` (the type), `status` and `relation`.
    """
    from cassis import Cas

    types = type_system()
    paths = [save(path / "TypeSystem.xml", types.to_xml().encode())]
    for article, text, mentions, joined in drafts(results):
        document = Cas(typesystem=types, document_language="fr")
        document.sofa_string, document.sofa_mime = FORBIDDEN.sub(" ", text), "text/plain"
        segment(document, text)
        entities = []
        for row in mentions:
            entity = types.get_type(ENTITY)(
                begin=row["start"], end=row["end"], value=row["actor_type"], identifier=row["actor_id"]
            )
            document.add(entity)
            entities.append(entity)
        for row, source, target in joined:
            ends = {"Governor": entities[source], "Dependent": entities[target]}
            span = {"begin": entities[target].begin, "end": entities[target].end}
            document.add(
                types.get_type(RELATION)(
                    **span, **ends, **{feature: row[column] for feature, column in FEATURES.items()}
                )
            )
        paths.append(save(path / f"{file_name(article['article_id'])}.xmi", document.to_xmi().encode()))
    return paths


def type_system() -> Any:
    """DKPro's segmentation and named entities, and the relation layer."""
    from cassis.typesystem import TYPE_NAME_ANNOTATION, TYPE_NAME_STRING, TypeSystem

    types = TypeSystem()
    for name in (SENTENCE, TOKEN):
        types.create_type(name, TYPE_NAME_ANNOTATION)
    entity = types.create_type(ENTITY, TYPE_NAME_ANNOTATION)
    for feature in ("value", "identifier"):
        types.create_feature(entity, feature, TYPE_NAME_STRING)
    relation = types.create_type(RELATION, TYPE_NAME_ANNOTATION)
    for feature in ("Governor", "Dependent"):
        types.create_feature(relation, feature, ENTITY)
    for feature in FEATURES:
        types.create_feature(relation, feature, TYPE_NAME_STRING)
    return types


def segment(document: Any, text: str) -> None:
    """Lines as sentences and words as tokens, which INCEpTION needs to show and select text."""
    types = document.typesystem
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        document.add(types.get_type(SENTENCE)(begin=line.start(), end=line.end()))
    for word in WORD.finditer(text):
        document.add(types.get_type(TOKEN)(begin=word.start(), end=word.end()))


def file_name(article_id: str) -> str:
    """An article's id as a file's name."""
    return re.sub(r"[^\w.-]+", "_", article_id)


def labelstudio(results: Results, path: Path) -> list[Path]:
    """`tasks.json`, to import in Label Studio, and `setting.xml`, the project's labelling interface.

    A task has `data` (`text`, `title`, `article_id`) and one prediction whose `result` holds regions (`labels`, with
    `start` and `end` in characters) and relations between them (`labels` class and type; `direction` `right` or `bi`).
    """
    tasks = [
        {"data": {"text": text, "title": article["title"], "article_id": article["article_id"]},
         "predictions": [{"model_version": "entente", "result": regions(mentions) + arrows(joined)}]}
        for article, text, mentions, joined in drafts(results)
    ]  # fmt: skip
    types = sorted({f"{row['class']} {row['type']}" for row in records(results.tables["relations"])})
    relations = "\n".join(f'    <Relation value="{name}"/>' for name in types)
    return [
        save(path / "tasks.json", json.dumps(tasks, ensure_ascii=False, indent=1).encode()),
        save(path / "setting.xml", SETTING.format(relations=relations).encode()),
    ]


def regions(mentions: list[Record]) -> list[Record]:
    """Mentions as Label Studio's regions."""
    return [
        {"id": f"m{i}", "from_name": "label", "to_name": "text", "type": "labels",
         "value": {"start": m["start"], "end": m["end"], "text": m["text"], "labels": [m["actor_type"]]},
         "meta": {"text": [m["actor_id"]]}}
        for i, m in enumerate(mentions)
    ]  # fmt: skip


def arrows(joined: list[tuple[Record, int, int]]) -> list[Record]:
    """Relations as Label Studio's, from region to region."""
    return [
        {"type": "relation", "from_id": f"m{source}", "to_id": f"m{target}",
         "direction": "right" if row["directed"] else "bi", "labels": [f"{row['class']} {row['type']}"]}
        for row, source, target in joined
    ]  # fmt: skip
