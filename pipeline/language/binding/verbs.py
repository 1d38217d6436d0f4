"""Verb frames: « X accuser Y », « X apporter soutien à Y »."""

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, prepositions, words
from pipeline.language.binding.fillers import (
    adjectival,
    author,
    claimants,
    headline,
    home_mentions,
    left_of,
    prepositional,
    right_of,
    speaker,
)
from pipeline.language.binding.matcher import Bound, Matcher
from pipeline.language.binding.nouns import joined
from pipeline.language.tree import CLAUSE_HEADS, SUBJECTS, Token
from pipeline.language.turning import reacting, turning
from pipeline.language.voice import Filler, remembered
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import OBJECT, SPEAKER, SUBJECT, Frame
from pipeline.rules.loader import event_types

OPENING = 6  # tokens from the start of a sentence within which the place that it tells of is named
HOME = 3  # mentions from which a state is the one where the article's arrests are made


def bind_verb(m: Matcher, verb: Token, frame: Frame, extra: list[Token]) -> Bound | None:
    args = m.arguments
    if not verbal(m, verb) or frame.reflexive != args.reflexive(verb):
        return None
    if frame.partitive and not args.partitive(verb):
        return None
    if frame.infinitive and not governs_infinitive(m, verb):
        return None
    if idiom(m, verb, frame):
        return None
    if frame.both and m.fill(list(args.complements(verb, "avec", extra)), 1):
        return None  # « A et B renforcent leurs liens avec C »: not with each other
    passive = args.is_passive(verb) and not frame.reflexive
    governor = undergone(m, verb)
    event = event_types()[frame.type]
    forceful = event.quad == "material conflict"
    bound: Bound = {}
    for slot, role in frame.roles:
        if governor is not None and role in (SUBJECT, OBJECT, "à"):
            hosts = (verb, governor, *extra)  # « s'est vu infliger 39 % par X »
            tokens = [a for host in hosts for a in args.agents(host)]
            tokens = tokens if role == SUBJECT else args.subject_tokens(governor)
            fillers = m.fill(tokens, 1)
        elif role == SPEAKER:
            fillers = claimants(m, verb)
        elif role == SUBJECT:
            fillers = subject(
                m, verb, slot, frame.type if forceful or frame.type == "CONSULT" else "", passive, tuple(extra)
            )
        elif role == OBJECT:
            bare = not frame.words
            held = bare and frame.anchor in words("light", "holding")  # « arrête la production de X »
            told_of = bare and event.quad.startswith("verbal")
            tokens, fillers = undergoing(m, verb, event.through, held, told_of, passive, tuple(extra))
            if not fillers and forceful:
                fillers = servants(m, tokens)
            if frame.type == "COERCE" and any(stopped(m, verb, t) for t in tokens):
                return None
        elif role == "que":
            fillers = asked(m, verb)
        else:
            if role == "de" and slot in frame.early:  # « exiger de Y la libération de … »
                own = [t for t in args.complements(verb, role, []) if t.i < extra[0].i]
                fillers = m.fill(own, 1)
            else:
                fillers = prepositional(m, verb, role, extra, frame)
            if not fillers and role == "de" and extra and slot not in frame.early:
                # « exiger le retrait israélien », « rejeter les accusations portées par X »
                fillers = adjectival(m, extra[-1])
                if not fillers and event.quad == "verbal conflict":
                    fillers = author(m, extra[-1])
            if not fillers and role == "de" and extra and m.arguments.possessed(extra[0]):
                fillers = claimant(m, verb) or owning(m, verb, extra[0])
            if not fillers and frame.type == "AID" and role == "à":
                fillers = user_of(m, verb)
            if not fillers and role == "entre" and extra:
                fillers = joined(m, extra[-1])  # « plombe les relations germano-américaines »
            if not fillers and role == "en":
                fillers = region(m, verb) or (ahead(m, verb) if frame.type == "ASSAULT" else [])
            if not fillers and (role == "en" or (role == "à" and frame.type == "AID")):
                fillers = where(m, verb)
        if not fillers and slot == "X" and passive and role == SUBJECT:
            fillers = host(m, verb, frame, extra) or leaving(m, verb, frame, extra) or home(m, verb, frame)
        if not fillers and slot == "Y" and frame.words and role not in (SUBJECT, OBJECT):
            fillers = headline(m, verb, 1)  # « Niger : Paris rappelle son ambassadeur »
        if not fillers and slot == "Y" and frame.type in reacting() and passive:
            fillers = doer(m, verb)
        # « réagir à l'adresse de Y »; who denies an allegation rejects nobody
        addressed = (not frame.words and "_" in role) or fold(verb.lemma_) in fold_set(words("light", "sure_denial"))
        if (
            not fillers
            and slot == "Y"
            and not (addressed or frame.only)
            and frame.type in reacting()
            and bound.get("X")
        ):
            if not args.speaker_after(verb):  # whose quotation tells what it is about
                m.open.append((frame, verb, bound["X"]))
        if not fillers and slot != "Z":
            return None
        bound[slot] = fillers
    if frame.both and len(m.distinct(bound["X"])) < 2 and "Z" in bound:
        return None  # « X exhorte Y à la retenue » tells of no quarrel between two
    return bound


