"""Relations that more than one clause tells: mediations, reactions to the act told before."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from pipeline.gazetteer import fold
from pipeline.grammar import prepositions, words
from pipeline.language.attribution import source
from pipeline.language.binding.fillers import speaks_for
from pipeline.language.binding.matcher import Matcher
from pipeline.language.mentions import DOMINANT, Reference
from pipeline.language.records import own_state, pairs, relation
from pipeline.language.status import negated
from pipeline.language.tree import CLAUSE_HEADS, Token
from pipeline.language.turning import Act, acts, turning
from pipeline.language.voice import Filler
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import Frame, compile_frame
from pipeline.rules.loader import event_types

DEMAND = compile_frame("X devoir Y INF", "doit", "REQUEST", mutual=False, status="asserted")
IMPLIED = 0.4  # confidence in a target that the sentence leaves out


def mediations(matcher: Matcher, records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """« X et Y négocient sous l'égide de Z »: Z and each party, from the relations already found."""
    table = turning()["mediation"]
    forms = {form for name in table["prepositions"] for form in prepositions()[name]}
    event = event_types()["CONSULT"]
    for ref in matcher.refs:
        head = matcher.tokens[ref["head"]]
        brokered = not ref["hint"] and broker(matcher, head, table["verbs"])
        if ref["hint"] or len(ref["ids"]) > 1 or not (brokered or matcher.arguments.case(head) in forms):
            continue
        here = [
            r for r in records if r["sentence_start"] <= head.idx < r["sentence_end"] and r["type"] in table["types"]
        ]
        listed = matcher.arguments.neighbours([Filler(matcher.refs.index(ref))])  # « avec la médiation de A et de B »
        mediators = [x for f in listed for x in matcher.refs[f.ref]["ids"]]
        for record, mediator in product(here, mediators):
            for party in (record["source"], record["target"]):
                if party != mediator and mediator not in (record["source"], record["target"]):
                    trigger = matcher.tokens[ref["start"] - 2] if ref["start"] > 1 else head
                    ref["place"] = False
                    matcher.arguments.forget()
                    who = matcher.registry
                    yield record | {
                        "source": mediator, "target": party, "class": event.event_class, "type": event.name,
                        "source_state": who[mediator]["state"] if who[mediator]["type"] == "PERSON" else "",
                        "target_state": who[party]["state"] if who[party]["type"] == "PERSON" else "",
                        "quad": event.quad, "intensity": event.intensity, "directed": True,
                        "trigger": trigger.text, "trigger_start": trigger.idx,
                        "trigger_end": trigger.idx + len(trigger), "rule": "médiation-sous-l-égide",
                    }  # fmt: skip


def broker(matcher: Matcher, head: Token, verbs: list[str]) -> bool:
    """« un accord parrainé par Z », « une trêve négociée par Z »."""
    verb = head.head
    return fold(verb.lemma_) in fold_set(frozenset(verbs)) and head in matcher.arguments.agents(verb)


def reactions(matcher: Matcher, records: list[dict[str, Any]]) -> Iterator[tuple[Frame, Token, dict[str, Any]]]:
    """« Doha condamne. », « X critique cette décision »: the verbs left without a target, as reactions to what was told before."""
    told = {record["trigger_start"] for record in records}
    seen: set[int] = set()
    for frame, verb, fillers in matcher.open:
        source = {x: f for f in fillers for x in matcher.refs[f.ref]["ids"]}
        if verb.i in seen or verb.idx in told or len(source) != 1 or not alone(matcher, verb, set(source)):
            continue
        ident, filler = next(iter(source.items()))
        targets = [
            x for x in reacted_to(matcher, records, frame, verb, ident)
            if x and x != ident and not own_state(matcher.registry, ident, x)
        ]  # fmt: skip
        if targets:
            seen.add(verb.i)
        for target, act in product(targets, acts(frame.type, verb, frame.status, matcher.arguments)):
            record = relation(matcher, frame, act, (ident, filler), (target, filler))
            yield frame, verb, record | {"confidence": IMPLIED}


def reacted_to(matcher: Matcher, records: list[dict[str, Any]], frame: Frame, verb: Token, ident: str) -> list[str]:
    """Whom a reaction of `ident` is for or against: the last to speak, the last to act, the parties of the last accord."""
    table = turning()["reaction"]
    back = verb.sent
    for _ in range(table["sentences"]):
        back = matcher.tokens[back.start - 1].sent if back.start else back
    here = [
        r for r in records
        if r["status"] == "asserted" and back.start_char <= r["trigger_start"] < verb.sent.start_char
    ]  # fmt: skip
    objects = {fold(t.lemma_) for t in objects_of(matcher, verb)}
    against = frame.type in table["against"]
    if against and objects & fold_set(table["utterances"]):
        return [last_speaker(matcher, back.start, verb.sent.start, ident)]
    if objects & fold_set(table["accords"]):
        accords = [
            r for r in records
            if r["type"] in table["accord_types"] and r["status"] == "asserted" and r["trigger_start"] < verb.sent.start_char
        ]  # fmt: skip
        accords.sort(key=lambda r: r["trigger_start"])
        return [accords[-1]["source"], accords[-1]["target"]] if accords else []
    if objects & fold_set(table["decisions"]):
        deeds = sorted((r for r in here if r["directed"] and r["source"] != ident), key=lambda r: r["trigger_start"])
        if deeds:
            return [deeds[-1]["source"]]
    hostile = [r for r in here if r["class"] == "tension" and r["directed"]]
    if hostile:
        last = max(hostile, key=lambda r: r["trigger_start"])
        return [last["source"] if against else last["target"]]
    return [counterpart(matcher, ident)] if objects else []  # « Le gouvernement rejette ces allégations. »


