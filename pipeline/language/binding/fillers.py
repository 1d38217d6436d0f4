"""Who fills a role of a frame, whatever its kind: complements, demonyms, neighbours, the headline."""

from functools import cache

from pipeline.gazetteer import fold
from pipeline.grammar import prepositions, words
from pipeline.language.attribution import source
from pipeline.language.binding.matcher import Matcher
from pipeline.language.tree import CLAUSE_HEADS, RELATIVE_OBJECT, Token
from pipeline.language.voice import Filler, remembered
from pipeline.language.when import table
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import Frame
from pipeline.rules.loader import event_types


def prepositional(m: Matcher, trigger: Token, preposition: str, extra: list[Token], frame: Frame) -> list[Filler]:
    """The actors under `preposition` that belong to the trigger or to the words of its expression."""
    through = event_types()[frame.type].through or trigger.pos_ == "NOUN"
    depth = 1 if preposition == "de" else 2 if through else 0
    return complements(m, trigger, preposition, tuple(extra), depth)


@remembered
def complements(m: Matcher, trigger: Token, preposition: str, extra: tuple[Token, ...], depth: int) -> list[Filler]:
    """The same; `depth` says how far inside a complement its actor may be."""
    args = m.arguments
    if not (
        preposition == "de" or (extra and preposition in ("à", "en")) or args.may_hold(trigger.sent[0], preposition)
    ):
        return []
    hosts = list(extra)
    if trigger.pos_ in CLAUSE_HEADS and preposition != "de":
        if preposition == "à" and unknown_dative(m, trigger):
            return []  # « lui accorde une exemption aux sanctions visant X »
        tokens = [t for t in args.complements(trigger, preposition, hosts) if not of_another(m, t, (trigger, *extra))]
        if preposition == "à":  # « reprocher à X son soutien à Y », « apporte à X un soutien aux Nations unies »
            tokens = first_dative(m, tokens, depth)
        if own := m.fill(tokens, depth):
            return own
    if (
        trigger.pos_ == "NOUN"
        and trigger.dep_ in ("obj", "nsubj", "nsubj:pass", "obl:arg", "xcomp", "ROOT")
        and trigger.head.pos_ in CLAUSE_HEADS
        # « l'opposition en appelle à Y »: who acts, no act
        and not (trigger.dep_ == "nsubj" and fold(trigger.lemma_) in fold_set(words("light", "people")))
        # « l'arrestation de Y a été condamnée par X »: it was not X who arrested
        and (preposition not in prepositions()["par"] or fold(trigger.head.lemma_) in args.authoring)
    ):
        hosts.append(trigger.head)
    if trigger.pos_ in CLAUSE_HEADS and "_" in preposition:  # « X, aux côtés de Y, a inauguré … »
        hosts += args.subject_tokens(trigger)
    attribute = trigger.dep_ in ("xcomp", "advmod", "amod")
    if attribute and trigger.head.pos_ in CLAUSE_HEADS and preposition not in ("à", "de", "par"):
        hosts.append(trigger.head)
    if trigger.pos_ == "NOUN":
        hosts += args.participles(trigger)
        # « la visite à Alger de Nicolas Sarkozy »: a name has no complement, whatever the parser hung on it
        hosts += [c for c in trigger.children if m.is_name(c) and args.case(c)]
    if trigger.pos_ in CLAUSE_HEADS:
        hosts += [
            c
            for c in trigger.children
            if c.dep_ in ("obj", "xcomp")
            and c.pos_ in ("NOUN", "ADJ")
            and c.i not in args.at
            and c.i not in args.titles
        ]
    tokens = [t for t in args.complements(trigger, preposition, hosts) if not of_another(m, t, (trigger, *extra))]
    found = m.fill([a for t in tokens if m.is_event(t) for a in args.authors(t)], 1) if preposition == "contre" else []
    found = found or m.fill(tokens, depth)
    if not found and preposition in ("de", "à", "en"):
        # « l'ambassadeur éthiopien »: the word of the expression is itself the mention.
        found = [Filler(args.at[t.i], 1) for t in extra if t.i in args.heads and m.refs[args.at[t.i]]["kind"] != "name"]
    if not found and preposition == "de":
        # « le plan Trump », « la méthode Macron »
        beside = [
            t
            for t in (trigger, *extra)
            if t.pos_ == "NOUN" and t.i + 1 in args.at and args.is_person(m.tokens[t.i + 1])
        ]
        found = [Filler(args.at[t.i + 1], 1) for t in beside if t.i not in args.titles]
    if not found:
        last = max([trigger, *extra], key=lambda t: t.i)
        found = [Filler(f.ref, f.steps, True) for f in args.after(last, preposition)]
    return found


