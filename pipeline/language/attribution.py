"""Who says it: « selon Moscou », « X a affirmé que … », an inserted « a déclaré X »."""

from functools import cache

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, spelt, words
from pipeline.language.arguments import Arguments
from pipeline.language.tree import CLAUSE_HEADS, Token
from pipeline.rules.forms import fold_set

LONGEST = 8  # words of an unnamed source that are quoted
QUOTATION = 90  # tokens of a quotation after what is looked at
SAYING = ("nsubj", "obj", "obl:arg", "dep")  # what the parser takes an inverted subject for
AFTER = 8  # tokens after a quotation within which its verb of speech stands


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
                subjects = arguments.speaker_after(child) if child.i > token.i else []
            if subjects and not any(d.lower_ in ("que", "qu'") for d in child.children):
                return subjects[0]
    speaker = quoting(trigger, arguments) or introduced(trigger, arguments)
    if speaker is not None:
        return speaker
    if (fronted := opining(trigger, arguments)) is not None:
        return fronted
    for child in trigger.sent:
        if child.lower_ in words("attribution", "prepositions") and child.dep_ in (
            "case",
            "ADP",
            "advmod",
            "mark",
        ):
            return child.head
    return None


def opining(trigger: Token, arguments: Arguments) -> Token | None:
    """« Pour Ankara, … », « Aux yeux de Téhéran, … », « À en croire Bamako, … »: whose view opens the sentence."""
    tokens, begin = arguments.tokens, trigger.sent.start
    for phrase in openings():
        end = begin + len(phrase)
        if tuple(arguments.lower[begin:end]) != phrase:
            continue
        end += tokens[end].pos_ == "DET"
        if end in arguments.at:
            ref = arguments.refs[arguments.at[end]]
            comma = ref["end"] < trigger.i and tokens[ref["end"]].text == ","
            return tokens[ref["head"]] if comma and not ref["hint"] else None
    return None


@cache
def openings() -> tuple[tuple[str, ...], ...]:
    """The phrases of `[attribution] fronted`, word by word."""
    return tuple(tuple(spelt(phrase)) for phrase in grammar()["attribution"]["fronted"])


def quoting(trigger: Token, arguments: Arguments) -> Token | None:
    """« « Nous condamnons X. … », a-t-il déclaré »: the subject of the verb of speech that follows the quotation, over as many
    sentences as that lasts."""
    tokens = arguments.tokens
    inside = arguments.quoted
    end = next((i for i in range(trigger.i, min(trigger.i + QUOTATION, len(inside))) if not inside[i]), trigger.i)
    if end == trigger.i or "\n" in tokens[end].text:
        return None
    verbs = fold_set(words("attribution", "verbs"))
    after = tokens[end + 1 : end + 1 + AFTER]
    if not after or after[0].text != ",":
        return None
    for token in after:
        speaker = arguments.speaker_after(token) if token.pos_ in CLAUSE_HEADS else []
        if speaker and speaker[0].i in arguments.at:
            return speaker[0]
        if token.pos_ in CLAUSE_HEADS and fold(token.lemma_) in verbs and not token.dep_.startswith("aux"):
            near = [c for c in after if c.i in arguments.at and (c.text[0] == "-" or c.head in (token, token.head))]
            return next((c for c in near if c.text[0] == "-" or c.dep_ in SAYING), None)
        if token.is_sent_start and token.i > end + 2:
            return None
    return None


def introduced(trigger: Token, arguments: Arguments) -> Token | None:
    """« Ankara : « Israël est un État terroriste » », « X a répondu : « … » »: who is named before the colon."""
    tokens, i = arguments.tokens, trigger.i
    while i > max(0, trigger.i - QUOTATION) and arguments.quoted[i]:
        i -= 1
    i = i if arguments.quoted[trigger.i] and tokens[i].text == ":" else 0
    if i < 1:
        return None
    ref = arguments.refs[arguments.at[i - 1]] if i - 1 in arguments.at else None
    if (
        ref is not None
        and not ref["hint"]
        and all(t.pos_ == "DET" for t in tokens[tokens[i].sent.start : ref["start"]])
    ):
        return tokens[ref["head"]]
    verbs = fold_set(words("attribution", "verbs"))
    said = (t for t in reversed(tokens[max(0, i - AFTER) : i]) if t.pos_ in CLAUSE_HEADS and fold(t.lemma_) in verbs)
    return next((subject for verb in said for subject in arguments.subject_tokens(verb)), None)


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
