"""Pronouns: « il », « l'accuse », « ce dernier », « celui-ci »."""

from spacy.tokens import Token

from pipeline.grammar import words
from pipeline.language.anaphora.antecedents import SUBJECTS, Antecedents
from pipeline.language.mentions import Reference


def personal(antecedents: Antecedents, token: Token) -> None:
    """il, elle, ils, elles."""
    word = token.lower_
    follow = antecedents.doc[token.i + 1 : token.i + 3]
    if any(t.lower_ == "y" for t in follow[:1]) or any(t.lower_ == "y" for t in follow if follow[0].lower_ == "n'"):
        return  # « il y a »
    if "expl" in token.dep_ or (token.head.lemma_ in words("anaphora", "impersonal") and token.head.lemma_ != "rester"):
        return
    number = "p" if word in words("anaphora", "plural") else "s"
    gender = "m" if word in ("il", "ils") else "f"
    found = [
        r for r in antecedents.earlier(token.i)
        if antecedents.agrees(r, number, gender)
        and not (r["hint"] or r["place"])
        and not object_of(antecedents, r, token.head)
    ]  # fmt: skip
    best = antecedents.best(token.i, found, antecedents.rivals(token.i, number, gender))
    if best is not None:
        antecedents.add(token.i, token.i + 1, best["ids"], "pronoun")


def object_of(antecedents: Antecedents, ref: Reference, verb: Token) -> bool:
    """Whether the verb of the pronoun has the mention for another argument, or for its fronted participle's."""
    head = antecedents.phrase_head(ref)
    if head.head == verb and head.dep_ in ("obj", "iobj", "obl:arg", "obl:agent"):
        return True
    # « Reçu par Abdoulaye Diop, il a insisté »
    return any(
        t.dep_ == "advcl" and t.head == verb and t.i < verb.i and not any(c.dep_ in SUBJECTS for c in t.children)
        for t in [head, *head.ancestors][:3]
    )  # fmt: skip


def clitic(antecedents: Antecedents, token: Token) -> None:
    """l', le, la, les, lui, leur before a verb: not its subject."""
    word = token.lower_
    if word in ("le", "l'") and token.head.lemma_ in words("anaphora", "neuter"):
        return  # « le faire »
    number = "p" if word in ("les", "leur") else "s"
    gender = {"le": "m", "la": "f"}.get(word, "")
    subjects = {
        i
        for t in token.head.children
        if t.dep_ in SUBJECTS and t.i in antecedents.at
        for i in antecedents.at[t.i]["ids"]
    }
    if token.head.dep_ in ("xcomp", "advcl") or not subjects:
        top = token.head.head
        subjects |= {
            i for t in top.children if t.dep_ in SUBJECTS and t.i in antecedents.at for i in antecedents.at[t.i]["ids"]
        }
    found = [
        r for r in antecedents.earlier(token.i, 1)
        if antecedents.agrees(r, number, gender) and not r["hint"] and not subjects & set(r["ids"])
    ]  # fmt: skip
    topic = [r for r in found if r["ids"] == antecedents.topic]
    if len({tuple(r["ids"]) for r in found}) == 1 and not antecedents.rivals(token.i, number, gender):
        antecedents.add(token.i, token.i + 1, found[0]["ids"], "pronoun")
    elif word == "lui" and topic:
        antecedents.add(token.i, token.i + 1, antecedents.topic, "pronoun")
    else:
        best = antecedents.best(
            token.i, [r for r in found if not r["place"]], antecedents.rivals(token.i, number, gender)
        )
        if best is not None:
            antecedents.add(token.i, token.i + 1, best["ids"], "pronoun")


def latter(antecedents: Antecedents, i: int) -> None:
    """« ce dernier », « celui-ci »: the last one named that agrees."""
    token = antecedents.doc[i]
    if (
        i + 1 < len(antecedents.doc)
        and antecedents.doc[i + 1].pos_ in ("NOUN", "NUM")
        and "-" not in antecedents.doc[i + 1].text
    ):
        return  # « ces derniers jours »
    number = "p" if token.lower_ in ("derniers", "dernières", "ceux", "celles") else "s"
    gender = "f" if token.lower_ in ("dernière", "dernières", "celle", "celles") else "m"
    for ref in antecedents.earlier(i, 1):
        if antecedents.agrees(ref, number, gender) and not ref["hint"] and not ref["place"]:
            start, end = (i - 1, i + 1) if token.lower_ in words("anaphora", "latter") else (i, i + 3)
            antecedents.add(start, end, ref["ids"], "pronoun", i)
            return
