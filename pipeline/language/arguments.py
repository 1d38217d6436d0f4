"""From a trigger to its arguments, along the parse: subjects, objects, prepositional complements, antecedents.

Everything that French does to move an argument (voice, relatives, participles, control, coordination) is handled
here, once for all rules.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, TypeVar, cast

from spacy.tokens import Doc

from pipeline.gazetteer import fold
from pipeline.grammar import compound_prepositions, grammar, preposition_words, prepositions, words
from pipeline.language.associates import LONGEST, associates, beside_name, bridges, heading
from pipeline.language.incises import speaker_after
from pipeline.language.mentions import Reference
from pipeline.language.quotations import quoted
from pipeline.language.tree import Token, tree_of
from pipeline.rules.forms import conjugated, fold_set

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus")
OBJECTS = ("obj", "obj:agent", "obj:lvc")
RELATIVE_OBJECT = ("que", "qu'")
AIMED = ("contre", "sur", "à", "envers")
TITLE_REACH = 12  # tokens between a title and its holder's name
EXAMPLES = 7  # tokens between a plural and « notamment » or the like
RELATIVE_REACH = 8  # tokens between « dont » and what it completes
LookUp = TypeVar("LookUp", bound=Callable[..., Any])
CLAUSE_HEADS = ("VERB", "AUX")
DEPTH = 3  # nouns between a trigger's complement and the actor in it (« les positions du M23 »)


@cache
def control_forms() -> frozenset[str]:
    """Lemmas and regular forms of the verbs whose object is the subject of the infinitive that follows."""
    verbs = words("light", "object_control")
    return verbs | {form for verb in verbs for form in conjugated(verb)}


@cache
def examples() -> tuple[tuple[str, ...], ...]:
    """What names the members of a group follow, word by word: « notamment », « à savoir »."""
    return tuple(tuple(phrase.split()) for phrase in grammar()["light"]["examples"])


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention that fills a role; `steps` counts what lies between, `guessed` says the tree did not show it."""

    ref: int
    steps: int = 0
    guessed: bool = False


def marked(verb: Token) -> bool:
    """« à refuser », « de refuser »: an infinitive that the verb before it asks for, whatever the parser calls it."""
    forms = prepositions()["à"] | prepositions()["de"]
    return "Inf" in verb.morph.get("VerbForm", []) and any(
        c.dep_ == "mark" and c.lower_ in forms for c in verb.children
    )


def copular(subject: Token) -> bool:
    """« X, dont Y est le principal soutien »: the subject of a noun."""
    return subject.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in subject.head.children)


def decided(verb: Token) -> Token | None:
    """« critiquer la décision de X de désarmer Y »: the noun whose infinitive the parser hung on the verb before it."""
    if not marked(verb) or verb.dep_ not in ("xcomp", "ccomp", "advcl", "obl:arg", "obl:mod"):
        return None
    nouns = fold_set(words("light", "deciding"))
    between = [c for c in verb.head.children if c.dep_ in ("obj", "obl:arg", "obl:mod") and verb.head.i < c.i < verb.i]
    before = next(c for c in verb.children if c.dep_ == "mark").nbor(-1)  # « son apparente réticence à condamner X »
    return next((c for c in (*between, before) if fold(c.lemma_) in nouns and c.i > verb.head.i), None)


def remembered(look_up: LookUp) -> LookUp:
    """Answer a look-up once per token: the frames of one anchor ask the same. `forget` when mentions have changed."""
    name = f"{look_up.__module__}.{look_up.__qualname__}"

    @wraps(look_up)
    def recall(holder: Any, token: Token, *more: Any) -> Any:
        memory, key = holder.memory[name], (token.i, more) if more else token.i
        found = memory.get(key, memory)  # which is nobody's answer
        if found is memory:
            found = memory[key] = look_up(holder, token, *more)
        return found.copy() if type(found) is list else found

    return cast(LookUp, recall)


