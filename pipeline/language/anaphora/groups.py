"""Several actors by their number or by their opposite: « les deux pays », « les trois capitales », « son voisin »."""

from itertools import pairwise

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, words
from pipeline.language.anaphora.antecedents import SUBJECTS, Antecedents, folded
from pipeline.language.anaphora.clauses import meant, verb_over
from pipeline.language.mentions import DOMINANT
from pipeline.language.tree import Token
from pipeline.rules.forms import singular

NEAR = 2  # sentences behind which the two that fight may be named


def group(antecedents: Antecedents, i: int) -> None:
    """« les deux pays », « les trois capitales », « les deux hommes »: the last so many of their kind."""
    count = grammar()["anaphora"]["numbers"].get(antecedents.doc[i].lower_)
    if (
        count is None
        or i + 1 >= len(antecedents.doc)
        or not i
        or antecedents.doc[i - 1].lower_ not in ("les", "des", "aux", "ces", "leurs", "ses", "deux")
    ):
        return
    noun = antecedents.doc[i + 1]
    forms = {fold(noun.lemma_), fold(noun.text).rstrip("sx")}
    end = i + 2
    if count == 2 and noun.pos_ in ("VERB", "AUX", "PRON") and antecedents.doc[i - 1].lower_ == "les":
        kinds, end = {"STATE", "PERSON", "ORGANISATION"}, i + 1  # « Les deux s'engagent »
    elif forms & folded("person_groups"):
        kinds = {"PERSON"}
    elif forms & folded("state_groups"):
        kinds = {"STATE", "ORGANISATION"} if fold(noun.lemma_) in folded("sides") else {"STATE"}
    elif i + 1 in antecedents.bare:
        kinds, end = {"PERSON"}, antecedents.bare[i + 1][0]
    else:
        return
    barred = set() if noun.dep_ in SUBJECTS else named_subjects(antecedents, noun)
    chosen = members(antecedents, i, count, kinds, barred, sides=bool(forms & folded("sides")))
    if len(chosen) != count and kinds == {"PERSON"} and i + 1 in antecedents.bare:
        # « les deux Premiers ministres » of an article that names neither: their states
        chosen = members(antecedents, i, count, {"STATE"}, barred, sides=False)
    if len(chosen) == count:
        antecedents.add(i - 1, end, sorted(chosen), "description", end - 1)


def named_subjects(antecedents: Antecedents, noun: Token) -> set[str]:
    """The subject of the clause in which a group is no subject: « Lors d'un entretien avec les deux dirigeants, X a … »."""
    verb = verb_over(noun)
    heads = [c for c in verb.children if c.dep_ in SUBJECTS]
    return {x for c in heads for x in (meant(antecedents, c) or meant_after(antecedents, c))}


def meant_after(antecedents: Antecedents, token: Token) -> set[str]:
    """The mention whose title `token` is: « M. Trump »."""
    ref = antecedents.at.get(token.i + 1)
    return set(ref["ids"]) if ref is not None else set()


def parties(antecedents: Antecedents, i: int) -> None:
    """« les belligérants », « les Parties sont convenues »: the two spoken of before as « les deux … »."""
    noun = antecedents.doc[i]
    known = fold(singular(noun.lower_)) in folded("belligerents") or noun.text in words("anaphora", "signatories")
    if not known or not i or antecedents.complemented(i + 1):
        return
    if antecedents.doc[i - 1].lower_ not in ("les", "des", "aux", "ces"):
        return
    before = [
        r["ids"]
        for r in antecedents.earlier(i, len(antecedents.doc))
        if len(r["ids"]) == 2 and r["kind"] == "description"
    ]
    counts = antecedents.frequent({"STATE", "ORGANISATION"}, i)
    shares = [n for _, n in counts[:3]] + [0, 0, 0]
    two = [x for x, _ in counts[:2]] if shares[1] > DOMINANT * shares[2] else []
    near = listed(antecedents, i, 2, {"STATE", "ORGANISATION"})
    close = bool(near) and antecedents.sentence[i] - pair_sentence(antecedents, near, i) <= NEAR
    chosen = before[0] if before else two or (near if close else [])
    if len(chosen) == 2:
        antecedents.add(i - 1, i + 1, sorted(chosen), "description", i)