@remembered
def subject(m: Matcher, verb: Token, slot: str, event: str, passive: bool, extra: tuple[Token, ...]) -> list[Filler]:
    """Who does what `verb` tells: its subject or agent; `event` is the type of a consultation or of an act of force, else ''."""
    args = m.arguments
    tokens = args.agents(verb) if passive else args.subject_tokens(verb)
    if passive and not tokens:  # « placé en garde à vue par la police »
        near = [c for c in verb.children if c.dep_.startswith("obl") and not m.is_event(c)]
        tokens = [agent for word in (*extra, *near) for agent in args.agents(word)]
    # « l'abandon de l'Ukraine menace l'Europe »: an event is no agent of its complement
    events = [t for t in tokens if t.i not in args.at and t.pos_ == "NOUN" and m.is_event(t) and not args.leaders(t)]
    events = [t for t in events if fold(t.lemma_) not in args.bodies]  # « la rébellion de la CPC a accusé »
    acting = [
        t for t in tokens if t not in events or slot == "Y" or can_act(m, t, forceful=event not in ("", "CONSULT"))
    ]
    if slot == "Y":  # « la mort de X suscite la colère »: not against X
        acting = [t for t in acting if t.i in args.at or fold(t.lemma_) not in args.fates]
    # « l'invasion de l'Ukraine par X suscite la colère de Y », « … a irrité Y »: it is about who did it
    done = m.fill([a for t in events for a in args.authors(t)], 1) if event != "CONSULT" else []
    # « trois avions de chasse russes ont violé »: the adjective of an instrument's complement
    armed = any(fold(t.lemma_) in fold_set(words("light", "instruments")) for noun in acting for t in counted(noun))
    fillers = done or m.fill(acting, 2 if passive or slot == "Y" or armed else 1)
    if not fillers and event == "ASSAULT":
        fillers = attackers(m, verb, events, passive=passive)
    if not fillers and not passive:
        fillers = signatory(m, tokens)
    if not fillers and any(t.lower_ in words("anaphora", "speaking") for t in tokens):
        fillers = speaker(m, verb)
    # « l'accord entre A et B prévoit un échange »: they do not talk; « … inquiète Y » is about them
    of_act = event == "CONSULT" and any(t in events and t.i < verb.i for t in tokens)
    if not fillers and not passive and not of_act and verb.dep_ not in ("acl:relcl", "xcomp"):
        fillers = left_of(m, verb)
    return fillers + companions(m, verb) if fillers and event == "CONSULT" else fillers


