"""« « … », a accusé le représentant de X », « …, a reconnu Paris »: the clause set in that says who speaks."""

from typing import TYPE_CHECKING

from pipeline.gazetteer import fold
from pipeline.grammar import words
from pipeline.language.tree import Token
from pipeline.rules.forms import fold_set

if TYPE_CHECKING:
    from pipeline.language.voice import Voice

AFTER_VERB = ("nsubj", "obj", "dep", "obl:arg", "nsubj:pass", "flat:name", "xcomp", "ccomp")


def opening(args: "Voice", verb: Token) -> int:
    """The first token of a verb with its auxiliaries and clitics: « lui a lancé »."""
    clitics = words("anaphora", "objects") | words("incise", "clitics")
    first = args.first_of(verb)
    while first > verb.sent.start and verb.doc[first - 1].lower_ in clitics:
        first -= 1
    return first


def closed_quotation(args: "Voice", i: int) -> int | None:
    """The mark that ends a quotation right before token `i`, a comma aside; None if there is none."""
    mark = i - 1
    if mark > 0 and args.tokens[mark].text == ",":
        mark -= 1
    ends = mark > 0 and args.quoted[mark - 1] and not args.quoted[mark]
    return mark if ends and "\n" not in args.tokens[mark].text else None


def speaker_after(args: "Voice", verb: Token) -> list[Token]:
    """The subject that stands after its verb where that follows a quotation, or a comma in a verb of speech."""
    first = opening(args, verb)
    if first < 2 or args.quoted[first] or not args.is_finite(verb):
        return []
    if any(c.dep_.startswith("nsubj") and c.i < first and not args.quoted[c.i] for c in verb.children):
        return []
    if closed_quotation(args, first) is None and not set_in(args, verb, first):
        return []
    return [c for c in verb.children if c.i > verb.i and named_so(args, c)][:1]


def set_in(args: "Voice", verb: Token, first: int) -> bool:
    """« X arme Y, a affirmé Z. »: after a comma, in a compound tense, a verb of speech that goes on from no other."""
    told = args.tokens[first - 1].text == "," and first < verb.i and verb.dep_ not in ("conj", "acl", "acl:relcl")
    return told and fold(verb.lemma_) in fold_set(words("attribution", "verbs"))


def named_so(args: "Voice", token: Token) -> bool:
    """Whether what hangs after a verb can be its subject."""
    return token.dep_ in AFTER_VERB and token.pos_ in ("NOUN", "PROPN") and not args.case(token)
