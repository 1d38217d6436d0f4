"""Pronouns, demonstratives and descriptions (« le pays », « les deux capitales », « ce dernier ») as mentions.

An antecedent agrees in number, gender and kind and wins clearly, else the expression stays unresolved.
"""

from collections import Counter
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, words
from pipeline.language.mentions import DOMINANT, Participant, Reference, reference
from pipeline.rules.forms import fold_set, singular
from pipeline.rules.loader import load_rules

BACK = 2  # sentences that an antecedent may lie behind
SUBJECTS = ("nsubj", "nsubj:pass")
CLITIC_LABELS = ("obj", "iobj", "obl", "obl:arg", "obl:mod")
NOMINAL = ("NOUN", "PROPN", "ADJ")
TOPIC = 3  # mentions from which a person can be what the article is about
SURE = 0.5  # below it, only a candidate alone in its sentence
MARGIN = 0.5  # by which the best antecedent must beat the next


@cache
def acting_verbs() -> frozenset[str]:
    """Verbs whose subject can only be an actor: those of speech, and the triggers of rules."""
    spoken = fold_set(words("attribution", "verbs"))
    return spoken | {fold(f.anchor) for rule in load_rules() for f in rule.frames if f.kind == "verb"}


def quoted(doc: Doc) -> list[bool]:
    """Whether each token stands between quotation marks; a line ends them."""
    inside, found = False, []
    for token in doc:
        if token.text in words("anaphora", "opening") and not (inside and token.text == '"'):
            inside = True
        elif token.text in words("anaphora", "closing") or "\n" in token.text:
            inside = False
        found.append(inside)
    return found


