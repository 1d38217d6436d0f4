"""Noun frames: « soutien de X à Y », « accord entre X et Y »."""

from functools import cache

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, prepositions, words
from pipeline.language.binding.fillers import (
    adjectival,
    author,
    headline,
    home_mentions,
    left_of,
    named_before,
    ours,
    prepositional,
    speaker,
)
from pipeline.language.binding.light import helping, performing
from pipeline.language.binding.matcher import Bound, Matcher
from pipeline.language.tree import CLAUSE_HEADS, SUBJECTS, Token
from pipeline.language.turning import turning
from pipeline.language.voice import Filler, remembered
from pipeline.rules.forms import fold_set
from pipeline.rules.frames import Frame
from pipeline.rules.loader import event_types

WITHIN = 8  # tokens after « guerre » within which « contre » says against whom it is
LISTED = 32  # tokens after « entre » within which a list of actors runs


def bind_noun(m: Matcher, noun: Token, frame: Frame, extra: list[Token]) -> Bound | None:
    if noun.i in m.arguments.at and m.refs[m.arguments.at[noun.i]]["kind"] == "description":
        return None  # « quitter l'Alliance »: an actor, no event
    said = noun.pos_ == "PRON" and bool(frame.words)  # « rien ne va plus entre X et Y »
    if not (said or noun.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")) or (
        noun.pos_ == "VERB" and noun.dep_ not in ("nsubj", "obj", "obl:arg", "nmod", "acl")
    ):
        return None
    if frame.lead and m.arguments.case(noun) not in prepositions()[frame.lead]:
        return None
    if another_sense(noun, frame):
        return None
    if frame.role("X") == frame.role("Y") == "de" and not (frame.both or frame.early):
        return two_complements(m, noun)
    bound = roles(m, noun, frame, extra)
    if frame.role("X") == "par" and not bound["X"] and bound.get("Y"):
        bound["X"] = adjectival(m, noun)  # « l'invasion russe de l'Ukraine »
    if frame.both:
        shared = bound["X"] if len(m.distinct(bound["X"])) > 1 else jointly(m, noun, frame)
        if len(m.distinct(shared)) < 2:
            shared = headline(m, noun, 2) or pair_before(m, noun, bound["X"])
        return {"X": shared, "Y": shared} if len(m.distinct(shared)) > 1 else None
    if not bound.get("X") and not bound.get("Y"):
        return None
    if bound.get("X") and bound.get("Y"):
        return bound
    return (
        governed(m, noun, frame, bound)
        or completed(m, noun, bound)
        or understood(m, noun, frame, bound)
        or uttered(m, noun, bound)
    )


def roles(m: Matcher, noun: Token, frame: Frame, extra: list[Token]) -> Bound:
    """What the noun's own complements, adjectives and participles fill of each slot."""
    bound: Bound = {}
    for slot, role in frame.roles:
        early = bool(extra) and slot in frame.early  # « frappe de X contre des positions de Y »
        fillers = prepositional(m, noun, role, [] if early else extra, frame)
        if early:
            fillers = [f for f in fillers if m.refs[f.ref]["head"] < extra[0].i]
        if role == "de":
            fillers = [f for f in fillers if not m.refs[f.ref]["hint"]] or fillers
            fillers = [f for f in fillers if not venue(m, noun, f)]
            fillers = fillers or adjectival(m, noun) or (ours(m, noun) if slot == "X" else [])
            if not fillers and slot == "X":
                fillers = author(m, noun)
        if role == "par" and not fillers:
            # « le blocus russe des ports ukrainiens »
            near = [f for f in adjectival(m, noun) if m.refs[f.ref]["start"] <= noun.i + 2]
            fillers = author(m, noun) or near
        if role == "entre":
            fillers = [] if elsewhere(m, noun) else between(m, noun, fillers)
        bound[slot] = fillers
    return bound


