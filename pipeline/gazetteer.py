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
from itertools import zip_longest
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from pipeline.errors import GazetteerError
from pipeline.paths import models_dir

WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
TYPES = ("PERSON", "STATE", "ORGANISATION")
SUBTYPES = ("igo", "armed_group", "government", "company", "party", "ngo", "media", "other")
ARTICLES = ("Le ", "La ", "Les ", "L'")
T = TypeVar("T")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """`word` without accents and case, as names are compared."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).casefold()


def words_of(text: str) -> list[tuple[str, int, int]]:
    """The words of `text`: folded form, start, end (characters)."""
    return [(fold(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]


words_of_article = lru_cache(maxsize=64)(words_of)  # several components ask for the same one, a batch at a time


Entry = tuple[tuple[str, ...], T]  # a phrase's folded words, and what is filed under it


class Trie(Generic[T]):
    """Phrases found by their folded words, longest first."""

    def __init__(self) -> None:
        self.by_first: dict[str, list[Entry[T]]] = defaultdict(list)
        self.by_two: dict[tuple[str, str], list[Entry[T]]] = defaultdict(list)  # those of more than one word
        self.alone: dict[str, list[Entry[T]]] = defaultdict(list)

    def add(self, phrase: str, value: T) -> None:
        """File `value` under `phrase`; a phrase without a word is ignored."""
        key = tuple(w for w, _, _ in words_of(phrase))
        if key:
            self.file(key, value)

    def file(self, key: tuple[str, ...], value: T) -> None:
        """File `value` under the folded words `key`."""
        self.by_first[key[0]].append((key, value))
        if len(key) > 1:
            self.by_two[key[0], key[1]].append((key, value))
        else:
            self.alone[key[0]].append((key, value))

    def extend(self, other: "Trie[T]") -> None:
        """Add all that `other` holds, after what is here."""
        for entries in other.by_first.values():
            for key, value in entries:
                self.file(key, value)

    def sort(self) -> None:
        """Put the longest phrases first; call once, after the last `add`."""
        for entries in (*self.by_first.values(), *self.by_two.values()):
            entries.sort(key=lambda e: -len(e[0]))

    def at(self, words: list[tuple[str, int, int]], i: int) -> Iterator[tuple[int, T]]:
        """Each phrase that starts at word `i`, as (number of words, value), longest first."""
        return self.fitting(words, i) if words[i][0] in self.by_first else iter(())

    def fitting(self, words: list[tuple[str, int, int]], i: int) -> Iterator[tuple[int, T]]:
        """The same, where any begins with word `i`: those that go on otherwise cost nothing, however many they are."""
        if i + 1 < len(words):
            for key, value in self.by_two.get((words[i][0], words[i + 1][0]), ()):
                if len(key) == 2 or tuple(w for w, _, _ in words[i : i + len(key)]) == key:
                    yield len(key), value
        for _, value in self.alone.get(words[i][0], ()):
            yield 1, value


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
        if self.text.startswith(ARTICLES):  # « Le Monde », not « Le monde »
            return sum(c.isupper() for c in written) >= sum(c.isupper() for c in self.text)
        return next((c for c in written if c.isalpha()), written).isupper()  # « 3R », « M23 »


@dataclass(slots=True)
class Known:
    """An actor and what agrees with it; `listed` where a gazetteer has it, not only an article."""

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
    listed: bool = False
    office: str = ""
    terms: tuple[tuple[str, str], ...] = ()

    def in_office(self, date: str) -> bool:
        """Whether the office was held at `date` (ISO, any precision; unknown: whether it was not left)."""
        if not date:
            return not self.terms or any(not until for _, until in self.terms)
        n = len(date)
        return not self.terms or any(
            since[:n] <= date and (not until or date <= until[:n]) for since, until in self.terms
        )


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
    first_names: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)  # « franco » of « franco-allemand » -> FRA
    capitals: set[str] = field(default_factory=set)
    places: Trie[Alias] = field(default_factory=Trie)  # towns and regions, each in one state

    def is_place(self, name: str) -> bool:
        """Whether `name` is a town or region and nothing else."""
        found = words_of(name)
        return bool(found) and any(n == len(found) and alias.fits(name) for n, alias in self.places.at(found, 0))

    def gender_of(self, name: str) -> str:
        """`m` or `f` where the first name tells, else ''."""
        return self.first_names.get(fold(re.split(r"[\s-]", name, maxsplit=1)[0]), "")

    def add(self, known: Known, names: Iterable[str], kind: str = "name") -> None:
        """Make `names` aliases of `known`."""
        known.listed = True
        self.actors.setdefault(known.id, known)
        for name in names:
            self.aliases.add(name, Alias(name, known.id, kind))


def listed(cell: str | None) -> list[str]:
    """The values of a cell that separates them by `|`."""
    return [v.strip() for v in (cell or "").split("|") if v.strip()]


def rows(path: Path, *, required: bool = False) -> list[dict[str, str]]:
    """The rows of a gazetteer file, none if it is not there and not `required`."""
    if not required and not path.exists():
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
        gazetteer.capitals.update(fold(capital) for capital in listed(row["capitals"]))


def add_places(gazetteer: Gazetteer, path: Path) -> None:
    """Read `places.csv`: towns and regions that are fought for, with the state that they are in."""
    for row in rows(path):
        for name in listed(row["names"]):
            gazetteer.places.add(name, Alias(name, row["state"], "metonym"))


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
    """Read `persons.csv`: holders of high office, with the terms that they held it for."""
    for row in rows(path):
        person = person_of(row)
        person.gender = gazetteer.gender_of(person.name)
        gazetteer.add(person, [row["name"], *listed(row["names"])])


def person_of(row: dict[str, str]) -> Known:
    """A row of `persons.csv`."""
    since, until = ((row.get(column) or "").split("|") for column in ("since", "until"))
    return Known(
        id=row["name"], name=row["name"], type="PERSON", country=row["state"], state=row["state"] or row["organisation"],
        office=row["office"], terms=tuple(zip_longest(since, until, fillvalue="")) if any(since) else (),
    )  # fmt: skip


def add_own(gazetteer: Gazetteer, path: Path) -> None:
    """Read a user's file: the columns of `unknown_actors.csv`, of which only `id` must be filled.

    Raises:
        GazetteerError: the file cannot be read or has mistakes, each with its line.
    """
    try:
        table = rows(path, required=True)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError([f"{path} : illisible ({error})"]) from error
    problems = []
    countries = {a.id for a in gazetteer.actors.values() if a.type == "STATE"}
    if table and "id" not in table[0]:
        raise GazetteerError([f"{path}, ligne 1 : il faut une colonne « id » (colonnes lues : {', '.join(table[0])})"])
    for line, row in enumerate(table, 2):
        row = {
            column: (value or "").strip() for column, value in row.items() if isinstance(value, str | None) and column
        }
        complaint = mistake(row, countries)
        if complaint:
            problems.append(f"{path}, ligne {line} : {complaint}")
            continue
        kind = row.get("type") or "ORGANISATION"
        own = Known(
            id=row["id"], name=row.get("name") or row["id"], type=kind, subtype=row.get("subtype", ""),
            country=row.get("country", ""), gender=row.get("gender", ""), number=row.get("number") or "s",
            state=row.get("country", "") if kind == "PERSON" else "",
            members=tuple(listed(row.get("members"))), kinds=tuple(listed(row.get("kinds"))),
        )  # fmt: skip
        gazetteer.actors[own.id] = own if own.id not in countries else gazetteer.actors[own.id]
        gazetteer.add(own, [row["id"], row.get("name", ""), *listed(row.get("names"))])
        gazetteer.add(own, listed(row.get("seats")), "metonym")
        gazetteer.add(own, listed(row.get("demonyms")), "demonym")
    if problems:
        raise GazetteerError(problems)


def mistake(row: dict[str, str], countries: set[str]) -> str:
    """What is wrong with a user's row, '' if nothing is."""
    if not row.get("id"):
        return "« id » est vide ; y mettre le nom usuel de l'acteur"
    allowed = {"type": TYPES, "subtype": SUBTYPES, "gender": ("m", "f"), "number": ("s", "p")}
    for column, values in allowed.items():
        if row.get(column) and row[column] not in values:
            return f"{column} « {row[column]} » inconnu ; choisir parmi {', '.join(values)}"
    if row.get("country") and row["country"] not in countries:
        return f"country « {row['country']} » inconnu ; il faut un code ISO 3166-1 à trois lettres (MLI, FRA…)"
    if row.get("type") == "STATE" and row["id"] not in countries:
        return f"« {row['id']} » n'est pas un État connu ; il faut son code ISO à trois lettres, ou type ORGANISATION"
    return ""


