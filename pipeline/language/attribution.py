"""Who says it: « selon Moscou », « X a affirmé que … », an inserted « a déclaré X »."""

from pipeline.gazetteer import fold
from pipeline.grammar import words
from pipeline.language.arguments import CLAUSE_HEADS, Arguments
from pipeline.language.tree import Token
from pipeline.rules.forms import fold_set

LONGEST = 8  # words of an unnamed source that are quoted


def attribution(trigger: Token, arguments: Arguments) -> str:
    """The name of the actor, or the words for the source, to whom the sentence gives what `trigger` tells; else ''."""
    token = source(trigger, arguments)
    return named(token, arguments) if token is not None else ""


def source(trigger: Token, arguments: Arguments) -> Token | None:
    """The noun or name to whom the sentence gives what `trigger` tells, None if it gives it to nobody."""
    verbs = fold_set(words("attribution", "verbs"))
    token = trigger
    while token.head != token:
        head = token.head
        told = token.dep_ in ("ccomp", "parataxis", "xcomp") or head.dep_ == "parataxis"
        if told and head.pos_ in CLAUSE_HEADS and fold(head.lemma_) in verbs:
            for subject in arguments.subject_tokens(head):
                return subject
        token = head
    for child in token.children:
        if (
            child.dep_ in ("parataxis", "ccomp", "acl:relcl", "advcl")
            and fold(child.lemma_) in verbs
            and child != trigger
        ):
            subjects = [c for c in child.children if c.dep_.startswith("nsubj") or (c.dep_ == "obj" and c.i > child.i)]
            if child.dep_ == "advcl":  # « …, a déclaré X »
                subjects = [c for c in subjects if c.i > child.i > token.i]
            if subjects and not any(d.lower_ in ("que", "qu'") for d in child.children):
                return subjects[0]
    for child in trigger.sent:
        if child.lower_ in words("attribution", "prepositions") and child.dep_ in (
            "case",
            "ADP",
            "advmod",
            "mark",
        ):
            return child.head
    return None


def named(token: Token, arguments: Arguments) -> str:
    """The actor at `token`, else its noun phrase without what follows a comma."""
    if token.i in arguments.at:
        ref = arguments.refs[arguments.at[token.i]]
        if not ref["hint"]:
            return ", ".join(arguments.doc._.registry[x]["name"] for x in ref["ids"])
    if token.pos_ == "PRON":
        return ""
    left, right = token.left_edge.i, token.i
    for t in token.subtree:
        if t.i == right + 1 and t.text not in ",;:«»()" and t.dep_ != "acl:relcl" and right - left < LONGEST:
            right = t.i
    while left < right and token.doc[left].pos_ == "ADP":
        left += 1
    return token.doc.words(left, right + 1)
