"""What a Doc has mentioned so far, and the search for the antecedent of an expression in it."""

from collections import Counter
from functools import cache

from spacy.tokens import Doc

from pipeline.gazetteer import Title, fold
from pipeline.grammar import words
from pipeline.language.mentions import Participant, Reference, reference
from pipeline.language.quotations import quoted
from pipeline.language.tree import Token, tree_of
from pipeline.rules.forms import fold_set
from pipeline.rules.loader import load_rules

BACK = 2  # sentences that an antecedent may lie behind
SUBJECTS = ("nsubj", "nsubj:pass")
TOPIC = 3  # mentions from which a person can be what the article is about
SURE = 0.5  # below it, only a candidate alone in its sentence
LINKS = 4  # tokens between two members of a list
MARGIN = 0.5  # by which the best antecedent must beat the next


@cache
def acting_verbs() -> frozenset[str]:
    """Verbs whose subject can only be an actor: those of speech, and the triggers of rules."""
    spoken = fold_set(words("attribution", "verbs"))
    return spoken | {
        fold(a) for rule in load_rules() for p in rule.patterns if p.frame.kind == "verb" for a in p.anchors()
    }


@cache
def folded(key: str) -> frozenset[str]:
    """A list of the grammar's `[anaphora]` as folded words."""
    return fold_set(words("anaphora", key))


def gender_of(token: Token) -> str:
    """The gender of a word, m, f or '' where it shows none."""
    return {"Masc": "m", "Fem": "f"}.get(token.morph.get("Gender", [""])[0], "")


