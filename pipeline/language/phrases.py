"""From a token to the actors that it stands for: inside a noun phrase, in apposition, before a relative pronoun."""

from collections.abc import Iterator
from functools import cache

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, prepositions, words
from pipeline.language.associates import heading
from pipeline.language.lists import Lists
from pipeline.language.mentions import Reference
from pipeline.language.tree import CLAUSE_HEADS, OBJECTS, RELATIVE_OBJECT, SUBJECTS, Token
from pipeline.language.voice import Filler, remembered
from pipeline.rules.forms import fold_set

TITLE_REACH = 12  # tokens between a title and its holder's name
EXAMPLES = 7  # tokens between a plural and « notamment » or the like
RELATIVE_REACH = 8  # tokens between « dont » and what it completes
DEPTH = 3  # nouns between a trigger's complement and the actor in it (« les positions du M23 »)


@cache
def examples() -> tuple[tuple[str, ...], ...]:
    """What names the members of a group follow, word by word: « notamment », « à savoir »."""
    return tuple(tuple(phrase.split()) for phrase in grammar()["light"]["examples"])


def copular(subject: Token) -> bool:
    """« X, dont Y est le principal soutien »: the subject of a noun."""
    return subject.dep_ in SUBJECTS and any(c.dep_ == "cop" for c in subject.head.children)


class Phrases(Lists):
    """Look-ups of the mentions that a noun or a pronoun stands for."""

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

    def named_before(self, pronoun: Token) -> Token | None:
        """The mention right before a relative pronoun, a comma and a preposition aside."""
        before = pronoun.i - 1
        while before >= 0 and (self.tokens[before].text in (",", "-", "–") or self.tokens[before].pos_ == "ADP"):
            before -= 1
        ref = self.refs[self.at[before]] if before in self.at else None
        city = ref is not None and ref["place"] and ref["kind"] == "metonym"
        venue = city and pronoun.lower_ in RELATIVE_OBJECT  # « le sommet d'Abuja, que … »
        return self.tokens[before] if ref is not None and not venue else None

    def owner_before(self, noun: Token) -> Token | None:
        """« X, dont Y a critiqué l'attitude »: the relative that says whose an object is."""
        if noun.dep_ not in OBJECTS or noun.head.pos_ not in CLAUSE_HEADS or noun.head.i > noun.i:
            return None
        return next(self.whose(noun.head), None)

    def whose(self, trigger: Token) -> Iterator[Token]:
        """« dont la Pologne soutient les efforts »: the relative that stands for « de » and its noun."""
        for token in reversed(self.tokens[max(trigger.sent.start, trigger.i - RELATIVE_REACH) : trigger.i]):
            if token.lower_ == "dont":
                yield token
            helps = token.dep_.startswith("aux") or (token.dep_ == "cop" and token.head == trigger)
            finite = token.pos_ in CLAUSE_HEADS and self.is_finite(token) and not helps
            if token.lower_ == "dont" or token.text in ";:" or finite:
                return
