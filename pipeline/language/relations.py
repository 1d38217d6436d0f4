"""Rule matchers: each trigger of the lexicon, with its arguments, as a relation between two actors.

Triggers are found by a dictionary of lemmas; a walk over the arcs binds the roles of the rule's frames.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, prepositions, words
from pipeline.language.arguments import CLAUSE_HEADS, SUBJECTS, Arguments, Filler
from pipeline.language.attribution import attribution, source
from pipeline.language.contests import contest_sentences, sporting
from pipeline.language.mentions import Participant, Reference
from pipeline.language.turning import Act, acts, turning
from pipeline.language.when import relation_date, table
from pipeline.rules.forms import conjugated, fold_set, singular
from pipeline.rules.frames import OBJECT, SUBJECT, Frame
from pipeline.rules.loader import event_types, index_frames, load_rules

SIDES = {"X": "source", "Y": "cible"}
IMPLIED = 0.4  # confidence in a target that the sentence leaves out
DOMINANT = 2  # times as often as the third: the article is about two
HOME = 3  # mentions from which a state is the one where the article's arrests are made
MEMBERS = 6  # actors of a mutual relation beyond which a list is a roll-call
WINDOW = 9  # tokens after a verb within which the words of its expression stand
Bound = dict[str, list[Filler]]


class Matcher:
    """Binds frames in one Doc."""

    def __init__(self, doc: Doc, index: dict[str, list[Frame]], lemmas: "Lemmas") -> None:
        self.doc, self.index, self.lemmas = doc, index, lemmas
        self.arguments = Arguments(doc)
        self.tokens = self.arguments.tokens
        self.refs: list[Reference] = doc._.mentions
        self.registry: dict[str, Participant] = doc._.registry
        self.last: tuple[int, list[Filler]] | None = None  # the pair told last, and where its sentence starts
        self.open: list[tuple[Frame, Token, list[Filler]]] = []
        self.sentence, self.bags = self.sentences()

    def sentences(self) -> tuple[list[int], dict[int, set[str]]]:
        """For each token the start of its sentence, and every known lemma of the sentence that starts there."""
        starts: list[int] = []
        bags: dict[int, set[str]] = {}
        for sent in self.doc.sents:
            starts += [sent.start] * len(sent)
            bags[sent.start] = {w for token in self.tokens[sent.start : sent.end] for w in self.lemmas.of(token)}
        return starts, bags

    # -- words of an expression

    def expression(self, anchor: Token, frame: Frame) -> list[Token] | None:
        """The tokens of the frame's further words, in order after the anchor (before it in the passive)."""
        if not frame.words:
            return []
        end = min(len(self.doc), anchor.i + 1 + WINDOW + 2 * len(frame.words))
        found = self.in_order(frame.words, list(range(anchor.i + 1, end)), anchor)
        if found is None and frame.kind == "verb" and self.arguments.is_passive(anchor):
            found = self.in_order(frame.words, list(range(max(0, anchor.i - WINDOW), anchor.i)), anchor)
        return found

    def in_order(self, wanted: tuple[str, ...], places: list[int], anchor: Token) -> list[Token] | None:
        args = self.arguments
        found: list[Token] = []
        for i in places:
            token = self.tokens[i]
            if self.sentence[i] != self.sentence[anchor.i] or token.text in ";»":
                break
            if wanted[len(found)] in self.lemmas.of(token) and not self.elsewhere(token, anchor, found):
                found.append(token)
                if len(found) == len(wanted):
                    return found
            elif i > anchor.i and (
                token.pos_ == "SCONJ" or (token.pos_ == "VERB" and (args.is_finite(token) or args.is_infinitive(token)))
            ):
                break  # « promettre de lever les sanctions » promises no sanctions, « déclarer que la guerre » no war
        return None

    def elsewhere(self, token: Token, anchor: Token, found: list[Token]) -> bool:
        """« annoncer une réduction de l'aide » is not « annoncer l'aide »: another noun between has the word."""
        head = token.head
        if (
            head.pos_ not in ("NOUN", "PRON")
            or not anchor.i < head.i < token.i
            or head in found
            or anchor.pos_ == "NOUN"
        ):
            return False
        if token.pos_ == "ADJ" or head.i in self.arguments.titles or head.i in self.arguments.at:
            return (
                False  # « qualifier la décision de X d'inacceptable », « assure le président ukrainien de son soutien »
            )
        held = self.arguments.case(token) in prepositions()["de"]
        return held and singular(fold(head.lemma_)) not in fold_set(words("light", "quantities"))

    # -- frames

    def bind(self, anchor: Token, frame: Frame) -> Bound | None:
        """The fillers of the frame's slots, or None."""
        extra = self.expression(anchor, frame)
        if extra is None:
            return None
        if frame.kind == "verb":
            return self.bind_verb(anchor, frame, extra)
        if frame.kind == "noun":
            return self.bind_noun(anchor, frame, extra)
        return self.bind_predicate(anchor, frame, extra)

    def bind_verb(self, verb: Token, frame: Frame, extra: list[Token]) -> Bound | None:
        args = self.arguments
        if verb.pos_ not in CLAUSE_HEADS and not self.verb_like(verb):
            return None
        if frame.reflexive != args.reflexive(verb) or (frame.infinitive and not self.governs_infinitive(verb)):
            return None
        if self.idiom(verb, frame):
            return None
        if frame.both and self.fill(list(args.complements(verb, "avec", extra)), 1):
            return None  # « A et B renforcent leurs liens avec C »: not with each other
        passive = args.is_passive(verb) and not frame.reflexive
        undergone = self.undergone(verb)
        bound: Bound = {}
        for slot, role in frame.roles:
            if undergone is not None and role in (SUBJECT, OBJECT, "à"):
                hosts = (verb, undergone, *extra)  # « s'est vu infliger 39 % par X »
                tokens = [a for host in hosts for a in args.agents(host)]
                tokens = tokens if role == SUBJECT else args.subject_tokens(undergone)
                fillers = self.fill(tokens, 1)
            elif role == SUBJECT:
                tokens = args.agents(verb) if passive else args.subject_tokens(verb)
                if passive and not tokens:  # « placé en garde à vue par la police »
                    tokens = [agent for word in extra for agent in args.agents(word)]
                # « l'abandon de l'Ukraine menace l'Europe »: an event is no agent of its complement
                events = [t for t in tokens if t.i not in args.at and t.pos_ == "NOUN" and self.is_event(t)]
                acting = [t for t in tokens if t not in events or self.can_act(t, frame)]
                fillers = self.fill(acting, 2 if passive else 1)
                if not fillers and frame.type == "ASSAULT":
                    fillers = self.attackers(verb, events, passive=passive)
                if not fillers and any(t.lower_ in words("anaphora", "speaking") for t in tokens):
                    fillers = self.speaker(verb)
                if not fillers and not passive and verb.dep_ not in ("acl:relcl", "xcomp"):
                    fillers = self.left_of(verb)
            elif role == OBJECT:
                tokens = args.patient_tokens(verb)
                if (
                    extra and extra[-1].pos_ in CLAUSE_HEADS and not args.is_participle(extra[-1])
                ):  # « prendre des sanctions visant Y »: the last verb's object
                    tokens = args.patient_tokens(extra[-1]) or tokens
                through = event_types()[frame.type].through
                # « condamner l'invasion de l'Ukraine par X »: who did it, not who suffered it
                fillers = self.fill([a for t in tokens for a in args.authors(t)], 1) if through else []
                tokens = [
                    t for t in tokens if t.i in args.at or fold(t.lemma_) not in fold_set(words("light", "abstract"))
                ]
                fillers = fillers or self.fill(tokens, (3 if not passive else 2) if through else 0)
                if not fillers and not passive and not tokens:
                    fillers = self.right_of(extra[-1] if extra else verb)
                if frame.type == "COERCE" and any(self.stopped(verb, t) for t in tokens):
                    return None
            else:
                fillers = self.prepositional(verb, role, extra, frame)
                if not fillers and role == "de" and extra:
                    fillers = self.adjectival(extra[-1])  # « exiger le retrait israélien »
                if not fillers and role == "de" and extra and self.possessed(extra[0]):
                    fillers = self.claimant(verb)
                if not fillers and frame.type == "AID" and role == "à":
                    fillers = self.user_of(verb)
            if not fillers and slot == "X" and passive and role == SUBJECT:
                fillers = self.host(verb, frame, extra) or self.home(verb, frame)
            if not fillers and slot == "Y" and frame.words and role not in (SUBJECT, OBJECT):
                fillers = self.headline(verb, 1)  # « Niger : Paris rappelle son ambassadeur »
            if not fillers and slot == "Y" and frame.type in reacting() and not passive and bound.get("X"):
                self.open.append((frame, verb, bound["X"]))
            if not fillers and slot != "Z":
                return None
            bound[slot] = fillers
        return bound

    def attackers(self, verb: Token, events: list[Token], *, passive: bool) -> list[Filler]:
        """« une attaque du JNIM a tué … », « tués dans une embuscade attribuée au JNIM »: whose attack it was."""
        if passive and not events:
            events = [c for c in verb.children if c.dep_.startswith("obl") and c.i > verb.i]
        fillers: list[Filler] = []
        for event in events:
            if any(
                f.kind == "noun" and f.type == "ASSAULT" for w in self.lemmas.of(event) for f in self.index.get(w, ())
            ):
                of = self.fill(list(self.arguments.complements(event, "de", [])), 1)
                of = [f for f in of if not self.refs[f.ref]["place"]]
                fillers += self.author(event) or of or self.adjectival(event)
        return [Filler(f.ref, f.steps + 1) for f in fillers]

    def claimant(self, verb: Token) -> list[Filler]:
        """« X affirme que Y a violé son espace aérien »: of the state of the one who says so."""
        clause = verb.head
        if verb.dep_ != "ccomp" or fold(clause.lemma_) not in fold_set(words("attribution", "verbs")):
            return []
        return [Filler(f.ref, 1, True) for f in self.fill(self.arguments.subject_tokens(clause), 1)]

    def idiom(self, verb: Token, frame: Frame) -> bool:
        """« se rendre compte »: with that word the verb means something else."""
        others = grammar()["light"]["idioms"].get(frame.anchor, ())
        return any(t.lower_ in others for t in self.tokens[verb.i + 1 : verb.i + 3]) and not set(others) & set(
            frame.words
        )

    def speaker(self, verb: Token) -> list[Filler]:
        """« Je demande à Alger de … », a déclaré X: the first person of a quotation."""
        who = source(verb, self.arguments)
        return [Filler(f.ref, 1) for f in self.fill([who], 1)] if who is not None else []

    def stopped(self, verb: Token, thing: Token) -> bool:
        """« arrêter la frappe de X » stops an event, it arrests nobody."""
        ends = fold(verb.lemma_) in fold_set(turning()["ended"]["verbs"])
        return ends and thing.i not in self.arguments.at and self.is_event(thing)

    def user_of(self, verb: Token) -> list[Filler]:
        """« X abat un avion grâce à des chasseurs livrés par Y »: who uses what was given has received it."""
        if verb.dep_ != "acl" or not self.arguments.is_participle(verb):
            return []
        clause = verb.head.head
        if verb.head.dep_ not in ("obj", "obl:mod", "obl:arg") or clause.pos_ not in CLAUSE_HEADS:
            return []
        return [Filler(f.ref, f.steps, True) for f in self.fill(self.arguments.subject_tokens(clause), 1)]

    def home(self, verb: Token, frame: Frame) -> list[Filler]:
        """« X a été arrêté à Dakar », « ont été expulsés »: by the state where it happened, or that the article is about."""
        if frame.type != "COERCE" or frame.anchor not in words("light", "state_acts"):
            return []
        args = self.arguments
        where = [
            t
            for p in ("à", "en")
            for t in args.complements(verb, p, [])
            if t.i in args.at and self.refs[args.at[t.i]]["place"]
        ]
        if where:
            return [Filler(args.at[where[0].i], 1, True)]
        if any(c.lower_ in words("relatives", "places") for c in verb.children):
            return []  # « en France, où il est emprisonné »
        found = self.home_mentions()
        return found[:1] if len(found) >= HOME else []

    def home_mentions(self) -> list[Filler]:
        """The mentions of the state that the article is about, as guesses."""
        home = self.doc._.home
        return [Filler(n, 2, True) for n, r in enumerate(self.refs) if home and r["ids"] == [home] and not r["hint"]]

    def host(self, verb: Token, frame: Frame, extra: list[Token]) -> list[Filler]:
        """« l'ambassadeur d'Algérie à Bamako a été convoqué », « reçu à l'Élysée »: by his hosts, who alone can do that."""
        seats = [
            t for t in self.arguments.complements(verb, "à", [])
            if t.i in self.arguments.at and self.refs[self.arguments.at[t.i]]["kind"] == "metonym"
        ]  # fmt: skip
        if seats and frame.anchor in words("light", "hosting"):
            return self.fill(seats, 0)  # « reçu à l'Élysée », « convoqué au Quai d'Orsay »
        if "ambassadeur" not in frame.words or frame.anchor in words("light", "senders"):
            if extra and fold(extra[0].lemma_) in fold_set(words("light", "own")):
                # « l'espace aérien malien est fermé à … »: by those whose it is
                return self.fill(list(self.arguments.complements(extra[0], "de", [])), 0) or self.adjectival(extra[-1])
            return []
        return self.fill(list(self.arguments.complements(extra[0], "à", [])), 0)

    def undergone(self, verb: Token) -> Token | None:
        """« la Suisse s'est vu infliger des taxes par X »: the verb whose subject undergoes the infinitive."""
        head = verb.head
        if verb.dep_ not in ("xcomp", "ccomp", "obj") or head.pos_ not in CLAUSE_HEADS:
            return None
        if head.lemma_ in words("light", "undergoing") and self.arguments.is_infinitive(verb):
            return head if self.arguments.reflexive(head) else None
        return None

    def governs_infinitive(self, verb: Token) -> bool:
        """« demande à Paris de partir »: an infinitive complement, by the tree or right after « de »."""
        if any(self.arguments.is_infinitive(c) and c.i > verb.i for c in verb.children):
            return True
        return any(
            self.arguments.is_infinitive(t) and self.tokens[t.i - 1].lower_ in ("de", "d'", "à")
            for t in self.tokens[verb.i + 2 : verb.i + 12]
        )

    def verb_like(self, token: Token) -> bool:
        """A verb that the tagger missed: « salue » as a proper noun at the head of a clause."""
        if (
            token.dep_ in ("amod", "nmod", "acl")
            and token.head.i == token.i - 1
            and token.head.i in self.arguments.heads
        ):
            # « Pékin concurrence Washington », « Alger ferme son espace aérien »
            follow = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else token
            if not any(c.pos_ in ("DET", "ADP") and c.i < token.i for c in token.children):
                return token.pos_ == "NOUN" or (
                    token.pos_ in ("ADJ", "PROPN") and (follow.pos_ == "DET" or follow.lower_ == "des")
                )
        if token.pos_ == "NOUN":
            helped = any(c.dep_.startswith("aux") or (c.dep_ == "cop" and c.lemma_ == "avoir") for c in token.children)
            determined = any(c.pos_ in ("DET", "ADP") for c in token.children)
            if token.dep_ == "acl:relcl" and any(c.lower_ == "qui" for c in token.children):
                return True
            return helped or (token.dep_ in ("ROOT", "dep", "conj") and not determined)
        clausal = ("ROOT", "acl", "conj", "xcomp", "ccomp", "advcl", "acl:relcl")
        return token.dep_ in clausal and token.pos_ in ("ADJ", "ADV", "X", "PROPN")

    def can_act(self, noun: Token, frame: Frame) -> bool:
        """An event is no agent, but « une frappe israélienne a tué », « des drones ukrainiens visent » tell whose act it is."""
        forceful = event_types()[frame.type].quad == "material conflict"
        return not self.is_event(noun) or (forceful and fold(noun.lemma_) in fold_set(words("light", "instruments")))

    def is_event(self, token: Token) -> bool:
        """Whether a noun is by itself the trigger of a noun frame."""
        frames = [f for lemma in self.lemmas.of(token) for f in self.index.get(lemma, ())]
        return any(f.kind == "noun" and not f.words for f in frames)

    def fill(self, tokens: list[Token], depth: int) -> list[Filler]:
        found: list[Filler] = []
        for token in tokens:
            found += [f for f in self.arguments.actors(token, depth) if f.ref not in {g.ref for g in found}]
        return found

    def prepositional(self, trigger: Token, preposition: str, extra: list[Token], frame: Frame) -> list[Filler]:
        args = self.arguments
        hosts = list(extra)
        depth = 1 if preposition == "de" else 2 if event_types()[frame.type].through or trigger.pos_ == "NOUN" else 0
        if trigger.pos_ in CLAUSE_HEADS and preposition != "de":
            own = self.fill(list(args.complements(trigger, preposition, hosts)), depth)
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
                if c.dep_ in ("obj", "xcomp") and c.pos_ in ("NOUN", "ADJ") and c.i not in args.at
            ]
        tokens = list(args.complements(trigger, preposition, hosts))
        found = self.fill([a for t in tokens for a in args.authors(t)], 1) if preposition == "contre" else []
        found = found or self.fill(tokens, depth)
        if not found and preposition in ("de", "à", "en"):
            # « l'ambassadeur éthiopien »: the word of the expression is itself the mention.
            found = [
                Filler(args.at[t.i], 1)
                for t in extra
                if t.i in args.heads and self.refs[args.at[t.i]]["kind"] != "name"
            ]
        if not found:
            last = max([trigger, *extra], key=lambda t: t.i)
            found = [Filler(f.ref, f.steps, True) for f in args.after(last, preposition)]
        return found

    def left_of(self, verb: Token) -> list[Filler]:
        """The nearest mention before a finite verb: auxiliaries, adverbs and a bracketed phrase may stand between."""
        args = self.arguments
        if verb.pos_ in CLAUSE_HEADS and not args.is_finite(verb):
            return []
        i, begin = verb.i - 1, verb.sent.start
        while i >= max(begin, verb.i - 25):
            token = self.tokens[i]
            if i in args.at:
                ref = self.refs[args.at[i]]
                free = not args.case(self.tokens[ref["head"]]) and not ref["hint"] and not ref["place"]
                return args.neighbours([Filler(args.at[i], 0, True)]) if free else []
            if token.text == ",":
                opening = next((k for k in range(i - 1, begin, -1) if self.tokens[k].text == ","), None)
                if opening is None or any(args.is_finite(t) for t in self.tokens[opening:i] if t.pos_ in CLAUSE_HEADS):
                    return []
                i = opening - 1
                continue
            if token.pos_ not in ("AUX", "ADV", "PRON", "PART") and token.text not in ("(", ")"):
                return []
            i -= 1
        return []

    def right_of(self, verb: Token) -> list[Filler]:
        """The mentions right after a verb: a determiner, an adverb or a place (« reçoit à Paris X ») may stand between."""
        args = self.arguments
        i = verb.i + 1
        while i < min(verb.i + 8, len(self.tokens)):
            token = self.tokens[i]
            if i in args.at:
                ref = self.refs[args.at[i]]
                return args.neighbours([Filler(args.at[i], 0, True)]) if not args.case(self.tokens[ref["head"]]) else []
            if token.pos_ == "ADP" and i + 1 in args.at and self.refs[args.at[i + 1]]["place"]:
                i = self.refs[args.at[i + 1]]["end"]
                continue
            if token.pos_ not in ("DET", "ADV") and token.lower_ not in table()["weekdays"]:
                return []
            i += 1
        return []

    def bind_noun(self, noun: Token, frame: Frame, extra: list[Token]) -> Bound | None:
        if noun.i in self.arguments.at and self.refs[self.arguments.at[noun.i]]["kind"] == "description":
            return None  # « quitter l'Alliance »: an actor, no event
        if noun.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB") or (
            noun.pos_ == "VERB" and noun.dep_ not in ("nsubj", "obj", "obl:arg", "nmod", "acl")
        ):
            return None
        bound: Bound = {}
        if frame.role("X") == frame.role("Y") == "de" and not frame.both:
            return self.two_complements(noun)
        for slot, role in frame.roles:
            fillers = self.prepositional(noun, role, extra, frame)
            if role == "de":
                fillers = [f for f in fillers if not self.refs[f.ref]["hint"]] or fillers
                fillers = [f for f in fillers if not self.venue(noun, f)]
                fillers = fillers or self.adjectival(noun)
                if not fillers and slot == "X":
                    fillers = self.author(noun)
            if role == "par" and not fillers:
                fillers = self.author(noun)
            if role == "entre":
                fillers = self.between(noun, fillers)
            bound[slot] = fillers
        if frame.both:
            shared = bound["X"] if len(self.distinct(bound["X"])) > 1 else self.jointly(noun, frame)
            if len(self.distinct(shared)) < 2:
                shared = self.headline(noun, 2) or self.pair_before(noun, bound["X"])
            return {"X": shared, "Y": shared} if len(self.distinct(shared)) > 1 else None
        if set(bound) >= {"X", "Y"} and bound["X"] and bound["Y"]:
            return bound
        return self.governed(noun, frame, bound) or self.completed(noun, bound) or self.understood(noun, frame, bound)

    def headline(self, trigger: Token, count: int) -> list[Filler]:
        """The `count` actors before the colon of a headline, as guesses."""
        found = self.arguments.headline(trigger)
        return [Filler(n, 0, True) for n in found] if len(found) == count else []

    def completed(self, noun: Token, bound: Bound) -> Bound | None:
        """« Mali : reprise de la coopération avec la Russie »: the slot that the headline's colon fills."""
        empty = [s for s in ("X", "Y") if not bound.get(s)]
        fillers = self.headline(noun, 1) if len(empty) == 1 else []
        return {**bound, empty[0]: fillers} if fillers else None

    def understood(self, noun: Token, frame: Frame, bound: Bound) -> Bound | None:
        """« Le rapprochement avec New Delhi », in a sentence that names nobody else: of the other one of the pair told
        before, or of the state that the article is about."""
        if bound.get("X") or not bound.get("Y") or frame.role("Y") not in words("headline", "partners"):
            return None
        if not self.known(noun):
            return None
        partner = self.distinct(bound["Y"])
        here = {
            x for r in self.refs if noun.sent.start <= r["start"] < noun.sent.end and not r["hint"] for x in r["ids"]
        }
        if len(partner) != 1 or here != partner:
            return None
        pair = self.last[1] if self.last is not None else []
        if partner & self.distinct(pair):
            other = [f for f in pair if not partner & set(self.refs[f.ref]["ids"])]
        else:
            other = self.home_mentions()
        return {**bound, "X": other[:1]} if other and not partner & self.distinct(other) else None

    def known(self, noun: Token) -> bool:
        """« la rupture », « ce rapprochement »: whether a noun takes up what has been told."""
        return any(c.dep_ == "det" and c.lower_ in words("headline", "known") for c in noun.children)

    def pair_before(self, noun: Token, fillers: list[Filler]) -> list[Filler]:
        """« La rupture est consommée »: where the sentence names nobody, the two of the relation told just before."""
        if fillers or self.last is None or not self.known(noun):
            return []
        sentence, pair = self.last
        begin = noun.sent.start
        near = begin > 0 and self.tokens[begin - 1].sent.start <= sentence < begin
        here = any(noun.sent.start <= r["start"] < noun.sent.end for r in self.refs)
        owned = any(c.dep_ == "nmod" for c in noun.children)  # « les accords de Yalta »
        people = any(self.registry[x]["type"] == "PERSON" for x in self.distinct(pair))
        return pair if near and not (here or owned or people) else []

    def author(self, noun: Token) -> list[Filler]:
        """« l'attaque menée par X », « l'attaque a été revendiquée par X », « l'attaque attribuée à X »."""
        verbs = self.arguments.participles(noun)
        if noun.dep_ == "nsubj:pass" and fold(noun.head.lemma_) in fold_set(words("light", "authoring")):
            verbs = [*verbs, noun.head]
        said = [v for v in verbs if fold(v.lemma_) in fold_set(words("light", "attributing"))]
        found = self.fill([t for v in said for t in self.arguments.complements(v, "à", [])], 1)
        return found or self.fill([a for verb in verbs for a in self.arguments.agents(verb)], 1)

    def venue(self, noun: Token, filler: Filler) -> bool:
        """« le sommet d'Asmara »: the capital after a noun of place or meeting is where it is."""
        ref = self.refs[filler.ref]
        return ref["place"] and ref["kind"] == "metonym" and fold(noun.lemma_) in fold_set(words("places", "nouns"))

    def two_complements(self, noun: Token) -> Bound | None:
        """« le retrait de X de Y »: the first complement acts, the second, wherever the parser hung it, undergoes."""
        args = self.arguments
        first = list(args.complements(noun, "de", []))
        inner = [t for f in first[:1] for t in (f, *f.children)]  # « le retrait des troupes américaines d'Irak »
        second = first[1:] + [t for f in inner for t in args.complements(f, "de", [])]
        bound = {"X": self.fill(first[:1], 1)}
        taken = {f.ref for f in bound["X"]}
        bound["Y"] = self.fill([t for t in second if args.at.get(t.i) not in taken][:1], 1)
        return bound if bound["X"] and bound["Y"] else None

    def between(self, noun: Token, fillers: list[Filler]) -> list[Filler]:
        """« entre A et B »: the list after « entre », from the surface if the tree lost part of it."""
        fillers = fillers or self.joined(noun)
        if len(self.distinct(fillers)) > 1:
            return fillers
        args = self.arguments
        for token in self.tokens[noun.i + 1 : noun.i + 10]:
            if token.is_sent_start:
                break
            if any(f.role("X") == "entre" for w in self.lemmas.of(token) for f in self.index.get(w, ())):
                break
            if token.lower_ == "entre":
                of = token.head.head
                if of.pos_ == "NOUN" and noun.i < of.i < token.i:
                    break  # « une discussion sur les relations entre … »
                found: list[Filler] = []
                for i in range(token.i + 1, min(token.i + 16, len(self.doc))):
                    if (
                        self.tokens[i].is_sent_start
                        or self.tokens[i].pos_ in CLAUSE_HEADS
                        or self.tokens[i].text in ";:"
                    ):
                        break
                    if i in args.heads and not self.refs[args.heads[i]]["hint"]:
                        found.append(Filler(args.heads[i], 0, True))
                        follow = (
                            self.tokens[self.refs[args.heads[i]]["end"]].lower_
                            if self.refs[args.heads[i]]["end"] < len(self.doc)
                            else ""
                        )
                        if len(found) > 1 and follow not in (",", "et"):
                            break
                return found or fillers
        return fillers if fillers else self.fronted(noun)

    def joined(self, noun: Token) -> list[Filler]:
        """« l'accord UE-Mercosur », « la coopération franco-algérienne »: two names or peoples in one word."""
        found: list[Filler] = []
        i = noun.i + 1
        while i < len(self.tokens) and self.tokens[i].pos_ == "ADJ" and i not in self.arguments.at and i < noun.i + 3:
            i += 1
        while i < len(self.tokens) and i in self.arguments.at:
            found.append(Filler(self.arguments.at[i], 1))
            dash = self.refs[found[-1].ref]["end"]
            if dash >= len(self.tokens) or self.tokens[dash].text not in words("names", "dashes"):
                break
            i = dash + 1
        return found if len(self.distinct(found)) > 1 else []

    def jointly(self, noun: Token, frame: Frame) -> list[Filler]:
        """« A et B ont finalisé leur accord », « des manœuvres menées par A et B »: who does together what is mutual."""
        args, verb = self.arguments, noun.head
        if any(list(args.complements(noun, p, [])) for p in ("avec", "contre")) or self.expression(noun, frame) is None:
            return []
        owned = any(c.lower_ in words("anaphora", "their") for c in noun.children)
        by = [a for v in args.participles(noun) if fold(v.lemma_) in performing() for a in args.agents(v)]
        if noun.dep_ == "nmod" and (owned or fold(verb.lemma_) in fold_set(words("light", "carriers"))):
            noun, verb = verb, verb.head  # « un nouveau cycle de négociations »
        if not by and verb.pos_ in CLAUSE_HEADS and noun.dep_ in ("obj", "obl:arg", "nsubj:pass"):
            if owned or (fold(verb.lemma_) in performing() and event_types()[frame.type].event_class == "cooperation"):
                passive = noun.dep_ == "nsubj:pass"
                by = args.agents(verb) if passive else args.subject_tokens(verb)
        return self.fill(by, 1)

    def fronted(self, noun: Token) -> list[Filler]:
        """« Entre A et B, la tension monte »: the list that opens the sentence."""
        begin = noun.sent.start
        if self.tokens[begin].lower_ != "entre":
            return []
        found: list[Filler] = []
        for i in range(begin + 1, noun.i):
            if self.tokens[i].text == "," or self.tokens[i].pos_ in CLAUSE_HEADS:
                break
            if i in self.arguments.heads and not self.refs[self.arguments.heads[i]]["hint"]:
                found.append(Filler(self.arguments.heads[i], 0, True))
        return found

    def distinct(self, fillers: list[Filler]) -> set[str]:
        return {x for f in fillers for x in self.refs[f.ref]["ids"]}

    def adjectival(self, noun: Token) -> list[Filler]:
        """A demonym (« le soutien russe ») or a possessive (« son soutien ») as the `de` argument."""
        args = self.arguments
        for child in noun.children:
            if child.i in args.at and self.refs[args.at[child.i]]["hint"] and child.i > noun.i:
                return [Filler(args.at[child.i], 1)]
        for token in self.tokens[noun.i + 1 : noun.i + 3]:
            if token.i in args.at and self.refs[args.at[token.i]]["hint"]:
                return [Filler(args.at[token.i], 1)]
            if token.pos_ != "ADJ":
                break
        return []

    def governed(self, noun: Token, frame: Frame, bound: Bound) -> Bound | None:
        """Fill the empty slot from the verb that governs the noun: « Moscou réaffirme son soutien à Bamako »."""
        empty = [s for s in ("X", "Y") if not bound.get(s)]
        if len(empty) != 1:
            return None
        args = self.arguments
        verb = noun.head
        if empty == ["Y"]:
            harmed = self.harmed(noun, frame)
            if harmed:
                return {**bound, "Y": harmed}
        if noun.dep_ == "conj":
            verb = noun.head.head
        carriers = fold_set(turning()["ended"]["nouns"]) | fold_set(words("light", "carriers"))
        if noun.dep_ == "nmod" and verb.dep_ in ("obj", "obl:arg") and fold(verb.lemma_) in carriers:
            verb = verb.head  # « vote la suspension de la coopération avec », « adresse un message de soutien à »
        settings = {form for name in turning()["setting"]["prepositions"] for form in prepositions()[name]}
        setting = frame.mutual and args.case(noun) in settings
        helped = event_types()[frame.type].event_class == "cooperation" and args.case(noun) in helping()
        if (
            setting or helped
        ) and noun.dep_ == "nmod":  # « sur fond de tensions avec X »: the parser hung it on « fond »
            verb = verb.head
        if (
            noun.dep_ == "obl:agent"
            or (verb.pos_ not in CLAUSE_HEADS and not any(c.dep_ in SUBJECTS for c in verb.children))
            or (noun.dep_ in SUBJECTS and not self.possessed(noun))
        ):
            return None
        lemma = fold(verb.lemma_)
        if lemma in fold_set(words("light", "distancing")) and not self.possessed(noun):
            return None
        receiving = helped or lemma in fold_set(words("light", "receiving"))  # « avec l'aide de »
        wanted = "Y" if receiving else "X"
        possessive = frame.mutual and not receiving and frame.role(empty[0]) == "de"
        if empty[0] != wanted and not possessive:
            return None
        unsaid = frame.role("X") == "par" and empty == ["X"] and noun.dep_ not in ("obj", "nsubj:pass")
        if unsaid and not self.possessed(noun):
            return None  # « les mesures de désarmement de X »: by whom is not said
        adjunct = (
            noun.dep_ in ("obl:mod", "obl", "advmod") and args.case(noun) not in prepositions()["en"] and not setting
        )
        if adjunct and not helped and not self.possessed(noun):
            return None  # « après l'assassinat de X, Téhéran promet … »
        if noun.dep_.startswith("obl") and args.case(noun) in prepositions()["pour"] and self.possessed(noun):
            fillers = self.fill(args.patient_tokens(verb), 0)  # « punir le Salvador pour son soutien à Pékin »
        else:
            fillers = self.possessor(verb) if self.possessed(noun) else []
            if not fillers:
                acting = args.agents(verb) if args.is_passive(verb) and not helped else args.subject_tokens(verb)
                if not acting and frame.mutual:
                    acting = args.subject_tokens(verb)  # « se dit ouvert à des discussions avec », « est invité à »
                fillers = self.fill(acting, 1)
            if not fillers and not args.is_passive(verb):
                fillers = self.left_of(verb)
        if not fillers:
            return None
        return {**bound, empty[0]: fillers}

    def possessor(self, verb: Token) -> list[Filler]:
        """« reprocher à X son soutien à Y »: the possessive is of the one who is blamed."""
        if fold(verb.lemma_) not in fold_set(words("light", "blaming")) and verb.lower_ not in words(
            "light", "blaming"
        ):
            return []
        return self.fill(list(self.arguments.complements(verb, "à", []))[:1], 0)

    def harmed(self, noun: Token, frame: Frame) -> list[Filler]:
        """« trois soldats de Y sont morts dans un raid de X », « Y a été tué lors d'une attaque de X »."""
        verb = noun.head
        if (
            frame.type != "ASSAULT"
            or not noun.dep_.startswith("obl")
            or fold(verb.lemma_) not in fold_set(words("light", "harming"))
        ):
            return []
        tokens = self.arguments.patient_tokens(verb) if self.arguments.is_passive(verb) else []
        return self.fill(tokens or self.arguments.subject_tokens(verb), 1)

    def possessed(self, noun: Token) -> bool:
        return any(c.lower_ in words("anaphora", "possessives") for c in noun.children)

    def bind_predicate(self, word: Token, frame: Frame, extra: list[Token]) -> Bound | None:
        if not frame.both and not frame.lead and frame.role("Y") == "de" and self.possessed(word):
            return self.owned(word, frame)
        if (frame.lead and not self.led(word, frame.lead)) or (
            not frame.lead and self.arguments.case(word) in helping()
        ):
            return None
        bound: Bound = {}
        for slot, role in frame.roles:
            if role == SUBJECT:
                fillers = self.subject_of_predicate(word)
            else:
                fillers = self.prepositional(word, role, extra, frame)
                if not fillers and role == "de":
                    fillers = list(self.adjectival(word))
            # « des groupes affiliés à A et à B »: the word is inside the mention, and tells of nobody else
            bound[slot] = [f for f in fillers if not self.refs[f.ref]["start"] <= word.i < self.refs[f.ref]["end"]]
        if frame.both:
            # « ses rivaux, X et Y » are not each other's.
            return bound if len(self.distinct(bound["X"])) > 1 and not self.possessed(word) else None
        return bound if bound.get("X") and bound.get("Y") else None

    def owned(self, word: Token, frame: Frame) -> Bound | None:
        """« X et son allié, Y », « X négocie avec son rival saoudien »: the possessor and who is called his."""
        if not frame.mutual:
            return None
        args = self.arguments
        named = [c for c in word.children if c.i > word.i and c.i in args.at and not args.case(c)]
        theirs = self.fill([c for c in named if not self.refs[args.at[c.i]]["hint"]][:1], 0) or self.adjectival(word)
        owner = self.owner(word) if theirs else []
        return {"X": owner, "Y": theirs} if owner else None

    def owner(self, word: Token) -> list[Filler]:
        """Whose the noun with a possessive is: the name that it is joined to, else the subject of the nearest clause."""
        args = self.arguments
        i = word.i - 1
        while i > word.sent.start and (self.tokens[i].pos_ in ("DET", "ADJ", "ADP") or self.tokens[i].lower_ == "et"):
            i -= 1
        if i in args.at and any(t.lower_ == "et" for t in self.tokens[i : word.i]):
            return [Filler(args.at[i], 1)]
        top = word
        while top.head != top:
            top = top.head
            if top.pos_ in CLAUSE_HEADS:
                found = self.fill(args.subject_tokens(top), 1) or self.left_of(top)
                if found:
                    return [Filler(f.ref, f.steps + 1, f.guessed) for f in found]
        return []

    def led(self, word: Token, lead: str) -> bool:
        """« en guerre », « dans le collimateur », « sur la même ligne »: the preposition before a predicate."""
        i = word.i - 1
        if i > 0 and self.tokens[i].pos_ == "ADJ":
            i -= 1
        if i > 0 and self.tokens[i].lower_ in ("le", "la", "l'"):
            i -= 1
        return i >= 0 and self.tokens[i].lower_ in prepositions()[lead]

    def subject_of_predicate(self, word: Token) -> list[Filler]:
        args = self.arguments
        if word.dep_ == "nmod" and word.head.lower_ in words("light", "among"):
            return self.subject_of_predicate(word.head)  # « l'un des alliés de »
        if any(c.dep_ == "cop" or (c.dep_.startswith("aux") and c.lemma_ == "être") for c in word.children):
            near = [*word.children, *(g for c in word.children if c.dep_ == "cop" for g in c.children)]
            return self.fill([c for c in near if c.dep_ in SUBJECTS], 1) or self.relative(word)
        if word.pos_ == "ADV" and word.dep_ == "advmod" and word.head.pos_ in CLAUSE_HEADS:
            return self.fill(args.subject_tokens(word.head), 1)  # « A et B agissent conjointement »
        # « reste l'allié de », but « reçoit un allié de »
        deps = ("xcomp", "obj", "advmod", "amod") if fold(word.head.lemma_) in copular() else ("xcomp",)
        if word.dep_ in (*deps, "obl:mod", "obl:arg", "advcl") and word.head.pos_ in CLAUSE_HEADS:
            if args.subject_tokens(word.head):
                return self.fill(args.subject_tokens(word.head), 1)
        if word.dep_ in ("amod", "appos", "acl", "nmod", "conj") and word.head.i < word.i:
            found = args.actors(word.head, 0)
            if not found and word.dep_ == "conj" and word.head.dep_ in ("appos", "nmod"):
                found = args.actors(word.head.head, 0)
            if found:
                return found
        before = word.i - 1
        while before > 0 and (
            self.tokens[before].pos_ in ("DET", "ADJ", "ADV", "ADP") or self.tokens[before].text == ","
        ):
            before -= 1
        if before in args.at and self.tokens[before + 1].text == ",":
            return [Filler(args.at[before], 0, True)]
        after = self.tokens[word.sent.end - 1]
        if word.i - word.sent.start < 4:
            comma = next((t for t in self.tokens[word.i : after.i + 1] if t.text == ","), None)
            if comma is not None:
                for token in self.tokens[comma.i + 1 : comma.i + 4]:
                    if token.i in args.heads and token.dep_ in SUBJECTS:
                        return [Filler(args.heads[token.i], 0, True)]
        return []

    def relative(self, word: Token) -> list[Filler]:
        return self.arguments.actors(word.head, 0) if word.dep_ == "acl:relcl" else []

    def typed(self, frame: Frame, bound: Bound) -> bool:
        """Keep of each slot the actors of the types that the rule asks for; False if none is left."""
        for slot, types in (("X", frame.source_type), ("Y", frame.target_type)):
            if types and slot in bound:
                bound[slot] = [f for f in bound[slot] if self.registry[self.refs[f.ref]["ids"][0]]["type"] in types]
                if not bound[slot]:
                    return False
        return True

    # -- what nearly was a relation

    def missed(self, token: Token, frame: Frame, bound: Bound | None) -> None:
        """Note why a trigger whose words are all there gave no relation, if one of its actors was found."""
        if bound is not None:
            reason = "un acteur n'est pas du type que la règle demande"
        else:
            alone = {
                slot: self.bind(token, replace(frame, roles=((slot, role),), both="")) for slot, role in frame.roles
            }
            there = [slot for slot, found in alone.items() if found]
            if self.expression(token, frame) is None or not there or frame.both:
                return
            lacking = [SIDES[slot] for slot in alone if slot not in there and slot in SIDES]
            if not lacking:
                return
            reason = f"{' ni '.join(lacking)} introuvable"
        self.note(token, frame, reason)

    def note(self, token: Token, frame: Frame, reason: str) -> None:
        """Add a near miss, one per trigger and reason."""
        entry = {
            "trigger": token.text, "trigger_start": token.idx, "rule": frame.rule, "frame": frame.text, "reason": reason,
        }  # fmt: skip
        if not any(e["trigger_start"] == token.idx and e["reason"] == reason for e in self.doc._.near_misses):
            self.doc._.near_misses = [*self.doc._.near_misses, entry]

    # -- all triggers

    def run(self) -> list[tuple[Frame, Token, list[Token], Bound]]:
        """Every frame bound in the Doc, the longest expression of an anchor first."""
        found = []
        trace = self.doc._.trace
        for token in self.tokens:
            if (
                token.i in self.arguments.at
                and not self.refs[self.arguments.at[token.i]]["hint"]
                and token.i == self.refs[self.arguments.at[token.i]]["head"]
                and token.pos_ == "PROPN"
            ):
                continue
            size = -1
            bag = self.bags[self.sentence[token.i]]
            for lemma in self.lemmas.of(token):
                for frame in self.index.get(lemma, ()):
                    if len(frame.words) < size or not bag.issuperset(frame.words):
                        continue
                    bound = self.bind(token, frame)
                    if bound is not None and self.typed(frame, bound):
                        size = max(size, len(frame.words))
                        found.append((frame, token, self.expression(token, frame) or [], bound))
                        pair = [
                            Filler(f.ref, 2, True) for f in {f.ref: f for fs in bound.values() for f in fs}.values()
                        ]
                        if len(self.distinct(pair)) == 2:
                            self.last = token.sent.start, pair
                    elif trace:
                        self.missed(token, frame, bound)
        # The words of an expression are no triggers of their own: « apporter son soutien à ».
        inside = {t.i for _, _, extra, _ in found for t in extra}
        return [f for f in found if f[1].i not in inside or f[2]]