def another_sense(noun: Token, frame: Frame) -> bool:
    """« l'envoi de migrants au Rwanda » gives nobody anything, « la guerre civile en Y » is not of X against Y."""
    others = grammar()["light"]["senses"].get(frame.anchor, ())
    if not others and frame.role("Y") != "en":
        return False
    inner = {fold(c.lemma_) for c in noun.children}
    if inner & fold_set(others):
        return True
    against = any(t.lower_ in prepositions()["contre"] for t in noun.sent if noun.i < t.i < noun.i + WITHIN)
    return frame.role("Y") == "en" and (against or bool(inner & fold_set(words("light", "inner"))))


def completed(m: Matcher, noun: Token, bound: Bound) -> Bound | None:
    """« Mali : reprise de la coopération avec la Russie »: the slot that the headline's colon fills."""
    empty = [s for s in ("X", "Y") if not bound.get(s)]
    if empty == ["X"] and (named := named_before(m, noun)) is not None:
        return {**bound, "X": [Filler(named)]}
    fillers = headline(m, noun, 1) if len(empty) == 1 else []
    if empty == ["X"]:  # « Jacob Zuma : un mandat d'arrêt contre l'ancien président »: the one spoken of
        fillers = [f for f in fillers if not m.arguments.is_person(m.tokens[m.refs[f.ref]["head"]])]
    return {**bound, empty[0]: fillers} if fillers else None


def uttered(m: Matcher, noun: Token, bound: Bound) -> Bound | None:
    """« Merci à Ankara », « Soutien total à Kiev », as all that a quotation says: of who speaks."""
    args = m.arguments
    alone = args.quoted[noun.i] and (noun.head == noun or args.speaker_after(noun.head))
    if bound.get("X") or not alone or any(c.dep_ in SUBJECTS or c.dep_ == "cop" for c in noun.children):
        return None
    speakers = speaker(m, noun)
    return {**bound, "X": speakers} if speakers else None


def understood(m: Matcher, noun: Token, frame: Frame, bound: Bound) -> Bound | None:
    """« Le rapprochement avec New Delhi », in a sentence that names nobody else: of the other one of the pair told
    before, or of the state that the article is about."""
    if not known(m, noun):
        return None
    if bound.get("X") and not bound.get("Y") and fold(noun.lemma_) in fold_set(words("headline", "visits")):
        return visited(m, noun, bound)
    if bound.get("X") or not bound.get("Y") or frame.role("Y") not in words("headline", "partners"):
        return None
    partner = m.distinct(bound["Y"])
    if len(partner) != 1 or named_beside(m, noun) != partner:
        return None
    pair = m.last[1] if m.last is not None else []
    if partner & m.distinct(pair):
        other = [f for f in pair if not partner & set(m.refs[f.ref]["ids"])]
    else:
        other = home_mentions(m)
    return {**bound, "X": other[:1]} if other and not partner & m.distinct(other) else None


def visited(m: Matcher, noun: Token, bound: Bound) -> Bound | None:
    """« la visite de X », in a sentence that names no place: of the state that the article is about."""
    guests = m.distinct(bound["X"])
    served = {m.registry[x]["state"] or x for x in guests}
    hosts = home_mentions(m)[:1] if named_beside(m, noun) <= guests | served else []
    return {**bound, "Y": hosts} if hosts and not m.distinct(hosts) & (served | guests) else None


def named_beside(m: Matcher, noun: Token) -> set[str]:
    """The actors in the noun's sentence."""
    begin, end = noun.sent.start, noun.sent.end
    return {x for r in m.refs if begin <= r["start"] < end and not r["hint"] for x in r["ids"]}


@remembered
def known(m: Matcher, noun: Token) -> bool:
    """« la rupture », « ce rapprochement »: whether a noun takes up what has been told."""
    return any(c.dep_ == "det" and c.lower_ in words("headline", "known") for c in noun.children)