def of_another(m: Matcher, complement: Token, expression: tuple[Token, ...]) -> bool:
    """« mène un exercice contre sa collusion avec X »: right after somebody's event, a complement is that event's."""
    noun = m.tokens[complement.left_edge.i - 1]
    after = noun.pos_ == "NOUN" and noun.i > min(t.i for t in expression)
    return after and noun not in expression and m.arguments.possessed(noun)


def first_dative(m: Matcher, tokens: list[Token], depth: int) -> list[Token]:
    """Of several complements in « à » the first with an actor, and those of its list: « à X, à Y et à Z »."""
    found: list[Token] = []
    for token in sorted(tokens, key=lambda t: t.i):
        first = token.left_edge
        listed = any(c.dep_ == "cc" for c in token.children) or (first.i and m.tokens[first.i - 1].text == ",")
        if m.fill([token], depth) and (not found or listed):
            found.append(token)
    return found


def unknown_dative(m: Matcher, verb: Token) -> bool:
    """Whether « lui » or « leur » before a verb stands for somebody unknown."""
    datives = words("anaphora", "datives")
    return any(
        c.pos_ == "PRON" and c.lower_ in datives and c.i < verb.i and c.i not in m.arguments.at for c in verb.children
    )


@remembered
def adjectival(m: Matcher, noun: Token) -> list[Filler]:
    """A demonym (« le soutien russe ») or a possessive (« son soutien ») as the `de` argument."""
    args = m.arguments
    for child in noun.children:
        if child.i in args.at and m.refs[args.at[child.i]]["hint"] and child.i > noun.i:
            # « les produits nigérians et ivoiriens »
            return [Filler(args.at[child.i], 1), *args.paired(m.refs[args.at[child.i]])]
    for token in m.tokens[noun.i + 1 : noun.i + 3]:
        if token.i in args.at and m.refs[args.at[token.i]]["hint"]:
            return [Filler(args.at[token.i], 1)]
        if token.pos_ != "ADJ":
            break
    return []


@remembered
def speaker(m: Matcher, verb: Token) -> list[Filler]:
    """« Je demande à Alger de … », a déclaré X: the first person of a quotation."""
    who = source(verb, m.arguments)
    return [Filler(f.ref, 1) for f in m.fill([who], 1)] if who is not None else []


@remembered
def claimants(m: Matcher, word: Token) -> list[Filler]:
    """« X a affirmé que Y mentait », « « Y est un danger », a lancé X »: who says so, if he speaks for more than himself."""
    if not said_itself(m, word):
        return []
    return speaking_for(m, speaker(m, word))


def said_itself(m: Matcher, word: Token) -> bool:
    """Whether a predicate heads the clause that is said: not « a parlé des camps destinés à … », « dit que ceux qui … »."""
    args = m.arguments
    finite = args.is_finite(word) or any(c.dep_ in ("cop", "aux:pass") and args.is_finite(c) for c in word.children)
    while word.dep_ == "conj" and word.head.pos_ in (*CLAUSE_HEADS, "ADJ", "NOUN"):
        word = word.head
    if any(c.lower_ in words("relatives", "pronouns") and c.lower_ not in RELATIVE_OBJECT for c in word.children):
        return False  # « les affirmations selon lesquelles Y menace … »
    quote = args.quoted[word.i] and not args.quoted[word.head.i]
    that = any(c.lower_ in prepositions()["que"] for c in word.children) or bool(args.speaker_after(word.head))
    if word.dep_ == "ccomp" and not (quote or that):
        return False
    return finite and (quote or word.head == word or word.dep_ in ("ccomp", "parataxis", "xcomp", "dep"))


