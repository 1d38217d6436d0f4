"""The clause around a pronoun: who is its verb's subject, and what the verb asks of its object."""

from pipeline.gazetteer import fold
from pipeline.grammar import words
from pipeline.language.anaphora.antecedents import SUBJECTS, Antecedents, acting_verbs, folded, gender_of
from pipeline.language.tree import CLAUSE_HEADS, Token
from pipeline.rules.forms import fold_set

OBJECTS = ("obj", "iobj", "obl:arg")
UNKNOWN = "?"  # among the subjects: a pronoun that was not resolved


def verb_over(token: Token) -> Token:
    """The verb of the clause that `token` stands in."""
    while token.head != token and token.pos_ not in CLAUSE_HEADS:
        token = token.head
    return token


def subjects(antecedents: Antecedents, verb: Token) -> set[str]:
    """The actors that are the subject of `verb`, said or understood; `UNKNOWN` for a pronoun that was not resolved."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ == "expl:subj"]
    if own:
        return {x for c in own for x in subject(antecedents, c, verb)}
    above = verb.head
    if above == verb:
        return set()
    if (
        verb.dep_ == "acl"
        and "Part" in verb.morph.get("VerbForm", [])
        and not any("aux" in c.dep_ for c in verb.children)
    ):
        return meant(antecedents, above)  # « des camps destinés à le déstabiliser »
    if verb.dep_ == "xcomp" and fold(above.lemma_) in fold_set(words("light", "object_control")):
        controlled = {x for c in above.children if c.dep_ in OBJECTS for x in meant(antecedents, c)}
        if controlled:
            return controlled
    return subjects(antecedents, verb_over(above))


def subject(antecedents: Antecedents, token: Token, verb: Token) -> set[str]:
    """The actors that the subject `token` of `verb` stands for, those coordinated to it included."""
    if token.lower_ in words("relatives", "pronouns"):
        near = [antecedents.at[i] for i in (token.i - 1, token.i - 2) if i in antecedents.at]
        return set(near[0]["ids"]) if near else meant(antecedents, verb.head)
    if token.pos_ == "PRON" and token.lower_ in words("anaphora", "personal") and token.i not in antecedents.at:
        return {UNKNOWN}
    return {x for t in [token, *token.conjuncts] for x in meant(antecedents, t)}


def meant(antecedents: Antecedents, token: Token) -> set[str]:
    """The actors of the mention at `token`, or of the name after it: « le président Patrice Talon »."""
    if token.i in antecedents.at:
        return set(antecedents.at[token.i]["ids"])
    inside = (c for c in token.children if c.dep_ in ("appos", "flat:name", "nmod") and c.i in antecedents.at)
    return {
        x for c in inside if antecedents.phrase_head(antecedents.at[c.i]) == token for x in antecedents.at[c.i]["ids"]
    }


def participle_gender(clitic: Token) -> str:
    """« l'a effacée », « les a reçus »: the gender that the participle shows of the object before it."""
    verb = clitic.head
    compound = any(c.lemma_ == "avoir" and c.i > clitic.i for c in verb.children)
    return gender_of(verb) if compound else ""


def asks_an_actor(verb: Token) -> bool:
    """Whether the object of `verb` can only be an actor: « accuser », « féliciter »."""
    return fold(verb.lemma_) in folded("personal_objects")


def may_be_any(verb: Token) -> bool:
    """Whether states and bodies can be the object of `verb`: it tells of acts between actors."""
    return asks_an_actor(verb) or fold(verb.lemma_) in acting_verbs()
