"""Who is named beside another as doing or undergoing the same: « Paris, tout comme Londres et Berlin, … »."""

from functools import cache
from typing import TYPE_CHECKING

from pipeline.gazetteer import fold
from pipeline.grammar import grammar, spelt, words

if TYPE_CHECKING:
    from pipeline.language.tree import Token
    from pipeline.language.voice import Voice

APPOSED = 16  # tokens of an apposition
LONGEST = 9  # tokens between two members of a list, the words that join them and a determiner


@cache
def joints(kind: str) -> dict[str, list[tuple[str, ...]]]:
    """The words of each joint of a kind as tokens, by the first of them, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for form in grammar()["lists"][kind]:
        words_of_it = tuple(spelt(form))
        found.setdefault(words_of_it[0], []).append(words_of_it)
    return {first: sorted(forms, key=len, reverse=True) for first, forms in found.items()}


def after_joint(lower: list[str], start: int, kind: str) -> int:
    """The token after the joint that begins at `start`; `start` if there is none."""
    forms = joints(kind).get(lower[start], ()) if start < len(lower) else ()
    return start + next((len(w) for w in forms if tuple(lower[start : start + len(w)]) == w), 0)


def members(args: "Voice", start: int) -> tuple[list[int], int]:
    """The mentions of the list that begins at token `start`, and the token after it, its comma left out."""
    found: list[int] = []
    i = end = start
    while i < len(args.tokens):
        token = args.tokens[i]
        if i in args.at and not args.refs[args.at[i]]["hint"]:
            found.append(args.at[i])
            i = end = args.refs[args.at[i]]["end"]
        elif (
            token.pos_ == "DET"
            or token.lower_ in grammar()["lists"]["within"]
            or token.i in args.titles
            or i in args.at
        ):
            i += 1
        else:
            break
    return found, end


def beside_name(args: "Voice", left: int, right: int) -> str:
    """« et » if only words that join stand between two mentions (« A, tout comme B », « tant A que B »), « avec » if only
    those of an aside (« A, avec B, »: what B does A need not), else ''."""
    start, end = args.refs[left]["end"], args.refs[right]["start"]
    rest = [t for t in args.tokens[start:end] if not within(args, t, right)]
    if not rest:
        return ""
    comma = args.lower[start] == ","
    first = start + comma
    after = after_joint(args.lower, first, "links")
    if after == first and not comma:
        after = after_joint(args.lower, first, "likenesses")
    elif after == first and closed(args, right):
        after = after_joint(args.lower, first, "likenesses")
        beyond = after_joint(args.lower, first, "asides")
        if after == first < beyond and rest[-1].i < beyond and same_sort(args, left, right):
            return "avec"
    if after == first and halves(args, left):
        after += args.lower[first] in grammar()["lists"]["second"]
    return "et" if after > first and rest[-1].i < after else ""


def within(args: "Voice", token: "Token", ref: int) -> bool:
    """Whether a word before mention `ref` is a determiner, a preposition or of a person's title: « son homologue russe X »."""
    if token.pos_ == "DET" or token.lower_ in grammar()["lists"]["of"]:
        return True
    title = token.i in args.titles or token.pos_ == "ADJ" or fold(token.lemma_) in args.persons
    return title and args.is_person(args.tokens[args.refs[ref]["head"]])


def closed(args: "Voice", ref: int) -> bool:
    """Whether a comma ends the list that mention `ref` begins."""
    end = members(args, args.refs[ref]["start"])[1]
    return end < len(args.tokens) and args.lower[end] == ","


def halves(args: "Voice", ref: int) -> bool:
    """« tant Paris que Rome », « aussi bien A que B »: whether the first half of a joint stands before a mention."""
    first = args.refs[ref]["start"]
    first -= first > 0 and args.tokens[first - 1].pos_ == "DET"
    return any(
        tuple(args.lower[max(0, first - len(w)) : first]) == w for forms in joints("halves").values() for w in forms
    )


def heading(args: "Voice", comma: int) -> list[int]:
    """« Les alliés, Paris et Londres en tête, promettent … »: the mentions of those who go first, named after `comma`."""
    found, end = members(args, comma + 1)
    return found if found and after_joint(args.lower, end, "heading") > end else []


def associates(args: "Voice", verb: "Token", subjects: list["Token"]) -> list["Token"]:
    """Who does as the subject does: « À l'instar de Paris, Berlin a … », « Berlin a condamné l'attaque, tout comme Paris »."""
    named = sorted(args.at[t.i] for t in subjects if t.i in args.at)
    if not named:
        return []
    found = fronted(args, args.refs[named[0]]["start"]) or trailing(args, verb)
    return [args.tokens[args.refs[n]["head"]] for n in found if n not in named and same_sort(args, named[0], n)]


