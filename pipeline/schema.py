"""The records that pass from room to room: what an article, an actor, a mention and a relation are.

Offsets count Unicode characters, end exclusive. Records that live on a ``Doc`` are plain dictionaries, because
those survive ``Doc.to_bytes`` and ``nlp.pipe(n_process=2)``.
"""

from dataclasses import dataclass
from typing import TypedDict


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read; `text[start:end]` is its own part of the text that offsets count in.

    `own_id` is the name that its row brings along; `shared` tells that the text is the file's, and so all its articles';
    `retry` that another run may read what this one could not.
    """

    article_id: str
    file: str
    text_id: str
    text: str
    start: int
    end: int
    title: str = ""
    author: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    sha256: str = ""
    status: str = "ok"
    error: str = ""
    own_id: str = ""
    shared: bool = False
    retry: bool = False


class Mention(TypedDict):
    """One expression that stands for an actor; `kind` as in `mentions.csv`."""

    start: int
    end: int
    text: str
    kind: str


class Actor(TypedDict):
    """A participant and where the article mentions it; `state` is the state or organisation it serves.

    `listed` tells whether a gazetteer has it; `example` is the sentence that mentions it first where none has.
    """

    id: str
    name: str
    type: str
    subtype: str
    country: str
    state: str
    gender: str
    number: str
    kinds: list[str]
    listed: bool
    example: str
    mentions: list[Mention]


# `class` is a keyword, hence the functional form.
Relation = TypedDict(
    "Relation",
    {
        "sentence_start": int,
        "sentence_end": int,
        "source": str,
        "target": str,
        "source_state": str,
        "target_state": str,
        "class": str,
        "type": str,
        "quad": str,
        "intensity": float,
        "directed": bool,
        "status": str,
        "date": str,
        "attribution": str,
        "trigger": str,
        "trigger_start": int,
        "trigger_end": int,
        "rule": str,
        "confidence": float,
    },
)