def pair_before(m: Matcher, noun: Token, fillers: list[Filler]) -> list[Filler]:
    """« La rupture est consommée »: where the sentence names nobody, the two of the relation told just before."""
    if fillers or m.last is None or not known(m, noun):
        return []
    sentence, pair = m.last
    begin = noun.sent.start
    near = begin > 0 and m.tokens[begin - 1].sent.start <= sentence < begin
    here = any(noun.sent.start <= r["start"] < noun.sent.end for r in m.refs)
    owned = any(c.dep_ == "nmod" for c in noun.children)  # « les accords de Yalta »
    people = any(m.registry[x]["type"] == "PERSON" for x in m.distinct(pair))
    return pair if near and not (here or owned or people) else []


def elsewhere(m: Matcher, noun: Token) -> bool:
    """« une dispute au poste-frontière entre X et Y », « une discussion sur les relations entre X et Y »: what is between them
    is a place or another event."""
    for token in m.tokens[noun.i + 1 : noun.i + 10]:
        if token.is_sent_start or token.text in ";:,":
            return False
        if token.lower_ in prepositions()["entre"]:
            last = m.tokens[token.i - 1]
            of = token.head.head if token.head.head.pos_ == "NOUN" and noun.i < token.head.head.i < token.i else last
            where = {fold(t.lemma_) for t in (of, last)} & fold_set(words("places", "nouns") | words("places", "lines"))
            event = m.is_event(of) or not m.index.between.isdisjoint(m.known[of.i])
            told = event and of != noun and m.arguments.case(of) in prepositions()["sur"]
            return last != noun and (bool(where) or told)
    return False


def venue(m: Matcher, noun: Token, filler: Filler) -> bool:
    """« le sommet d'Asmara »: the capital after a noun of place or meeting is where it is."""
    ref = m.refs[filler.ref]
    return ref["place"] and ref["kind"] == "metonym" and fold(noun.lemma_) in fold_set(words("places", "nouns"))


def two_complements(m: Matcher, noun: Token) -> Bound | None:
    """« le retrait de X de Y »: the first complement acts, the second, wherever the parser hung it, undergoes."""
    args = m.arguments
    first = list(args.complements(noun, "de", []))
    # « le retrait des troupes américaines d'Irak »
    inner = [t for f in first[:1] for t in (f, *(c for c in f.children if c.dep_ != "conj"))]
    second = first[1:] + [t for f in inner for t in args.complements(f, "de", [])]
    bound = {"X": m.fill(first[:1], 1)}
    taken = {f.ref for f in bound["X"]}
    bound["Y"] = m.fill([t for t in second if args.at.get(t.i) not in taken][:1], 1)
    return bound if bound["X"] and bound["Y"] else None


def between(m: Matcher, noun: Token, fillers: list[Filler]) -> list[Filler]:
    """« entre A et B »: the list after « entre », from the surface if the tree lost part of it."""
    fillers = fillers or joined(m, noun)
    if len(m.distinct(fillers)) > 1:
        return fillers
    args = m.arguments
    for token in m.tokens[noun.i + 1 : noun.i + 10]:
        if token.is_sent_start:
            break
        if not m.index.between.isdisjoint(m.known[token.i]):
            break
        if token.lower_ == "entre":
            of = token.head.head
            if of.pos_ == "NOUN" and noun.i < of.i < token.i:
                break  # « une discussion sur les relations entre … »
            found: list[Filler] = []
            for i in range(token.i + 1, min(token.i + LISTED, len(m.doc))):
                if m.tokens[i].is_sent_start or m.tokens[i].pos_ in CLAUSE_HEADS or m.tokens[i].text in ";:":
                    break
                if i in args.heads and not m.refs[args.heads[i]]["hint"]:
                    found.append(Filler(args.heads[i], 0, True))
                    follow = (
                        m.tokens[m.refs[args.heads[i]]["end"]].lower_
                        if m.refs[args.heads[i]]["end"] < len(m.doc)
                        else ""
                    )
                    if len(found) > 1 and follow not in (",", "et"):
                        break
            return found or fillers
    return fillers if fillers else fronted(m, noun)


