"""Every trigger of a Doc with the frame that binds there, and what nearly did."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, words
from pipeline.language.binding.matcher import Bound, Matcher
from pipeline.language.binding.nouns import bind_noun
from pipeline.language.binding.predicates import bind_predicate
from pipeline.language.binding.towns import besieged
from pipeline.language.binding.verbs import bind_verb
from pipeline.language.tree import Sentence, Token
from pipeline.language.voice import Filler
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import Frame

ENDS = ("", ".", "!", "?", ";", "»")  # beyond which no headline is looked for
BEYOND = 20  # tokens after a sentence within which what stands right after a verb or a title is looked for
SIDES = {"X": "source", "Y": "cible"}


def bind(m: Matcher, anchor: Token, frame: Frame) -> Bound | None:
    """The fillers of the frame's slots, or None."""
    extra = m.expression(anchor, frame)
    if extra is None or (frame.both and another_s(anchor, *extra)):
        return None
    binding = {"verb": bind_verb, "noun": bind_noun}.get(frame.kind, bind_predicate)
    bound = binding(m, anchor, frame, extra)
    beyond = m.arguments.apart.get(anchor.i)
    if bound is not None and beyond is not None:  # of « A, allié de B, et C » A alone is called so
        return {slot: [f for f in fillers if f.ref != beyond] for slot, fillers in bound.items()}
    return bound


def another_s(*expression: Token) -> bool:
    """« A et B restent nos partenaires »: of one who is neither A nor B."""
    owned = words("light", "possessives_of_others")
    return any(c.dep_ == "det" and c.lower_ in owned for word in expression for c in word.children)


def typed(m: Matcher, frame: Frame, bound: Bound) -> bool:
    """Keep of each slot the actors of the types that the rule asks for; False if none is left."""
    for slot, types in (("X", frame.source_type), ("Y", frame.target_type)):
        if types and slot in bound:
            bound[slot] = [f for f in bound[slot] if is_of_type(m, f, types)]
            if not bound[slot]:
                return False
    return True


def is_of_type(m: Matcher, filler: Filler, types: tuple[str, ...]) -> bool:
    """« le ministre russe » is Russia, and a person too."""
    ref = m.refs[filler.ref]
    if "PLACE" in types:  # no actor is a town but in a rule's examples, where all actors are given
        return ref["start"] in m.towns
    return m.registry[ref["ids"][0]]["type"] in types or (ref["kind"] == "title" and "PERSON" in types)


def missed(m: Matcher, token: Token, frame: Frame, bound: Bound | None) -> None:
    """Note why a trigger whose words are all there gave no relation, if one of its actors was found."""
    if bound is not None:
        reason = "un acteur n'est pas du type que la règle demande"
    else:
        alone = {slot: bind(m, token, replace(frame, roles=((slot, role),), both="")) for slot, role in frame.roles}
        there = [slot for slot, found in alone.items() if found]
        if m.expression(token, frame) is None or not there or frame.both:
            return
        lacking = [SIDES[slot] for slot in alone if slot not in there and slot in SIDES]
        if not lacking:
            return
        reason = f"{' ni '.join(lacking)} introuvable"
    m.note(token, frame, reason)


def compounded(token: Token) -> bool:
    """« des prisonniers de guerre »: a noun that only says of what kind another one is."""
    kinds = grammar()["light"]["compounds"].get(token.lemma_, ())
    bare = token.dep_ == "nmod" and not any(c.dep_ == "det" for c in token.children)
    return bare and fold(token.head.lemma_) in fold_set(kinds)


def triggers(m: Matcher) -> list[tuple[Frame, Token, list[Token], Bound]]:
    """Every frame bound in the Doc, the longest expression of an anchor first."""
    found: list[tuple[Frame, Token, list[Token], Bound]] = []
    for sentence in m.tokens.sents:
        if m.trace or may_tell(m, sentence):
            for token in sentence:
                if m.known[token.i] and not (named(m, token) or compounded(token)):
                    found += bound_at(m, token)
    # The words of an expression are no triggers of their own: « apporter son soutien à ».
    inside = {t.i for _, _, extra, _ in found for t in extra}
    return [f for f in found if f[1].i not in inside or f[2]]


def may_tell(m: Matcher, sentence: Sentence) -> bool:
    """Whether a frame can bind in a sentence: it needs a mention in reach, or the pair that the sentence before has told."""
    begin = sentence.start
    if m.last is not None and begin and m.tokens[begin - 1].sent.start <= m.last[0]:
        return True
    while begin and m.tokens[begin - 1].text not in ENDS and "\n" not in m.tokens[begin - 1].text:
        begin -= 1
    return m.covered[bisect_left(m.covered, begin)] < sentence.end + BEYOND


def named(m: Matcher, token: Token) -> bool:
    """Whether a token is a part of a name, which tells nothing."""
    ref = m.refs[m.arguments.at[token.i]] if token.i in m.arguments.at else None
    return ref is not None and not ref["hint"] and token.pos_ == "PROPN" and ref["kind"] != "description"


def bound_at(m: Matcher, token: Token) -> Iterator[tuple[Frame, Token, list[Token], Bound]]:
    """The frames that bind at a token."""
    size = -1
    bag = m.bag(token)
    for lemma in m.known[token.i]:
        for frame in m.index.frames(lemma, bag):
            if size > 0 and frame.weight < size and not frame.claim:
                continue
            bound = bind(m, token, frame)
            if bound is not None and typed(m, frame, bound):
                extra = m.expression(token, frame) or []
                two = len(m.distinct([f for fillers in bound.values() for f in fillers])) > 1
                two = two and not (frame.both and "Z" in bound)  # what Z says to both is told by another frame
                if (
                    two
                    and not frame.claim
                    and not any(m.arguments.is_person(m.tokens[m.refs[f.ref]["head"]]) for f in m.fill(extra, 0))
                ):
                    size = max(size, frame.weight)  # « a tué le chef de Y, Z »: Z too
                yield frame, token, extra, bound
                pair = [Filler(f.ref, 2, True) for f in {f.ref: f for fs in bound.values() for f in fs}.values()]
                if len(m.distinct(pair)) == 2:
                    m.last = token.sent.start, pair
            elif m.trace:
                missed(m, token, frame, bound)
    if size < 0 and token.sent.start in m.embattled:
        yield from fought(m, token, bag)


def fought(m: Matcher, token: Token, bag: set[str]) -> Iterator[tuple[Frame, Token, list[Token], Bound]]:
    """Where no actor undergoes what `token` tells, the first frame that a town fills."""
    for lemma in m.known[token.i]:
        for frame in m.index.frames(lemma, bag):
            extra = m.expression(token, frame)
            bound = besieged(m, token, frame, extra) if extra is not None else None
            if bound is not None:
                yield frame, token, extra or [], bound
                return
