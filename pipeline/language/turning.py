"""What the words around a trigger make of its act: « refuser de négocier », « suspendre l'aide », « n'est plus l'allié ».

The words are in `models/turning.toml`.
"""

import tomllib
from functools import cache
from typing import Any, NamedTuple

from pipeline.gazetteer import fold
from pipeline.grammar import words as grammar_words
from pipeline.language.arguments import Arguments
from pipeline.language.status import conditional, negated, no_longer, scheduled, status
from pipeline.language.tree import CLAUSE_HEADS, Token
from pipeline.paths import models_dir
from pipeline.rules.forms import fold_set
from pipeline.rules.loader import EventType, event_types

REACH = 12  # tokens after a trigger within which a participle tells how its act ended


class Act(NamedTuple):
    """An act to report: its type, the word that tells it, its status."""

    type: str
    trigger: Token
    status: str


@cache
def turning() -> dict[str, Any]:
    """The tables of `models/turning.toml`."""
    return tomllib.loads((models_dir() / "turning.toml").read_text(encoding="utf-8"))


@cache
def reacting() -> frozenset[str]:
    """The types whose verbs may leave out their target."""
    return frozenset(turning()["reaction"]["against"]) | frozenset(turning()["reaction"]["for"])


@cache
def words(key: str) -> frozenset[str]:
    """A list of the table [ended], folded."""
    return fold_set(turning()["ended"][key])


def acts(
    event_type: str,
    trigger: Token,
    base: str,
    arguments: Arguments,
    only: str = "",
    expression: list[Token] | None = None,
) -> list[Act]:
    """The acts that a bound trigger stands for: its own, or what its context makes of it, or both.

    `expression` are the other words of the frame; `only` is « ended » or « negated » for a frame that tells something only so.
    """
    event = event_types()[event_type]
    state = status(trigger, base, arguments)
    if state == "hypothetical" and event_type == "CONSULT" and scheduled(trigger) and not conditional(trigger.head):
        state = "asserted"
    if only == "negated":
        denied = state == "negated" and negated(trigger) and not no_longer(trigger)
        return [Act(event_type, trigger, "hypothetical" if conditional(trigger) else base)] if denied else []
    ended = turning()["ended"]["types"].get(event_type, "")
    if only == "ended":
        done = no_longer(trigger) or ending(trigger, event) is not None
        return [Act(event_type, trigger, "asserted")] if done else []
    if event.event_class == "cooperation" and no_longer(trigger):
        wished = conditional(trigger) or conditional(trigger.head)  # « ne devraient plus dépendre de X »
        return [Act(ended, trigger, "hypothetical" if wished else "asserted")]
    end = end_of(trigger, event, expression or [])
    if end is not None and ended:
        ending_status = status(end, base, arguments)
        if ending_status == "hypothetical" and event.event_class == "tension" and fold(end.lemma_) in words("going_on"):
            return [Act(event_type, trigger, base)]  # « appelle X à cesser ses attaques contre Y »: they go on
        return [Act(ended, trigger, ending_status)]
    governor = trigger.head
    found = [Act(event_type, trigger, state)]
    after = ended_after(trigger, event, expression or [], arguments)
    if after is not None and ended and state == "asserted":
        return [*found, Act(ended, after, "asserted")]
    if trigger.dep_ in ("xcomp", "ccomp", "obl:arg", "advcl") and arguments.is_infinitive(trigger):
        made = turning()["infinitive"][event.event_class].get(governor.lemma_, "")
        if made == "AGREE" and state == "negated":
            made = "REJECT"  # « a juré de ne pas plier »
        if made == "THREATEN" and state == "negated":
            made = ""  # « promettent de ne pas envahir »
        if made and governor.pos_ in CLAUSE_HEADS and governor.i < trigger.i:
            act = Act(made, governor, status(governor, "asserted", arguments))
            # what is promised or threatened is not told besides
            found = (
                [act] if state == "hypothetical" and act.status == "asserted" and made != "REJECT" else [*found, act]
            )
    return found


