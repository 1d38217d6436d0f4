"""Who fills a role of a frame, whatever its kind: complements, demonyms, neighbours, the headline."""

from spacy.tokens import Token

from pipeline.gazetteer import fold
from pipeline.grammar import words
from pipeline.language.arguments import CLAUSE_HEADS, Filler
from pipeline.language.binding.matcher import Matcher
from pipeline.language.when import table
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import Frame
from pipeline.rules.loader import event_types


def prepositional(m: Matcher, trigger: Token, preposition: str, extra: list[Token], frame: Frame) -> list[Filler]:
    args = m.arguments
    hosts = list(extra)
    depth = 1 if preposition == "de" else 2 if event_types()[frame.type].through or trigger.pos_ == "NOUN" else 0
    if trigger.pos_ in CLAUSE_HEADS and preposition != "de":
        own = m.fill(list(args.complements(trigger, preposition, hosts)), depth)
        if own:  # « reprocher à X son soutien à Y »
            return own
    if (
        trigger.pos_ == "NOUN"
        and trigger.dep_ in ("obj", "nsubj", "nsubj:pass", "obl:arg", "xcomp", "ROOT")
        and trigger.head.pos_ in CLAUSE_HEADS
    ):
        hosts.append(trigger.head)
    attribute = trigger.dep_ in ("xcomp", "advmod", "amod")
    if attribute and trigger.head.pos_ in CLAUSE_HEADS and preposition not in ("à", "de", "par"):
        hosts.append(trigger.head)
    if trigger.pos_ == "NOUN":
        hosts += args.participles(trigger)
    if trigger.pos_ in CLAUSE_HEADS:
        hosts += [
            c
            for c in trigger.children
            if c.dep_ in ("obj", "xcomp")
            and c.pos_ in ("NOUN", "ADJ")
            and c.i not in args.at
            and c.i not in args.titles
        ]
    tokens = list(args.complements(trigger, preposition, hosts))
    found = m.fill([a for t in tokens for a in args.authors(t)], 1) if preposition == "contre" else []
    found = found or m.fill(tokens, depth)
    if not found and preposition in ("de", "à", "en"):
        # « l'ambassadeur éthiopien »: the word of the expression is itself the mention.
        found = [Filler(args.at[t.i], 1) for t in extra if t.i in args.heads and m.refs[args.at[t.i]]["kind"] != "name"]
    if not found:
        last = max([trigger, *extra], key=lambda t: t.i)
        found = [Filler(f.ref, f.steps, True) for f in args.after(last, preposition)]
    return found


def adjectival(m: Matcher, noun: Token) -> list[Filler]:
    """A demonym (« le soutien russe ») or a possessive (« son soutien ») as the `de` argument."""
    args = m.arguments
    for child in noun.children:
        if child.i in args.at and m.refs[args.at[child.i]]["hint"] and child.i > noun.i:
            return [Filler(args.at[child.i], 1), *args.paired(m.refs[args.at[child.i]])]
    for token in m.tokens[noun.i + 1 : noun.i + 3]:
        if token.i in args.at and m.refs[args.at[token.i]]["hint"]:
            return [Filler(args.at[token.i], 1)]
        if token.pos_ != "ADJ":
            break
    return []


def possessed(m: Matcher, noun: Token) -> bool:
    return any(c.lower_ in words("anaphora", "possessives") for c in noun.children)


def headline(m: Matcher, trigger: Token, count: int) -> list[Filler]:
    """The `count` actors before the colon of a headline, as guesses."""
    found = m.arguments.headline(trigger)
    return [Filler(n, 0, True) for n in found] if len(found) == count else []


def left_of(m: Matcher, verb: Token) -> list[Filler]:
    """The nearest mention before a finite verb: auxiliaries, adverbs and a bracketed phrase may stand between."""
    args = m.arguments
    if verb.pos_ in CLAUSE_HEADS and not args.is_finite(verb):
        return []
    i, begin = verb.i - 1, verb.sent.start
    while i >= max(begin, verb.i - 25):
        token = m.tokens[i]
        if i in args.at:
            ref = m.refs[args.at[i]]
            free = not args.case(m.tokens[ref["head"]]) and not ref["hint"] and not ref["place"]
            return args.neighbours([Filler(args.at[i], 0, True)]) if free else []
        if token.text == ",":
            opening = bracketed(m, i, begin)
            if opening is None:
                return []
            i = opening - 1
            continue
        if token.pos_ not in ("AUX", "ADV", "PRON", "PART") and token.text not in ("(", ")"):
            return []
        i -= 1
    return []


def bracketed(m: Matcher, closing: int, begin: int) -> int | None:
    """The comma that opens what the comma `closing` ends: a phrase without a verb, or a relative clause."""
    args = m.arguments
    verbal = False
    for k in range(closing - 1, begin, -1):
        token = m.tokens[k]
        verbal = verbal or (token.pos_ in CLAUSE_HEADS and args.is_finite(token))
        if token.text == ",":
            relative = m.tokens[k + 1].lower_ in words("relatives", "pronouns") | words("relatives", "places")
            if relative or not verbal:
                return k
    return None


def right_of(m: Matcher, verb: Token) -> list[Filler]:
    """The mentions right after a verb: a determiner, an adverb or a place (« reçoit à Paris X ») may stand between."""
    args = m.arguments
    i = verb.i + 1
    while i < min(verb.i + 8, len(m.tokens)):
        token = m.tokens[i]
        if i in args.at:
            ref = m.refs[args.at[i]]
            return args.neighbours([Filler(args.at[i], 0, True)]) if not args.case(m.tokens[ref["head"]]) else []
        if token.pos_ == "ADP" and i + 1 in args.at and m.refs[args.at[i + 1]]["place"]:
            i = m.refs[args.at[i + 1]]["end"]
            continue
        if token.pos_ not in ("DET", "ADV") and token.lower_ not in table()["weekdays"]:
            return []
        i += 1
    return []


def author(m: Matcher, noun: Token) -> list[Filler]:
    """« l'attaque menée par X », « l'attaque a été revendiquée par X », « l'attaque attribuée à X »."""
    verbs = m.arguments.participles(noun)
    if noun.dep_ == "nsubj:pass" and fold(noun.head.lemma_) in fold_set(words("light", "authoring")):
        verbs = [*verbs, noun.head]
    said = [v for v in verbs if fold(v.lemma_) in fold_set(words("light", "attributing"))]
    found = m.fill([t for v in said for t in m.arguments.complements(v, "à", [])], 1)
    return found or m.fill([a for verb in verbs for a in m.arguments.agents(verb)], 1)


def home_mentions(m: Matcher) -> list[Filler]:
    """The mentions of the state that the article is about, as guesses."""
    home = m.doc._.home
    return [Filler(n, 2, True) for n, r in enumerate(m.refs) if home and r["ids"] == [home] and not r["hint"]]
