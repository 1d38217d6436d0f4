"""Predicate frames: « X être hostile à Y »."""

from pipeline.gazetteer import fold
from pipeline.grammar import prepositions, words
from pipeline.language.binding.fillers import (
    adjectival,
    claimants,
    left_of,
    named_before,
    ours,
    prepositional,
)
from pipeline.language.binding.light import copular, helping
from pipeline.language.binding.matcher import Bound, Matcher
from pipeline.language.tree import CLAUSE_HEADS, SUBJECTS, Token
from pipeline.language.voice import Filler
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import SPEAKER, SUBJECT, Frame


def bind_predicate(m: Matcher, word: Token, frame: Frame, extra: list[Token]) -> Bound | None:
    if not frame.both and not frame.lead and frame.role("Y") == "de" and m.arguments.possessed(word):
        return owned(m, word, frame)
    if frame.both and m.arguments.case(word) in words("light", "selecting"):
        return None
    if m.arguments.case(word) in words("negation", "prepositions"):
        return None  # « sans le soutien de Y »
    said = word.head.pos_ in CLAUSE_HEADS and fold(word.head.lemma_) in fold_set(words("attribution", "verbs"))
    if frame.lead and said and word.dep_ in ("obl:arg", "obl:mod", "obl"):
        return None  # « a déclaré X au service Afrique de Y »
    if (frame.lead and not led(m, word, frame.lead)) or (not frame.lead and m.arguments.case(word) in helping()):
        return None
    if (
        frame.both
        and not frame.lead
        and any(c.dep_ == "det" and c.lower_ in words("light", "singular") for c in word.children)
    ):
        return None  # « sur l'ensemble de leurs produits »
    if frame.claim and (not any(c.dep_ == "cop" for c in word.children) or attributed(m, word)):
        return None  # « Y est un allié de Z », says X
    bound: Bound = {}
    for slot, role in frame.roles:
        if role == SUBJECT:
            fillers = subject_of_predicate(m, word)
            if not fillers and frame.lead == "par":  # « rappelle son ambassadeur au printemps par solidarité avec Y »
                clause = next((t for t in word.ancestors if t.pos_ in CLAUSE_HEADS), word)
                fillers = m.fill(m.arguments.subject_tokens(clause), 1) if clause != word else []
        elif role == SPEAKER:
            fillers = claimants(m, word)
        else:
            fillers = prepositional(m, word, role, extra, frame)
            if not fillers and role == "de":
                fillers = list(adjectival(m, word)) or ours(m, word)
        # « des groupes affiliés à A et à B »: the word is inside the mention, and tells of nobody else
        # but « ne sont plus membres de A » does
        outside = [f for f in fillers if not m.refs[f.ref]["start"] <= word.i < m.refs[f.ref]["end"]]
        bound[slot] = fillers if frame.only_ended else outside
    if frame.both:
        # « ses rivaux, X et Y » are not each other's, nor « X et Y, partenaires de longue date de Z ».
        theirs = (
            m.arguments.possessed(word)
            or m.fill(list(m.arguments.complements(word, "de", [])), 1)
            or m.arguments.after(word, "de")
        )
        return bound if len(m.distinct(bound["X"])) > 1 and not theirs else None
    return bound if bound.get("X") and bound.get("Y") else None


def attributed(m: Matcher, word: Token) -> bool:
    """« l'allié de Z », « son ami »: whether it is said whose one is."""
    return m.arguments.possessed(word) or bool(
        m.fill(list(m.arguments.complements(word, "de", [])), 1) or ours(m, word)
    )


def owned(m: Matcher, word: Token, frame: Frame) -> Bound | None:
    """« X et son allié, Y », « X négocie avec son rival saoudien »: the possessor and who is called his."""
    if not frame.mutual:
        return None
    args = m.arguments
    named = [c for c in word.children if c.i > word.i and c.i in args.at and not args.case(c)]
    theirs = m.fill([c for c in named if not m.refs[args.at[c.i]]["hint"]][:1], 0)
    if not theirs and fold(word.lemma_) not in args.circle:  # « leurs proches russes »
        theirs = adjectival(m, word) or m.fill(list(args.complements(word, "de", [])), 1)
    whose = owner(m, word) if theirs else []
    return {"X": whose, "Y": theirs} if whose else None