def ended_after(trigger: Token, event: EventType, expression: list[Token], arguments: Arguments) -> Token | None:
    """« X a infligé à Y des sanctions, levées en mai »: the participle after a comma that tells how what was done ended."""
    ends = words("verbs") - barred(event)
    nouns = [w for w in (trigger, *expression) if w.pos_ == "NOUN"] or [*trigger.children]
    tokens = arguments.tokens
    for i in range(trigger.i + 2, min(trigger.i + REACH, trigger.sent.end)):
        verb = tokens[i]
        if verb.pos_ in CLAUSE_HEADS and arguments.is_finite(verb):
            break
        if arguments.lower[i - 1] == "," and fold(verb.lemma_) in ends and arguments.is_participle(verb):
            told = any(
                agree(verb, noun) for noun in (*nouns, *(t for n in nouns for t in n.children)) if noun.pos_ == "NOUN"
            )
            return verb if told and not arguments.agents(verb) else None
    return None


def barred(event: EventType) -> frozenset[str]:
    """What ends only acts of the other class."""
    return words("only_tension") if event.event_class == "cooperation" else words("only_cooperation")


def agree(participle: Token, noun: Token) -> bool:
    """Whether a participle may be of the noun: the same number and gender, as far as the tagger knows."""
    both = [(participle.morph.get(key, []), noun.morph.get(key, [])) for key in ("Number", "Gender")]
    return all(not a or not b or a == b for a, b in both)


def end_of(trigger: Token, event: EventType, expression: list[Token]) -> Token | None:
    """What ends the act: of the trigger, or of a noun of its expression (« annonce le retrait de l'aide à Y »), but no word of
    the expression itself (« les relations sont rompues »)."""
    ends = [ending(trigger, event), *(ending(w, event) for w in expression if w.pos_ == "NOUN" and w != trigger)]
    found = [
        e
        for n, e in enumerate(ends)
        if e is not None and e not in (trigger, *expression) and (not n or e.pos_ == "NOUN")
    ]
    return found[0] if found else None


def carrier(noun: Token) -> Token:
    """« 50 millions de dollars d'aide »: the noun that counts it."""
    counting = fold_set(grammar_words("light", "quantities") | grammar_words("light", "money"))
    for _ in range(3):
        if noun.dep_ != "nmod" or fold(noun.head.lemma_) not in counting:
            break
        noun = noun.head
    return noun


def ending(trigger: Token, event: EventType) -> Token | None:
    """The verb or noun that says that the act of an event noun comes to its end, None if none does."""
    head, lemma = trigger.head, fold(trigger.head.lemma_)
    if trigger.pos_ == "VERB":  # « a cessé de soutenir », but « n'a cessé de »
        if trigger.dep_ == "acl:relcl" and any(c.lower_ == "qui" for c in trigger.children):
            return ending(head, event)  # « la rupture de l'accord qui le liait à X »
        ceased = trigger.dep_ in ("xcomp", "obl:arg") and lemma in words("infinitives")
        return head if ceased and not any(c.lower_ in ("ne", "n'") for c in head.children) else None
    if trigger.pos_ != "NOUN":
        return None
    trigger = carrier(trigger)
    head, lemma = trigger.head, fold(trigger.head.lemma_)
    if head == trigger or lemma in barred(event) or (lemma in words("only_accords") and event.name != "AGREE"):
        return None
    if trigger.dep_ == "nsubj" and lemma in words("failing") and event.name in turning()["ended"]["failing_types"]:
        return head
    objects = ("obj", "nsubj:pass")
    if head.pos_ in CLAUSE_HEADS:
        if trigger.dep_ in objects and lemma in words("verbs"):
            return head
        light = lemma in words("light_verbs") and any(fold(c.lemma_) in words("light_objects") for c in head.children)
        return head if light and trigger.dep_ in ("obl:arg", "obl:mod", "obl") else None
    if trigger.dep_ == "nmod" and lemma in words("nouns"):
        return head
    if trigger.dep_ == "nmod" and lemma in words("light_objects") and fold(head.head.lemma_) in words("light_verbs"):
        return head.head
    return None
