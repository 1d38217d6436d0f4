"""Pronouns, demonstratives and descriptions (« le pays », « les deux capitales », « ce dernier ») as mentions.

An antecedent agrees in number, gender and kind and wins clearly, else the expression stays unresolved.
"""

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.grammar import grammar, words
from pipeline.language.anaphora import descriptions, groups, pronouns, roles, speakers
from pipeline.language.anaphora.antecedents import SUBJECTS, Antecedents

CLITIC_LABELS = ("obj", "iobj", "obl", "obl:arg", "obl:mod")
NOMINAL = ("NOUN", "PROPN", "ADJ", "X")  # « ONG » is X to the tagger
DESCRIPTIONS = (
    pronouns.possessed,
    groups.group,
    groups.parties,
    roles.role,
    roles.colleague,
    descriptions.bare_title,
    descriptions.possessed_organ,
    groups.neighbour,
    descriptions.country,
    descriptions.land,
    descriptions.kind_of_organisation,
    descriptions.by_kind,
    descriptions.fighters,
)


def resolve(antecedents: Antecedents) -> None:
    """Resolve what can be from left to right, adding to the Doc's mentions."""
    personal, clitics, latter = (words("anaphora", key) for key in ("personal", "objects", "latter"))
    stressed = words("anaphora", "stressed")
    demonstratives = words("anaphora", "demonstratives")
    ordinals = words("anaphora", "first") | words("anaphora", "second")
    doc = antecedents.doc
    for token in doc:
        i, word = token.i, token.lower_
        if i in antecedents.at:
            continue
        if word in personal and token.dep_ in SUBJECTS:
            pronouns.personal(antecedents, token)
        elif word.startswith("-") and word[1:] in personal:
            speakers.inverted(antecedents, token)
        elif word in words("anaphora", "general"):
            speakers.general(antecedents, i)
        elif word in stressed and any(c.dep_ == "case" for c in token.children):
            pronouns.strong(antecedents, token)
        elif (word in latter and i and doc[i - 1].lower_ in ("ce", "cette", "ces")) or (
            word in demonstratives and doc.words(i + 1, i + 3).lower() == "-ci"
        ):
            pronouns.latter(antecedents, i)
        elif word in ordinals and i and i not in antecedents.bare and doc[i - 1].lower_ in ("le", "la"):
            pronouns.ordinal(antecedents, i)
        elif word in clitics and (token.dep_ in CLITIC_LABELS or word == "lui") and token.head.i > i:
            follow = doc[i + 1]
            if follow.pos_ in ("VERB", "AUX") or follow.lower_ in ("en", "y"):
                pronouns.clitic(antecedents, token)
        elif i and (word in grammar()["anaphora"]["numbers"] or token.pos_ in NOMINAL or i in antecedents.bare):
            describe(antecedents, i)
    antecedents.refs.sort(key=lambda r: r["start"])


def describe(antecedents: Antecedents, i: int) -> None:
    """Try each kind of description at token `i`, until one is resolved."""
    for attempt in DESCRIPTIONS:
        if i not in antecedents.at:
            attempt(antecedents, i)


@Language.component("entente_anaphora", requires=["token.dep", "doc._.mentions"], assigns=["doc._.mentions"])
def anaphora(doc: Doc) -> Doc:
    """Pipeline component over `Antecedents`."""
    if len(doc) and not doc._.given:
        antecedents = Antecedents(doc)
        resolve(antecedents)
        doc._.home = antecedents.home_state
    return doc
