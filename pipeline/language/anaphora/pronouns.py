"""Pronouns: « il », « l'accuse », « contre lui », « à son encontre », « ce dernier », « celui-ci »."""

from pipeline.gazetteer import fold
from pipeline.grammar import words
from pipeline.language.anaphora.antecedents import SUBJECTS, Antecedents, folded
from pipeline.language.anaphora.clauses import (
    OBJECTS,
    UNKNOWN,
    asks_an_actor,
    may_be_any,
    participle_gender,
    subjects,
    verb_over,
)
from pipeline.language.mentions import Reference
from pipeline.language.tree import Token

NEAR = 1  # sentences that the antecedent of an object may lie behind


def personal(antecedents: Antecedents, token: Token) -> None:
    """il, elle, ils, elles as subjects."""
    word = token.lower_
    follow = antecedents.doc[token.i + 1 : token.i + 3]
    if any(t.lower_ == "y" for t in follow[:1]) or any(t.lower_ == "y" for t in follow if follow[0].lower_ == "n'"):
        return  # « il y a »
    if "expl" in token.dep_ or (token.head.lemma_ in words("anaphora", "impersonal") and token.head.lemma_ != "rester"):
        return
    number = "p" if word in words("anaphora", "plural") else "s"
    gender = "m" if word in ("il", "ils") else "f"
    found = [
        r for r in antecedents.agreeing(token.i, number, gender)
        if not (r["hint"] or r["place"]) and not object_of(antecedents, r, token.head)
    ]  # fmt: skip
    best = antecedents.best(token.i, found, antecedents.rivals(token.i, number, gender))
    if best is not None:
        antecedents.add(token.i, token.i + 1, best["ids"], "pronoun")


def object_of(antecedents: Antecedents, ref: Reference, verb: Token) -> bool:
    """Whether the verb of the pronoun has the mention for another argument, or for its fronted participle's."""
    head = antecedents.phrase_head(ref)
    if head.head == verb and head.dep_ in (*OBJECTS, "obl:agent"):
        return True
    # « Reçu par Abdoulaye Diop, il a insisté »
    return any(
        t.dep_ == "advcl" and t.head == verb and t.i < verb.i and not any(c.dep_ in SUBJECTS for c in t.children)
        for t in [head, *head.ancestors][:3]
    )  # fmt: skip


def clitic(antecedents: Antecedents, token: Token) -> None:
    """l', le, la, les, lui, leur before a verb: not its subject."""
    word, verb = token.lower_, token.head
    direct = word not in words("anaphora", "datives")
    if token.is_sent_start or (word in ("le", "l'") and {verb.lemma_, verb.lower_} & words("anaphora", "neuter")):
        return  # « le faire »
    if direct and not (asks_an_actor(verb) or (may_be_any(verb) and not antecedents.quoted[token.i])):
        return  # « l'utiliser »
    number = "p" if word in words("anaphora", "plural") else "s"
    gender = {"le": "m", "la": "f"}.get(word, "")
    if direct:
        gender = gender or participle_gender(token)
    found = objects(antecedents, token.i, verb, number, gender)
    if not may_be_any(verb):
        found = persons(antecedents, found)
    rivals = antecedents.rivals(token.i, number, gender)
    if direct and not asks_an_actor(verb):
        rivals += antecedents.things(token.i, number, gender)
    choose(antecedents, token.i, token.i + 1, found, rivals)


def strong(antecedents: Antecedents, token: Token) -> None:
    """lui, elle, eux, elles after a preposition: not the subject of the clause, unless it says what he thinks."""
    word, i = token.lower_, token.i
    before = antecedents.doc[i - 1].lower_
    if before == "de" and i > 1 and antecedents.doc[i - 2].lower_ in words("anaphora", "with_de"):
        before = antecedents.doc[i - 2].lower_  # « auprès d'elle »
    if antecedents.doc.words(i + 1, i + 2).startswith("-"):
        return  # « elle-même »
    number = "p" if word in words("anaphora", "plural") else "s"
    gender = "f" if word in words("anaphora", "feminine") else "m"
    if before in words("anaphora", "opining") and (before != "pour" or antecedents.doc[i - 1].is_sent_start):
        found = [r for r in antecedents.agreeing(i, number, gender, NEAR) if not (r["hint"] or r["place"])]
    elif before in words("anaphora", "towards") | words("anaphora", "with_de"):
        found = objects(antecedents, i, verb_over(token), number, gender)
        if not may_be_any(token.head):
            found = persons(antecedents, found)
    else:
        return
    choose(antecedents, i, i + 1, found, antecedents.rivals(i, number, gender))


