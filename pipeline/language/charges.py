"""« « Y arme les rebelles », a accusé X »: what a verb that follows a quotation says of whom the quotation is about."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pipeline.gazetteer import fold
from pipeline.language.binding.fillers import speaking_for
from pipeline.language.binding.matcher import Matcher
from pipeline.language.incises import closed_quotation, opening
from pipeline.language.records import own_state, pairs, relation
from pipeline.language.status import negated
from pipeline.language.tree import CLAUSE_HEADS, SUBJECTS, Token
from pipeline.language.turning import Act, turning
from pipeline.language.voice import Filler
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import Frame, compile_frame
from pipeline.rules.loader import event_types

LONGEST = 60  # tokens of a quotation within which whom it is about is looked for


@cache
def charging() -> dict[tuple[str, bool], Frame]:
    """A frame for each verb of the table, by its folded lemma and whether it is pronominal."""
    found = {}
    for event, verbs in turning()["charge"]["verbs"].items():
        for verb in verbs:
            bare = verb.removeprefix("se ").removeprefix("s'")
            frame = compile_frame(f"X {verb} Y", "citation", event, mutual=False, status="asserted")
            found[fold(bare), bare != verb] = frame
    return found


@cache
def charging_lemmas() -> frozenset[str]:
    """Their lemmas alone."""
    return frozenset(lemma for lemma, _ in charging())


@cache
def suffering() -> frozenset[str]:
    """The predicates whose subject has suffered."""
    return frozenset(turning()["charge"]["suffering"])


def charges(matcher: Matcher, told: set[tuple[int, str]]) -> Iterator[tuple[Frame, Token, dict[str, Any]]]:
    """What the verb of a clause set in charges one of the quotation with; not where the same speaker's verb has `told` it."""
    args = matcher.arguments
    for verb in matcher.tokens if any(args.quoted) else ():
        lemma = fold(verb.lemma_)
        if verb.pos_ not in CLAUSE_HEADS or lemma not in charging_lemmas() or not args.speaker_after(verb):
            continue
        frame = charging().get((lemma, args.reflexive(verb)))
        mark = closed_quotation(args, opening(args, verb)) if frame is not None else None
        if frame is None or mark is None or negated(verb):
            continue
        speakers = speaking_for(matcher, matcher.fill(args.speaker_after(verb), 1))
        own = matcher.distinct(speakers)
        if any((verb.idx, x) in told for x in own):
            continue
        named = [t for p in turning()["charge"]["prepositions"] for t in args.complements(verb, p, [])]
        hostile = event_types()[frame.type].event_class == "tension"
        charged = matcher.fill(named, 1) or about(matcher, mark, own, guessing=hostile)
        act = Act(frame.type, verb, "asserted")
        for one, other in pairs(matcher, frame, verb, {"X": speakers, "Y": charged}):
            if not own_state(matcher.registry, one[0], other[0]):
                yield frame, verb, relation(matcher, frame, act, one, other)


def about(matcher: Matcher, mark: int, own: set[str], *, guessing: bool) -> list[Filler]:
    """Whom the quotation that ends at `mark` is about: the subject of its first clause, else, if `guessing`, the only other
    one in its last sentence."""
    args, begin = matcher.arguments, mark
    while begin > max(0, mark - LONGEST) and args.quoted[begin - 1]:
        begin -= 1
    within = [
        n for n, r in enumerate(matcher.refs)
        if begin <= r["start"] < mark and not r["hint"] and not akin(matcher, set(r["ids"]), own)
    ]  # fmt: skip
    if not within:
        return []
    first = next((t for t in matcher.tokens[begin:mark] if t.dep_ in SUBJECTS and t.head.i > t.i), None)
    if first is not None and first.dep_ == "nsubj" and not args.is_passive(first.head):
        if not {fold(first.head.lemma_), fold(first.head.lower_)}.isdisjoint(fold_set(suffering())):
            return []
        subjects = [f for f in matcher.fill([first], 1) if f.ref in within]
        if subjects:
            return [Filler(f.ref, f.steps + 1) for f in subjects]
    begin = max(begin, matcher.tokens[mark - 1].sent.start)
    within = [n for n in within if matcher.refs[n]["start"] >= begin]  # of the last sentence
    named = {x for n in within for x in matcher.refs[n]["ids"]}
    subject = first is not None and matcher.fill([first], 1)  # of another one it is said
    return [Filler(within[0], 1, True)] if guessing and len(named) == 1 and not subject else []


def akin(matcher: Matcher, ids: set[str], own: set[str]) -> bool:
    """Whether actors are among the speakers, or their states."""
    return bool(ids & (own | {matcher.registry[x]["state"] for x in own}))
