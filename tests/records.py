"""Hand-made articles, actors and relations for tests that need no language model."""

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pipeline import job, work
from pipeline.articles import Source, naming, sources
from pipeline.articles import read as read_source
from pipeline.articles.reading import ROWS
from pipeline.extract import Rows, extract
from pipeline.schema import Actor, Article, Relation

HEAD = "En tête d'un autre article.\n\n"
BODY = "Paris a accusé Bamako. - Le Mali rejette ces propos.\nAnkara et Bamako ont signé un accord le 8 juillet."


def article(text: str = HEAD + BODY, **fields: Any) -> Article:
    """An article that starts after HEAD where the text has it."""
    start = len(HEAD) if text.startswith(HEAD) else 0
    given = {
        "article_id": "une-1",
        "file": "une.txt",
        "text_id": "une",
        "date": "2025-07-25",
        "language": "fr",
    }
    return Article(**{"text": text, "start": start, "end": len(text), **given, **fields})


def actor(text: str, ident: str, *names: str, **fields: Any) -> Actor:
    """An actor mentioned wherever one of `names` occurs in `text`."""
    mentions = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            mentions.append({"start": start, "end": start + len(name), "text": name, "kind": "name"})
            start = text.find(name, start + 1)
    base = {
        "id": ident, "name": names[0], "type": "STATE", "subtype": "", "country": ident, "state": ident,
        "gender": "", "number": "s", "kinds": [], "listed": True, "example": "",
    }  # fmt: skip
    return {**base, "mentions": mentions, **fields}  # type: ignore[typeddict-item, return-value]


def relation(text: str, sentence: str, trigger: str, source: str, target: str, **fields: Any) -> Relation:
    """A relation that `sentence` states; an asserted accusation unless `fields` say else."""
    start = text.index(sentence)
    at = text.index(trigger, start)
    base = {
        "sentence_start": start, "sentence_end": start + len(sentence), "source": source, "target": target,
        "source_state": source, "target_state": target, "class": "tension", "type": "ACCUSE",
        "quad": "VERBAL CONFLICT", "intensity": -2.0, "directed": True, "status": "asserted", "date": "",
        "attribution": "", "trigger": trigger, "trigger_start": at, "trigger_end": at + len(trigger),
        "rule": "accuser", "confidence": 0.8,
    }  # fmt: skip
    return {**base, **fields}  # type: ignore[typeddict-item, return-value]


def findings(text: str = BODY) -> tuple[list[Actor], list[Relation]]:
    """Three states; an accusation, its rejection in a line of dialogue, and a mutual accord with a date."""
    actors = [actor(text, "MLI", "Mali", "Bamako"), actor(text, "FRA", "Paris"), actor(text, "TUR", "Ankara")]
    first, second = "Paris a accusé Bamako.", "- Le Mali rejette ces propos."
    third = "Ankara et Bamako ont signé un accord le 8 juillet."
    accord = {"class": "cooperation", "type": "AGREE", "intensity": 5.5, "directed": False, "rule": "signer"}
    relations = [
        relation(text, third, "signé", "TUR", "MLI", date="2025-07-08", confidence=0.9, **accord),
        relation(text, second, "rejette", "MLI", "FRA", type="REJECT", rule="rejeter"),
        relation(text, first, "accusé", "FRA", "MLI"),
    ]
    return actors, relations


def rows(**fields: Any) -> Rows:
    """The rows of the article above."""
    return extract(article(**fields), *findings())


def read(inputs: Iterable[str | Path]) -> list[Article]:
    """The articles of files and folders, named as a run names them."""
    given = list(sources(inputs))
    label = naming.labels(source.location for source in given)
    found = []
    for source in given:
        articles = list(read_source(source, label[source.location]))
        several = len(articles) > 1 or source.suffix in ROWS
        for number, article in enumerate(articles, 1):
            found.append(
                replace(article, article_id=naming.name(label[source.location], number, article.own_id, several))
            )
    names = naming.distinct(article.article_id for article in found)
    return [replace(article, article_id=ident) for article, ident in zip(found, names, strict=True)]


def given_articles(monkeypatch: Any, articles: Iterable[Article]) -> None:
    """Have the job read these articles, whatever its inputs."""
    named = [replace(article, own_id=article.article_id) for article in articles]
    files = {article.file: Source(Path(article.file)) for article in named}
    monkeypatch.setattr(job, "sources", lambda inputs, leave_out: list(files.values()))
    monkeypatch.setattr(work, "read", lambda source, label: (a for a in named if a.file == source.name))


class Language:
    """Stands in for the spaCy pipeline: finds `findings()` in BODY, nothing elsewhere, breaks on « BOUM »."""

    vocab = SimpleNamespace(strings=())

    def __init__(self) -> None:
        self.dates: list[str] = []

    def get_pipe(self, name: str) -> Any:
        return SimpleNamespace(cache={})

    def make_doc(self, text: str) -> Any:
        return SimpleNamespace(text=text, _=SimpleNamespace(date="", actors=[], relations=[]))

    def __call__(self, doc: Any) -> Any:
        if "BOUM" in doc.text:
            raise ValueError("BOUM\nen deux lignes")
        self.dates.append(doc._.date)
        if BODY in doc.text:
            doc._.actors, doc._.relations = findings(doc.text)
        return doc

    def pipe(self, docs: Any, batch_size: int = 0) -> Any:
        return (self(doc) for doc in docs)


class Slow(Language):
    """One that takes its time, so that it can be killed at work."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds

    def __call__(self, doc: Any) -> Any:
        time.sleep(self.seconds)
        return super().__call__(doc)