class Antecedents:
    """The mentions of one Doc, to which the kinds of expressions add theirs from left to right.

    `at` gives the mention over a token, `bare` the offices and organs that begin at one, `topic` the person and
    `home_state` the state that the article is about.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = tree_of(doc)
        self.registry: dict[str, Participant] = doc._.registry
        self.refs: list[Reference] = doc._.mentions
        self.at = {i: r for r in self.refs for i in range(r["start"], r["end"])}
        self.sentence = [n for n, sent in enumerate(self.doc.sents) for _ in sent]
        self.quoted = quoted(self.doc)
        self.bare: dict[int, tuple[int, Title, bool]] = doc._.titles
        self.home_state = self.home()
        self.topic = self.main_person()

    def earlier(self, i: int, back: int = BACK) -> list[Reference]:
        """Mentions before token `i`, nearest first, not further back than `back` sentences."""
        found = [
            r for r in self.refs
            if r["end"] <= i and self.sentence[i] - self.sentence[r["start"]] <= back and not self.speaks(r)
        ]  # fmt: skip
        return sorted(found, key=lambda r: -r["start"])

    def agreeing(self, i: int, number: str, gender: str, back: int = BACK) -> list[Reference]:
        """Mentions before token `i`, and lists of them for a plural, that agree with it, nearest first."""
        found = self.earlier(i, back)
        if number == "p":
            near = [
                r for r in self.lists(found)
                if self.sentence[i] - self.sentence[r["start"]] <= 1 and not self.noun_between(r["end"], i, number, gender)
            ]  # fmt: skip
            found = sorted(found + near, key=lambda r: -r["start"])
        return [r for r in found if self.agrees(r, number, gender)]

    def lists(self, found: list[Reference]) -> list[Reference]:
        """« le Mali et le Niger », « A, B et C » as one antecedent, from mentions nearest first."""
        runs: list[list[Reference]] = []
        for ref in sorted(found, key=lambda r: r["start"]):
            if ref["hint"] or ref["place"] or len(ref["ids"]) > 1:
                continue
            if runs and self.joined(runs[-1][-1], ref):
                runs[-1].append(ref)
            else:
                runs.append([ref])
        whole = []
        for run in runs:
            ids = list(dict.fromkeys(x for r in run for x in r["ids"]))
            last = self.doc[run[-2]["end"] : run[-1]["start"]] if len(ids) > 1 else self.doc[:0]
            if len({self.registry[x]["type"] for x in ids}) == 1 and any(t.lower_ == "et" for t in last):
                ref = reference(run[0]["start"], run[-1]["end"], ids, "name")
                ref["head"] = run[0]["head"]
                whole.append(ref)
        return whole

    def joined(self, one: Reference, other: Reference) -> bool:
        """Whether two mentions are members of one list: coordinated, or nothing but « , », « et » and titles between."""
        first, second = self.phrase_head(one), self.phrase_head(other)
        between = self.doc[one["end"] : other["start"]]
        links = words("names", "articles") | {",", "et"}
        near = 0 < len(between) <= LINKS and all(t.lower_ in links or t.i in self.bare for t in between)
        return near or (second.dep_ == "conj" and first in (second.head, *second.head.conjuncts))

    def speaks(self, ref: Reference) -> bool:
        """« Joseph Mbuyi : Eh bien… »: who is named as the speaker of what follows, not in it."""
        return bool(self.doc[ref["start"]].is_sent_start) and self.doc.words(ref["end"], ref["end"] + 1) == ":"

    def agrees(self, ref: Reference, number: str, gender: str) -> bool:
        """Whether a mention can be what a word of this number and gender ('' any) stands for."""
        token = self.doc[ref["head"]]
        if len(ref["ids"]) > 1:
            return number == "p" and self.group_agrees(ref, token, gender)
        who = self.registry[ref["ids"][0]]
        own_number, own_gender = who["number"], who["gender"]
        if ref["kind"] in ("demonym", "title", "description") and not ref["hint"]:
            own_number = "p" if "Plur" in token.morph.get("Number", []) else "s"
            own_gender = gender_of(token)
        elif ref["kind"] == "metonym":
            own_number, own_gender = "s", ""
        return (not own_number or own_number == number) and (not own_gender or not gender or own_gender == gender)

    def group_agrees(self, ref: Reference, head: Token, gender: str) -> bool:
        """« les deux parties … Elles », « l'Égypte et la Jordanie … Ils » (these countries), « X et Y … Elles » of women."""
        if ref["kind"] == "description":
            own = gender_of(head)
            return not own or not gender or own == gender
        genders = {self.registry[x]["gender"] for x in ref["ids"]}
        lands = all(self.registry[x]["type"] == "STATE" for x in ref["ids"])
        return (gender != "f" or "m" not in genders) and (gender != "m" or lands or genders != {"f"})

    def rivals(self, i: int, number: str, gender: str) -> list[float]:
        """The scores of the subjects before token `i` that are no mention: « Le pape a dit qu'il … »."""
        verb = self.doc[i].head
        acting = fold(verb.lemma_) in acting_verbs()
        endings = tuple(words("anaphora", "abstract_endings"))
        scores = []
        begin = self.doc[i].sent.start
        first = self.doc[begin - 1].sent.start if begin else 0
        for token in self.doc[first:i]:
            if self.quoted[token.i] and not self.quoted[i]:
                continue  # « Un vote contre … », a averti X. Il …
            if acting and fold(token.lemma_).endswith(endings):
                continue  # « ce rapprochement » does not insist
            if token.i in self.bare and any(k in self.at for k in range(*[self.bare[token.i][0] + n for n in (0, 2)])):
                continue  # « le chef de l'État sénégalais Bassirou Diomaye Faye » is the mention's own phrase
            if token.dep_ in SUBJECTS and self.other_noun(token, number, gender):
                main = 1.0 if token.head.dep_ == "ROOT" else 0.0
                scores.append(2.0 + main - (self.sentence[i] - self.sentence[token.i]) - 0.3)
        return scores

    def things(self, i: int, number: str, gender: str) -> list[float]:
        """The scores of the objects before token `i` that are no mention: « … le texte. Il l'a signé »."""
        scores = []
        for token in self.doc[self.doc[i].sent.start : i]:
            if token.dep_ in ("obj", "obl:arg") and self.other_noun(token, number, gender):
                scores.append(2.0)
        return scores

    def other_noun(self, token: Token, number: str, gender: str) -> bool:
        """Whether `token` is a noun that agrees and is no mention."""
        if token.pos_ != "NOUN" or token.i in self.at:
            return False
        plural = "Plur" in token.morph.get("Number", [])
        own = gender_of(token)
        return plural == (number == "p") and (not own or not gender or own == gender)

    def noun_between(self, start: int, end: int, number: str, gender: str) -> bool:
        """Whether a subject, an object or any plural between two tokens agrees, no mention nor a mention's own title."""
        return any(
            (number == "p" or t.dep_ in (*SUBJECTS, "obj")) and t.i not in self.bare
            and self.other_noun(t, number, gender)
            for t in self.doc[start:end]
        )  # fmt: skip

    def best(self, i: int, candidates: list[Reference], rivals: list[float]) -> Reference | None:
        """The candidate that wins clearly over the others and the `rivals`: subjects first, near before far."""
        scores: dict[tuple[str, ...], float] = {}
        chosen: dict[tuple[str, ...], Reference] = {}
        for rank, ref in enumerate(candidates):
            key = tuple(ref["ids"])
            head = self.phrase_head(ref)
            main = head.head.dep_ == "ROOT" and head.dep_ in SUBJECTS
            score = 3.0 if main else 2.0 if head.dep_ in SUBJECTS else 1.0 if head.dep_ == "ROOT" else 0.0
            score = max(score, 2.5 if self.speaker(head) else 0.0)
            if any(c.dep_ == "acl:relcl" and any(g.lower_ == "qui" for g in c.children) for c in head.children):
                score = max(score, 2.0)  # « C'est X qui l'a emporté. Il … »
            score -= 1.0 * (self.sentence[i] - self.sentence[ref["start"]])
            score -= 0.3 * min(rank, 3)
            score -= 1.0 if ref["place"] or ref["hint"] else 0.0
            if score > scores.get(key, -9.0):
                scores[key], chosen[key] = score, ref
        ranked = sorted(scores.items(), key=lambda kv: -kv[1])
        others = sorted([score for _, score in ranked[1:2]] + rivals, reverse=True)
        if not ranked or (others and ranked[0][1] - others[0] < MARGIN):
            return None
        alone = len(ranked) == 1 and self.sentence[chosen[ranked[0][0]]["start"]] == self.sentence[i]
        if ranked[0][1] < SURE and not alone and not rivals:
            return self.only_person(i, candidates)
        if ranked[0][1] < SURE and not alone:
            return None
        return chosen[ranked[0][0]]

    def speaker(self, head: Token) -> bool:
        """« … », avait averti l'ambassadeur, Mike Waltz: the inverted subject of what was said."""
        for token in (head, head.head):
            verb = token.head
            if (
                token.dep_ in ("obj", "nsubj", "obl:arg")
                and token.i > verb.i
                and fold(verb.lemma_) in fold_set(words("attribution", "verbs"))
            ):
                before = self.doc[max(verb.sent.start, verb.i - 4) : verb.i]
                return any(t.text in '»",' for t in before)
        return False

    def only_person(self, i: int, candidates: list[Reference]) -> Reference | None:
        """The one person named since the sentence before, where nothing else could be meant: « la visite de X… Il … »."""
        near = [r for r in candidates if self.sentence[i] - self.sentence[r["start"]] <= 1]
        persons = [r for r in near if self.registry[r["ids"][0]]["type"] == "PERSON"]
        return persons[0] if len({tuple(r["ids"]) for r in persons}) == 1 else None

    def phrase_head(self, ref: Reference) -> Token:
        """The head of the noun phrase around a mention: « président » in « Le président Patrice Talon »."""
        head = self.doc[ref["head"]]
        while (
            head.dep_ in ("appos", "flat:name", "nmod") and ref["start"] - 1 == head.head.i and head.head.pos_ == "NOUN"
            and not any(c.dep_ == "case" for c in head.children)
        ):  # fmt: skip
            head = head.head
        return head

    def add(self, start: int, end: int, ids: list[str], kind: str, head: int | None = None) -> None:
        ref = reference(start, end, ids, kind)
        ref["head"] = end - 1 if head is None else head
        self.refs.append(ref)
        for i in range(start, end):
            self.at[i] = ref

    def complemented(self, end: int) -> bool:
        """Whether what follows the noun that ends before token `end` says whose or who: « de … », an adjective, a name."""
        if end >= len(self.doc):
            return False
        follow = self.doc[end]
        if follow.lower_ in ("de", "du", "des", "d'") or end in self.at or follow.pos_ in ("ADJ", "PROPN"):
            return True
        for near in self.doc[end : end + 4]:
            if near.is_sent_start or near.pos_ in ("VERB", "AUX", "ADP", "CCONJ"):
                return False
            if near.i in self.at and self.registry[self.at[near.i]["ids"][0]]["type"] == "PERSON":
                return True  # « la ministre des Affaires étrangères, Marise Payne », « le président pro-européen X »
        return False

    def state_of(self, ident: str) -> str:
        """The state that an actor is or serves, '' if the article does not name it."""
        who = self.registry[ident]
        state = ident if who["type"] == "STATE" else who["state"]
        return state if self.registry.get(state, {"type": ""})["type"] == "STATE" else ""

    def home(self) -> str:
        """The state that a bare « le gouvernement » means: that of the dateline, else the one the article is about."""
        counts = [x for x, _ in self.states().most_common(3)]
        for ref in self.refs:
            if ref["kind"] == "metonym" and ref["place"] and ref["ids"][0] in counts[:2]:
                after = self.doc[ref["end"] : ref["end"] + 3]
                opens = self.doc[ref["start"]].is_sent_start
                if opens and len(after) > 1 and after[0].text == "," and (after[1].like_num or after[1].lower_ == "le"):
                    return ref["ids"][0]
        ranked = self.states().most_common(2)
        if ranked and ranked[0][1] > 1 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return ranked[0][0]
        return ""

    def states(self) -> Counter[str]:
        """How often the article turns to each state, its people included."""
        counts: Counter[str] = Counter()
        for ref in self.refs:
            counts.update(state for ident in ref["ids"] if (state := self.state_of(ident)))
        return counts

    def main_person(self) -> list[str]:
        """The person whom the article is about: named twice as often as any other, none if there is no such."""
        counts = Counter(r["ids"][0] for r in self.refs if self.registry[r["ids"][0]]["type"] == "PERSON")
        ranked = counts.most_common(2)
        if ranked and ranked[0][1] >= TOPIC and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return [ranked[0][0]]
        return []

    def frequent(self, kinds: set[str], i: int) -> list[tuple[str, int]]:
        counts = Counter(
            x
            for r in self.refs
            if r["end"] <= i and not r["hint"]
            for x in r["ids"]
            if self.registry[x]["type"] in kinds
        )
        return counts.most_common()