class Arguments:
    """Role look-ups over one Doc; mentions are numbered as in ``doc._.mentions``."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = tree_of(doc)
        self.lower = [token.lower_ for token in self.tokens]
        self.memory: dict[str, dict[Any, Any]] = defaultdict(dict)
        self.quoted = quoted(self.tokens)
        self.refs: list[Reference] = doc._.mentions
        self.at: dict[int, int] = {}
        for n, ref in enumerate(self.refs):
            for i in range(ref["start"], ref["end"]):
                self.at.setdefault(i, n)
        self.heads = {ref["head"]: n for n, ref in enumerate(self.refs)}
        self.titles, self.registry = doc._.titles, doc._.registry
        self.control = control_forms()
        self.aiming = fold_set(words("light", "aiming"))
        self.circle, self.fates = fold_set(words("light", "circle")), fold_set(words("light", "fates"))
        self.persons = fold_set(words("anaphora", "person_groups") | words("anaphora", "homologue"))
        self.fronted = {form for name in words("headline", "fronted") for form in prepositions()[name]}
        self.with_etre = fold_set(words("conjugation", "with_etre"))
        self.bodies = fold_set(words("names", "bodies"))
        self.authoring = fold_set(words("light", "authoring"))
        self.labels = fold_set(words("names", "bodies") | words("names", "labels"))
        self.callings = self.bodies | fold_set(words("light", "callings"))
        self.qualities = fold_set(words("light", "qualities"))
        self.led_groups, self.leading = fold_set(words("light", "led")), fold_set(words("light", "leading"))
        self.bridges, self.apart = bridges(self)
        self.bridged = {left: right for right, left in self.bridges.items()}
        self.opponents = {form for name in ("à", "contre", "avec", "entre", "envers") for form in prepositions()[name]}

    def forget(self) -> None:
        """Look again: a mention has become a place or a hint no more."""
        self.memory.clear()

    # -- from a token to the actors that it stands for

    @remembered
    def actors(self, token: Token, depth: int = DEPTH, hints: bool = True) -> list[Filler]:
        """The mentions at `token` or, through « de » and demonyms, inside it, with those coordinated to it."""
        found = self.own(token, depth, hints=hints)
        for child in token.children:
            among = child.i in self.at and self.among(self.refs[self.at[child.i]]["start"]) and not copular(child)
            if (
                (child.dep_ == "conj" or among)
                and child.pos_ not in CLAUSE_HEADS
                and not (self.beside(child) or self.opens_clause(child.left_edge.i, child.right_edge.i + 1, token))
                and (among or self.like(token, child))
            ):  # « des pays, dont X »
                found += [f for f in self.actors(child, depth, hints) if f.ref not in {g.ref for g in found}]
        if all(self.refs[f.ref]["hint"] for f in found):
            found += [f for f in self.exemplified(token) if f.ref not in {g.ref for g in found}]
        return self.neighbours(found)

    def like(self, noun: Token, other: Token) -> bool:
        """Whether `other` can be coordinated to `noun`: « le retrait des soldats de X et le triomphe de Y », « l'invasion de X
        et en Y » coordinate something else."""
        if self.case(noun) not in prepositions()["de"]:
            return True
        case = self.case(other)
        bare = other.i not in self.at and any(c.dep_ == "det" and c.i < other.i for c in other.children)
        return case not in prepositions()["en"] if case else not bare

    def exemplified(self, noun: Token) -> list[Filler]:
        """« plusieurs pays, notamment A et B », « des groupes tels que A »: those named after a plural as members of it."""
        many = any("Plur" in t.morph.get("Number", []) or t.dep_ == "nummod" for t in (noun, *noun.children))
        if noun.pos_ != "NOUN" or noun.i in self.at or not many:
            return []
        for i in range(noun.i + 1, min(noun.i + EXAMPLES, len(self.tokens))):
            token = self.tokens[i]
            for phrase in examples():
                if tuple(self.lower[i : i + len(phrase)]) == phrase:
                    k = i + len(phrase)
                    while k < len(self.tokens) and self.tokens[k].pos_ in ("DET", "ADP"):
                        k += 1
                    if k not in self.at or self.refs[self.at[k]]["hint"]:
                        return []
                    after = self.tokens[min(self.refs[self.at[k]]["end"], len(self.tokens) - 1)]
                    acts = after.pos_ in (*CLAUSE_HEADS, "PRON") and phrase == phrase[:1]
                    return [] if acts else [Filler(self.at[k], 1), *self.listed(self.at[k])]  # « comme X le dit »
            if token.text == "," and (first := heading(self, i)):
                return [Filler(n, 1) for n in first]
            if token.is_sent_start or (token.i in self.at and not self.refs[self.at[token.i]]["hint"]):
                return []
            if token.pos_ in CLAUSE_HEADS or token.text in ";:.»":
                return []
        return []

    def listed(self, ref: int) -> list[Filler]:
        """Those that a list goes on with after mention `ref`, a comma alone not being enough."""
        return [Filler(f.ref, 1) for f in self.neighbours([Filler(ref)])[1:]]

    def beside(self, token: Token) -> bool:
        """« la Turquie et la Grèce, toutes deux membres de l'Otan »: an office or a noun without determiner after a comma,
        without « et », is in apposition."""
        first = token.left_edge.i
        first += self.tokens[first].text == ","
        commas = first > 0 and self.tokens[first - 1].text == ","
        if commas and self.ends_subordinate(first - 1):
            return True
        bare = token.pos_ == "NOUN" and token.i not in self.at and not any(c.dep_ == "det" for c in token.children)
        renames = token.i not in self.at and first > 1 and self.is_person(self.tokens[first - 2])
        joined = any(c.dep_ == "cc" for c in token.children)
        return (token.i in self.titles or bare or renames) and not joined and commas

    def opens_clause(self, begin: int, end: int, before: Token) -> bool:
        """« des sanctions contre A, et B a … »: whether what stands between two tokens, coordinated to `before`, is the
        subject of the finite verb right after it, a verb that `before` does not depend on."""
        if end >= len(self.tokens):
            return False
        verb = self.tokens[end]
        linked = "et" in self.lower[max(0, begin - 1) : begin + 2]
        if verb.like_num and self.tokens[begin - 1].lower_ not in ("de", "d'"):
            return linked  # « A a reçu 11 millions et B 35 »
        if verb.pos_ not in CLAUSE_HEADS:  # a verb that the tagger takes for an adjective
            return any(c.dep_ == "nsubj" and begin <= c.i < end for c in verb.children)
        verb = verb.head if verb.dep_.startswith("aux") or verb.dep_ == "cop" else verb
        clause = self.is_finite(verb) or any(c.dep_ == "cop" for c in verb.children)
        above = {before.i, *(t.i for t in before.ancestors)}
        told = any(t.pos_ in CLAUSE_HEADS for t in self.tokens[before.sent.start : before.i])
        return clause and linked and told and verb.i not in above

    def ends_subordinate(self, comma: int) -> bool:
        """« Si l'Iran attaque Israël, les États-Unis … »: the first comma of a sentence that opens with a conjunction."""
        token = self.tokens[comma]
        opening = token.sent[0]
        inside = self.lower[opening.i : comma]
        subordinate = opening.pos_ == "SCONJ" or opening.dep_ == "mark"  # « Alors que »
        return token.text == "," and subordinate and "," not in inside

    def own(self, token: Token, depth: int, *, hints: bool) -> list[Filler]:
        if token.i in self.at:
            ref = self.refs[self.at[token.i]]
            return (
                [Filler(self.at[token.i]), *self.paired(ref), *self.leaders(token)] if hints or not ref["hint"] else []
            )
        if token.pos_ == "PRON" or (token.lower_ in RELATIVE_OBJECT and token.dep_ in (*OBJECTS, "mark")):
            conjunction = token.dep_ == "mark" and token.pos_ != "PRON"
            antecedent = self.named_before(token) if conjunction else None
            antecedent = antecedent if antecedent is not None else self.antecedent(token)
            if conjunction and antecedent is None and self.tokens[token.i - 1].pos_ == "NOUN":
                antecedent = self.tokens[token.i - 1]
            if antecedent is None:
                return []
            # « les régions d'Ukraine que X a annexées »: an object is looked into as it is without « que »
            inside = token.lower_ in RELATIVE_OBJECT
            found = self.own(antecedent, depth if inside else 0, hints=inside and hints)
            near = self.named_before(token) if inside and not found else None  # « l'arrestation de X, que Y a reçu »
            return found or self.renamed(antecedent) or (self.own(near, 0, hints=False) if near is not None else [])
        titled = [
            c for c in token.children
            if c.dep_ in ("appos", "flat:name", "nmod") and self.is_person(c) and not self.case(c)
        ]  # fmt: skip
        if titled:
            return [
                Filler(self.at[titled[0].i]),
                *(f for f in self.actors(titled[0], 0) if f.ref != self.at[titled[0].i]),
            ]
        named = self.named_after(token)
        if named is None:
            named = self.called(token)
        if named is not None:
            return [Filler(named)]
        if fold(token.lemma_) in self.bodies and token.i + 1 in self.at and not self.refs[self.at[token.i + 1]]["hint"]:
            return [Filler(self.at[token.i + 1])]  # « le groupe État islamique »
        leaders = self.leaders(token)
        if leaders:
            return leaders
        described = any(c.dep_ in ("acl", "acl:relcl") for c in token.children)
        joined = any(c.dep_ == "conj" for c in token.children)
        if described and not joined and (named_so := self.renamed(token)):
            return named_so
        if depth <= 1 and token.i in self.titles:
            depth += 1  # « les membres de l'Alliance », « les ministres des Affaires étrangères du Mali et du Niger »
        if depth <= 0 or token.pos_ in CLAUSE_HEADS:
            return []
        found = []
        # « les affirmations infondées de X »: an adjective that the parser takes for a verb with a complement
        loose = [c for v in token.children if v.dep_ == "acl" and fold(v.lower_) in self.qualities for c in v.children]
        for child in (*token.children, *loose):
            if (
                child.dep_
                in (
                    "nmod",
                    "obl:mod",
                    "obl:arg",
                    "amod",
                    "appos",
                    "flat:name",
                    "acl",
                )
                and self.opens(child)
                and not self.another(token, child)
                and not self.ruling(child)
            ):
                cost = 0 if fold(token.lemma_) in fold_set(words("light", "quantities")) else 1
                found += [Filler(f.ref, f.steps + 1, f.guessed) for f in self.actors(child, depth - cost, hints)]
        if not found and depth > 0 and (relative := self.owner_before(token)) is not None:
            return [Filler(f.ref, f.steps + 1) for f in self.own(relative, 0, hints=False)]
        # « le secrétaire du parti Ennahdha, Rached Ghannouchi » is the man.
        called = [f for f in found if self.renaming(self.refs[f.ref])]
        if called and "Plur" in token.morph.get("Number", []):  # « les deux hommes forts de l'AES, X et Y, »
            called += [f for f in self.listed(called[0].ref) if f.ref not in {g.ref for g in called}]
        found = called or found
        # « l'ONG américaine HRW » is HRW.
        named = any(self.refs[f.ref]["kind"] == "name" for f in found)
        return [f for f in found if not (named and self.refs[f.ref]["kind"] == "demonym")]

    def another(self, noun: Token, child: Token) -> bool:
        """« l'épouse de X », « la mort de X » are not X, nor « l'accord d'Alger » Algeria."""
        if child.i not in self.at:
            return False
        kin = self.is_person(child) and {fold(noun.lemma_), fold(noun.lower_)} & (self.circle | self.fates)
        ref = self.refs[self.at[child.i]]
        return bool(kin) or (ref["place"] and ref["kind"] == "metonym")

    def ruling(self, adjective: Token) -> bool:
        """« les soldats responsables de la mort de X »: an adjective with a complement of its own, whose actors are not its noun's."""
        loose = adjective.pos_ == "ADJ" and adjective.dep_ == "amod" and adjective.i not in self.at
        return loose and any(self.case(c) for c in adjective.children)

    def among(self, start: int) -> bool:
        """« plusieurs pays, dont la Pologne »: whether « dont » stands before the name that begins at `start`."""
        before = self.tokens[max(0, start - 2) : start]
        return any(t.lower_ == "dont" and all(d.pos_ == "DET" for d in before[n + 1 :]) for n, t in enumerate(before))

    def renaming(self, ref: Reference) -> bool:
        """Whether a mention is a person named after a comma."""
        return ref["start"] > 0 and self.lower[ref["start"] - 1] == "," and self.is_person(self.tokens[ref["head"]])

    def named_after(self, token: Token) -> int | None:
        """The person named right after a title, an adjective between: « son homologue chinois Xi Jinping »."""
        if token.i not in self.titles and fold(token.lemma_) not in self.persons:
            return None
        for after in self.tokens[token.i + 1 : token.i + 7]:
            if after.i in self.at:
                hint = self.refs[self.at[after.i]]["hint"]
                if self.is_person(after):
                    return self.at[after.i] if self.tokens[after.i - 1].pos_ not in ("ADP", "DET") else None
                if not hint:
                    break
            elif after.i in self.titles or not (
                after.text.islower() and after.pos_ in ("ADJ", "ADP", "DET", "NOUN", "PROPN")
            ):
                break
        return self.bracketed(token)

    def called(self, subject: Token) -> int | None:
        """« Jean-Pierre Lacroix, le chef du département de l'ONU, a … »: the person whom a subject goes on to describe."""
        comma = subject.left_edge.i - 1
        if subject.dep_ not in SUBJECTS or comma < 1 or self.tokens[comma].text != "," or comma - 1 not in self.at:
            return None
        ref = self.refs[self.at[comma - 1]]
        opens = ref["start"] == subject.sent.start or self.tokens[ref["start"] - 1].text == ","
        described = any(c.dep_ == "det" for c in subject.children) and self.is_person(self.tokens[comma - 1])
        return self.at[comma - 1] if opens and described else None

    def bracketed(self, title: Token) -> int | None:
        """« l'émissaire de l'ONU, Hanna Tetteh », « la présidente de la Commission européenne Ursula von der Leyen »:
        the person after a title's own complements."""
        owner = ""
        for token in self.tokens[title.i + 1 : title.i + TITLE_REACH]:
            if token.text == "," and token.i + 1 < len(self.tokens):
                first = token.i + 1 + (token.i + 1 in self.titles and token.i + 1 not in self.at)  # « , Mme X »
                if not self.is_person(self.tokens[first]):
                    return None
                person = self.at[first]
                state = self.registry[self.refs[person]["ids"][0]]["state"]
                return person if not owner or state in ("", owner) else None
            if self.is_person(token):
                return self.at[token.i] if not self.case(token) and self.tokens[token.i - 1].pos_ != "CCONJ" else None
            # not where the envoy is, nor what he is for: « l'émissaire américain pour la Syrie, X »
            served = token.i in self.at and not self.refs[self.at[token.i]]["place"]
            served = served and self.case(token) not in words("names", "charged")
            owner = self.refs[self.at[token.i]]["ids"][0] if served else owner
            if token.pos_ in (*CLAUSE_HEADS, "PUNCT", "SCONJ", "PRON") or token.is_sent_start:
                return None
        return None

    def leaders(self, group: Token) -> list[Filler]:
        """« la coalition menée par X », « une délégation conduite par X »: a group acts for the one who leads it."""
        if fold(group.lemma_) not in self.led_groups:
            return []
        led = [v for v in self.participles(group) if fold(v.lemma_) in self.leading]
        return [Filler(f.ref, f.steps + 1) for v in led for agent in self.agents(v) for f in self.actors(agent, 1)]

    def renamed(self, noun: Token) -> list[Filler]:
        """« le M23, cette rébellion que Kinshasa combat », « le M23, mouvement que soutient Kigali »: who is called so,
        before the comma and « ce », or before any article where the noun is one for actors."""
        called = "Plur" not in noun.morph.get("Number", []) and fold(noun.lemma_) in self.callings
        ties = ("det", "amod") if called else ()
        before = (c.i for c in noun.children if c.dep_ in ties or "Dem" in c.morph.get("PronType", []))
        i = min([noun.i, *before])
        named = i > 1 and (called or i < noun.i) and self.tokens[i - 1].text == "," and i - 2 in self.at
        return [Filler(self.at[i - 2], 1)] if named else []

    def paired(self, ref: Reference) -> list[Filler]:
        """« les présidents français et algérien »: the peoples coordinated to the one inside a mention."""
        if ref["kind"] not in ("demonym", "title"):
            return []
        inside = [c for i in range(ref["start"], ref["end"]) for c in self.tokens[i].children if c.dep_ == "conj"]
        return [Filler(self.at[c.i], 1) for c in inside if c.i in self.at and self.refs[self.at[c.i]]["hint"]]

    def is_person(self, token: Token) -> bool:
        """Whether `token` belongs to a person's name."""
        if token.i not in self.at:
            return False
        who = self.registry.get(self.refs[self.at[token.i]]["ids"][0], {})
        return bool(who.get("type") == "PERSON")

    def opens(self, token: Token) -> bool:
        """Whether an actor inside a noun phrase may stand for it: « de X », a demonym, an apposition."""
        if token.dep_ == "acl":
            return False
        case = self.case(token)
        if not case and token.dep_ == "nmod" and token.i in self.at:
            return self.labelled(token) or self.dashed(token)
        return case in prepositions()["de"] or (not case and token.dep_ in ("amod", "appos", "flat:name"))

    def labelled(self, token: Token) -> bool:
        """« le groupe TikTok », « l'entreprise russe Rosatom »: a name after what it is and adjectives."""
        ref, noun = self.refs[self.at[token.i]], token.head
        between = self.tokens[noun.i + 1 : ref["start"]]
        if fold(noun.lemma_) not in self.labels or (between and ref["kind"] != "name"):
            return False
        return all(t.pos_ in ("ADJ", "NOUN", "ADP") and t.lower_ not in ("à", "par", "pour") for t in between)

    def dashed(self, token: Token) -> bool:
        """« trois pays – A, B et C – ont … »: the names that a dash or a bracket sets after the noun that counts them."""
        i = self.refs[self.at[token.i]]["start"] - 1
        i -= i > 0 and self.tokens[i].pos_ == "DET"
        counted = any(c.dep_ == "nummod" or c.lower_ in words("light", "counting") for c in token.head.children)
        return counted and i > token.head.i and self.tokens[i].text in words("light", "dashes")

    def neighbours(self, found: list[Filler]) -> list[Filler]:
        """Complete « A, B et C » where the parser broke the list: mentions joined by commas and « et »."""
        refs = {f.ref for f in found}
        of = prepositions()["de"]
        for filler in list(found):
            if filler.steps and self.case_of(filler.ref) not in of:
                continue  # but « du Mali, du Burkina et du Niger »
            right, left = self.chain(filler.ref, 1), self.chain(filler.ref, -1)
            for chain in (right, left):
                # A list needs its « et »: a comma alone is an apposition.
                last = max((i for i, (_, j) in enumerate(chain) if j in ("et", "avec")), default=-1)
                if chain is left and chain and chain[0][1] != "et":
                    last = -1  # « Après l'audition de A et B, C … »
                added = chain[: last + 1]
                if chain is left and last < 0 and any(j == "et" for _, j in right):  # « A, B et C » from B
                    cases = [self.case_of(k) for k, _ in left]
                    free = [case in of if filler.steps else not case for case in cases]
                    added = left[: free.index(False) if False in free else len(left)]
                for k, _ in added:
                    if k not in refs and (not filler.steps or self.case_of(k) in of):
                        refs.add(k)
                        found.append(Filler(k, filler.steps))
        return found

    def case_of(self, ref: int) -> str:
        """The preposition of mention `ref`; '' without one."""
        return self.case(self.tokens[self.refs[ref]["head"]])

    def chain(self, n: int, step: int) -> list[tuple[int, str]]:
        """The mentions joined to mention `n` on one side, nearest first, each with its joint."""
        found: list[tuple[int, str]] = []
        k = n
        while 0 <= k + step < len(self.refs):
            left, right = sorted((k, k + step))
            across = (self.bridged if step > 0 else self.bridges).get(k)
            joint = "et" if across is not None else self.joint(left, right)
            if not joint or (joint == "avec" and step < 0):
                break
            k = across if across is not None else k + step
            found.append((k, joint))
        return found

    def joint(self, left: int, right: int) -> str:
        """« , » or « et » if only that (and a determiner) stands between two mentions, else ''."""
        a, b = self.refs[left], self.refs[right]
        if a["hint"] or b["hint"] or right in self.bridges:
            return ""
        between = [t.lower_ for t in self.tokens[a["end"] : b["start"]]]
        aside = beside_name(self, left, right) if 0 < len(between) <= LONGEST else ""
        if not aside and (not between or len(between) > 3 or between[0] not in (",", "et", "ou")):
            return ""
        if self.opens_clause(a["end"], b["end"], self.tokens[a["head"]]) or self.ends_subordinate(a["end"]):
            return ""  # « à la demande de A, et B reproche »
        if aside:
            return aside
        rest = [
            w
            for w in between[1:]
            if w not in ("le", "la", "les", "l'", "du", "de", "des", "d'", "à", "au", "aux", "et")
        ]
        return "" if rest else "et" if "et" in between or "ou" in between else ","

    @remembered
    def headline(self, trigger: Token) -> list[int]:
        """The mentions that a headline's colon sets before what it says of them: « Mali-Algérie : le ton monte »."""
        i = trigger.i
        while i > 0 and self.tokens[i].text != ":":
            i -= 1
            if self.tokens[i].text in ".!?;»" or "\n" in self.tokens[i].text:
                return []
        found: list[int] = []
        i -= 1
        while i >= 0 and self.tokens[i].text not in ".!?»" and "\n" not in self.tokens[i].text:
            if i in self.at and not self.refs[self.at[i]]["hint"]:
                found.append(self.at[i])
                i = self.refs[self.at[i]]["start"]
            elif self.tokens[i].lower_ not in words("headline", "joints") and self.tokens[i].pos_ != "DET":
                return []
            i -= 1
        return found[::-1]

    # -- grammatical functions

    @remembered
    def case(self, token: Token) -> str:
        """The preposition of a noun, as written (« vis-à-vis de »); '' without one."""
        cases = [c for c in token.children if c.dep_ in ("case", "mark") and c.i < token.i and c.pos_ == "ADP"]
        ref = self.refs[self.at[token.i]] if token.i in self.at else None
        if ref is not None and ref["kind"] == "description" and self.lower[ref["start"]] in ("des", "aux"):
            return self.spread(ref["start"])  # « mécontent des deux camps »
        if not cases:
            i = self.refs[self.at[token.i]]["start"] if token.i in self.at else token.i
            i -= 1
            while i >= 0 and self.tokens[i].pos_ == "DET" and self.tokens[i].lower_ not in ("du", "des", "au", "aux"):
                i -= 1
            named = token.i in self.at and self.refs[self.at[token.i]]["kind"] == "name"
            if i >= 0 and self.tokens[i].pos_ == "DET" and not named and self.lower[i] not in ("au", "aux"):
                return ""  # « des Américains », but « obtient des Émirats »
            if i >= 0 and self.tokens[i].lower_ in (
                "de",
                "d'",
                "du",
                "des",
                "à",
                "au",
                "aux",
                "par",
                "avec",
                "contre",
                "entre",
                "envers",
            ):
                return self.spread(i)
            return ""
        return self.spread(max(c.i for c in cases))

    def spread(self, i: int) -> str:
        """The longest known preposition that ends at token `i`."""
        best = self.lower[i]
        for parts, form in compound_prepositions().get((self.lower[i - 1] if i else "", best), ()):
            if self.lower[max(0, i - len(parts) + 1) : i + 1] == parts:
                return form
        return best

    def antecedent(self, pronoun: Token) -> Token | None:
        """The noun that a relative pronoun stands for."""
        if pronoun.lower_ not in words("relatives", "pronouns") | words("relatives", "places"):
            return None
        clause: Token = pronoun
        for _ in range(4):
            clause = clause.head
            if clause.dep_ in ("acl:relcl", "acl"):
                noun = clause.head
                near = self.named_before(pronoun)
                if noun.i < pronoun.i:
                    if (
                        noun.dep_ in ("obl:arg", "obl:mod", "nmod")
                        and noun.head.pos_ == "ADJ"
                        and noun.head.dep_ == "amod"
                    ):
                        noun, near = noun.head.head, None  # « un industriel proche de X, qui a été sanctionné »
                    return (
                        noun if near is None or noun.i in self.at or pronoun.lower_ not in ("qui", "lequel") else near
                    )
        return self.named_before(pronoun)

    def inverted(self, verb: Token) -> list[Token]:
        """« Haftar, que soutiennent Moscou et Abou Dhabi »: the actors after the verb of a relative in « que »."""
        first = min([verb.i, *(c.i for c in verb.children if c.dep_.startswith("aux"))])
        if first < 2 or self.tokens[first - 1].lower_ not in RELATIVE_OBJECT:
            return []
        if verb.dep_ != "acl:relcl" and self.tokens[first - 2].pos_ != "NOUN":
            return []
        after = (c for c in verb.children if c.i > verb.i and c.dep_ in (*OBJECTS, *SUBJECTS) and not self.case(c))
        return [c for c in after if self.actors(c, 1)]

    @remembered
    def speaker_after(self, verb: Token) -> list[Token]:
        """« « … », a accusé X »: the subject of a clause set in."""
        return speaker_after(self, verb)

    def named_before(self, pronoun: Token) -> Token | None:
        """The mention right before a relative pronoun, a comma and a preposition aside."""
        before = pronoun.i - 1
        while before >= 0 and (self.tokens[before].text in (",", "-", "–") or self.tokens[before].pos_ == "ADP"):
            before -= 1
        ref = self.refs[self.at[before]] if before in self.at else None
        city = ref is not None and ref["place"] and ref["kind"] == "metonym"
        venue = city and pronoun.lower_ in RELATIVE_OBJECT  # « le sommet d'Abuja, que … »
        return self.tokens[before] if ref is not None and not venue else None

    @remembered
    def is_participle(self, verb: Token) -> bool:
        """A past participle without auxiliary: « accusé par Paris »."""
        if verb.pos_ == "PROPN" and verb.is_sent_start and self.agents(verb):
            return True  # « Visé par … »: the capital misled the tagger
        return (
            "Past" in verb.morph.get("Tense", []) and "Part" in verb.morph.get("VerbForm", [])
            and not any(c.dep_.startswith("aux") or c.dep_ == "cop" for c in verb.children)
        )  # fmt: skip

    @remembered
    def is_passive(self, verb: Token) -> bool:
        """Passive voice or bare participle used as one."""
        if fold(verb.lemma_) in self.with_etre:
            return False
        if self.caused(verb):
            return True
        if any(c.dep_ == "aux:pass" for c in verb.children):
            return not any(c.lower_ in ("se", "s'") for c in verb.children)
        if any(c.dep_ == "nsubj" and not self.case(c) for c in verb.children) and not self.agents(verb):
            return False  # « Londres ne fait plus partie »: a present that the tagger takes for a participle
        if any(c.dep_ == "nsubj:pass" for c in verb.children) and not self.reflexive(verb):
            return True
        if self.sharing(verb) is not None or self.enumerated(verb):
            return False
        if verb.dep_ == "conj" and verb.head.pos_ in CLAUSE_HEADS and self.is_participle(verb):
            return self.is_passive(verb.head)
        return self.is_participle(verb) and verb.dep_ in (
            "acl",
            "amod",
            "xcomp",
            "advcl",
            "ROOT",
            "conj",
            "obl:mod",
            "appos",
            "ccomp",
        )

    def enumerated(self, verb: Token) -> bool:
        """« a salué Séoul, critiqué Tokyo et … », « La France construit un avion »: what has an object of its own, and no
        agent, is no passive, whatever the tagger makes of the form."""
        if not self.is_participle(verb) or verb.dep_ not in ("advcl", "acl") or self.agents(verb):
            return False
        objects = [c for c in verb.children if c.dep_ == "obj" and c.i > verb.i and not self.case(c)]
        objects = [c for c in objects if not set(self.lower[verb.i : c.i]) & set(RELATIVE_OBJECT)]
        return any(c.i in self.at or any(g.pos_ == "DET" for g in c.children) for c in objects)

    @remembered
    def sharing(self, verb: Token) -> Token | None:
        """« a condamné X, salué Y puis reçu Z »: the verb whose auxiliary a participle with an object of its own shares,
        whatever the parser hung the participle on."""
        before = verb.i - 1
        while before > 0 and self.tokens[before].pos_ == "ADV":
            before -= 1
        follows = before > 0 and (self.tokens[before].text == "," or self.tokens[before].pos_ == "CCONJ")
        mistagged = verb.lower_.endswith("é") and not any(c.dep_.startswith("aux") for c in verb.children)
        if not follows or not (self.is_participle(verb) or mistagged):
            return None
        if self.agents(verb) or not any(c.dep_ in OBJECTS and c.i > verb.i and not self.case(c) for c in verb.children):
            return None
        earlier = (t for t in verb.ancestors if t.i < verb.i)
        return next((t for t in earlier if any(c.dep_ == "aux:tense" for c in t.children)), None)

    @remembered
    def reflexive(self, verb: Token) -> bool:
        """Whether the verb carries « se »; of « se faire expulser » it is « faire » that does."""
        if self.caused(verb):
            return False
        if any(c.lower_ in ("se", "s'") for c in verb.children if c.i < verb.i):
            return True
        for token in reversed(self.tokens[max(0, verb.i - 5) : verb.i]):
            if token.lower_ in ("se", "s'"):
                return True
            if token.pos_ not in ("AUX", "ADV") and token.dep_ not in ("cop",):
                return False
        return False

    @remembered
    def partitive(self, verb: Token) -> bool:
        """« en veut à Y », « en a appelé à Y »: whether « en » stands before the verb or its auxiliaries."""
        first = min([verb.i, *(c.i for c in verb.children if c.dep_.startswith("aux"))])
        return first > 0 and self.lower[first - 1] == "en" and self.is_finite(verb)

    def resents(self, verb: Token) -> bool:
        """« en vouloir à X d'avoir soutenu Y »: X has supported Y."""
        return fold(verb.lemma_) in words("light", "resenting") and self.partitive(verb)

    @remembered
    def caused(self, verb: Token) -> bool:
        """« X s'est fait expulser par Y »: whether the subject of the infinitive undergoes it."""
        before = verb.i - 1
        if before < 1 or self.tokens[before].lemma_ not in words("light", "causing") or not self.is_infinitive(verb):
            return False
        while before > 1 and (
            self.tokens[before].pos_ in ("AUX", "ADV") or self.tokens[before].lemma_ == self.tokens[verb.i - 1].lemma_
        ):
            before -= 1
        return self.lower[before] in ("se", "s'")

    @remembered
    def subject_tokens(self, verb: Token, seen: int = 0) -> list[Token]:
        """What acts as the verb's subject: its own, its clause's, the one that controls it."""
        if inverted := self.inverted(verb) or self.speaker_after(verb):
            return inverted
        own = [c for c in verb.children if c.dep_ in SUBJECTS or (c.dep_ == "expl:subj" and c.i in self.at)]
        own = [c for c in own if not self.case(c) or (c.i in self.at and self.case(c) not in ("à", "par", "de"))]
        own = [c for c in own if not self.beside(c)] or own
        # what is after the verb is its object
        own = [c for c in own if c.i < verb.i] or self.titled_before(verb, own) or own
        if len(own) > 1:  # « Taïwan : la Chine met en garde … »
            own = [c for c in own if ":" not in self.lower[c.i : verb.i]] or own
        own = own or [c for c in verb.children if c.dep_ == "vocative" and c.i < verb.i]  # « M. Carney s'est excusé »
        if own:
            return own + associates(self, verb, own)
        if seen > 4:
            return []
        shared = self.sharing(verb)
        if shared is not None:
            return self.subject_tokens(shared, seen + 1)
        head = verb.head
        if verb.dep_ in ("aux:caus", "dep") and head.i > verb.i and self.is_infinitive(verb):
            return self.subject_tokens(head, seen + 1)  # « promet de faire payer »
        if self.gerund(verb) and "Pres" in verb.morph.get("Tense", []):
            # A gerund has the subject of its clause, whatever noun the parser hung it on.
            while head.head != head and not (head.pos_ in CLAUSE_HEADS and self.is_finite(head)):
                if head.pos_ in CLAUSE_HEADS and self.is_infinitive(head):
                    # « accuse X de nuire à Z en sanctionnant Y »: X sanctions
                    found = self.subject_tokens(head, seen + 1)
                    if any(t.i in self.at for t in found):
                        return found
                head = head.head
            return self.subject_tokens(head, seen + 1) if head.pos_ in CLAUSE_HEADS else []
        if verb.dep_ == "acl:relcl":
            relative = next((c for c in verb.subtree if c.lower_ == "qui"), None)
            if relative is None:
                own = [head] if self.main_clause(verb) else []
                return own + associates(self, verb, own)
            before = relative.i - 1 - (relative.i > 0 and self.tokens[relative.i - 1].text == ",")
            if (named := self.peopled(head)) is not None:
                return [named]
            if before in self.at and not self.own(head, 0, hints=False):
                return [self.tokens[self.refs[self.at[before]]["head"]]]
            return [head]
        noun = decided(verb)
        if noun is not None:
            return self.holder(noun, verb, seen)
        if (verb.dep_ == "acl" and not self.is_finite(verb)) or (
            verb.dep_ == "amod" and "Pres" in verb.morph.get("Tense", [])
        ):
            return self.holder(head, verb, seen) if self.is_infinitive(verb) else [head]
        if verb.dep_ == "conj" and head.pos_ in CLAUSE_HEADS:
            # « A avait protesté, et B, de passage à Paris, a prévenu »: a name coordinated to a verb has one of its own
            names = [c for c in head.children if c.dep_ == "conj" and c.i in self.heads and head.i < c.i < verb.i]
            if names and not self.case(names[-1]) and any(c.dep_ == "cc" for c in names[-1].children):
                return names[-1:]
        if verb.dep_ == "conj" and (head.pos_ in CLAUSE_HEADS or any(c.dep_ in SUBJECTS for c in head.children)):
            return self.subject_tokens(head, seen + 1)
        if head.pos_ == "ADV" and self.is_infinitive(verb) and head.head.pos_ in CLAUSE_HEADS:
            return self.subject_tokens(head.head, seen + 1)  # « s'envole afin d'y rencontrer X »
        if head.pos_ == "ADJ" and self.is_infinitive(verb):
            return self.subject_tokens(head, seen + 1)  # « se disent prêts à négocier »
        if self.blamed_for(verb) and head.pos_ in CLAUSE_HEADS:
            return self.patient_tokens(head) or self.subject_tokens(head, seen + 1)
        governed = verb.dep_ in ("xcomp", "ccomp") or (verb.dep_ == "advcl" and marked(verb))
        if governed and head.pos_ in CLAUSE_HEADS and not self.is_finite(verb):
            if head.lemma_ in self.control or head.lower_ in self.control or self.resents(head):
                # « accuser X de soutenir », « reprocher à X de soutenir »
                objects = self.patient_tokens(head) or [
                    t for t in self.complements(head, "à", [])
                    if t.i < verb.i
                    and (t.i in self.at or self.case(t) in ("au", "aux") or any(c.dep_ == "det" for c in t.children))
                ]  # fmt: skip
                if objects or any(c.dep_ in ("obj", "iobj") and c.i < head.i for c in head.children):
                    return objects  # of « lui reproche de financer » nobody else is the subject
            return self.subject_tokens(head, seen + 1)
        if (
            verb.dep_ in ("xcomp", "advcl", "obl:mod", "obl", "obl:arg")
            and head.pos_ in CLAUSE_HEADS
            and not self.is_finite(verb)
        ):
            return self.subject_tokens(head, seen + 1)
        if verb.dep_ == "xcomp" and head.pos_ in CLAUSE_HEADS:
            return self.subject_tokens(head, seen + 1)
        return []

    def titled_before(self, verb: Token, after: list[Token]) -> list[Token]:
        """« L'envoyé spécial de l'ONU pour les Grands Lacs, X, a rencontré Y »: the person between commas before a verb all
        of whose subjects, by the tree, stand after it."""
        first = min([verb.i, *(c.i for c in verb.children if c.dep_.startswith("aux"))])
        comma = first - 1
        if not after or verb.dep_ not in ("parataxis", "ROOT", "conj") or comma < 1 or self.lower[comma] != ",":
            return []
        if not self.is_person(self.tokens[comma - 1]) or fold(verb.lemma_) in fold_set(words("attribution", "verbs")):
            return []
        ref = self.refs[self.at[comma - 1]]
        return [self.tokens[ref["head"]]] if ref["start"] > 0 and self.lower[ref["start"] - 1] == "," else []

    def main_clause(self, verb: Token) -> bool:
        """« Le Niger, comme le Mali, a accusé … »: a main clause that the parser hung on its subject, no relative before it."""
        relatives = words("relatives", "pronouns") | words("relatives", "places")
        before = self.lower[verb.head.i + 1 : verb.i]
        return (
            verb.head.dep_ == "ROOT"
            and verb.head.i in self.at
            and self.is_finite(verb)
            and relatives.isdisjoint(before)
        )

    def gerund(self, verb: Token) -> bool:
        """« en tendant », « tout en lui tendant »."""
        i = verb.i - 1
        while i > 0 and self.tokens[i].pos_ == "PRON" and self.lower[i] != "en":
            i -= 1
        return i >= 0 and self.lower[i] == "en" and not self.is_finite(verb)

    def peopled(self, people: Token) -> Token | None:
        """« les ADF, ces rebelles ougandais qui … »: who is called so, where the parser hung the clause on the people."""
        if people.i not in self.at or not self.refs[self.at[people.i]]["hint"]:
            return None
        i = people.i - 1
        while i > 0 and self.tokens[i].pos_ in ("NOUN", "ADJ", "DET"):
            i -= 1
        named = i + 1 < people.i and self.lower[i] == "," and i - 1 in self.at and not self.refs[self.at[i - 1]]["hint"]
        return self.tokens[self.refs[self.at[i - 1]]["head"]] if named else None

    def holder(self, noun: Token, verb: Token, seen: int) -> list[Token]:
        """Who does the infinitive of a noun: its owner (« la décision de X de sanctionner Y »), else the subject of the
        clause (« X annonce son intention de sanctionner Y »), or whom the clause gives it to."""
        clause = noun.head
        if self.blamed_for(verb):
            while clause.pos_ not in CLAUSE_HEADS and clause.head != clause:
                clause = clause.head
            return self.patient_tokens(clause) or [noun]
        if self.own(noun, 1, hints=True) or noun.dep_ != "obj" or clause.pos_ not in CLAUSE_HEADS:
            return [noun]
        own = any(c.lower_ in words("anaphora", "possessives") for c in noun.children)
        if not own and fold(clause.lemma_) in fold_set(words("light", "distancing")):
            return [noun]  # « a décrit la décision de retirer les troupes comme une erreur »
        return list(self.complements(clause, "à", [])) or self.subject_tokens(clause, seen + 1)

    def blamed_for(self, verb: Token) -> bool:
        """« condamné à deux ans pour avoir critiqué Y », « critique X pour avoir trahi Y »: the act of who is blamed."""
        past = any(c.dep_.startswith("aux") and "Inf" in c.morph.get("VerbForm", []) for c in verb.children)
        return past and any(c.lower_ in prepositions()["pour"] and c.i < verb.i for c in verb.children)

    @remembered
    def is_infinitive(self, verb: Token) -> bool:
        """« de bombarder », « d'avoir bombardé »."""
        auxiliaries = [c for c in verb.children if c.dep_.startswith("aux")]
        return any("Inf" in t.morph.get("VerbForm", []) for t in (verb, *auxiliaries))

    @remembered
    def is_finite(self, verb: Token) -> bool:
        if "Fin" in verb.morph.get("VerbForm", []):
            return True
        return any(c.dep_.startswith("aux") and "Fin" in c.morph.get("VerbForm", []) for c in verb.children)

    @remembered
    def patient_tokens(self, verb: Token) -> list[Token]:
        """The direct object, or the passive's subject."""
        if self.is_passive(verb):
            before = verb.i - 2
            if self.is_participle(verb) and before >= 0 and self.tokens[verb.i - 1].text == "," and before in self.at:
                ref = self.refs[self.at[before]]  # « Soglo et Yayi, reçus par … »
                hung = verb.dep_ == "acl" and self.own(verb.head, 0, hints=False)
                if not hung and not ref["hint"] and not ref["place"]:
                    return [self.tokens[ref["head"]]]
            said = verb.head
            if verb.dep_ == "xcomp" and said.pos_ in CLAUSE_HEADS and not self.reflexive(said):
                # « le M23, que l'ONU dit soutenu par Kigali »
                told = [c for c in said.children if c.i < said.i and c.lower_ in RELATIVE_OBJECT]
                if told:
                    return told
            topic = self.topic(verb) if verb.is_sent_start else None
            return [topic] if topic is not None else self.subject_tokens(verb)
        if self.inverted(verb):
            first = min([verb.i, *(c.i for c in verb.children if c.dep_.startswith("aux"))])
            return [verb.head if verb.dep_ == "acl:relcl" else self.tokens[first - 2]]
        speaker = self.speaker_after(verb)
        found = [c for c in verb.children if c.dep_ in OBJECTS and not self.case(c) and c not in speaker]
        if not found and not speaker:
            found = [
                c for c in verb.children
                if c.i in self.at and c.dep_ in ("xcomp", "obl:mod", "obl:arg", "ccomp", "dep", "nmod", "advmod", "iobj", "appos") and c.i > verb.i
                and not self.case(c) and c.pos_ not in CLAUSE_HEADS
            ]  # fmt: skip
        called = [c for c in verb.children if c.dep_ == "nsubj"]
        if not found and (any(c.i < verb.i for c in called) or self.titled_before(verb, called)):
            found = [c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i and not self.case(c)]
        if not found:
            found = [c for c in verb.children if c.lower_ in RELATIVE_OBJECT and c.pos_ == "PRON" and c.i < verb.i]
        if not found and verb.dep_ == "xcomp" and verb.head.dep_ == "acl:relcl" and self.is_infinitive(verb):
            # « le Hamas, qu'Israël a juré d'anéantir »
            found = [c for c in verb.head.children if c.lower_ in RELATIVE_OBJECT and c.i < verb.head.i]
        if not found and verb.dep_ == "xcomp" and verb.head.dep_ in ("advcl", "conj") and self.is_infinitive(verb):
            # « le M23, que Kinshasa accuse Kigali de soutenir », where the parser saw no relative clause
            heads = [c for c in verb.head.children if c.lower_ in RELATIVE_OBJECT and 1 < c.i < verb.head.i]
            found = [c for c in heads if self.lower[c.i - 1] == "," and c.i - 2 in self.at]
        if not found:
            # « a reçu avec tous les égards le général X »: the parser's apposition of the adverbial is the object
            manner = [c for c in verb.children if c.dep_ == "obl:mod" and c.i > verb.i and c.i not in self.at]
            near = (g for c in manner for g in c.children if g.dep_ == "appos" and not self.case(g))
            found = [g for g in near if self.tokens[g.left_edge.i - 1].text != ","]
        clitics = [
            c for c in verb.children if c.i < verb.i and c.lower_ in ("l'", "le", "la", "les") and c.i in self.at
        ]
        return found or clitics or self.that(verb)

    def that(self, verb: Token) -> list[Token]:
        """« le Somaliland, région que X considère comme sienne »: the relative that the parser took for a conjunction."""
        if verb.dep_ not in ("acl", "acl:relcl", "advcl", "conj") or not self.is_finite(verb):
            return []
        conjunctions = (c for c in verb.children if c.lower_ in RELATIVE_OBJECT and c.i < verb.i)
        return [c for c in conjunctions if self.own(c, 0, hints=False)]

    def topic(self, participle: Token) -> Token | None:
        """« Accusé par Kinshasa, Kigali dément »: the name after the comma that no list goes on with."""
        for token in participle.sent[1:]:
            i = token.i + 1
            if token.text != "," or i >= len(self.tokens):
                continue
            i += self.tokens[i].pos_ == "DET" and i + 1 < len(self.tokens)
            if i in self.at:
                ref = self.refs[self.at[i]]
                after = self.tokens[ref["end"]] if ref["end"] < len(self.tokens) else token
                if not ref["hint"] and after.pos_ not in ("PUNCT", "CCONJ", "ADP"):
                    return self.tokens[ref["head"]]
            elif i < len(self.tokens) and (named := self.named_after(self.tokens[i])) is not None:
                return self.tokens[self.refs[named]["head"]]  # « Reçue par X, la ministre italienne, Y, a … »
            elif i < len(self.tokens) and self.tokens[i].dep_ in SUBJECTS and self.tokens[i].pos_ == "NOUN":
                return self.tokens[i]  # « Formés par X, les soldats béninois … »
        return None

    @remembered
    def participles(self, noun: Token) -> list[Token]:
        """Past participles that qualify an event noun: « l'aide fournie par X », « les sanctions imposées à Y »."""
        return [c for c in noun.children if c.dep_ == "acl" and self.is_participle(c)]

    @remembered
    def agents(self, verb: Token) -> list[Token]:
        """« par X » of a passive."""
        return [c for c in verb.children if self.case(c) in prepositions()["par"] and c.pos_ not in CLAUSE_HEADS]

    def authors(self, noun: Token) -> list[Token]:
        """Who did the act that `noun` names: « l'invasion de Y par X », « les attaques menées par X »."""
        if noun.i in self.at:
            return []
        told = [v for v in self.participles(noun) if fold(v.lemma_) in self.authoring]
        inner = [c for c in noun.children if self.case(c) in prepositions()["de"]]
        return [agent for host in (noun, *told, *inner) for agent in self.agents(host)]

    def complements(self, trigger: Token, preposition: str, around: list[Token]) -> Iterator[Token]:
        """Nouns with `preposition` that hang on the trigger, on the words of its expression, or after it."""
        forms = prepositions()[preposition]
        seen = set()
        for host in [trigger, *around]:
            for child in host.children:
                # « à l'égard de Paris »: the parser takes « égard » for the complement.
                inner = child.children if "_" in preposition and child.i not in self.at else []
                for token in [child, *inner]:
                    if token.i in seen or token == trigger:
                        continue
                    if self.holds(token, min(trigger.i, host.i), preposition, forms):
                        seen.add(token.i)
                        yield token
                if preposition in AIMED and child.dep_ == "acl" and fold(child.lemma_) in self.aiming:
                    # « les sanctions visant X »
                    yield from (t for t in self.patient_tokens(child) if t.i > child.i)
                dative = preposition == "à" and child.lower_ in ("lui", "leur") and child.i in self.at
                if dative and child.i < host.i:
                    yield child
        if preposition == "de" and not seen:
            yield from self.whose(trigger)

    @remembered
    def may_hold(self, first: Token, preposition: str) -> bool:
        """Whether the sentence that begins with `first` can hold a complement under the preposition: many frames ask for one
        that it lacks."""
        sentence = first.sent
        there = {t.lower_ for t in sentence}
        if any(there.issuperset(form) for form in preposition_words()[preposition]):
            return True
        if not there.isdisjoint(grammar()["relatives"].get(preposition, ())):
            return True
        if preposition == "à" and not there.isdisjoint(("lui", "leur")):
            return True
        # « les sanctions visant X »
        return preposition in AIMED and any(t.dep_ == "acl" and fold(t.lemma_) in self.aiming for t in sentence)

    def holds(self, token: Token, begin: int, preposition: str, forms: frozenset[str]) -> bool:
        """Whether `token` is a complement under the preposition: after the token `begin`, or a relative before it."""
        if token.i > begin:
            return self.case(token) in forms
        if self.case(token) in self.fronted & forms and self.before_verb(token):
            return True  # « Aux côtés des Tchadiens, les Camerounais combattent »
        if token.pos_ != "PRON" or token.lower_ not in words("relatives", "pronouns"):
            return False
        # « à laquelle le Niger a acheté », « auquel Paris s'oppose »
        return self.case(token) in forms or token.lower_ in grammar()["relatives"].get(preposition, ())

    def before_verb(self, token: Token) -> bool:
        """Whether a complement stands before the verb that it hangs on."""
        head = token.head
        while head.pos_ not in CLAUSE_HEADS and head.head != head:
            head = head.head
        return head.pos_ in CLAUSE_HEADS and token.i < head.i

    def whose(self, trigger: Token) -> Iterator[Token]:
        """« dont la Pologne soutient les efforts »: the relative that stands for « de » and its noun."""
        for token in reversed(self.tokens[max(trigger.sent.start, trigger.i - RELATIVE_REACH) : trigger.i]):
            if token.lower_ == "dont":
                yield token
            helps = token.dep_.startswith("aux") or (token.dep_ == "cop" and token.head == trigger)
            finite = token.pos_ in CLAUSE_HEADS and self.is_finite(token) and not helps
            if token.lower_ == "dont" or token.text in ";:" or finite:
                return

    def owner_before(self, noun: Token) -> Token | None:
        """« X, dont Y a critiqué l'attitude »: the relative that says whose an object is."""
        if noun.dep_ not in OBJECTS or noun.head.pos_ not in CLAUSE_HEADS or noun.head.i > noun.i:
            return None
        return next(self.whose(noun.head), None)

    def in_venue(self, place: Token, trigger: Token) -> bool:
        """« les promesses faites lors d'un sommet à Singapour »: where a noun of place or meeting after the trigger is."""
        noun = place.head
        near = noun.pos_ == "NOUN" and trigger.i < noun.i < place.i
        marked_place = place.i in self.at and self.refs[self.at[place.i]]["place"]
        return near and marked_place and fold(noun.lemma_) in fold_set(words("places", "nouns"))

    @remembered
    def after(self, trigger: Token, preposition: str, reach: int = 16) -> list[Filler]:
        """The first actors after the trigger with `preposition` and no verb between: where the tree is broken."""
        forms = prepositions()[preposition]
        quoted = False  # « le départ « sans délai » des soldats »
        for token in self.tokens[trigger.i + 1 : trigger.i + 1 + reach]:
            if quoted and token.text == "»":
                continue
            quoted = quoted or token.text == "«"
            if preposition == "de" and (token.text == "," or token.lower_ in self.opponents):
                return []  # « riposte à l'élimination du chef de X », « sanctions contre X et politique de Z »
            if token.lower_ in forms:
                continue  # « envers », taken for a verb
            verbal = token.pos_ in CLAUSE_HEADS and not self.is_participle(token)
            if token.is_sent_start or token.text in ";:»" or verbal:
                return []
            if (token.i in self.heads or token.pos_ in ("NOUN", "PROPN")) and self.case(token) in forms:
                noun = self.tokens[token.left_edge.i - 1]  # « un exercice contre sa collusion avec X »
                owned = noun != trigger and any(c.lower_ in words("anaphora", "possessives") for c in noun.children)
                return [] if owned or self.in_venue(token, trigger) else self.actors(token, 2)
        return []