class Lemmas:
    """What lemmas a token may have among the lexicon's anchors and words."""

    def __init__(self, nlp: Language, index: dict[str, list[Frame]]) -> None:
        self.known = {w for a, frames in index.items() for w in (a, *(x for f in frames for x in f.words))}
        self.nlp = nlp
        self.table: Any = None
        self.verbs: dict[str, list[str]] = {}
        for anchor in index:
            for form in conjugated(anchor):
                self.verbs.setdefault(form, []).append(anchor)
        for form, lemma in grammar()["conjugation"]["also_nouns"].items():
            self.verbs.setdefault(form, []).append(lemma)
        self.cache: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, token: Token) -> tuple[str, ...]:
        """The known lemmas of `token`: the tagger's first, then those of the full-form table."""
        key = (token.lower_, token.lemma_)
        if key not in self.cache:
            found = dict.fromkeys([token.lemma_, token.lemma_.lower(), token.lower_, *self.full_forms(token.lower_)])
            if token.pos_ in ("VERB", "ADJ", "NOUN") and token.lower_.endswith(("e", "s")):
                # « confrontée », « alliés »: the masculine singular that a rule is written with
                found |= dict.fromkeys([token.lower_[:-1], token.lower_.removesuffix("s").removesuffix("e")])
            found |= dict.fromkeys([singular(token.lower_), *self.verbs.get(token.lower_, ())])
            self.cache[key] = tuple(w for w in found if w in self.known)
        return self.cache[key]

    def full_forms(self, word: str) -> list[str]:
        if self.table is None:
            lookups = self.nlp.get_pipe("lemmatizer").lookups if "lemmatizer" in self.nlp.pipe_names else None  # type: ignore[attr-defined]
            self.table = {
                "lookup": lookups.get_table("lemma_lookup", {}), "exc": lookups.get_table("lemma_exc", {}),
            } if lookups is not None else {}  # fmt: skip
        if not self.table:
            return []
        found = list(self.table["lookup"].get(word, []))
        for part in self.table["exc"].values():
            found += part.get(word, [])
        return found