def joined(m: Matcher, noun: Token) -> list[Filler]:
    """« l'accord UE-Mercosur », « la coopération franco-algérienne »: two names or peoples in one word."""
    found: list[Filler] = []
    i = noun.i + 1
    while i < len(m.tokens) and m.tokens[i].pos_ == "ADJ" and i not in m.arguments.at and i < noun.i + 3:
        i += 1
    while i < len(m.tokens) and i in m.arguments.at:
        found.append(Filler(m.arguments.at[i], 1))
        dash = m.refs[found[-1].ref]["end"]
        if dash >= len(m.tokens) or m.tokens[dash].text not in words("names", "dashes"):
            break
        i = dash + 1
    return found if len(m.distinct(found)) > 1 else []


def jointly(m: Matcher, noun: Token, frame: Frame) -> list[Filler]:
    """« A et B ont finalisé leur accord », « des manœuvres menées par A et B »: who does together what is mutual."""
    args, verb = m.arguments, noun.head
    if any(list(args.complements(noun, p, [])) for p in ("avec", "contre")) or m.expression(noun, frame) is None:
        return []
    owned = any(
        c.lower_ in words("anaphora", "their") or fold(c.lemma_) in fold_set(words("anaphora", "shared")) for c in noun.children
    )  # fmt: skip
    by = [a for v in args.participles(noun) if fold(v.lemma_) in performing() for a in args.agents(v)]
    if noun.dep_ == "nmod" and (owned or fold(verb.lemma_) in fold_set(words("light", "carriers"))):
        noun, verb = verb, verb.head  # « un nouveau cycle de négociations »
    common = any(fold(c.lemma_) in fold_set(words("anaphora", "common")) for c in noun.children)
    if not by and common and args.case(noun) in prepositions()["dans"]:
        clause = verb if verb.pos_ in CLAUSE_HEADS else verb.head
        return m.fill(args.subject_tokens(clause), 1)  # « Dans une déclaration commune, A et B … »
    if not by and verb.pos_ in CLAUSE_HEADS and noun.dep_ in ("obj", "obl:arg", "nsubj:pass"):
        if owned or (fold(verb.lemma_) in performing() and event_types()[frame.type].event_class == "cooperation"):
            passive = noun.dep_ == "nsubj:pass"
            by = args.agents(verb) if passive else args.subject_tokens(verb)
    return m.fill(by, 1)


def fronted(m: Matcher, noun: Token) -> list[Filler]:
    """« Entre A et B, la tension monte »: the list that opens the sentence."""
    begin = noun.sent.start
    if m.tokens[begin].lower_ != "entre":
        return []
    found: list[Filler] = []
    for i in range(begin + 1, noun.i):
        if m.tokens[i].text == "," or m.tokens[i].pos_ in CLAUSE_HEADS:
            break
        if i in m.arguments.heads and not m.refs[m.arguments.heads[i]]["hint"]:
            found.append(Filler(m.arguments.heads[i], 0, True))
    return found


