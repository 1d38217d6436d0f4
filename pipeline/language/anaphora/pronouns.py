"""Pronouns: « il », « l'accuse », « ce dernier », « celui-ci »."""

from spacy.tokens import Token

from pipeline.grammar import words
from pipeline.language.anaphora.discourse import SUBJECTS, Discourse
from pipeline.language.mentions import Reference


def personal(discourse: Discourse, token: Token) -> None:
    """il, elle, ils, elles."""
    word = token.lower_
    follow = discourse.doc[token.i + 1 : token.i + 3]
    if any(t.lower_ == "y" for t in follow[:1]) or any(t.lower_ == "y" for t in follow if follow[0].lower_ == "n'"):
        return  # « il y a »
    if "expl" in token.dep_ or (token.head.lemma_ in words("anaphora", "impersonal") and token.head.lemma_ != "rester"):
        return
    number = "p" if word in words("anaphora", "plural") else "s"
    gender = "m" if word in ("il", "ils") else "f"
    found = [
        r for r in discourse.earlier(token.i)
        if discourse.agrees(r, number, gender)
        and not (r["hint"] or r["place"])
        and not object_of(discourse, r, token.head)
    ]  # fmt: skip
    best = discourse.best(token.i, found, discourse.rivals(token.i, number, gender))
    if best is not None:
        discourse.add(token.i, token.i + 1, best["ids"], "pronoun")


def object_of(discourse: Discourse, ref: Reference, verb: Token) -> bool:
    """Whether the verb of the pronoun has the mention for another argument, or for its fronted participle's."""
    head = discourse.phrase_head(ref)
    if head.head == verb and head.dep_ in ("obj", "iobj", "obl:arg", "obl:agent"):
        return True
    # « Reçu par Abdoulaye Diop, il a insisté »
    return any(
        t.dep_ == "advcl" and t.head == verb and t.i < verb.i and not any(c.dep_ in SUBJECTS for c in t.children)
        for t in [head, *head.ancestors][:3]
    )  # fmt: skip


def clitic(discourse: Discourse, token: Token) -> None:
    """l', le, la, les, lui, leur before a verb: not its subject."""
    word = token.lower_
    if word in ("le", "l'") and token.head.lemma_ in words("anaphora", "neuter"):
        return  # « le faire »
    number = "p" if word in ("les", "leur") else "s"
    gender = {"le": "m", "la": "f"}.get(word, "")
    subjects = {
        i for t in token.head.children if t.dep_ in SUBJECTS and t.i in discourse.at for i in discourse.at[t.i]["ids"]
    }
    if token.head.dep_ in ("xcomp", "advcl") or not subjects:
        top = token.head.head
        subjects |= {
            i for t in top.children if t.dep_ in SUBJECTS and t.i in discourse.at for i in discourse.at[t.i]["ids"]
        }
    found = [
        r for r in discourse.earlier(token.i, 1)
        if discourse.agrees(r, number, gender) and not r["hint"] and not subjects & set(r["ids"])
    ]  # fmt: skip
    topic = [r for r in found if r["ids"] == discourse.topic]
    if len({tuple(r["ids"]) for r in found}) == 1 and not discourse.rivals(token.i, number, gender):
        discourse.add(token.i, token.i + 1, found[0]["ids"], "pronoun")
    elif word == "lui" and topic:
        discourse.add(token.i, token.i + 1, discourse.topic, "pronoun")
    else:
        best = discourse.best(token.i, [r for r in found if not r["place"]], discourse.rivals(token.i, number, gender))
        if best is not None:
            discourse.add(token.i, token.i + 1, best["ids"], "pronoun")


def latter(discourse: Discourse, i: int) -> None:
    """« ce dernier », « celui-ci »: the last one named that agrees."""
    token = discourse.doc[i]
    if (
        i + 1 < len(discourse.doc)
        and discourse.doc[i + 1].pos_ in ("NOUN", "NUM")
        and "-" not in discourse.doc[i + 1].text
    ):
        return  # « ces derniers jours »
    number = "p" if token.lower_ in ("derniers", "dernières", "ceux", "celles") else "s"
    gender = "f" if token.lower_ in ("dernière", "dernières", "celle", "celles") else "m"
    for ref in discourse.earlier(i, 1):
        if discourse.agrees(ref, number, gender) and not ref["hint"] and not ref["place"]:
            start, end = (i - 1, i + 1) if token.lower_ in words("anaphora", "latter") else (i, i + 3)
            discourse.add(start, end, ref["ids"], "pronoun", i)
            return