def objects_of(matcher: Matcher, verb: Token) -> list[Token]:
    """What a reaction is to: the verb's object, or the noun with « ce » that the parser calls something else."""
    found = matcher.arguments.patient_tokens(verb)
    demonstrated = [
        c for c in verb.children
        if c.i > verb.i and c.pos_ == "NOUN" and any("Dem" in d.morph.get("PronType", []) for d in c.children)
    ]  # fmt: skip
    return found or [c for c in demonstrated if not matcher.arguments.case(c)]


def last_speaker(matcher: Matcher, begin: int, end: int, ident: str) -> str:
    """The subject of the last verb of speech between two tokens, '' if that is nobody known or `ident`."""
    args, verbs = matcher.arguments, fold_set(words("attribution", "verbs"))
    for verb in reversed(matcher.tokens[begin:end]):
        if verb.pos_ not in CLAUSE_HEADS or fold(verb.lemma_) not in verbs:
            continue
        after = [c for c in verb.children if c.i > verb.i and not args.case(c)]  # « …, a déclaré X »
        inverted = [c for c in verb.children if c.text.startswith("-") and c.i in args.at]  # « a-t-il déclaré »
        tokens = inverted or args.subject_tokens(verb) or after
        found = list(dict.fromkeys(x for f in matcher.fill(tokens, 1) for x in matcher.refs[f.ref]["ids"]))
        if found != [ident]:
            return found[0] if len(found) == 1 else ""
    return ""


def demands(matcher: Matcher) -> Iterator[tuple[Frame, Token, dict[str, Any]]]:
    """« « Y doit retirer ses troupes », a déclaré X »: what a speaker says that another must do."""
    table = turning()["demand"]
    args = matcher.arguments
    for verb in matcher.tokens:
        if verb.lemma_ not in table["verbs"] or verb.pos_ not in CLAUSE_HEADS:
            continue
        acts_asked = {fold(c.lemma_) for c in verb.children if args.is_infinitive(c)}
        who = source(verb, args)
        if who is None or not acts_asked & fold_set(table["acts"]):
            continue
        speakers, asked = matcher.fill([who], 0), matcher.fill(args.subject_tokens(verb), 0)
        act = Act(DEMAND.type, verb, "negated" if negated(verb) else "asserted")
        for (a, f), (b, g) in pairs(matcher, DEMAND, verb, {"X": speakers, "Y": asked}):
            if speaks_for(matcher, a) and not own_state(matcher.registry, a, b):
                yield DEMAND, verb, relation(matcher, DEMAND, act, (a, f), (b, g))


def counterpart(matcher: Matcher, ident: str) -> str:
    """The other one of the two actors whom an article is about, '' if it is about more or fewer.

    A person and the state served are one party.
    """
    counts: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    for ref in matcher.refs:
        if not ref["hint"] and not ref["place"] and len(ref["ids"]) == 1:
            who = matcher.registry[ref["ids"][0]]
            party = who["state"] or ref["ids"][0]
            counts[party] += 1
            names.setdefault(party, Counter())[ref["ids"][0]] += 1
    ranked = counts.most_common(3) + [("", 0)] * 3
    third = ranked[2][1]
    own = matcher.registry[ident]["state"] or ident
    pair = [party for party, n in ranked[:2] if n >= DOMINANT * max(third, 1)]
    if len(pair) < 2 or own not in pair:
        return ""
    other = pair[1 - pair.index(own)]
    return names[other].most_common(1)[0][0]


def alone(matcher: Matcher, verb: Token, source: set[str]) -> bool:
    """Whether the sentence names nobody else but who reports it, and the verb has no object, or one that points back."""
    table = turning()["reaction"]
    objects = fold_set([*table["objects"], *table["utterances"], *table["decisions"], *table["accords"]])
    if any(fold(t.lemma_) not in objects for t in matcher.arguments.patient_tokens(verb)):
        return False
    if any(c.dep_ in ("obl:arg", "xcomp", "ccomp") and c.i > verb.i for c in verb.children):
        return False
    served = {matcher.registry[x]["state"] for x in source}
    own = source | served if objects_of(matcher, verb) else source
    here = [r for r in matcher.refs if verb.sent.start <= r["start"] < verb.sent.end and not reports(matcher, r, verb)]
    return all(set(r["ids"]) <= own for r in here)


def reports(matcher: Matcher, ref: Reference, verb: Token) -> bool:
    """« …, rapporte RT »: whether a mention only says where the news is from."""
    spoken = fold_set(words("attribution", "verbs"))
    above = islice(matcher.tokens[ref["head"]].ancestors, 2)
    return any(t != verb and t.i > verb.i and fold(t.lemma_) in spoken for t in above)