@remembered
def undergoing(
    m: Matcher, verb: Token, through: bool, held: bool, told_of: bool, passive: bool, extra: tuple[Token, ...]
) -> tuple[list[Token], list[Filler]]:
    """The objects of `verb`, or of the words of its expression, and the actors in them: those that they belong to as well
    where `through` and not `held`; where `told_of`, none that an event befell."""
    args = m.arguments
    tokens = args.patient_tokens(verb)
    if extra and extra[-1].pos_ in CLAUSE_HEADS and not args.is_participle(extra[-1]):
        tokens = args.patient_tokens(extra[-1]) or tokens  # « prendre des sanctions visant Y »: the last verb's object
    if extra and all(t in extra and t.i not in args.at for t in tokens):
        # « pointer du doigt l'ancien ministre, X »: the parser's apposition of « doigt » is the object
        hung = [c for t in extra if t.pos_ == "NOUN" for c in t.children if c.dep_ == "appos" and not args.case(c)]
        tokens = hung or tokens
    if not tokens and extra and extra[0].pos_ == "ADJ":  # « juge irresponsable la rhétorique de Y »
        tokens = [c for c in extra[0].children if c.i > extra[0].i and c.pos_ == "NOUN" and not args.case(c)]
    if not tokens and extra and not passive:  # « voit d'un mauvais œil le départ de Y », hung on « œil »
        tokens = [c for c in extra[-1].children if c.dep_ == "nmod" and c.i > extra[-1].i and not args.case(c)]
    # « condamner l'invasion de l'Ukraine par X »: who did it, not who suffered it
    fillers = m.fill([a for t in tokens for a in args.authors(t)], 1) if through else []
    tokens = [t for t in tokens if t.i in args.at or fold(t.lemma_) not in fold_set(words("light", "abstract"))]
    # « condamner l'arrestation de X », « saluer la mort de X »: told of whom it befell
    befell = [t for t in tokens if told_of and fold(t.lemma_) in fold_set(words("light", "befalling"))]
    fillers = fillers or [f for t in befell if t.i not in args.at for f in adjectival(m, t)]
    tokens = [t for t in tokens if t not in befell]
    fillers = fillers or m.fill(tokens, (3 if not passive else 2) if through and not held else 0)
    if extra and tokens and tokens[0].i < extra[-1].i:  # « tient les soldats responsables de la mort de X »
        fillers = [f for f in fillers if m.refs[f.ref]["head"] < extra[-1].i]
    if passive and "Sing" in verb.morph.get("Number", []) and args.is_participle(verb):
        # « X et Y, destitué par Z »
        fillers = sorted(fillers, key=lambda f: abs(m.refs[f.ref]["head"] - verb.i))[:1]
    if not fillers and not passive and not tokens and not args.speaker_after(verb):
        fillers = right_of(m, extra[-1] if extra else verb)
    return tokens, fillers


@remembered
def verbal(m: Matcher, verb: Token) -> bool:
    """Whether a word is a verb; after « au » or « du » it is none: « face aux visées de X »."""
    contracted = words("light", "contracted")
    nominal = any(c.dep_ == "case" and c.lower_ in contracted and c.i == verb.i - 1 for c in verb.children)
    return (verb.pos_ in CLAUSE_HEADS or verb_like(m, verb)) and not nominal


def counted(noun: Token) -> list[Token]:
    """« une vingtaine de drones »: a noun, and what it counts."""
    quantity = fold(noun.lemma_) in fold_set(words("light", "quantities"))
    return [noun, *(c for c in noun.children if quantity and c.i > noun.i)]


def attackers(m: Matcher, verb: Token, events: list[Token], *, passive: bool) -> list[Filler]:
    """« une attaque du JNIM a tué … », « tués dans une embuscade attribuée au JNIM »: whose attack it was."""
    if passive and not events:
        events = [c for c in verb.children if c.dep_.startswith("obl") and c.i > verb.i]
    fillers: list[Filler] = []
    for event in events:
        if not m.index.attacks.isdisjoint(m.known[event.i]):
            of = m.fill(list(m.arguments.complements(event, "de", [])), 1)
            of = [f for f in of if not m.refs[f.ref]["place"]]
            fillers += author(m, event) or of or adjectival(m, event)
    return [Filler(f.ref, f.steps + 1) for f in fillers]


def asked(m: Matcher, verb: Token) -> list[Filler]:
    """« exiger que Y retire ses troupes »: the subject of the clause after « que », by the tree or right after it."""
    that = next((t for t in m.tokens[verb.i + 1 : verb.i + 4] if t.lower_ in prepositions()["que"]), None)
    if that is None:
        return []
    clauses = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "advcl") and c.i > that.i]
    subjects = [t for c in clauses[:1] for t in c.children if t.dep_ in SUBJECTS]
    return m.fill(subjects, 1) if subjects else right_of(m, that)


@remembered
def companions(m: Matcher, verb: Token) -> list[Filler]:
    """« Accompagné de X, Y a rencontré Z », « Y, flanqué de X, a reçu Z »: X."""
    with_whom = prepositions()["de"] | prepositions()["par"]
    for beside in reversed(m.tokens[verb.sent.start : verb.i]):
        if beside.lower_ not in words("light", "accompanying") or m.lower[beside.i + 1] not in with_whom:
            continue
        if beside.i > verb.sent.start and m.lower[beside.i - 1] != ",":
            return []
        near = [t for t in m.tokens[beside.i + 2 : verb.i] if m.arguments.case(t) in with_whom and t.head == beside]
        return [Filler(f.ref, f.steps + 1, True) for f in m.fill(near, 1)]
    return []


