"""When a found actor or relation is a gold one, and the count of hits and errors."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Entry = dict[str, Any]
Fits = Callable[[Entry, Entry], bool]
Pair = tuple[str, str]

SAME_ACTOR = {"Europe": "UE"}
LEADING = re.compile(r"^(l|le|la|les|un|une|des|du|de|d|m|mme|mr)\b[\s'’.]*", re.I)


@dataclass
class Score:
    """Hits, false alarms and misses."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 0 where there is nothing."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def figures(self) -> dict[str, float]:
        """The six figures, rounded as they are printed."""
        shares = {name: round(getattr(self, name), 4) for name in ("precision", "recall", "f1")}
        return {**shares, "tp": self.tp, "fp": self.fp, "fn": self.fn}


def name_key(name: str) -> str:
    """A name as it is compared: no case, accents, punctuation or leading article."""
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    flat = LEADING.sub("", re.sub(r"[’`]", "'", "".join(letters).casefold()).strip())
    return re.sub(r"[^0-9a-z]+", " ", flat).strip()


def listed(value: Any) -> list[Any]:
    """A gold value, which may be a list of accepted ones, as a list."""
    return value if isinstance(value, list) else [value]


def same_as(actor_id: str) -> str:
    """One id for actors that the guide takes for each other."""
    return SAME_ACTOR.get(actor_id, actor_id)


def pair(first: str, second: str) -> Pair:
    """An unordered pair of actors."""
    low, high = sorted((same_as(first), same_as(second)))
    return low, high


def match(golds: list[Entry], preds: list[Entry], fits: Fits, score: Score) -> list[tuple[str, Entry]]:
    """Count into `score`; what went wrong, as (`MISSED` or `SPURIOUS`, entry).

    A gold entry takes every prediction that fits; required ones choose first, the others count neither way.
    """
    used: set[int] = set()
    wrong: list[tuple[str, Entry]] = []
    for gold in sorted(golds, key=lambda g: not g["required"]):
        hits = [i for i, pred in enumerate(preds) if i not in used and fits(gold, pred)]
        used.update(hits)
        if gold["required"] and hits:
            score.tp += 1
        elif gold["required"]:
            score.fn += 1
            wrong.append(("MISSED", gold))
    spurious = [pred for i, pred in enumerate(preds) if i not in used]
    score.fp += len(spurious)
    return wrong + [("SPURIOUS", pred) for pred in spurious]


def article_level(relations: Iterable[Entry], read: Callable[[str], str] = str) -> list[Entry]:
    """Pairs and classes that the article states at least once and does not only deny.

    `read` maps each actor, e.g. a person to their state. An entry holds every pair that its readings accept.
    """
    merged: dict[tuple[Pair, str], Entry] = {}
    for relation in relations:
        if relation["status"] == "negated":
            continue
        sources, targets = (list(map(read, listed(relation[side]))) for side in ("source", "target"))
        pairs = {pair(s, t) for s in sources for t in targets}
        pairs = {p for p in pairs if p[0] != p[1]}
        if not pairs:
            continue
        slot = merged.setdefault(
            (pair(sources[0], targets[0]), relation["class"]),
            {"pairs": set(), "class": relation["class"], "required": False},
        )
        slot["pairs"] |= pairs
        slot["required"] |= relation.get("required", True)
    return list(merged.values())


def stated(relations: Iterable[Entry]) -> list[Entry]:
    """The relations that are not denied."""
    return [relation for relation in relations if relation["status"] != "negated"]


def same_actor(gold: Entry, pred: Entry) -> bool:
    """The actor and its type agree."""
    return bool(gold["id"] == pred["id"] and gold["type"] == pred["type"])


def same_pair(gold: Entry, pred: Entry) -> bool:
    """At article level: the class, and one of the accepted pairs."""
    return bool(gold["class"] == pred["class"] and gold["pairs"] & pred["pairs"])


def same_sentence(gold: Entry, pred: Entry) -> bool:
    """The class, one of the accepted pairs, and sentences that overlap."""
    found = pair(pred["source"], pred["target"])
    return (
        gold["class"] == pred["class"]
        and gold["start"] < pred["end"]
        and pred["start"] < gold["end"]
        and any(pair(s, t) == found for s in listed(gold["source"]) for t in listed(gold["target"]))
    )


def same_in_full(gold: Entry, pred: Entry) -> bool:
    """The same sentence, and status, direction and one accepted type."""
    return (
        same_sentence(gold, pred)
        and gold["status"] == pred["status"]
        and pred["type"] in listed(gold["type"])
        and gold["directed"] == pred["directed"]
        and (not gold["directed"] or same_as(pred["source"]) in map(same_as, listed(gold["source"])))
    )