def governed(m: Matcher, noun: Token, frame: Frame, bound: Bound) -> Bound | None:
    """Fill the empty slot from the verb that governs the noun: « Moscou réaffirme son soutien à Bamako »."""
    empty = [s for s in ("X", "Y") if not bound.get(s)]
    if len(empty) != 1:
        return None
    args = m.arguments
    if args.leaders(noun):
        return None  # « des pourparlers avec la coalition dirigée par X »
    if frame.role(empty[0]) == "de" and somebody_s(m, noun, frame):
        return None  # « met son veto à l'adhésion de son voisin à Y »
    verb = noun.head
    victims = harmed(m, noun, frame)
    if victims:  # « X meurt dans une frappe de drone de Y »: X has not struck
        return {**bound, empty[0]: victims} if empty == ["Y"] or frame.mutual else None
    if noun.dep_ == "conj" and verb.pos_ not in CLAUSE_HEADS:
        verb = verb.head
    if denier := denied(m, noun, frame, empty):
        return {**bound, empty[0]: denier}
    carriers = fold_set(turning()["ended"]["nouns"]) | fold_set(words("light", "carriers"))
    if noun.dep_ == "nmod" and verb.dep_ in ("obj", "obl:arg") and fold(verb.lemma_) in carriers:
        verb = verb.head  # « vote la suspension de la coopération avec », « adresse un message de soutien à »
    if empty == ["X"] and verb.dep_ == "acl" and fold(verb.lemma_) in fold_set(words("light", "devoted")):
        # « se réunissent pour un sommet consacré au soutien à Y »
        verb = next((t for t in verb.ancestors if t.pos_ in CLAUSE_HEADS), verb)
    met = empty == ["X"] and frame.role("X") == "de" and frame.role("Y") == "avec" and args.case(noun) in settled()
    setting = frame.mutual and (args.case(noun) in settings() or met)
    helped = event_types()[frame.type].event_class == "cooperation" and is_help(m, noun)
    if helped and noun.dep_ == "ROOT":  # « c'est à l'invitation de X que Y … »
        verb = next((c for c in noun.children if c.i > noun.i and c.pos_ in CLAUSE_HEADS), noun)
    if met and verb.pos_ not in CLAUSE_HEADS and (owner := speaking(m, noun)):
        return {**bound, "X": owner}
    if (setting or helped) and verb.pos_ not in CLAUSE_HEADS:  # « sur fond de tensions avec X »: it hangs on « fond »
        verb = verb.head
    if helped and args.is_passive(verb) and args.case(noun) not in helping():
        return None  # « à la demande de X, Y a été exclu »
    if (
        noun.dep_ == "obl:agent"
        or (verb.pos_ not in CLAUSE_HEADS and not any(c.dep_ in SUBJECTS for c in verb.children))
        or (noun.dep_ in SUBJECTS and not m.arguments.possessed(noun))
    ):
        return None
    if any(fold(c.lemma_) in fold_set(words("light", "blocking")) for c in verb.children):
        return None  # « met son veto à un programme d'aide à Y »
    lemma = fold(verb.lemma_)
    if lemma in fold_set(words("light", "distancing")) and not m.arguments.possessed(noun):
        return None
    receiving = helped or lemma in fold_set(words("light", "receiving"))  # « avec l'aide de »
    wanted = "Y" if receiving else "X"
    possessive = frame.mutual and not receiving and frame.role(empty[0]) == "de"
    if empty[0] != wanted and not possessive:
        return None
    unsaid = frame.role("X") == "par" and empty == ["X"] and noun.dep_ not in ("obj", "nsubj:pass")
    if unsaid and not m.arguments.possessed(noun):
        return None  # « les mesures de désarmement de X »: by whom is not said
    adjunct = noun.dep_ in ("obl:mod", "obl", "advmod") and args.case(noun) not in prepositions()["en"] and not setting
    if adjunct and not helped and not m.arguments.possessed(noun):
        return None  # « après l'assassinat de X, Téhéran promet … »
    if noun.dep_.startswith("obl") and args.case(noun) in prepositions()["pour"] and m.arguments.possessed(noun):
        fillers = m.fill(args.patient_tokens(verb), 0)  # « punir le Salvador pour son soutien à Pékin »
    elif noun.dep_ in SUBJECTS:
        fillers = claiming(m, noun)
    else:
        fillers = possessor(m, verb) if m.arguments.possessed(noun) else []
        if not fillers:
            acting = args.agents(verb) if args.is_passive(verb) and not helped else args.subject_tokens(verb)
            if not acting and frame.mutual:
                acting = args.subject_tokens(verb)  # « se dit ouvert à des discussions avec », « est invité à »
            fillers = m.fill(acting, 1)
        if not fillers and not args.is_passive(verb):
            fillers = left_of(m, verb)
    if not fillers:
        return None
    return {**bound, empty[0]: fillers}


