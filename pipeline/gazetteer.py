"""What the program knows of actors: `models/gazetteer/*.csv`, read into word tries.

Matching ignores accents, the shape of apostrophes and hyphens, and the case of all but the first letter; an acronym
needs its capitals (« OTAN ») or, from four letters on, a capital (« Otan »).
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from pipeline.paths import models_dir

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
T = TypeVar("T")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """`word` without accents and case, as names are compared."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> list[tuple[str, int, int]]:
    """The words of `text`: folded form, start, end (characters)."""
    return [(fold(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]


class Trie(Generic[T]):
    """Phrases found by their folded words, longest first."""

    def __init__(self) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)

    def add(self, phrase: str, value: T) -> None:
        """File `value` under `phrase`; a phrase without a word is ignored."""
        key = tuple(w for w, _, _ in words_of(phrase))
        if key:
            self.by_first[key[0]].append((key, value))

    def sort(self) -> None:
        """Put the longest phrases first; call once, after the last `add`."""
        for entries in self.by_first.values():
            entries.sort(key=lambda e: -len(e[0]))

    def at(self, words: list[tuple[str, int, int]], i: int) -> Iterator[tuple[int, T]]:
        """Each phrase that starts at word `i`, as (number of words, value), longest first."""
        for key, value in self.by_first.get(words[i][0], ()):
            if len(key) == 1 or tuple(w for w, _, _ in words[i : i + len(key)]) == key:
                yield len(key), value


class Alias(NamedTuple):
    """One way to write one actor; `kind` as in `mentions.csv`."""

    text: str
    id: str
    kind: str

    def fits(self, written: str) -> bool:
        """Whether the capitals of `written` allow this alias."""
        if self.text[0].islower():
            return True
        letters = [c for c in self.text if c.isalpha()]
        if len(letters) > 1 and all(c.isupper() for c in letters) and " " not in self.text:
            return written.isupper() or (len(letters) >= 4 and written.istitle())
        return written[0].isupper()


@dataclass(slots=True)
class Known:
    """A row of the gazetteer: an actor and what agrees with it."""

    id: str
    name: str
    type: str
    subtype: str = ""
    country: str = ""
    state: str = ""
    gender: str = ""
    number: str = "s"
    members: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class Title(NamedTuple):
    """An office (« ministre ») or a state organ (« armée »): its rank or kind, gender and number.

    `alone` marks organs that, without an owner, mean those of the state that the article is about.
    """

    text: str
    rank: str
    gender: str
    number: str
    alone: bool = False


@dataclass(slots=True)
class Gazetteer:
    """All that is known of actors; `aliases` holds every name, `offices` and `organs` the nouns around them."""

    actors: dict[str, Known] = field(default_factory=dict)
    aliases: Trie[Alias] = field(default_factory=Trie)
    offices: Trie[Title] = field(default_factory=Trie)
    organs: Trie[Title] = field(default_factory=Trie)
    heads: dict[str, dict[str, str]] = field(default_factory=dict)
    non_actors: frozenset[str] = frozenset()

    def add(self, known: Known, names: Iterable[str], kind: str = "name") -> None:
        """Make `names` aliases of `known`."""
        self.actors.setdefault(known.id, known)
        for name in names:
            self.aliases.add(name, Alias(name, known.id, kind))


def listed(cell: str | None) -> list[str]:
    """The values of a cell that separates them by `|`."""
    return [v.strip() for v in (cell or "").split("|") if v.strip()]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a gazetteer file, none if it is not there."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def add_states(gazetteer: Gazetteer, path: Path) -> None:
    """Read `states.csv`."""
    for row in rows(path):
        descriptions = listed(row["descriptions"])
        phrases = [d for d in descriptions if " " in d or d[0].isupper()]
        state = Known(
            id=row["id"], name=row["name"], type="STATE", country=row["id"], gender=row["gender"],
            number=row["number"], kinds=tuple(d for d in descriptions if d not in phrases),
        )  # fmt: skip
        gazetteer.add(state, [row["name"], *listed(row["names"])])
        gazetteer.add(state, listed(row["demonyms"]), "demonym")
        gazetteer.add(state, [*listed(row["capitals"]), *listed(row["seats"])], "metonym")
        gazetteer.add(state, phrases, "description")


def add_organisations(gazetteer: Gazetteer, path: Path) -> None:
    """Read `organisations.csv`, the package's or a user's."""
    for row in rows(path):
        organisation = Known(
            id=row["id"], name=row["name"] or row["id"], type="ORGANISATION", subtype=row.get("subtype", ""),
            country=row.get("country", ""), gender=row.get("gender", ""), number=row.get("number", "") or "s",
            members=tuple(listed(row.get("members"))), kinds=tuple(listed(row.get("kinds"))),
        )  # fmt: skip
        gazetteer.add(organisation, [row["id"], row["name"], *listed(row.get("names"))])
        gazetteer.add(organisation, listed(row.get("seats")), "metonym")
        gazetteer.add(organisation, listed(row.get("demonyms")), "demonym")


def add_persons(gazetteer: Gazetteer, path: Path) -> None:
    """Read `persons.csv`: holders of high office."""
    for row in rows(path):
        person = Known(
            id=row["name"], name=row["name"], type="PERSON", country=row["state"],
            state=row["state"] or row["organisation"], kinds=(row["office"],),
        )  # fmt: skip
        gazetteer.add(person, [row["name"], *listed(row["names"])])


@cache
def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """The gazetteer of `folder` (default: the package's `models/gazetteer`)."""
    folder = folder or models_dir() / "gazetteer"
    gazetteer = Gazetteer()
    add_states(gazetteer, folder / "states.csv")
    add_organisations(gazetteer, folder / "organisations.csv")
    add_persons(gazetteer, folder / "persons.csv")
    for row in rows(folder / "offices.csv"):
        gazetteer.offices.add(row["office"], Title(row["office"], row["rank"], row["gender"], row["number"]))
    for row in rows(folder / "organs.csv"):
        gazetteer.organs.add(
            row["organ"], Title(row["organ"], row["kind"], row["gender"], row["number"], row.get("alone") == "true")
        )
    gazetteer.heads = {row["head"]: row for row in rows(folder / "organisation_heads.csv")}
    gazetteer.non_actors = frozenset(fold(row["name"]) for row in rows(folder / "non_actors.csv"))
    for trie in (gazetteer.aliases, gazetteer.offices, gazetteer.organs):
        trie.sort()
    return gazetteer
