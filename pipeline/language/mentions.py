"""The working record of the components: who is mentioned where, in tokens.

It lives on ``doc._.mentions`` and ``doc._.registry`` as plain lists and dictionaries, so that it survives
serialisation and worker processes.
"""

from typing import TypedDict

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from pipeline.gazetteer import Known

DOMINANT = 2  # times as often as the third: the article is about two


class Reference(TypedDict):
    """A mention in tokens (end exclusive) and the ids that it stands for.

    `place` marks a name in a locative phrase (« reçu à Bamako ») and `hint` an adjective that only hints at a state
    (« la présence russe »): both count as mentions only if a relation binds them.
    """

    start: int
    end: int
    head: int
    ids: list[str]
    kind: str
    place: bool
    hint: bool


class Participant(TypedDict):
    """What the article's registry knows of one actor; `rank` is the office held at the article's date, `office` the one ever
    held; `listed` where a gazetteer has it."""

    name: str
    type: str
    subtype: str
    country: str
    state: str
    gender: str
    number: str
    kinds: list[str]
    rank: str
    office: str
    listed: bool


def token_starts(doc: Doc) -> dict[int, int]:
    """The token that begins at each character where one does; read at once, for each `Token` costs its making."""
    return {character: i for i, character in enumerate(doc.to_array(IDX).tolist())}


def register_extensions() -> None:
    """Declare the Doc attributes of the pipeline; safe to call twice."""
    for name, default in (
        ("mentions", []), ("registry", {}), ("actors", []), ("relations", []), ("near_misses", []), ("trace", False), ("evidence", []), ("date", ""),
        ("given", []), ("titles", {}), ("places", []), ("home", ""), ("towns", {}),
    ):  # fmt: skip
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Token.has_extension("mention"):
        Token.set_extension("mention", default=None)


def reference(start: int, end: int, ids: list[str], kind: str, *, hint: bool = False) -> Reference:
    """A mention of `ids` over the tokens `start:end`."""
    return {
        "start": start,
        "end": end,
        "head": end - 1,
        "ids": ids,
        "kind": kind,
        "place": False,
        "hint": hint,
    }


def participant(known: Known, date: str = "") -> Participant:
    """The registry's entry for a row of the gazetteer, in an article of `date` (ISO, '' unknown)."""
    return {
        "name": known.name, "type": known.type, "subtype": known.subtype, "country": known.country,
        "state": known.state, "gender": known.gender, "number": known.number, "kinds": list(known.kinds),
        "rank": known.office if known.in_office(date) else "",
        "office": known.office, "listed": known.listed,
    }  # fmt: skip


register_extensions()