def relation(
    matcher: Matcher,
    frame: Frame,
    act: Act,
    source: tuple[str, Filler],
    target: tuple[str, Filler],
) -> dict[str, Any]:
    """The record of one relation."""
    trigger = act.trigger
    event = event_types()[act.type]
    sentence = trigger.sent
    start, end = sentence.start_char, sentence.end_char
    text = sentence.text
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    directed = not frame.mutual
    a, b = source[0], target[0]
    if not directed and a > b:
        a, b = b, a
    registry = matcher.registry
    return {
        "sentence_start": start, "sentence_end": end, "source": a, "target": b,
        "source_state": registry[a]["state"] if registry[a]["type"] == "PERSON" else "",
        "target_state": registry[b]["state"] if registry[b]["type"] == "PERSON" else "",
        "class": event.event_class, "type": act.type, "quad": event.quad, "intensity": event.intensity,
        "directed": directed, "status": act.status, "date": relation_date(trigger, matcher.doc._.date), "attribution": attribution(trigger, matcher.arguments),
        "trigger": trigger.text, "trigger_start": trigger.idx, "trigger_end": trigger.idx + len(trigger),
        "rule": frame.rule, "confidence": confidence(matcher, frame, source[1], target[1]),
    }  # fmt: skip


def confidence(matcher: Matcher, frame: Frame, source: Filler, target: Filler) -> float:
    """How sure the binding is, 0 to 1: guessed arguments, long paths and inferred mentions lower it."""
    value = 0.85  # of unhampered bindings 0.97 were right on the annotated articles, 0.78 on unseen press
    for filler in (source, target):
        value -= 0.2 if filler.guessed else 0.0
        value -= 0.1 * min(filler.steps, 2)
        value -= 0.15 if matcher.refs[filler.ref]["kind"] in ("pronoun", "description") else 0.0
    return round(max(value, 0.1), 2)