class Anaphora:
    """Walks one Doc from left to right, adding mentions as it resolves them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.registry: dict[str, Participant] = doc._.registry
        self.refs: list[Reference] = doc._.mentions
        self.at = {i: r for r in self.refs for i in range(r["start"], r["end"])}
        self.sentence = [0] * len(doc)
        for n, sent in enumerate(doc.sents):
            for token in sent:
                self.sentence[token.i] = n
        self.speaking = fold_set(words("attribution", "verbs"))
        self.quoted = quoted(doc)
        self.impersonal = words("anaphora", "impersonal")
        self.fighting = fold_set(words("anaphora", "fighters"))
        self.lands = fold_set(words("anaphora", "lands"))
        self.state_groups = fold_set(words("anaphora", "state_groups"))
        self.person_groups = fold_set(words("anaphora", "person_groups"))

    def earlier(self, i: int, back: int = BACK) -> list[Reference]:
        """Mentions before token `i`, nearest first, not further back than `back` sentences."""
        found = [r for r in self.refs if r["end"] <= i and self.sentence[i] - self.sentence[r["start"]] <= back]
        return sorted(found, key=lambda r: -r["start"])

    def agrees(self, ref: Reference, number: str, gender: str) -> bool:
        if len(ref["ids"]) > 1:
            return number == "p"
        who = self.registry[ref["ids"][0]]
        token = self.doc[ref["head"]]
        own_number, own_gender = who["number"], who["gender"]
        if ref["kind"] in ("demonym", "title", "description") and not ref["hint"]:
            own_number = "p" if "Plur" in token.morph.get("Number", []) else "s"
            own_gender = {"Masc": "m", "Fem": "f"}.get((token.morph.get("Gender", []) or [""])[0], "")
        elif ref["kind"] == "metonym":
            own_number, own_gender = "s", ""
        return (not own_number or own_number == number) and (not own_gender or not gender or own_gender == gender)

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
            if token.dep_ in SUBJECTS and token.pos_ == "NOUN" and token.i not in self.at:
                plural = "Plur" in token.morph.get("Number", [])
                own = {"Masc": "m", "Fem": "f"}.get((token.morph.get("Gender", []) or [""])[0], "")
                if plural == (number == "p") and (not own or not gender or own == gender):
                    main = 1.0 if token.head.dep_ == "ROOT" else 0.0
                    scores.append(2.0 + main - (self.sentence[i] - self.sentence[token.i]) - 0.3)
        return scores

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
            if token.dep_ in ("obj", "nsubj", "obl:arg") and token.i > verb.i and fold(verb.lemma_) in self.speaking:
                before = self.doc[max(verb.sent.start, verb.i - 4) : verb.i]
                return any(t.text in '»",' for t in before)
        return False

    def only_person(self, i: int, candidates: list[Reference]) -> Reference | None:
        """The one person named since the sentence before, where nothing else could be meant: « la visite de X… Il … »."""
        near = [r for r in candidates if self.sentence[i] - self.sentence[r["start"]] <= 1]
        persons = [r for r in near if self.registry[r["ids"][0]]["type"] == "PERSON"]
        return persons[0] if len({tuple(r["ids"]) for r in persons}) == 1 else None

    def add(self, start: int, end: int, ids: list[str], kind: str, head: int | None = None) -> None:
        ref = reference(start, end, ids, kind)
        ref["head"] = end - 1 if head is None else head
        self.refs.append(ref)
        for i in range(start, end):
            self.at[i] = ref

    # -- one expression each

    def personal(self, token: Token) -> None:
        """il, elle, ils, elles."""
        word = token.lower_
        follow = self.doc[token.i + 1 : token.i + 3]
        if any(t.lower_ == "y" for t in follow[:1]) or any(t.lower_ == "y" for t in follow if follow[0].lower_ == "n'"):
            return  # « il y a »
        if "expl" in token.dep_ or (token.head.lemma_ in self.impersonal and token.head.lemma_ != "rester"):
            return
        number = "p" if word in words("anaphora", "plural") else "s"
        gender = "m" if word in ("il", "ils") else "f"
        found = [
            r for r in self.earlier(token.i)
            if self.agrees(r, number, gender)
            and not (r["hint"] or r["place"])
            and not self.object_of(r, token.head)
        ]  # fmt: skip
        best = self.best(token.i, found, self.rivals(token.i, number, gender))
        if best is not None:
            self.add(token.i, token.i + 1, best["ids"], "pronoun")

    def object_of(self, ref: Reference, verb: Token) -> bool:
        """Whether the verb of the pronoun has the mention for another argument, or for its fronted participle's."""
        head = self.phrase_head(ref)
        if head.head == verb and head.dep_ in ("obj", "iobj", "obl:arg", "obl:agent"):
            return True
        # « Reçu par Abdoulaye Diop, il a insisté »
        return any(
            t.dep_ == "advcl" and t.head == verb and t.i < verb.i and not any(c.dep_ in SUBJECTS for c in t.children)
            for t in [head, *head.ancestors][:3]
        )  # fmt: skip

    def phrase_head(self, ref: Reference) -> Token:
        """The head of the noun phrase around a mention: « président » in « Le président Patrice Talon »."""
        head = self.doc[ref["head"]]
        while (
            head.dep_ in ("appos", "flat:name", "nmod") and ref["start"] - 1 == head.head.i and head.head.pos_ == "NOUN"
            and not any(c.dep_ == "case" for c in head.children)
        ):  # fmt: skip
            head = head.head
        return head

    def clitic(self, token: Token) -> None:
        """l', le, la, les, lui, leur before a verb: not its subject."""
        word = token.lower_
        if word in ("le", "l'") and token.head.lemma_ in words("anaphora", "neuter"):
            return  # « le faire »
        number = "p" if word in ("les", "leur") else "s"
        gender = {"le": "m", "la": "f"}.get(word, "")
        subjects = {
            i for t in token.head.children if t.dep_ in SUBJECTS and t.i in self.at for i in self.at[t.i]["ids"]
        }
        if token.head.dep_ in ("xcomp", "advcl") or not subjects:
            top = token.head.head
            subjects |= {i for t in top.children if t.dep_ in SUBJECTS and t.i in self.at for i in self.at[t.i]["ids"]}
        found = [
            r for r in self.earlier(token.i, 1)
            if self.agrees(r, number, gender) and not r["hint"] and not subjects & set(r["ids"])
        ]  # fmt: skip
        topic = [r for r in found if r["ids"] == self.topic]
        if len({tuple(r["ids"]) for r in found}) == 1 and not self.rivals(token.i, number, gender):
            self.add(token.i, token.i + 1, found[0]["ids"], "pronoun")
        elif word == "lui" and topic:
            self.add(token.i, token.i + 1, self.topic, "pronoun")
        else:
            best = self.best(token.i, [r for r in found if not r["place"]], self.rivals(token.i, number, gender))
            if best is not None:
                self.add(token.i, token.i + 1, best["ids"], "pronoun")

    def latter(self, i: int) -> None:
        """« ce dernier », « celui-ci »: the last one named that agrees."""
        token = self.doc[i]
        if i + 1 < len(self.doc) and self.doc[i + 1].pos_ in ("NOUN", "NUM") and "-" not in self.doc[i + 1].text:
            return  # « ces derniers jours »
        number = "p" if token.lower_ in ("derniers", "dernières", "ceux", "celles") else "s"
        gender = "f" if token.lower_ in ("dernière", "dernières", "celle", "celles") else "m"
        for ref in self.earlier(i, 1):
            if self.agrees(ref, number, gender) and not ref["hint"] and not ref["place"]:
                start, end = (i - 1, i + 1) if token.lower_ in words("anaphora", "latter") else (i, i + 3)
                self.add(start, end, ref["ids"], "pronoun", i)
                return

    def group(self, i: int) -> None:
        """« les deux pays », « les trois capitales », « les deux hommes »: the last so many of their kind."""
        count = grammar()["anaphora"]["numbers"].get(self.doc[i].lower_)
        if (
            count is None
            or i + 1 >= len(self.doc)
            or not i
            or self.doc[i - 1].lower_ not in ("les", "des", "aux", "ces", "leurs", "ses", "deux")
        ):
            return
        noun = self.doc[i + 1]
        lemma = fold(noun.lemma_)
        end = i + 2
        if count == 2 and noun.pos_ in ("VERB", "AUX", "PRON") and self.doc[i - 1].lower_ == "les":
            kinds, end = {"STATE", "PERSON", "ORGANISATION"}, i + 1  # « Les deux s'engagent »
        elif fold(noun.text).rstrip("sx") in self.person_groups or lemma in self.person_groups:
            kinds = {"PERSON"}
        elif lemma in self.state_groups or fold(noun.text).rstrip("sx") in self.state_groups:
            kinds = {"STATE", "ORGANISATION"} if lemma in ("partie", "camp", "allie", "belligerant") else {"STATE"}
        else:
            return
        ids: list[str] = []
        for ref in self.earlier(i, 6):
            for ident in ref["ids"]:
                if self.registry[ident]["type"] in kinds and ident not in ids and not (ref["place"] or ref["hint"]):
                    ids.append(ident)
        ranked = self.frequent(kinds, i)
        usual = [x for x, _ in ranked]
        chosen = ids[:count] if len(ids) >= count else usual[:count]
        if len(ids) > count and len(usual) >= count and set(usual[:count]) <= set(ids[: count + 2]):
            chosen = usual[:count]
        shares = [n for _, n in ranked[:3]] + [0, 0, 0]
        if count == 2 and shares[1] > DOMINANT * shares[2]:
            chosen = usual[:2]
        near = self.listed(i, count, kinds)
        if count > 2 or (near and self.sentence[i] - self.pair_sentence(near, i) <= 1):
            chosen = near
        if len(chosen) == count:
            self.add(i - 1, end, sorted(chosen), "description", end - 1)

    def neighbour(self, i: int) -> None:
        """« son voisin »: in an article on two states, the other one than the clause's subject."""
        token = self.doc[i]
        if token.lower_ not in words("anaphora", "neighbours") or self.doc[i - 1].lower_ not in ("son", "sa"):
            return
        usual = [x for x, _ in self.frequent({"STATE"}, i)][:2]
        top = token
        subject: set[str] = set()
        while top.head != top and not subject:
            top = top.head
            subject = {x for c in top.children if c.dep_ in SUBJECTS and c.i in self.at for x in self.at[c.i]["ids"]}
        others = [x for x in usual if x not in subject]
        if len(usual) == 2 and len(others) == 1:
            self.add(i, i + 1, others, "description", i)

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
            for ident in ref["ids"]:
                who = self.registry[ident]
                if who["type"] == "STATE":
                    counts[ident] += 1
                elif who["state"] in self.registry and self.registry[who["state"]]["type"] == "STATE":
                    counts[who["state"]] += 1
        return counts

    def main_person(self) -> list[str]:
        """The person whom the article is about: named twice as often as any other, none if there is no such."""
        counts = Counter(r["ids"][0] for r in self.refs if self.registry[r["ids"][0]]["type"] == "PERSON")
        ranked = counts.most_common(2)
        if ranked and ranked[0][1] >= TOPIC and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            return [ranked[0][0]]
        return []

    def bare_title(self, i: int) -> None:
        """« le gouvernement », « l'armée »: the home state's; « le président »: the last one named."""
        end, title, organ = self.bare[i]
        former = i > 1 and self.doc[i - 1].lower_ in words("anaphora", "former")
        if (
            not i
            or self.doc[i - 1 - former].lower_ not in ("le", "la", "l'", "les", "du", "au", "aux")
            or end >= len(self.doc)
        ):
            return
        end += self.doc[end].lower_ in words("anaphora", "sitting")
        if end >= len(self.doc):
            return
        follow = self.doc[end]
        if follow.lower_ in ("de", "du", "des", "d'") or end in self.at or follow.pos_ in ("ADJ", "PROPN"):
            return
        for near in self.doc[end : end + 4]:
            if near.pos_ in ("VERB", "AUX", "ADP", "CCONJ"):
                break
            if near.i in self.at and self.registry[self.at[near.i]["ids"][0]]["type"] == "PERSON":
                return  # « la ministre des Affaires étrangères, Marise Payne », « le président pro-européen X »
        if organ and title.alone:
            earlier = [r for r in self.earlier(i, 3) if fold(self.doc[r["head"]].text) == fold(self.doc[i].text)]
            owners = {r["ids"][0] for r in earlier if r["kind"] in ("demonym", "description")}
            ident = owners.pop() if len(owners) == 1 else self.home_state
            if ident:
                self.add(i, end, [ident], "description", i)
        elif not organ and title.number == "s" and title.rank in words("anaphora", "held"):
            for ref in self.earlier(i, 6):
                who = self.registry[ref["ids"][0]]
                held = who["rank"].split() + ([who["office"]] if former else [])
                ranks = {r for rank in held for r in (rank, rank.removeprefix("foreign_"))}
                if who["type"] == "PERSON" and title.rank in ranks and ref["kind"] != "pronoun":
                    self.add(i, end, ref["ids"], "title", i)
                    return

    def possessed_organ(self, i: int) -> None:
        """« son gouvernement », « ses troupes », « son pays »: those of the state that the clause's subject is or serves."""
        end = self.bare[i][0] if i in self.bare and self.bare[i][2] else i + 1
        if not i or self.doc[i - 1].lower_ not in words("anaphora", "possessives") or end >= len(self.doc):
            return
        if (i not in self.bare or not self.bare[i][2]) and self.doc[i].lower_ != "pays":
            return
        if self.doc[end].lower_ in ("de", "du", "des", "d'") or end in self.at:
            return
        top = self.doc[i]
        while top.head != top:
            top = top.head
            subjects = [c for c in top.children if c.dep_ in SUBJECTS and c.i in self.at and c.i != i]
            if subjects:
                ids = self.at[subjects[0].i]["ids"]
                if self.doc[i - 1].lower_ in words(
                    "anaphora", "their"
                ):  # « X, Y et Z disent que leurs gouvernements … »
                    conj = [c for c in subjects[0].subtree if c.i in self.at and c.dep_ == "conj"]
                    ids = [*ids, *(x for c in conj for x in self.at[c.i]["ids"])]
                served = [x if self.registry[x]["type"] == "STATE" else self.registry[x]["state"] for x in ids]
                states = [x for x in dict.fromkeys(served) if self.registry.get(x, {"type": ""})["type"] == "STATE"]
                if len(states) == len(served) and (
                    len(states) == 1 or self.doc[i - 1].lower_ in words("anaphora", "their")
                ):
                    self.add(i, end, states, "description", i)
                return

    def listed(self, i: int, count: int, kinds: set[str]) -> list[str]:
        """The members of the last list of just so many actors before token `i`: « A, B et C »."""
        before = [r for r in self.refs if r["end"] <= i]
        for last in range(len(before) - 1, count - 2, -1):
            run = before[last - count + 1 : last + 1]
            ids = [x for r in run for x in r["ids"]]
            close = all(b["start"] - a["end"] <= 3 for a, b in pairwise(run))
            close = close and any(t.lower_ == "et" for t in self.doc[run[-2]["end"] : run[-1]["start"]])
            if close and len(set(ids)) == count and all(self.registry[x]["type"] in kinds for x in ids):
                return ids
        return []

    def pair_sentence(self, ids: list[str], i: int) -> int:
        """The last sentence before token `i` that names all of `ids`."""
        return min(max(self.sentence[r["start"]] for r in self.refs if r["end"] <= i and x in r["ids"]) for x in ids)

    def frequent(self, kinds: set[str], i: int) -> list[tuple[str, int]]:
        counts = Counter(
            x
            for r in self.refs
            if r["end"] <= i and not r["hint"]
            for x in r["ids"]
            if self.registry[x]["type"] in kinds
        )
        return counts.most_common()

    def country(self, i: int) -> None:
        """« le pays », « ce pays », « le pays sahélien »."""
        token = self.doc[i]
        if fold(token.text) not in fold_set(words("anaphora", "country")) or not i:
            return
        if self.doc[i - 1].lower_ not in ("le", "ce", "du", "au", "cet", "l'"):
            return
        adjective = self.doc[i + 1] if i + 1 < len(self.doc) and self.doc[i + 1].pos_ == "ADJ" else None
        if adjective is None and token.lower_ != "pays":
            return
        found = [
            ref["ids"][0]
            for ref in self.earlier(i, 3)
            if self.registry[ref["ids"][0]]["type"] == "STATE" and len(ref["ids"]) == 1 and not ref["hint"]
        ]
        if adjective is not None:
            found = [x for x in found if fold(adjective.text) in fold_set(self.registry[x]["kinds"])]
        if not found:
            return
        # « ce pays » is the last one named; « le pays », with several to choose from, the article's own.
        ident = found[0] if adjective is not None or self.doc[i - 1].lower_ == "ce" or len(set(found)) == 1 else ""
        ident = ident or (self.home_state if self.home_state in found else "")
        if ident:
            self.add(i, i + (2 if adjective else 1), [ident], "description", i)

    def land(self, i: int) -> None:
        """« l'île », « le royaume »: the last state named that is one."""
        token = self.doc[i]
        if fold(token.text) not in self.lands or not i or i + 1 >= len(self.doc):
            return
        if self.doc[i - 1].lower_ not in ("le", "la", "l'", "ce", "cette", "cet", "du", "au"):
            return
        if self.doc[i + 1].lower_ in ("de", "du", "des", "d'") or self.doc[i + 1].pos_ in ("ADJ", "PROPN"):
            return
        for ref in self.earlier(i, 4):
            who = self.registry[ref["ids"][0]]
            if who["type"] == "STATE" and fold(token.text) in fold_set(who["kinds"]):
                self.add(i, i + 1, ref["ids"], "description", i)
                return

    def kind_of_organisation(self, i: int) -> None:
        """« l'organisation », « le bloc », « le mouvement »: the nearest organisation of that kind."""
        token = self.doc[i]
        if (
            token.pos_ not in ("NOUN", "PROPN")
            or not i
            or self.doc[i - 1].lower_ not in ("le", "la", "l'", "ce", "cette", "cet", "du", "au")
        ):
            return
        if i + 1 < len(self.doc) and (self.doc[i + 1].lower_ in ("de", "du", "des", "d'") or i + 1 in self.at):
            return
        follow = fold(self.doc[i + 1].text) if i + 1 < len(self.doc) else ""
        # « la Cour », with a capital, is named once and for all.
        for ref in self.earlier(i, len(self.doc) if token.text[0].isupper() else 4):
            who = self.registry[ref["ids"][0]]
            if who["type"] != "ORGANISATION" or len(ref["ids"]) > 1:
                continue
            kinds = {fold(k) for k in who["kinds"]}
            word = fold(token.text)
            if f"{word} {follow}" in kinds:
                self.add(i, i + 2, ref["ids"], "description", i)
                return
            first = fold(who["name"].split()[0])
            if (word in kinds or (word == first and token.text[0].isupper())) and (
                i + 1 >= len(self.doc) or self.doc[i + 1].pos_ != "ADJ"
            ):
                self.add(i, i + 1, ref["ids"], "description", i)
                return

    def fighters(self, i: int) -> None:
        """« les rebelles », « les insurgés »: the one armed group that the article has named."""
        if fold(singular(self.doc[i].lower_)) not in self.fighting or i + 1 >= len(self.doc):
            return
        if not i or self.doc[i - 1].lower_ not in ("les", "des", "aux", "ces"):
            return
        follow = self.doc[i + 1]
        if follow.lower_ in ("de", "du", "des", "d'") or i + 1 in self.at or follow.pos_ in ("PROPN", "VERB"):
            return
        named = [r["ids"][0] for r in self.earlier(i, len(self.doc)) if r["kind"] == "name"]
        groups = {x for x in named if self.registry[x]["subtype"] == "armed_group"}
        here = {x for r in self.earlier(i, 0) for x in r["ids"]}  # « recruté Wagner pour lutter contre les rebelles »
        if len(groups) == 1 and not groups & here:
            self.add(i, i + 1, sorted(groups), "description", i)

    def run(self) -> None:
        """Resolve what can be, adding to the Doc's mentions."""
        self.bare, self.home_state = self.doc._.titles, self.home()
        self.topic = self.main_person()
        personal = words("anaphora", "masculine") | words("anaphora", "feminine") | words("anaphora", "plural")
        clitics, latter = words("anaphora", "objects"), words("anaphora", "latter")
        demonstratives = words("anaphora", "demonstratives")
        for token in self.doc:
            i, word = token.i, token.lower_
            if i in self.at:
                continue
            if word in personal:
                self.personal(token)
            elif (word in latter and i and self.doc[i - 1].lower_ in ("ce", "cette", "ces")) or (
                word in demonstratives and self.doc[i + 1 : i + 3].text.lower() == "-ci"
            ):
                self.latter(i)
            elif word in clitics and (token.dep_ in CLITIC_LABELS or word == "lui") and token.head.i > i:
                follow = self.doc[i + 1]
                if follow.pos_ in ("VERB", "AUX") or follow.lower_ in ("en", "y"):
                    self.clitic(token)
            elif i and (word in grammar()["anaphora"]["numbers"] or token.pos_ in NOMINAL or i in self.bare):
                self.describe(i)
        self.refs.sort(key=lambda r: r["start"])
        self.doc._.home = self.home_state

    def describe(self, i: int) -> None:
        """Try each kind of description at token `i`, until one is resolved."""
        self.group(i)
        if i in self.bare and i not in self.at:
            self.bare_title(i)
        for attempt in (
            self.possessed_organ,
            self.neighbour,
            self.country,
            self.land,
            self.kind_of_organisation,
            self.fighters,
        ):
            if i not in self.at:
                attempt(i)


@Language.component("entente_anaphora", requires=["token.dep", "doc._.mentions"], assigns=["doc._.mentions"])
def anaphora(doc: Doc) -> Doc:
    """Pipeline component over `Anaphora`."""
    if len(doc) and not doc._.given:
        Anaphora(doc).run()
    return doc
