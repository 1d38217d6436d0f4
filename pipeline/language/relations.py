"""Rule matchers: each trigger of the lexicon, with its arguments, as a relation between two actors.

Triggers are found by a dictionary of lemmas; a walk over the arcs binds the roles of the rule's frames.
"""

from itertools import product
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.gazetteer import fold
from pipeline.grammar import words
from pipeline.language.binding.lemmas import Lemmas
from pipeline.language.binding.matcher import Matcher, idiomatic
from pipeline.language.binding.triggers import triggers
from pipeline.language.charges import charges
from pipeline.language.contests import contest_sentences, sporting
from pipeline.language.discourse import demands, mediations, reactions
from pipeline.language.records import evidence, keep, overthrown, own_state, pairs, private, relation
from pipeline.language.tree import Token
from pipeline.language.turning import acts
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import Frame
from pipeline.rules.index import FrameIndex
from pipeline.rules.loader import event_types, load_rules


def strained(frame: Frame, trigger: Token, extra: list[Token]) -> bool:
    """« entretenir des relations tendues »: whether an adjective takes back the cooperation that the words alone tell.

    A stormy meeting is a meeting.
    """
    if event_types()[frame.type].event_class != "cooperation" or frame.type == "CONSULT":
        return False
    adjectives = [
        c for word in (trigger, *extra) if word.pos_ == "NOUN" for c in word.children if c.dep_ in ("amod", "acl")
    ]
    forms = {fold(w) for a in adjectives for w in (a.lemma_, a.lower_.removesuffix("s").removesuffix("e"))}
    return bool(forms & fold_set(words("light", "strained")))


def told_of(record: dict[str, Any]) -> tuple[Any, ...]:
    """The trigger of a record and its actors, whichever way it is directed."""
    return record["trigger_start"], frozenset((record["source"], record["target"]))


LEAST = 0.3  # of relations with less confidence one in ten was right on unread press


@Language.factory(
    "entente_relations",
    requires=["token.dep", "doc._.mentions"],
    assigns=["doc._.relations"],
    default_config={"rules": []},
)
class RelationsComponent:
    """Pipeline component: the rules of `models/rules/`, and a user's own, over `doc._.mentions`."""

    def __init__(self, nlp: Language, name: str, rules: list[str]) -> None:
        self.index = FrameIndex(load_rules(tuple(map(Path, rules))))
        self.lemmas = Lemmas(nlp, self.index)

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        matcher = Matcher(doc, self.index, self.lemmas)
        best: dict[tuple[Any, ...], dict[str, Any]] = {}
        refused: set[tuple[Any, ...]] = set()
        contests = contest_sentences(matcher.tokens)
        play, about_sport = words("contests", "types"), sporting(doc, contests)
        for frame, trigger, expression, bound in triggers(matcher):
            begin = trigger.sent.start
            if begin in contests or (begin in about_sport and frame.type in play):
                continue
            if strained(frame, trigger, expression):
                continue
            told = acts(frame.type, trigger, frame.status, matcher.arguments, frame.only, expression)
            if not idiomatic().isdisjoint(frame.words):  # « ne tarit pas d'éloges »
                told = [act._replace(status=frame.status) if act.status == "negated" else act for act in told]
            if frame.claim:  # what is said not to be, or only if, is no charge
                told = [act for act in told if act.status == "asserted"]
            for (first, second), act in product(pairs(matcher, frame, trigger, bound), told):
                if not doc._.given and private(matcher.registry, first[0], second[0], act.type):
                    continue
                if own_state(matcher.registry, first[0], second[0]) and not overthrown(matcher, act, first[0]):
                    continue
                record = relation(matcher, frame, act, first, second)
                if record["confidence"] < LEAST:
                    continue
                keep(best, record)
                if frame.only_negated:
                    refused.add(told_of(record))
                if doc._.trace:
                    doc._.evidence = [*doc._.evidence, evidence(matcher, frame, trigger, record, first, second)]
                matcher.tell(first[1].ref, second[1].ref)
        # « ne reconnaît pas Y » rejects Y: that it does not support Y need not be said too
        best = {k: r for k, r in best.items() if r["status"] != "negated" or told_of(r) not in refused}
        for record in mediations(matcher, list(best.values())):
            keep(best, record)
            if doc._.trace:
                extra = {
                    "frame": "X et Y … sous l'égide de Z",
                    "anchor_start": record["trigger_start"],
                    "heads": {},
                    "guessed": [],
                }
                doc._.evidence = [*doc._.evidence, record | extra]
        said = {(r["trigger_start"], r["source"]) for r in best.values()}
        quoted = (*demands(matcher), *charges(matcher, said))
        for frame, verb, record in (*quoted, *reactions(matcher, list(best.values()))):
            keep(best, record)
            if doc._.trace:
                extra = {"frame": frame.text, "anchor_start": verb.idx, "heads": {}, "guessed": []}
                doc._.evidence = [*doc._.evidence, record | extra]
        if doc._.trace:  # a trigger that told something has no near misses
            told_by = {e["anchor_start"] for e in doc._.evidence}
            doc._.near_misses = [m for m in doc._.near_misses if m["trigger_start"] not in told_by]
        doc._.titles, doc._.towns = {}, {}  # of no use to anybody else
        doc._.mentions.sort(key=lambda r: r["start"])
        doc._.relations = sorted(best.values(), key=lambda r: (r["trigger_start"], r["source"], r["target"], r["type"]))
        return doc