def servants(m: Matcher, tokens: list[Token]) -> list[Filler]:
    """« le JNIM a tué 200 soldats »: of nobody else, those of the state that the article is about."""
    bare = [
        t for t in tokens
        if fold(t.lemma_) in fold_set(words("light", "servants"))
        and not any(c.dep_ == "nmod" or c.i in m.arguments.at for c in t.children)
    ]  # fmt: skip
    found = home_mentions(m) if bare else []
    return found[:1] if len(found) >= HOME else []


def claimant(m: Matcher, verb: Token) -> list[Filler]:
    """« X affirme que Y a violé son espace aérien », « X accuse Y de violer son espace aérien »: of the one who says so."""
    clause = verb.head
    if verb.dep_ not in ("ccomp", "xcomp") or fold(clause.lemma_) not in fold_set(words("attribution", "verbs")):
        return []
    said = m.fill(m.arguments.subject_tokens(clause), 1)
    return [Filler(ref, 1, True) for f in said for ref in dict.fromkeys((served(m, f.ref), f.ref))]


def served(m: Matcher, ref: int) -> int:
    """The last mention of the state that a person serves, the person's own if there is none: whose air space it is."""
    states = {m.registry[x]["state"] for x in m.refs[ref]["ids"] if m.registry[x]["type"] == "PERSON"}
    of = [n for n, r in enumerate(m.refs) if len(r["ids"]) == 1 and r["ids"][0] in states and not r["hint"]]
    return of[-1] if of else ref


def owning(m: Matcher, verb: Token, noun: Token) -> list[Filler]:
    """« le PAM réduit les rations depuis que X a coupé son financement »: of the subject of the clause above."""
    clause = verb.head
    unreal = fold_set(words("negation", "verbs") | words("hypothesis", "wishing"))  # « refuse que X survole son sol »
    if verb.dep_ not in ("advcl", "ccomp") or clause.pos_ not in CLAUSE_HEADS or not m.arguments.is_finite(verb):
        return []
    if fold(clause.lemma_) in unreal:
        return []
    subjects = m.arguments.subject_tokens(clause)
    found = m.fill(subjects, 0)
    several = len(m.distinct(found)) > 1 or any("Plur" in t.morph.get("Number", []) for t in subjects)
    theirs = any(c.lower_ in words("anaphora", "their") for c in noun.children)
    own = m.distinct(m.fill(m.arguments.subject_tokens(verb), 1))
    return [Filler(f.ref, 1, True) for f in found] if theirs == several and not own & m.distinct(found) else []


def signatory(m: Matcher, tokens: list[Token]) -> list[Filler]:
    """« X publie un communiqué accusant Y », « une résolution de X qui condamne Y »: what X's text says, X says."""
    texts = [m.arguments.antecedent(t) or t if t.pos_ == "PRON" else t for t in tokens]
    told = [t for t in texts if fold(t.lemma_) in fold_set(words("light", "texts"))]
    signed = m.fill([t for t in told if t.i not in m.arguments.at], 1)
    if signed:
        return signed
    others = fold_set(words("light", "distancing") | words("negation", "verbs"))
    clauses = [
        t.head for t in told
        if t.head.pos_ in CLAUSE_HEADS and t.dep_ in ("obj", "obl:arg", "obl:mod")
        and fold(t.head.lemma_) not in others and not m.arguments.is_passive(t.head)
    ]  # fmt: skip
    return [Filler(f.ref, f.steps + 1) for c in clauses for f in m.fill(m.arguments.subject_tokens(c), 1)]


def doer(m: Matcher, verb: Token) -> list[Filler]:
    """« X ferme sa frontière, une décision saluée par Y »: whose deed the words before the comma tell."""
    noun = verb.head
    deeds = fold_set(turning()["reaction"]["objects"])
    clause = noun.head if noun.head.pos_ in CLAUSE_HEADS else noun.head.head
    if verb.dep_ != "acl" or clause.pos_ not in CLAUSE_HEADS or fold(noun.lemma_) not in deeds or noun.i < clause.i:
        return []
    first = min(c.i for c in (noun, *noun.children) if c.text != ",")
    if m.tokens[first - 1].text != ",":
        return []
    return [Filler(f.ref, f.steps + 1, True) for f in m.fill(m.arguments.subject_tokens(clause), 1)]