@cache
def load_gazetteer(own: tuple[str, ...] = ()) -> Gazetteer:
    """The package's gazetteer (`models/gazetteer`) with a user's own files, whose names come first.

    Raises:
        GazetteerError: a file of `own` cannot be read or has mistakes.
    """
    folder = models_dir() / "gazetteer"
    gazetteer = Gazetteer()
    add_states(gazetteer, folder / "states.csv")
    packaged, gazetteer.aliases = gazetteer.aliases, Trie()
    for file in own:
        add_own(gazetteer, Path(file))
    gazetteer.aliases.extend(packaged)
    add_organisations(gazetteer, folder / "organisations.csv")
    gazetteer.first_names = {fold(row["name"]): row["gender"] for row in rows(folder / "first_names.csv")}
    add_persons(gazetteer, folder / "persons.csv")
    add_places(gazetteer, folder / "places.csv")
    for row in rows(folder / "offices.csv"):
        gazetteer.offices.add(row["office"], Title(row["office"], row["rank"], row["gender"], row["number"]))
    for row in rows(folder / "organs.csv"):
        gazetteer.organs.add(
            row["organ"], Title(row["organ"], row["kind"], row["gender"], row["number"], row.get("alone") == "true")
        )
    gazetteer.heads = {row["head"]: row for row in rows(folder / "organisation_heads.csv")}
    gazetteer.prefixes = {fold(row["prefix"]): row["id"] for row in rows(folder / "demonym_prefixes.csv")}
    gazetteer.non_actors = frozenset(fold(row["name"]) for row in rows(folder / "non_actors.csv"))
    for trie in (gazetteer.aliases, gazetteer.offices, gazetteer.organs, gazetteer.places):
        trie.sort()
    return gazetteer