def speaks_for(m: Matcher, ident: str) -> bool:
    """Whether what an actor says of another is an act: of neither an expert nor a newspaper."""
    who = m.registry[ident]
    served = m.registry.get(who["state"], who)
    official = (who["rank"] and "expert" not in who["rank"].split()) or who["listed"]
    return "media" not in (who["subtype"], served["subtype"]) and (
        who["type"] != "PERSON" or bool(who["state"] or official)
    )


def speaking_for(m: Matcher, fillers: list[Filler]) -> list[Filler]:
    """Those of the fillers whose words are acts."""
    return [f for f in fillers if all(speaks_for(m, x) for x in m.refs[f.ref]["ids"])]


@remembered
def ours(m: Matcher, noun: Token) -> list[Filler]:
    """« notre alliée », « mon ami », « nos relations avec X », in a quotation: of who speaks."""
    said = any(c.lower_ in words("anaphora", "our") for c in noun.children) and m.arguments.quoted[noun.i]
    return speaker(m, noun) if said else []


def headline(m: Matcher, trigger: Token, count: int) -> list[Filler]:
    """The `count` actors before the colon of a headline, as guesses."""
    found = m.arguments.headline(trigger)
    return [Filler(n, 0, True) for n in found] if len(found) == count else []


@remembered
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
            head = m.tokens[ref["head"]]
            listed = head.dep_ == "conj" and "," not in m.lower[head.head.i : head.i]
            held = args.case(head) or (listed and args.case(head.head))  # « une brouille entre A et B »
            free = not held and not ref["hint"] and not ref["place"]
            return args.neighbours([Filler(args.at[i], 0, True)]) if free else []
        if token.text == ",":
            opening = bracketed(m, i, begin)
            if opening is None:
                return []
            if renames(m, opening, i):  # « la cheffe du gouvernement italien, Giorgia Meloni, a promis »
                return [Filler(args.at[opening + 1], 0, True)]
            i = opening - 1
            continue
        if token.pos_ not in ("AUX", "ADV", "PRON", "PART") and token.text not in ("(", ")"):
            return []
        i -= 1
    return []


def renames(m: Matcher, opening: int, closing: int) -> bool:
    """Whether a person's name is all that stands between two commas, and what it stands for is no actor by itself."""
    args = m.arguments
    if opening + 1 not in args.at or opening - 1 in args.at:
        return False
    return m.refs[args.at[opening + 1]]["end"] == closing and args.is_person(m.tokens[opening + 1])


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


@remembered
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
        if (named := args.named_after(token)) is not None:
            return args.neighbours([Filler(named, 0, True)])  # « rencontre à Niamey le général Tiani »
        if token.pos_ not in ("DET", "ADV") and token.lower_ not in times() and not token.like_num:
            return []
        i += 1
    return []


@cache
def times() -> frozenset[str]:
    """Words of an expression of time between a verb and its object: « pourchasse depuis novembre dernier X »."""
    return frozenset(w for name in ("weekdays", "months", "leads", "past", "future") for w in table()[name]) - {"de"}


@remembered
def author(m: Matcher, noun: Token) -> list[Filler]:
    """« l'attaque menée par X », « l'attaque a été revendiquée par X », « l'attaque attribuée à X »."""
    verbs = m.arguments.participles(noun)
    if noun.dep_ == "nsubj:pass" and fold(noun.head.lemma_) in fold_set(words("light", "authoring")):
        verbs = [*verbs, noun.head]
    said = [v for v in verbs if fold(v.lemma_) in fold_set(words("light", "attributing"))]
    found = m.fill([t for v in said for t in m.arguments.complements(v, "à", [])], 1)
    return found or m.fill([a for verb in verbs for a in m.arguments.agents(verb)], 1)


@remembered
def named_before(m: Matcher, word: Token) -> int | None:
    """« Niger : le général Tiani en visite à Moscou »: the person right before the preposition of a predicate."""
    args, i = m.arguments, word.i - 2
    led_by = i >= word.sent.start and m.tokens[i + 1].lower_ in prepositions()["en"]
    return args.at[i] if led_by and args.is_person(m.tokens[i]) else None


def home_mentions(m: Matcher) -> list[Filler]:
    """The mentions of the state that the article is about, as guesses."""
    home = m.doc._.home
    return [Filler(n, 2, True) for n, r in enumerate(m.refs) if home and r["ids"] == [home] and not r["hint"]]
