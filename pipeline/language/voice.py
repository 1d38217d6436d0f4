"""What a parsed Doc tells of one token: its preposition, and of a verb its voice, its agent, its form."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, TypeVar, cast

from spacy.tokens import Doc

from pipeline.gazetteer import fold
from pipeline.grammar import compound_prepositions, grammar, prepositions, words
from pipeline.language.mentions import Reference
from pipeline.language.quotations import quoted
from pipeline.language.tree import CLAUSE_HEADS, OBJECTS, RELATIVE_OBJECT, Token, tree_of
from pipeline.rules.forms import conjugated, fold_set

LookUp = TypeVar("LookUp", bound=Callable[..., Any])


@cache
def control_forms() -> frozenset[str]:
    """Lemmas and regular forms of the verbs whose object is the subject of the infinitive that follows."""
    verbs = words("light", "object_control")
    return verbs | {form for verb in verbs for form in conjugated(verb)}


@cache
def no_participles() -> tuple[str, ...]:
    """What no participle ends in: « Le Mali rompt avec Y », whatever the tagger thinks."""
    return tuple(grammar()["conjugation"]["no_participles"])


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


class Voice:
    """Look-ups over one Doc that need no more than a token and what hangs on it; mentions are numbered as in ``doc._.mentions``."""

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
        self.opponents = {form for name in ("à", "contre", "avec", "entre", "envers") for form in prepositions()[name]}

    def forget(self) -> None:
        """Look again: a mention has become a place or a hint no more."""
        self.memory.clear()

    def case_of(self, ref: int) -> str:
        """The preposition of mention `ref`; '' without one."""
        return self.case(self.tokens[self.refs[ref]["head"]])

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

    def is_person(self, token: Token) -> bool:
        """Whether `token` belongs to a person's name."""
        if token.i not in self.at:
            return False
        who = self.registry.get(self.refs[self.at[token.i]]["ids"][0], {})
        return bool(who.get("type") == "PERSON")

    @remembered
    def possessed(self, noun: Token) -> bool:
        """« son soutien »: whether a noun has a possessive."""
        return any(c.lower_ in words("anaphora", "possessives") for c in noun.children)

    def first_of(self, verb: Token) -> int:
        """The first token of a verb with its auxiliaries."""
        return min([verb.i, *(c.i for c in verb.children if c.dep_.startswith("aux"))])

    @remembered
    def agents(self, verb: Token) -> list[Token]:
        """« par X » of a passive."""
        return [c for c in verb.children if self.case(c) in prepositions()["par"] and c.pos_ not in CLAUSE_HEADS]

    @remembered
    def participles(self, noun: Token) -> list[Token]:
        """Past participles that qualify an event noun: « l'aide fournie par X », « les sanctions imposées à Y »."""
        return [c for c in noun.children if c.dep_ == "acl" and self.is_participle(c)]

    @remembered
    def is_infinitive(self, verb: Token) -> bool:
        """« de bombarder », « d'avoir bombardé »."""
        auxiliaries = [c for c in verb.children if c.dep_.startswith("aux")]
        return any("Inf" in t.morph.get("VerbForm", []) for t in (verb, *auxiliaries))

    @remembered
    def is_finite(self, verb: Token) -> bool:
        form = verb.morph.get("VerbForm", [])
        if "Fin" in form or ("Part" in form and verb.lower_.endswith(no_participles())):
            return True
        return any(c.dep_.startswith("aux") and "Fin" in c.morph.get("VerbForm", []) for c in verb.children)

    @remembered
    def is_participle(self, verb: Token) -> bool:
        """A past participle without auxiliary: « accusé par Paris »."""
        if verb.pos_ == "PROPN" and verb.is_sent_start and self.agents(verb):
            return True  # « Visé par … »: the capital misled the tagger
        if verb.lower_.endswith(no_participles()):
            return False
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
    def partitive(self, verb: Token) -> bool:
        """« en veut à Y », « en a appelé à Y »: whether « en » stands before the verb or its auxiliaries."""
        first = self.first_of(verb)
        return first > 0 and self.lower[first - 1] == "en" and self.is_finite(verb)

    def resents(self, verb: Token) -> bool:
        """« en vouloir à X d'avoir soutenu Y »: X has supported Y."""
        return fold(verb.lemma_) in words("light", "resenting") and self.partitive(verb)

    def gerund(self, verb: Token) -> bool:
        """« en tendant », « tout en lui tendant »."""
        i = verb.i - 1
        while i > 0 and self.tokens[i].pos_ == "PRON" and self.lower[i] != "en":
            i -= 1
        return i >= 0 and self.lower[i] == "en" and not self.is_finite(verb)

    def blamed_for(self, verb: Token) -> bool:
        """« condamné à deux ans pour avoir critiqué Y », « critique X pour avoir trahi Y »: the act of who is blamed."""
        past = any(c.dep_.startswith("aux") and "Inf" in c.morph.get("VerbForm", []) for c in verb.children)
        return past and any(c.lower_ in prepositions()["pour"] and c.i < verb.i for c in verb.children)