def denied(m: Matcher, noun: Token, frame: Frame, empty: list[str]) -> list[Filler]:
    """« Kigali nie tout soutien au M23 », « … rejette les accusations de soutien à Y »: who denies it is said to have done it."""
    host, verbs = noun, fold_set(words("light", "sure_denial"))
    if noun.dep_ == "nmod" and fold(noun.head.lemma_) in fold_set(words("light", "accusations")):
        host, verbs = noun.head, fold_set(words("light", "denying"))
    verb = host.head
    if empty != ["X"] or host.dep_ not in (*SUBJECTS, "obj") or fold(verb.lemma_) not in verbs:
        return []
    determined = any(c.dep_ == "det" and c.lower_ not in words("light", "whole") for c in noun.children)
    if determined and not m.arguments.possessed(noun):
        return []  # « dément l'aide à Y »: whose is not said
    passive = m.arguments.is_passive(verb)
    return m.fill(m.arguments.agents(verb) if passive else m.arguments.subject_tokens(verb), 1)


def speaking(m: Matcher, noun: Token) -> list[Filler]:
    """« la déclaration de X lors d'une réunion avec Y »: whose words the noun that the meeting hangs on are."""
    host = noun.head if noun.head.pos_ == "NOUN" else noun.head.head
    if host.pos_ != "NOUN" or host == noun or host.i in m.arguments.at or not host.i < noun.i:
        return []
    return m.fill(
        [t for t in m.arguments.complements(host, "de", []) if m.arguments.is_person(t) or m.is_name(t)][:1], 1
    )


def somebody_s(m: Matcher, noun: Token, frame: Frame) -> bool:
    """Whether an event noun has for its « de » somebody who is no actor known: « le soutien de la population à Y »."""
    groups = ("state_groups", "person_groups", "neighbours")
    others = fold_set(words("light", "people").union(*(words("anaphora", key) for key in groups)))
    return any(
        c.i > noun.i and c.i not in m.arguments.at and fold(c.lemma_) in others and c.lemma_ not in frame.words
        and m.arguments.case(c) in prepositions()["de"]
        for c in noun.children
    )  # fmt: skip


def claiming(m: Matcher, noun: Token) -> list[Filler]:
    """« X fait savoir que ses livraisons à Y continuent »: the possessive is of who says so."""
    for clause in noun.head.ancestors:
        if clause.pos_ in CLAUSE_HEADS:
            return m.fill(m.arguments.subject_tokens(clause), 1)
    return []


@cache
def settings() -> frozenset[str]:
    """« sur fond de tensions avec X »: the event is where the subject of the clause is at."""
    return frozenset(form for name in turning()["setting"]["prepositions"] for form in prepositions()[name])


@cache
def settled() -> frozenset[str]:
    """« lors d'un entretien avec X », « après des discussions avec X »: the subject of the clause took part."""
    table = turning()["setting"]
    return frozenset(form for name in table["meetings"] for form in prepositions()[name]) | frozenset(table["plain"])


def is_help(m: Matcher, noun: Token) -> bool:
    """« avec l'aide de X », « à l'invitation de X »: what is given to the subject of the clause."""
    case = m.arguments.case(noun)
    asked = (
        fold(noun.lemma_) in fold_set(words("light", "occasions"))
        and case in prepositions()["à"] | prepositions()["sur"]
    )
    return case in helping() or asked


def possessor(m: Matcher, verb: Token) -> list[Filler]:
    """« reprocher à X son soutien à Y »: the possessive is of the one who is blamed."""
    if fold(verb.lemma_) not in fold_set(words("light", "blaming")) and verb.lower_ not in words("light", "blaming"):
        return []
    return m.fill(list(m.arguments.complements(verb, "à", []))[:1], 0)


def harmed(m: Matcher, noun: Token, frame: Frame) -> list[Filler]:
    """« trois soldats de Y sont morts dans un raid de X », « Y a été tué lors d'une attaque de X »."""
    verb = noun.head
    died = grammar()["light"]["dying"].get(verb.lemma_, "")  # « ont trouvé la mort », « ont perdu la vie »
    suffered = fold(verb.lemma_) in fold_set(words("light", "harming")) or any(c.lower_ == died for c in verb.children)
    if frame.type != "ASSAULT" or not noun.dep_.startswith("obl") or not suffered:
        return []
    tokens = m.arguments.patient_tokens(verb) if m.arguments.is_passive(verb) else []
    return m.fill(tokens or m.arguments.subject_tokens(verb), 1)