def idiom(m: Matcher, verb: Token, frame: Frame) -> bool:
    """« se rendre compte », « se rendre à la police »: with that word right after it, or as a complement, the verb means
    something else."""
    others = grammar()["light"]["idioms"].get(frame.anchor, ())
    verbal = f"se {frame.anchor}" if frame.reflexive else frame.anchor
    senses = fold_set(grammar()["light"]["senses"].get(verbal, ()))
    if not others and not senses:
        return False
    governed = {w for c in verb.children if c.i > verb.i for w in (fold(c.lemma_), fold(c.lower_))}
    near = any(t.lower_ in others for t in m.tokens[verb.i + 1 : verb.i + 3])
    return (near and not set(others) & set(frame.words)) or bool(senses & governed - set(frame.words))


def stopped(m: Matcher, verb: Token, thing: Token) -> bool:
    """« arrêter la frappe de X » stops an event, it arrests nobody."""
    ends = fold(verb.lemma_) in fold_set(turning()["ended"]["verbs"])
    return ends and thing.i not in m.arguments.at and m.is_event(thing)


def user_of(m: Matcher, verb: Token) -> list[Filler]:
    """« X abat un avion grâce à des chasseurs livrés par Y »: who uses what was given has received it."""
    if verb.dep_ != "acl" or not m.arguments.is_participle(verb):
        return []
    clause = verb.head.head
    if verb.head.dep_ not in ("obj", "obl:mod", "obl:arg") or clause.pos_ not in CLAUSE_HEADS:
        return []
    return [Filler(f.ref, f.steps, True) for f in m.fill(m.arguments.subject_tokens(clause), 1)]


def region(m: Matcher, verb: Token) -> list[Filler]:
    """« s'est rendu dans l'est du Congo »: the state that a part of a country is in."""
    parts = fold_set(words("places", "nouns"))
    return m.fill([t for t in m.arguments.complements(verb, "dans", []) if fold(t.lemma_) in parts], 1)


def ahead(m: Matcher, verb: Token) -> list[Filler]:
    """« Au Niger, X a tué douze soldats »: the state that opens the sentence."""
    forms = prepositions()["en"]
    first = [c for c in verb.children if c.i < verb.i and c.i in m.arguments.at and m.arguments.case(c) in forms]
    return m.fill([c for c in first if c.i - verb.sent.start < OPENING], 0)


def where(m: Matcher, verb: Token) -> list[Filler]:
    """« les Philippines, où X a envoyé des secours »: the state that « où » stands for."""
    hosts = (verb, *(c for c in verb.children if c.dep_ in SUBJECTS))
    places = [c for h in hosts for c in h.children if c.i < verb.i and c.lower_ in words("relatives", "places")]
    nouns = [m.arguments.antecedent(c) for c in places]
    return [Filler(f.ref, 1) for f in m.fill([n for n in nouns if n is not None and n.i in m.arguments.at], 0)]


def home(m: Matcher, verb: Token, frame: Frame) -> list[Filler]:
    """« X a été arrêté à Dakar », « ont été expulsés »: by the state where it happened, or that the article is about."""
    args = m.arguments
    if frame.type == "CONCEDE" and frame.anchor in words("light", "releases"):
        return jailers(m, verb)
    if frame.type != "COERCE" or frame.anchor not in words("light", "state_acts"):
        return []
    where = [
        t
        for p in ("à", "en")
        for t in args.complements(verb, p, [])
        if t.i in args.at and m.refs[args.at[t.i]]["place"]
    ]
    if where:
        return [Filler(args.at[where[0].i], 1, True)]
    if any(c.lower_ in words("relatives", "places") for c in verb.children):
        return []  # « en France, où il est emprisonné »
    found = home_mentions(m)
    return found[:1] if len(found) >= HOME else []


def leaving(m: Matcher, verb: Token, frame: Frame, extra: list[Token]) -> list[Filler]:
    """« les troupes françaises ont été chassées du Mali »: by the state that they had to leave."""
    if words("light", "expelling").isdisjoint((frame.anchor, *frame.words)):
        return []
    places = [t for t in m.arguments.complements(verb, "de", extra) if m.is_name(t) and t.i > verb.i]
    states = [
        m.arguments.at[t.i] for t in places if m.registry[m.refs[m.arguments.at[t.i]]["ids"][0]]["type"] == "STATE"
    ]
    return [Filler(n, 1, True) for n in states[:1]]


def jailers(m: Matcher, verb: Token) -> list[Filler]:
    """« Deux Français détenus en Iran ont été libérés »: by the state that held them."""
    args = m.arguments
    held = [v for t in args.patient_tokens(verb) for v in args.participles(t)]
    held = [v for v in held if fold(v.lemma_) in fold_set(words("light", "state_acts"))]
    where = [t for v in held for p in ("à", "en") for t in args.complements(v, p, []) if m.is_name(t)]
    return [Filler(args.at[where[0].i], 1, True)] if where else []