def possessed(antecedents: Antecedents, i: int) -> None:
    """« à son encontre », « à leurs côtés »: the pronoun of a preposition of several words."""
    doc = antecedents.doc
    if fold(doc[i].text) not in folded("of_possessed") or i < 2 or doc[i - 2].lower_ not in ("à", "en"):
        return
    if doc[i - 1].lower_ not in words("anaphora", "possessives"):
        return
    number = "p" if doc[i - 1].lower_ in words("anaphora", "their") else "s"
    found = objects(antecedents, i - 1, verb_over(doc[i]), number, "")
    choose(antecedents, i - 1, i + 1, found, antecedents.rivals(i - 1, number, ""))


def objects(antecedents: Antecedents, i: int, verb: Token, number: str, gender: str) -> list[Reference]:
    """Mentions that an object at token `i` can stand for: none if a pronoun nobody knows goes before."""
    acting = subjects(antecedents, verb)
    if UNKNOWN in acting or unresolved(antecedents, i, number):
        return []
    return [
        r for r in antecedents.agreeing(i, number, gender, NEAR)
        if not r["hint"] and not acting & set(r["ids"]) and not cited(antecedents, r)
    ]  # fmt: skip


def unresolved(antecedents: Antecedents, i: int, number: str) -> bool:
    """Whether a subject pronoun of the sentence before token `i` stands for somebody unknown, who may be meant."""
    return any(
        t.lower_ in words("anaphora", "personal") and t.dep_ in SUBJECTS and t.i not in antecedents.at
        and (t.lower_ in words("anaphora", "plural")) == (number == "p")
        for t in antecedents.doc[antecedents.doc[i].sent.start : i]
    )  # fmt: skip


def cited(antecedents: Antecedents, ref: Reference) -> bool:
    """« Selon le New York Post »: a source, of which nothing is told."""
    before = antecedents.doc[max(0, ref["start"] - 2) : ref["start"]]
    return any(t.lower_ in words("attribution", "prepositions") for t in before)


def persons(antecedents: Antecedents, found: list[Reference]) -> list[Reference]:
    """Those of `found` that are persons."""
    return [r for r in found if all(antecedents.registry[x]["type"] == "PERSON" for x in r["ids"])]


def choose(antecedents: Antecedents, start: int, end: int, found: list[Reference], rivals: list[float]) -> None:
    """Resolve the object at `start`: what the object before it stands for, else the one that could, else the best."""
    before = [r for r in found if r["kind"] == "pronoun" and antecedents.doc[r["head"]].dep_ in OBJECTS]
    sure = [r for r in found if not r["place"]]
    best = before[0] if before else None
    if best is None and len({tuple(r["ids"]) for r in found}) == 1 and not rivals:
        best = found[0]
    best = best or antecedents.best(start, sure, rivals)
    if best is None and any(r["ids"] == antecedents.topic for r in found):
        best = next(r for r in found if r["ids"] == antecedents.topic) if not rivals else None
    if best is not None:
        antecedents.add(start, end, best["ids"], "pronoun")


def latter(antecedents: Antecedents, i: int) -> None:
    """« ce dernier », « celui-ci »: the last one named that agrees, not the subject of its own clause."""
    token, doc = antecedents.doc[i], antecedents.doc
    if i + 1 < len(doc) and doc[i + 1].pos_ in ("NOUN", "NUM") and "-" not in doc[i + 1].text:
        return  # « ces derniers jours »
    number = "p" if token.lower_ in ("derniers", "dernières", "ceux", "celles") else "s"
    gender = "f" if token.lower_ in ("dernière", "dernières", "celle", "celles") else "m"
    acting = set() if token.dep_ in SUBJECTS else subjects(antecedents, verb_over(token))
    for ref in antecedents.agreeing(i, number, gender, NEAR):
        if ref["hint"] or ref["place"] or acting & set(ref["ids"]):
            continue
        if not antecedents.noun_between(ref["end"], i, number, gender):
            start, end = (i - 1, i + 1) if token.lower_ in words("anaphora", "latter") else (i, i + 3)
            antecedents.add(start, end, ref["ids"], "pronoun", i)
        return


def ordinal(antecedents: Antecedents, i: int) -> None:
    """« Le premier menace le second »: the first and the last of the two named as a list in the sentence before."""
    doc = antecedents.doc
    follow = doc[i + 1] if i + 1 < len(doc) else doc[i]
    if follow.pos_ in ("NOUN", "ADJ", "PROPN", "NUM") and follow.head.i >= i and follow.dep_ != "ROOT":
        return  # « le premier round »
    lists = [r for r in antecedents.lists(antecedents.earlier(i, NEAR)) if len(r["ids"]) == 2]
    if lists and antecedents.sentence[lists[-1]["start"]] < antecedents.sentence[i]:
        one = lists[-1]["ids"][0 if doc[i].lower_ in words("anaphora", "first") else 1]
        antecedents.add(i - 1, i + 1, [one], "pronoun", i)
