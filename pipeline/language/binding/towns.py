"""Towns and regions that are fought for: « s'emparer de Goma » is an act against the state that Goma is in."""

from dataclasses import replace

from pipeline.gazetteer import fold
from pipeline.grammar import prepositions, words
from pipeline.language.binding.matcher import Bound, Matcher
from pipeline.language.binding.nouns import roles
from pipeline.language.binding.verbs import bind_verb
from pipeline.language.mentions import reference
from pipeline.language.tree import CLAUSE_HEADS, Token
from pipeline.language.voice import Filler
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import OBJECT, SUBJECT, Frame

REACH = 14  # tokens between an act of force and the town that it is told to hit
OPENING = 3  # tokens from the start of a sentence within which « Dans l'Ituri, » names the place


def besieged(m: Matcher, trigger: Token, frame: Frame, extra: list[Token]) -> Bound | None:
    """The frame with a town as its target, where nobody else is: « les troupes de X encerclent Pokrovsk »."""
    advance = frame.type in words("towns", "advances") and frame.role("Y") in words("towns", "towards")
    if not (advance or frame.type in words("towns", "types")) or frame.mutual:
        return None
    town = fought_for(m, trigger, frame)
    if town is None or spared(m, trigger, frame):
        return None
    role = (("X", frame.role("X")),)
    if frame.kind == "verb":
        bound = bind_verb(m, trigger, replace(frame, roles=role), extra)
    else:
        bound = roles(m, trigger, replace(frame, roles=role), extra) if frame.kind == "noun" else None
    end, state = m.towns[town]
    attackers = [f for f in bound["X"] if armed(m, f)] if bound else []
    if not attackers or state in sides(m, attackers):
        return None
    return {"X": attackers, "Y": [Filler(stand_for(m, town, end, state), 1)]}


def armed(m: Matcher, filler: Filler) -> bool:
    """Whether an actor can take a town: a state, those who serve one, an armed group; not a charity that enters it."""
    known = [m.registry[x] for x in m.refs[filler.ref]["ids"]]
    return all(who["type"] == "STATE" or who["state"] or who["subtype"] == "armed_group" for who in known)


def sides(m: Matcher, fillers: list[Filler]) -> set[str]:
    """The actors with the states that they serve."""
    found = m.distinct(fillers)
    return found | {m.registry[x]["state"] for x in found}


def stand_for(m: Matcher, start: int, end: int, state: str) -> int:
    """The mention that a town is of its state, made when it is first wanted; one that counts only if a relation binds it."""
    for n, ref in enumerate(m.refs):
        if ref["start"] == start:
            return n
    ref = reference(start, end, [state], "metonym", hint=True)
    ref["place"] = True
    m.refs.append(ref)
    return len(m.refs) - 1


def spared(m: Matcher, trigger: Token, frame: Frame) -> bool:
    """« reprendre Gao », « a tué trente djihadistes à Gao »: an act against those who hold the town."""
    if frame.anchor in words("towns", "freeing") or set(frame.words) & words("towns", "freeing"):
        return True
    fighters = fold_set(words("anaphora", "fighters"))
    objects = m.arguments.patient_tokens(trigger) if trigger.pos_ in CLAUSE_HEADS else list(trigger.children)
    return any(fold(t.lemma_) in fighters or fold(t.lower_) in fighters for t in objects)


def fought_for(m: Matcher, trigger: Token, frame: Frame) -> int | None:
    """Where the name of the town that an act is aimed at begins, None if the sentence has none in reach."""
    towns = m.towns
    passive = frame.kind == "verb" and frame.role("Y") in (SUBJECT, OBJECT) and (
        frame.role("Y") == SUBJECT or m.arguments.is_passive(trigger)
    )  # fmt: skip
    if passive:
        return next((t for t in towns if befallen(m, trigger, t)), None)
    for token in m.tokens[trigger.i + 1 : trigger.i + 1 + REACH]:
        if token.i in towns:
            return token.i
        verbal = token.pos_ in CLAUSE_HEADS and m.arguments.is_finite(token) and not token.dep_.startswith("aux")
        if token.is_sent_start or token.text in ";:«»" or verbal:
            break
        if token.i in m.arguments.heads and not m.refs[m.arguments.heads[token.i]]["hint"] and not owner(m, token):
            return None  # « attaque X, allié de Y »
    begin = trigger.sent.start
    fronted = next((t for t in towns if begin < t <= begin + OPENING), None)
    where = fronted is not None and any(m.lower[i] in words("places", "prepositions") for i in range(begin, fronted))
    return fronted if where else None


def owner(m: Matcher, token: Token) -> bool:
    """« la prise par X de Goma », « l'attaque de X à Goma »: who acts may stand between an event and the town."""
    return m.arguments.case(token) in prepositions()["par"] | prepositions()["de"]


def befallen(m: Matcher, trigger: Token, town: int) -> bool:
    """« Goma est tombée aux mains de X », « l'aéroport de Goma, attaqué par X »: whether the verb tells it of the town."""
    tokens = (
        m.arguments.patient_tokens(trigger) if m.arguments.is_passive(trigger) else m.arguments.subject_tokens(trigger)
    )
    return any(t.left_edge.i <= town <= t.right_edge.i for t in tokens)