def evidence(
    matcher: Matcher,
    frame: Frame,
    anchor: Token,
    record: dict[str, Any],
    source: tuple[str, Filler],
    target: tuple[str, Filler],
) -> dict[str, Any]:
    """A record with how it was bound, for `pipeline.explain`."""
    sides = {"source": source[1], "cible": target[1]}
    return record | {
        "frame": frame.text, "anchor_start": anchor.idx,
        "heads": {side: matcher.refs[filler.ref]["head"] for side, filler in sides.items()},
        "guessed": [side for side, filler in sides.items() if filler.guessed],
    }  # fmt: skip


def keep(best: dict[tuple[Any, ...], dict[str, Any]], record: dict[str, Any]) -> None:
    """File `record` among the `best`, one of a kind per sentence: the surest."""
    key = tuple(record[k] for k in ("sentence_start", "source", "target", "class", "type", "directed", "status"))
    if key not in best or record["confidence"] > best[key]["confidence"]:
        best[key] = record


def mediations(matcher: Matcher, records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """« X et Y négocient sous l'égide de Z »: Z and each party, from the relations already found."""
    table = turning()["mediation"]
    forms = {form for name in table["prepositions"] for form in prepositions()[name]}
    event = event_types()["CONSULT"]
    for ref in matcher.refs:
        head = matcher.tokens[ref["head"]]
        if ref["hint"] or matcher.arguments.case(head) not in forms or len(ref["ids"]) > 1:
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
                    who = matcher.registry
                    yield record | {
                        "source": mediator, "target": party, "class": event.event_class, "type": event.name,
                        "source_state": who[mediator]["state"] if who[mediator]["type"] == "PERSON" else "",
                        "target_state": who[party]["state"] if who[party]["type"] == "PERSON" else "",
                        "quad": event.quad, "intensity": event.intensity, "directed": True,
                        "trigger": trigger.text, "trigger_start": trigger.idx,
                        "trigger_end": trigger.idx + len(trigger), "rule": "médiation-sous-l-égide",
                    }  # fmt: skip


@cache
def copular() -> frozenset[str]:
    """The verbs whose complement tells of their subject: « rester », « se montrer »."""
    return verb_forms("copular")


@cache
def performing() -> frozenset[str]:
    """The verbs that say that a mutual event is its subjects' own."""
    return verb_forms("performing")


def verb_forms(key: str) -> frozenset[str]:
    """Verbs of [light] with the forms that the lemmatizer leaves as they are (« montre »)."""
    verbs = words("light", key)
    return fold_set([*verbs, *(form for verb in verbs for form in conjugated(verb))])


@cache
def helping() -> frozenset[str]:
    """The prepositions of « avec l'aide de X », « grâce au soutien de X »."""
    return prepositions()["avec"] | prepositions()["grâce_à"]


@cache
def reacting() -> frozenset[str]:
    """The types whose verbs may leave out their target."""
    return frozenset(turning()["reaction"]["against"]) | frozenset(turning()["reaction"]["for"])


def reactions(matcher: Matcher, records: list[dict[str, Any]]) -> Iterator[tuple[Frame, Token, dict[str, Any]]]:
    """« Doha condamne. »: the verbs left without a target, as reactions to the last act of tension told before."""
    table = turning()["reaction"]
    told = {record["trigger_start"] for record in records}
    seen: set[int] = set()
    for frame, verb, fillers in matcher.open:
        source = {x: f for f in fillers for x in matcher.refs[f.ref]["ids"]}
        if verb.i in seen or verb.idx in told or len(source) != 1 or not alone(matcher, verb, set(source)):
            continue
        back = verb.sent
        for _ in range(table["sentences"]):
            back = matcher.tokens[back.start - 1].sent if back.start else back
        acts_before = [
            r for r in records
            if r["class"] == "tension" and r["directed"] and r["status"] == "asserted"
            and back.start_char <= r["trigger_start"] < verb.sent.start_char
        ]  # fmt: skip
        ident, filler = next(iter(source.items()))
        if acts_before:
            last = max(acts_before, key=lambda r: r["trigger_start"])
            target = last["source"] if frame.type in table["against"] else last["target"]
        else:
            target = counterpart(matcher, ident)
        if not target or target == ident or own_state(matcher.registry, ident, target):
            continue
        seen.add(verb.i)
        for act in acts(frame.type, verb, frame.status, matcher.arguments, only_ended=False):
            record = relation(matcher, frame, act, (ident, filler), (target, filler))
            yield frame, verb, record | {"confidence": IMPLIED}


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
    """Whether the sentence names nobody else, and the verb has no object, or one that points back."""
    objects = fold_set(turning()["reaction"]["objects"])
    if any(fold(t.lemma_) not in objects for t in matcher.arguments.patient_tokens(verb)):
        return False
    if any(c.dep_ in ("obl:arg", "xcomp", "ccomp") and c.i > verb.i for c in verb.children):
        return False
    here = [r for r in matcher.refs if verb.sent.start <= r["start"] < verb.sent.end]
    return all(set(r["ids"]) <= source for r in here)


def own_state(registry: dict[str, Participant], a: str, b: str) -> bool:
    """« Poutine a sauvé la Russie »: a head of state or government is no other party than his state."""
    return any(
        registry[x]["state"] == y and {"head_of_state", "head_of_government"} & set(registry[x]["rank"].split())
        for x, y in ((a, b), (b, a))
        if registry[x]["type"] == "PERSON"
    )


def private(registry: dict[str, Participant], a: str, b: str) -> bool:
    """Whether one side is a person who serves nobody and the other a state: what a traveller or a trader does there."""
    return any(
        registry[x]["type"] == "PERSON" and registry[y]["type"] == "STATE"
        and not (registry[x]["state"] or registry[x]["rank"] or registry[x]["listed"])
        for x, y in ((a, b), (b, a))
    )  # fmt: skip


def overthrown(matcher: Matcher, act: Act, source: str) -> bool:
    """« l'armée arrête la dirigeante »: a state's organs against its own head."""
    return act.type in ("COERCE", "ASSAULT") and matcher.registry[source]["type"] == "STATE"


def pairs(
    matcher: Matcher, frame: Frame, anchor: Token, bound: Bound
) -> list[tuple[tuple[str, Filler], tuple[str, Filler]]]:
    """Each source with each target; within a shared role, each with each other."""

    def spread(fillers: list[Filler]) -> list[tuple[str, Filler]]:
        seen: dict[str, Filler] = {}
        for f in fillers:
            for ident in matcher.refs[f.ref]["ids"]:
                seen.setdefault(ident, f)
        return list(seen.items())

    if frame.both:
        members = spread(bound["X"])
        if len(members) > MEMBERS:
            return []  # a roll-call: who does what with whom is not said
        found = [(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
        if event_types()[frame.type].event_class == "tension" and len(members) > 2:
            # « entre Trump, Vance et Zelensky »: those of one state are one side
            state = {m[0]: matcher.registry[m[0]]["state"] for m in members}
            found = [(a, b) for a, b in found if not state[a[0]] or state[a[0]] != state[b[0]]]
        return found
    found = [(a, b) for a, b in product(spread(bound["X"]), spread(bound["Y"])) if a[0] != b[0]]
    if not found and matcher.doc._.trace:
        matcher.note(anchor, frame, "la source et la cible sont le même acteur")
    return found


@Language.factory(
    "entente_relations",
    requires=["token.dep", "doc._.mentions"],
    assigns=["doc._.relations"],
    default_config={"rules": []},
)
class RelationsComponent:
    """Pipeline component: the rules of `models/rules/`, and a user's own, over `doc._.mentions`."""

    def __init__(self, nlp: Language, name: str, rules: list[str]) -> None:
        self.index = index_frames(load_rules(tuple(map(Path, rules))))
        self.lemmas = Lemmas(nlp, self.index)

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        matcher = Matcher(doc, self.index, self.lemmas)
        best: dict[tuple[Any, ...], dict[str, Any]] = {}
        contests = contest_sentences(doc)
        play = words("contests", "types") if sporting(doc, contests) else frozenset()
        for frame, trigger, _, bound in matcher.run():
            if trigger.sent.start in contests or frame.type in play:
                continue
            told = acts(frame.type, trigger, frame.status, matcher.arguments, only_ended=frame.only_ended)
            if words("negation", "particles") & set(frame.words):  # « ne tarit pas d'éloges »
                told = [act._replace(status="asserted") for act in told if act.status == "negated"]
            for (first, second), act in product(pairs(matcher, frame, trigger, bound), told):
                official = act.type in words("light", "official") and not doc._.given
                if official and private(matcher.registry, first[0], second[0]):
                    continue
                if own_state(matcher.registry, first[0], second[0]) and not overthrown(matcher, act, first[0]):
                    continue
                record = relation(matcher, frame, act, first, second)
                keep(best, record)
                if doc._.trace:
                    doc._.evidence = [*doc._.evidence, evidence(matcher, frame, trigger, record, first, second)]
                matcher.refs[first[1].ref]["place"] = matcher.refs[first[1].ref]["hint"] = False
                matcher.refs[second[1].ref]["place"] = matcher.refs[second[1].ref]["hint"] = False
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
        for frame, verb, record in reactions(matcher, list(best.values())):
            keep(best, record)
            if doc._.trace:
                extra = {"frame": frame.text, "anchor_start": verb.idx, "heads": {}, "guessed": []}
                doc._.evidence = [*doc._.evidence, record | extra]
        if doc._.trace:  # a trigger that told something has no near misses
            told_by = {e["anchor_start"] for e in doc._.evidence}
            doc._.near_misses = [m for m in doc._.near_misses if m["trigger_start"] not in told_by]
        doc._.titles = {}  # of no use to anybody else
        doc._.relations = sorted(best.values(), key=lambda r: (r["trigger_start"], r["source"], r["target"], r["type"]))
        return doc