def host(m: Matcher, verb: Token, frame: Frame, extra: list[Token]) -> list[Filler]:
    """« l'ambassadeur d'Algérie à Bamako a été convoqué », « reçu à l'Élysée »: by his hosts, who alone can do that."""
    seats = [
        t for t in m.arguments.complements(verb, "à", [])
        if t.i in m.arguments.at
        and (m.refs[m.arguments.at[t.i]]["kind"] == "metonym" or fold(t.lemma_) in fold_set(words("light", "seats")))
    ]  # fmt: skip
    if seats and frame.anchor in words("light", "hosting"):
        return m.fill(seats, 0)  # « reçu à l'Élysée », « convoqué au Quai d'Orsay »
    if "ambassadeur" not in frame.words or frame.anchor in words("light", "senders"):
        if extra and fold(extra[0].lemma_) in fold_set(words("light", "own")):
            # « l'espace aérien malien est fermé à … »: by those whose it is
            return m.fill(list(m.arguments.complements(extra[0], "de", [])), 0) or adjectival(m, extra[-1])
        return []
    return m.fill(list(m.arguments.complements(extra[0], "à", [])), 0)


@remembered
def undergone(m: Matcher, verb: Token) -> Token | None:
    """« la Suisse s'est vu infliger des taxes par X »: the verb whose subject undergoes the infinitive."""
    head = verb.head
    if m.arguments.caused(verb):
        return verb  # « s'est fait livrer des chars par X »
    if verb.dep_ not in ("xcomp", "ccomp", "obj") or head.pos_ not in CLAUSE_HEADS:
        return None
    if head.lemma_ in words("light", "undergoing") and m.arguments.is_infinitive(verb):
        return head if m.arguments.reflexive(head) else None
    return None


@remembered
def governs_infinitive(m: Matcher, verb: Token) -> bool:
    """« demande à Paris de partir »: an infinitive complement, by the tree or right after « de »."""
    if any(m.arguments.is_infinitive(c) and c.i > verb.i for c in verb.children):
        return True
    return any(
        m.arguments.is_infinitive(t) and m.tokens[t.i - 1].lower_ in ("de", "d'", "à")
        for t in m.tokens[verb.i + 2 : min(verb.i + 12, verb.sent.end)]
    )


def verb_like(m: Matcher, token: Token) -> bool:
    """A verb that the tagger missed: « salue » as a proper noun at the head of a clause."""
    n = m.arguments.at.get(token.i - 1)
    if token.dep_ in ("amod", "nmod", "acl") and n is not None and not m.refs[n]["hint"] and token.head.i < token.i:
        # « Pékin concurrence Washington », « Alger ferme son espace aérien »
        follow = m.tokens[token.i + 1] if token.i + 1 < len(m.tokens) else token
        if not any(c.pos_ in ("DET", "ADP") and c.i < token.i for c in token.children):
            return token.pos_ == "NOUN" or (
                token.pos_ in ("ADJ", "PROPN")
                and (follow.pos_ == "DET" or follow.lower_ == "des" or follow.lower_ in prepositions()["à"])
            )
    if token.pos_ == "NOUN":
        helped = any(c.dep_.startswith("aux") or (c.dep_ == "cop" and c.lemma_ == "avoir") for c in token.children)
        determined = any(c.pos_ in ("DET", "ADP") for c in token.children)
        if token.dep_ == "acl:relcl" and (
            any(c.lower_ == "qui" for c in token.children)
            or any(c.dep_ in SUBJECTS and c.i in m.arguments.at for c in token.children)
        ):
            return True  # « l'Ukraine, à laquelle Berlin livre des chars »
        return helped or (token.dep_ in ("ROOT", "dep", "conj") and not determined)
    clausal = ("ROOT", "acl", "conj", "xcomp", "ccomp", "advcl", "acl:relcl")
    return token.dep_ in clausal and token.pos_ in ("ADJ", "ADV", "X", "PROPN")


def can_act(m: Matcher, noun: Token, *, forceful: bool) -> bool:
    """An event is no agent, but « une frappe israélienne a tué », « des drones ukrainiens visent » tell whose act it is."""
    return not m.is_event(noun) or (forceful and fold(noun.lemma_) in fold_set(words("light", "instruments")))