def same_sort(args: "Voice", one: int, other: int) -> bool:
    """Whether both or neither of two mentions are persons: « Avec Donald Trump, les États-Unis … » tells of one actor."""
    first, second = (args.is_person(args.tokens[args.refs[n]["head"]]) for n in (one, other))
    return first == second


def fronted(args: "Voice", subject: int) -> list[int]:
    """The mentions of an aside that opens the sentence, before the subject at token `subject` and its comma."""
    begin = args.tokens[subject].sent.start
    start = after_joint(args.lower, begin, "fronted")
    comma = subject - 1
    while comma > start and args.tokens[comma].pos_ == "DET":
        comma -= 1
    if start == begin or comma <= start or args.lower[comma] != ",":
        return []
    found, end = members(args, start)
    before = [n for n in found if args.refs[n]["end"] <= comma]
    return before if end >= comma and before else []


def trailing(args: "Voice", verb: "Token") -> list[int]:
    """The mentions of an aside that closes the verb's sentence, or its clause."""
    for token in args.tokens[verb.i + 1 : verb.sent.end]:
        if token.text in ";:«»" or (token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])):
            return []
        first = token.i + (token.text == ",")
        start = after_joint(args.lower, first, "likewise")
        if start == first:
            start = after_joint(args.lower, first, "trailing")
            opened = first == token.i and args.tokens[token.i - 1].text == ","  # it has been looked at with its comma
            single = start == first + 1 and not sole(args, verb, token)
            if start == first or opened or single or after_actor(args, token):
                continue
        if start < len(args.tokens) and args.tokens[start].pos_ == "ADP":
            continue  # « critiqué par Tokyo, comme par Séoul »
        found, end = members(args, start)
        return found if end >= verb.sent.end or args.lower[end] in grammar()["lists"]["closing"] else []
    return []


def after_actor(args: "Voice", token: "Token") -> bool:
    """« Londres accuse Moscou, tout comme Paris »: whether what goes before `token` may be what the aside goes on with."""
    n = args.at.get(token.i - 1)
    return n is not None and not args.refs[n]["hint"] and not args.case(args.tokens[args.refs[n]["head"]])


def sole(args: "Voice", verb: "Token", comma: "Token") -> bool:
    """Whether « comme » after `comma` goes on with the subject: a plural before it would be exemplified."""
    between = args.tokens[verb.i + 1 : comma.i]
    return comma.text == "," and not any("Plur" in t.morph.get("Number", []) for t in between if t.pos_ == "NOUN")


def bridges(args: "Voice") -> tuple[dict[int, int], dict[int, int]]:
    """« L'Arménie, alliée de la Russie, et l'Azerbaïdjan »: by the mention after « et » that before the apposition, and by
    token of the apposition the mention after it, of which it tells nothing."""
    joined: dict[int, int] = {}
    apart: dict[int, int] = {}
    for i, word in enumerate(args.lower):
        if word != "et" or i < 2 or args.lower[i - 1] != ",":
            continue
        after = i + 1
        while after < len(args.tokens) and args.tokens[after].pos_ == "DET":
            after += 1
        opening = apposition(args, i - 1)
        if after in args.at and opening and not args.refs[args.at[after]]["hint"]:
            joined[args.at[after]] = args.at[opening - 1]
            apart |= dict.fromkeys(range(opening, i), args.at[after])
            end = args.refs[args.at[after]]["end"]
            commas = (k for k in range(end + 1, min(end + APPOSED, len(args.tokens))) if args.lower[k] == ",")
            closing = next(commas, 0)
            if closing and apposition(args, closing) == end:  # « …, et le Rwanda, accusé de …, »
                apart |= dict.fromkeys(range(end, closing), args.at[opening - 1])
    return joined, apart


def apposition(args: "Voice", comma: int) -> int:
    """The comma after a name that opens what ends at `comma`: an adjective, a participle, a noun without determiner or a
    relative clause; 0 if there is none."""
    for i in range(comma - 2, max(args.tokens[comma].sent.start, comma - APPOSED), -1):
        token = args.tokens[i]
        if token.text in ";:«»()":
            return 0
        if token.text == ",":
            first = args.tokens[i + 1]
            relative = first.lower_ in words("relatives", "pronouns")
            named = i - 1 in args.at and not args.refs[args.at[i - 1]]["hint"]
            described = first.pos_ in ("ADJ", "VERB", "NOUN") and i + 1 not in args.at
            return i if named and (described or relative) else 0
    return 0
