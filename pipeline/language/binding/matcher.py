"""One Doc as the frames see it: its mentions, its lemmas, the words of an expression."""

from functools import cache

from spacy.tokens import Doc

from pipeline.gazetteer import fold
from pipeline.grammar import prepositions, words
from pipeline.language.arguments import Arguments
from pipeline.language.binding.lemmas import Lemmas
from pipeline.language.binding.light import helping
from pipeline.language.mentions import Participant, Reference
from pipeline.language.tree import RELATIVE_OBJECT, Token
from pipeline.language.voice import Filler
from pipeline.rules.forms import fold_set, singular
from pipeline.rules.frames import Frame
from pipeline.rules.index import FrameIndex

WINDOW = 9  # tokens after a verb within which the words of its expression stand
FAR = 30  # tokens between a noun and the verb that it is the subject of
BRACKET = 14  # tokens of a phrase between commas that may stand inside an expression
Bound = dict[str, list[Filler]]


@cache
def idiomatic() -> frozenset[str]:
    """The words of a negation that may be part of an expression, before its verb or after."""
    return words("negation", "particles") | words("negation", "correlatives")


class Matcher:
    """Binds frames in one Doc."""

    def __init__(self, doc: Doc, index: FrameIndex, lemmas: Lemmas) -> None:
        self.doc, self.index, self.trace = doc, index, bool(doc._.trace)
        self.arguments = Arguments(doc)
        self.tokens, self.memory = self.arguments.tokens, self.arguments.memory
        self.refs: list[Reference] = doc._.mentions
        self.registry: dict[str, Participant] = doc._.registry
        self.towns = doc._.towns
        self.embattled = {self.tokens[town].sent.start for town in self.towns}  # the sentences that name one
        self.last: tuple[int, list[Filler]] | None = None  # the pair told last, and where its sentence starts
        self.open: list[tuple[Frame, Token, list[Filler]]] = []
        self.known = lemmas.of_all(self.tokens)
        self.lower = self.arguments.lower
        self.brackets: dict[int, int] = {}
        self.covered = [
            *sorted(self.arguments.at),
            len(self.tokens) + FAR,
        ]  # the tokens of mentions, and one beyond all
        self.bags: dict[int, set[str]] = {}

    def bag(self, token: Token) -> set[str]:
        """Every known lemma of the token's sentence."""
        start = token.sent.start
        if start not in self.bags:
            self.bags[start] = set().union(*self.known[start : token.sent.end])
        return self.bags[start]

    def tell(self, *refs: int) -> None:
        """A relation binds these mentions: from now on they are actors of their own."""
        for ref in (self.refs[n] for n in refs):
            if ref["place"] or ref["hint"]:
                ref["place"] = ref["hint"] = False
                self.arguments.forget()

    def expression(self, anchor: Token, frame: Frame) -> list[Token] | None:
        """The tokens of the frame's further words, in order after the anchor (before it in the passive)."""
        if not frame.words:
            return []
        wanted = tuple(w for w in frame.words if w not in idiomatic())
        verb = anchor.head if anchor.dep_.startswith("nsubj") else anchor  # « le courant ne passe pas entre »
        around = [*anchor.children, *verb.children] if len(wanted) < len(frame.words) else ()
        denied = {c.lower_ for c in around} & set(frame.words) & idiomatic()
        if len(denied) + len(wanted) < len(frame.words):
            return None  # « n'a pas mâché ses mots » is « ne pas mâcher ses mots », « n'a rien cédé » « ne rien céder »
        if not wanted:
            return []
        reach = WINDOW + 2 * len(frame.words) + (self.bracket(anchor) if frame.kind == "verb" else 0)
        if anchor.pos_ == "NOUN" and anchor.dep_.startswith("nsubj") and anchor.head.i < anchor.i + FAR:
            reach = max(
                reach, anchor.head.i - anchor.i
            )  # « les relations entre X et Y, déjà fragiles, se sont dégradées »
        end = min(len(self.doc), anchor.i + 1 + reach)
        found = self.in_order(wanted, list(range(anchor.i + 1, end)), anchor)
        if found is None and frame.kind == "verb" and self.arguments.is_passive(anchor):
            # « L'ambassadeur de X à Y, Z, a été convoqué »: from the subject on, where it is the first of the words
            heads = [
                t.i for t in self.arguments.subject_tokens(anchor)
                if anchor.i - FAR < t.i < anchor.i and wanted[0] in self.known[t.i]
            ]  # fmt: skip
            found = self.in_order(wanted, list(range(min([max(0, anchor.i - WINDOW), *heads]), anchor.i)), anchor)
        if found is None and frame.kind == "verb" and len(wanted) == 1:
            noun = self.told_of(anchor)
            found = [noun] if noun is not None and wanted[0] in self.known[noun.i] else None
        return found

    def told_of(self, verb: Token) -> Token | None:
        """« la guerre que mène X en Y », « l'accord que X a signé avec Y »: the noun whose clause in « que » the verb is of."""
        i = verb.i - 1
        while i > verb.sent.start and verb.i - i < WINDOW and self.lower[i] not in RELATIVE_OBJECT:
            token = self.tokens[i]
            if token.text in ",;:«»" or (token.pos_ == "VERB" and self.arguments.is_finite(token)):
                return None
            i -= 1
        if self.lower[i] not in RELATIVE_OBJECT or i - 1 < verb.sent.start:
            return None
        before = self.tokens[i - 1]
        if before.pos_ == "ADJ" and before.head.i < before.i:
            before = before.head  # « les sanctions économiques que … »
        return before if before.pos_ == "NOUN" and before.i not in self.arguments.at else None

    def bracket(self, anchor: Token) -> int:
        """« a conclu avec Dakar, au terme de longues discussions, un accord »: the tokens between commas after a verb."""
        if anchor.i not in self.brackets:
            i, sent = anchor.i, anchor.sent
            commas = [k for k in range(i + 1, min(len(self.tokens), i + WINDOW + BRACKET)) if self.lower[k] == ","]
            inside = range(commas[0], commas[1]) if len(commas) > 1 and commas[0] - i < WINDOW else range(0)
            plain = all(self.tokens[k].sent is sent and self.tokens[k].pos_ not in ("VERB", "AUX") for k in inside)
            plain = plain and self.tokens[commas[0] + 1].pos_ in ("ADP", "ADV") if inside else False
            self.brackets[anchor.i] = len(inside) if plain else 0
        return self.brackets[anchor.i]

    def in_order(self, wanted: tuple[str, ...], places: list[int], anchor: Token) -> list[Token] | None:
        args = self.arguments
        found: list[Token] = []
        for i in places:
            token = self.tokens[i]
            if token.sent is not anchor.sent or token.text in ";»":
                break
            if token.dep_ == "aux:tense":
                continue  # « a » is no noun « avoir »
            if wanted[len(found)] in self.known[token.i] and not self.elsewhere(token, anchor, found):
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
        if self.arguments.case(token) in helping():
            return True  # « abat un avion grâce à des chasseurs »
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
        held = self.arguments.case(token) in prepositions()["de"] | prepositions()["par"]
        return held and singular(fold(head.lemma_)) not in fold_set(words("light", "quantities"))

    def fill(self, tokens: list[Token], depth: int) -> list[Filler]:
        found: list[Filler] = []
        for token in tokens:
            found += [f for f in self.arguments.actors(token, depth) if f.ref not in {g.ref for g in found}]
        return found

    def distinct(self, fillers: list[Filler]) -> set[str]:
        return {x for f in fillers for x in self.refs[f.ref]["ids"]}

    def is_name(self, token: Token) -> bool:
        """Whether a token belongs to a name (« Alger », « le Mali »)."""
        return token.i in self.arguments.at and self.refs[self.arguments.at[token.i]]["kind"] in (
            "name",
            "metonym",
            "given",
        )

    def is_event(self, token: Token) -> bool:
        """Whether a noun is by itself the trigger of a noun frame."""
        return not self.index.events.isdisjoint(self.known[token.i])

    def note(self, token: Token, frame: Frame, reason: str) -> None:
        """Add a near miss, one per trigger and reason."""
        entry = {
            "trigger": token.text, "trigger_start": token.idx, "rule": frame.rule, "frame": frame.text, "reason": reason,
        }  # fmt: skip
        if not any(e["trigger_start"] == token.idx and e["reason"] == reason for e in self.doc._.near_misses):
            self.doc._.near_misses = [*self.doc._.near_misses, entry]