def members(
    antecedents: Antecedents, i: int, count: int, kinds: set[str], barred: set[str], *, sides: bool
) -> list[str]:
    """The `count` actors of these kinds, but those `barred`, that an expression at token `i` means."""
    ids: list[str] = []
    for ref in antecedents.earlier(i, 6):
        for ident in ref["ids"]:
            if (
                ident not in barred
                and antecedents.registry[ident]["type"] in kinds
                and ident not in ids
                and not (ref["place"] or ref["hint"])
            ):
                ids.append(ident)
    ranked = [(x, n) for x, n in antecedents.frequent(kinds, i) if x not in barred]
    usual = [x for x, _ in ranked]
    chosen = ids[:count] if len(ids) >= count else usual[:count]
    if len(ids) > count and len(usual) >= count and set(usual[:count]) <= set(ids[: count + 2]):
        chosen = usual[:count]
    shares = [n for _, n in ranked[:3]] + [0, 0, 0]
    if count == 2 and shares[1] > DOMINANT * shares[2]:
        chosen = usual[:2]
    # « Les talibans et le NRF ont négocié, mais les deux parties … »
    near = listed(antecedents, i, count, kinds | {"ORGANISATION"} if sides else kinds)
    if count > 2 or (near and antecedents.sentence[i] - pair_sentence(antecedents, near, i) <= 1):
        chosen = near
    return chosen


def listed(antecedents: Antecedents, i: int, count: int, kinds: set[str]) -> list[str]:
    """The members of the last list of just so many actors before token `i`: « A, B et C »."""
    before = [r for r in antecedents.refs if r["end"] <= i]
    for last in range(len(before) - 1, count - 2, -1):
        run = before[last - count + 1 : last + 1]
        ids = [x for r in run for x in r["ids"]]
        close = all(b["start"] - a["end"] <= 3 for a, b in pairwise(run))
        close = close and any(t.lower_ == "et" for t in antecedents.doc[run[-2]["end"] : run[-1]["start"]])
        if close and len(set(ids)) == count and all(antecedents.registry[x]["type"] in kinds for x in ids):
            return ids
    return []


def pair_sentence(antecedents: Antecedents, ids: list[str], i: int) -> int:
    """The last sentence before token `i` that names all of `ids`."""
    return min(
        max(antecedents.sentence[r["start"]] for r in antecedents.refs if r["end"] <= i and x in r["ids"]) for x in ids
    )


def last_subject(antecedents: Antecedents, i: int) -> set[str]:
    """Who is the subject of the sentence before the one of token `i`."""
    begin = antecedents.doc[i].sent.start
    before = antecedents.doc[begin - 1].sent if begin else ()
    root = next((t for t in before if t.head is t), None)
    return named_subjects(antecedents, root) if root is not None else set()


def neighbour(antecedents: Antecedents, i: int) -> None:
    """« son voisin »: in an article on two states, the other one than the clause's subject."""
    token = antecedents.doc[i]
    before = antecedents.doc[i - 1].lower_ if i else ""
    alone = before in ("le", "au", "du") and token.pos_ == "NOUN" and not antecedents.complemented(i + 1)
    if token.lower_ not in words("anaphora", "neighbours") or not (before in ("son", "sa") or alone):
        return
    usual = [x for x, _ in antecedents.frequent({"STATE"}, i)][:2]
    top = token
    subject: set[str] = set()
    while top.head != top and not subject:
        top = top.head
        subject = {
            x for c in top.children if c.dep_ in SUBJECTS and c.i in antecedents.at for x in antecedents.at[c.i]["ids"]
        }
    if token.dep_ in SUBJECTS and not subject:
        subject = last_subject(antecedents, i)  # « Alger accuse Rabat. Son voisin dément »
    others = [x for x in usual if x not in subject]
    if len(usual) == 2 and len(others) == 1:
        antecedents.add(i, i + 1, others, "description", i)