def owner(m: Matcher, word: Token) -> list[Filler]:
    """Whose the noun with a possessive is: the name that it is joined to, else the subject of the nearest clause."""
    args = m.arguments
    i = word.i - 1
    while i > word.sent.start and (m.tokens[i].pos_ in ("DET", "ADJ", "ADP") or m.tokens[i].lower_ == "et"):
        i -= 1
    if i in args.at and any(t.lower_ == "et" for t in m.tokens[i : word.i]):
        return [Filler(args.at[i], 1)]
    top = word
    while top.head != top:
        top = top.head
        if top.pos_ in CLAUSE_HEADS:
            found = m.fill(args.subject_tokens(top), 1) or left_of(m, top)
            if found:
                return [Filler(f.ref, f.steps + 1, f.guessed) for f in found]
    return []


def led(m: Matcher, word: Token, lead: str) -> bool:
    """« en guerre », « dans le collimateur », « sur la même ligne »: the preposition before a predicate."""
    i = word.i - 1
    if i > 0 and m.tokens[i].pos_ == "ADJ":
        i -= 1
    if i > 0 and m.tokens[i].lower_ in ("le", "la", "l'"):
        i -= 1
    return i >= 0 and m.tokens[i].lower_ in prepositions()[lead]


def subject_of_predicate(m: Matcher, word: Token) -> list[Filler]:
    args = m.arguments
    if (named := named_before(m, word)) is not None:
        return [Filler(named)]
    if word.dep_ == "nmod" and word.head.lower_ in words("light", "among"):
        return subject_of_predicate(m, word.head)  # « l'un des alliés de »
    if any(c.dep_ == "cop" or (c.dep_.startswith("aux") and c.lemma_ == "être") for c in word.children):
        near = [*word.children, *(g for c in word.children if c.dep_ == "cop" for g in c.children)]
        found = m.fill([c for c in near if c.dep_ in SUBJECTS], 1) or relative(m, word)
        carrier = next((c for c in word.children if c.dep_ == "cop"), None)
        return found or (left_of(m, carrier) if carrier is not None else [])
    if word.pos_ == "ADV" and word.dep_ == "advmod" and word.head.pos_ in CLAUSE_HEADS:
        return m.fill(args.subject_tokens(word.head), 1)  # « A et B agissent conjointement »
    if word.dep_ == "advcl" and m.tokens[word.i - 1].text == "," and word.i - 2 in args.at:
        return [Filler(args.at[word.i - 2])]  # « a reçu Y, allié de Z »
    # « reste l'allié de », but « reçoit un allié de »
    deps = ("xcomp", "obj", "advmod", "amod") if fold(word.head.lemma_) in copular() else ("xcomp",)
    if word.dep_ in (*deps, "obl:mod", "obl:arg", "advcl") and word.head.pos_ in CLAUSE_HEADS:
        if args.subject_tokens(word.head):
            return m.fill(args.subject_tokens(word.head), 1)
    noun = word.head if word.dep_ == "amod" and word.head.i > word.i else word
    verb = noun.head.head if noun.dep_ == "appos" and args.case(noun.head) else noun.head
    if noun.dep_ in ("appos", "conj") and verb.i < noun.i and verb.pos_ != "NOUN" and fold(verb.lemma_) in copular():
        return m.fill(args.subject_tokens(verb), 1)  # « reste, devant l'Inde, le premier client de »
    if word.dep_ in ("amod", "appos", "acl", "nmod", "conj") and word.head.i < word.i:
        found = args.actors(word.head, 0)
        if not found and word.dep_ == "conj" and word.head.dep_ in ("appos", "nmod"):
            found = args.actors(word.head.head, 0)
        if (
            not found
            and word.dep_ == "conj"
            and word.head.dep_ == "nmod"
            and word.head.head.lower_ in words("light", "among")
        ):
            found = subject_of_predicate(m, word.head)  # « est un des pays membres de … et un allié de Y »
        if found:
            return found
    before = word.i - 1
    while before > 0 and (m.tokens[before].pos_ in ("DET", "ADJ", "ADV", "ADP") or m.tokens[before].text == ","):
        before -= 1
    if before in args.at and m.tokens[before + 1].text == ",":
        return [Filler(args.at[before], 0, True)]
    after = m.tokens[word.sent.end - 1]
    if word.i - word.sent.start < 4:
        comma = next((t for t in m.tokens[word.i : after.i + 1] if t.text == ","), None)
        if comma is not None:
            for token in m.tokens[comma.i + 1 : comma.i + 4]:
                if token.i in args.heads and token.dep_ in SUBJECTS:
                    return [Filler(args.heads[token.i], 0, True)]
    return []


def relative(m: Matcher, word: Token) -> list[Filler]:
    return m.arguments.actors(word.head, 0) if word.dep_ == "acl:relcl" else []
