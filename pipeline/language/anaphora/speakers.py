"""« a-t-il déclaré », « ajoute-t-elle »: whoever has been speaking; « à Paris, on accuse … »: the state whose seat it is."""

from pipeline.gazetteer import fold
from pipeline.grammar import words
from pipeline.language.anaphora.antecedents import SUBJECTS, Antecedents
from pipeline.language.mentions import Reference
from pipeline.language.tree import Token
from pipeline.rules.forms import fold_set

BACK = 8  # sentences of a quotation that may lie between


def inverted(antecedents: Antecedents, token: Token) -> None:
    """The subject after a verb of speech: the person outside quotations who was the subject last, unless a noun nearer fits."""
    word, i = token.lower_.removeprefix("-"), token.i
    verb = token.head.head if token.head.text.startswith("-") else token.head  # « a-t-elle »
    if fold(verb.lemma_) not in fold_set(words("attribution", "verbs")) or antecedents.quoted[i]:
        return
    number = "p" if word in words("anaphora", "plural") else "s"
    gender = "f" if word in words("anaphora", "feminine") else "m"
    found = [
        r for r in antecedents.agreeing(i, number, gender, BACK)
        if not (r["hint"] or r["place"] or antecedents.quoted[r["start"]])
        and antecedents.sentence[r["start"]] < antecedents.sentence[i]  # not in what is said
        and all(antecedents.registry[x]["type"] == "PERSON" for x in r["ids"])
    ]  # fmt: skip
    if not found or antecedents.rivals(i, number, gender):
        return
    last = max(antecedents.sentence[r["start"]] for r in found)
    near = [r for r in found if antecedents.sentence[r["start"]] == last]
    if unknown(antecedents, near[0]):
        return
    acting = [r for r in near if speaks(antecedents, r)] or near
    if len({tuple(r["ids"]) for r in acting}) == 1:
        antecedents.add(i, i + 1, acting[0]["ids"], "pronoun")


def general(antecedents: Antecedents, i: int) -> None:
    """« À Paris, on reproche à Alger … », « à Moscou, où l'on dénonce … »: « on » is the state whose seat opens the clause."""
    doc, k = antecedents.doc, i - 1
    k -= k > 0 and doc[k].lower_ == "l'"
    where = k > 0 and doc[k].lower_ in words("relatives", "places")
    k -= where
    k -= k > 0 and doc[k].text == ","
    ref = antecedents.at.get(k)
    if ref is None or ref["hint"] or ref["kind"] not in ("name", "metonym") or ref["end"] != k + 1:
        return
    if antecedents.registry[ref["ids"][0]]["type"] == "PERSON" or antecedents.sentence[k] != antecedents.sentence[i]:
        return
    lead = ref["start"] - 1
    lead -= lead > 0 and doc[lead].lower_ in words("names", "articles") and doc[lead].pos_ == "DET"
    lead -= (
        lead > 0 and doc[lead].lower_ in words("names", "of") and doc[lead - 1].lower_ in words("anaphora", "sides_of")
    )
    if lead < 0 or doc[lead].lower_ not in words("anaphora", "seated") | words("anaphora", "sides_of"):
        return
    first = lead - (doc[lead].lower_ in words("anaphora", "sides_of"))
    before = doc[first - 1] if first > 0 and not doc[first].is_sent_start else None
    if where or before is None or before.pos_ in ("PUNCT", "CCONJ", "SCONJ", "ADV"):
        antecedents.add(i, i + 1, ref["ids"], "pronoun")


def speaks(antecedents: Antecedents, ref: Reference) -> bool:
    """Whether a mention is the subject of its sentence or of a verb of speech, before or after it."""
    head = antecedents.phrase_head(ref)
    return head.dep_ in SUBJECTS or antecedents.speaker(head)


def unknown(antecedents: Antecedents, ref: Reference) -> bool:
    """Whether the subject of the sentence that a mention stands in is a pronoun for somebody unknown."""
    root = antecedents.doc[ref["head"]]
    while root.head is not root:
        root = root.head
    personal = words("anaphora", "personal")
    return any(c.dep_ in SUBJECTS and c.lower_ in personal and c.i not in antecedents.at for c in root.children)
