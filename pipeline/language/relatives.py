"""Relative clauses that the parser took for the main clause: « Le Polisario, dont Alger soutient la lutte, a rejeté … »."""

from typing import TYPE_CHECKING

from pipeline.grammar import words

if TYPE_CHECKING:
    from pipeline.language.tree import Sentence, Token, Tree

VERBS = ("VERB", "AUX")
HUNG = ("advcl", "conj", "ccomp", "parataxis", "dep")  # what the main clause is taken for instead


def untangle(tree: "Tree") -> None:
    """Hang each such relative clause on its noun, and the noun on the verb of the main clause."""
    pronouns = words("relatives", "pronouns")
    for sentence in tree.sents:
        for token in sentence:
            if token.lower_ in pronouns and token.i - sentence.start > 1:
                settle(tree, sentence, token)


def settle(tree: "Tree", sentence: "Sentence", pronoun: "Token") -> None:
    """The same of the clause that `pronoun` opens, if it is one."""
    comma = pronoun.i - 1
    comma -= tree[comma].pos_ == "ADP"
    verb = next((t for t in sentence if t.head is t), None)
    if (
        comma <= sentence.start
        or tree[comma].text != ","
        or verb is None
        or verb.i <= pronoun.i
        or verb.pos_ not in VERBS
    ):
        return
    if any(t.pos_ == "VERB" and finite(t) for t in tree[pronoun.i : verb.i]):
        return  # the clause has a verb of its own before
    if (
        pronoun.head.i > pronoun.i
        and pronoun.head.pos_ not in VERBS
        and pronoun.lower_ in words("relatives", "governed")
    ):
        hang(pronoun, verb, "obl:arg")  # « auxquelles les Émirats fournissent », hung on « Émirats »
    noun = tree[comma - 1]
    while noun.head is not noun and noun.head is not verb:
        noun = noun.head
    main = next((c for c in verb.children if c.i > verb.i and takes_up(tree, c)), None)
    if noun.head is verb and noun.i < comma and main is not None:
        passive = any(c.dep_ == "aux:pass" for c in main.children)
        hang(noun, main, "nsubj:pass" if passive else "nsubj")
        hang(main, main, "ROOT")
        hang(verb, noun, "acl:relcl")


def takes_up(tree: "Tree", verb: "Token") -> bool:
    """Whether a clause goes on after the comma that closes the relative one, with no subject of its own."""
    if verb.dep_ not in HUNG or verb.pos_ not in VERBS or not finite(verb):
        return False
    own = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
    if own is not None:  # « Le Pakistan, que soutient Pékin, et l'Inde ont … »
        joined = tree[own.left_edge.i - 1].lower_ == "et" or own.left_edge.lower_ == "et"
        return joined and any("Plur" in t.morph.get("Number", []) for t in (verb, *verb.children) if t.pos_ in VERBS)
    before = (c.i for c in verb.children if c.i < verb.i and c.pos_ in ("AUX", "PRON", "ADV"))
    return tree[min([verb.i, *before]) - 1].text == ","


def finite(verb: "Token") -> bool:
    return any(
        "Fin" in t.morph.get("VerbForm", []) for t in (verb, *verb.children) if t is verb or t.dep_.startswith("aux")
    )


def hang(token: "Token", head: "Token", dep: str) -> None:
    """Make `token` a dependent of `head`."""
    if token.head is not token:
        token.head.children = [c for c in token.head.children if c is not token]
    token.head, token.dep_ = head, dep
    if head is not token:
        head.children = sorted([*head.children, token], key=lambda t: t.i)
