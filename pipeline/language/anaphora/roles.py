"""A person by the part played in the article: « l'opposant », « le visiteur », « son prédécesseur »."""

from functools import cache
from typing import NamedTuple

from pipeline.gazetteer import fold, listed, rows
from pipeline.grammar import words
from pipeline.language.anaphora.antecedents import SUBJECTS, Antecedents
from pipeline.language.anaphora.clauses import subjects, verb_over
from pipeline.paths import models_dir

REACH = 6  # sentences within which the only person who fits is meant


class Role(NamedTuple):
    """Who can be called so: by rank, by the words that govern the name (« X a été élu »), or as the only one near."""

    gender: str
    ranks: frozenset[str]
    barred: frozenset[str]
    told_by: frozenset[str]
    near: bool


@cache
def roles() -> dict[str, Role]:
    """The rows of `roles.csv` by the folded noun."""
    return {
        fold(row["role"]): Role(
            row["gender"], frozenset(listed(row["ranks"])), frozenset(listed(row["barred"])),
            frozenset(fold(word) for word in listed(row["told_by"])), row["near"] == "true",
        )
        for row in rows(models_dir() / "gazetteer" / "roles.csv", required=True)
    }  # fmt: skip


def role(antecedents: Antecedents, i: int) -> None:
    """« le vainqueur », « l'opposant »: the one person of whom the article tells what makes one so."""
    doc = antecedents.doc
    known = roles().get(fold(doc[i].text))
    if known is None or doc[i].pos_ not in ("NOUN", "ADJ", "VERB") or antecedents.complemented(i + 1):
        return
    if not i or doc[i - 1].lower_ not in words("anaphora", "definite"):
        return
    acting = set() if doc[i].dep_ in SUBJECTS else subjects(antecedents, verb_over(doc[i]))
    told, ranked, near = set(), set(), set()
    for ref in antecedents.agreeing(i, "s", known.gender, len(doc)):
        ident = ref["ids"][0]
        who = antecedents.registry[ident]
        if who["type"] != "PERSON" or ident in acting:
            continue
        ranks = set(who["rank"].split())
        if fold(antecedents.phrase_head(ref).head.lemma_) in known.told_by:
            told.add(ident)
        if ranks & known.ranks:
            ranked.add(ident)
        if antecedents.sentence[i] - antecedents.sentence[ref["start"]] <= REACH and not ranks & known.barred:
            near.add(ident)
    fitting = told or ranked or (near if known.near else set())
    if len(fitting) == 1:
        antecedents.add(i, i + 1, sorted(fitting), "description", i)


def colleague(antecedents: Antecedents, i: int) -> None:
    """« son prédécesseur », « son successeur »: the other person of the article who has held the same office."""
    doc = antecedents.doc
    if not i or doc[i].lower_ not in words("anaphora", "same_office") or antecedents.complemented(i + 1):
        return
    if doc[i - 1].lower_ not in ("son", "sa"):
        return
    owner = subjects(antecedents, verb_over(doc[i])) or set(antecedents.topic)
    if len(owner) != 1 or (one := antecedents.registry.get(min(owner))) is None or not one["office"]:
        return
    others = [
        ident for ident, who in antecedents.registry.items()
        if ident not in owner and who["type"] == "PERSON" and (who["office"], who["state"]) == (one["office"], one["state"])
    ]  # fmt: skip
    if len(others) == 1:
        antecedents.add(i, i + 1, others, "description", i)
