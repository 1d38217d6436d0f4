"""Who stands in one list: « A, B et C » where the parser broke it, « A, tout comme B »."""

from spacy.tokens import Doc

from pipeline.grammar import prepositions
from pipeline.language.associates import LONGEST, beside_name, bridges
from pipeline.language.tree import CLAUSE_HEADS, Token
from pipeline.language.voice import Filler, Voice


class Lists(Voice):
    """Look-ups of what is coordinated."""

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self.bridges, self.apart = bridges(self)
        self.bridged = {left: right for right, left in self.bridges.items()}

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

    def listed(self, ref: int) -> list[Filler]:
        """Those that a list goes on with after mention `ref`, a comma alone not being enough."""
        return [Filler(f.ref, 1) for f in self.neighbours([Filler(ref)])[1:]]

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

    def among(self, start: int) -> bool:
        """« plusieurs pays, dont la Pologne »: whether « dont » stands before the name that begins at `start`."""
        before = self.tokens[max(0, start - 2) : start]
        return any(t.lower_ == "dont" and all(d.pos_ == "DET" for d in before[n + 1 :]) for n, t in enumerate(before))
