"""Organisations by their form: « Nom complet (SIGLE) », names that begin with a word like « Coalition », « le groupe X »."""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span, Token

from pipeline.gazetteer import fold
from pipeline.grammar import words

LONGEST = 9  # tokens of a name with common words in it


def is_acronym(text: str) -> bool:
    """Capitals, perhaps with digits: « CIMCT », « M23 »."""
    return 2 <= len(text) <= 10 and text[0].isupper() and sum(c.isupper() for c in text) >= max(2, len(text) // 2)


def spells(letters: str, acronym: str) -> bool:
    """Whether the initials of a name can give its acronym: the first agree, and all but one of the rest in order."""
    if not letters or letters[0] != acronym[0]:
        return False
    row = [0] * (len(acronym) + 1)  # longest common subsequence
    for letter in letters:
        new = [0]
        for j, wanted in enumerate(acronym):
            new.append(max(new[j], row[j + 1], row[j] + (letter == wanted)))
        row = new
    return max(row) >= max(2, len(acronym) - 1)


def brackets(texts: list[str], sign: str, away: int, last: int) -> list[int]:
    """The tokens before `last` that stand `away` tokens before (negative: after) a bracket."""
    return [i - away for i, text in enumerate(texts) if text == sign and 0 <= i - away < last]


def bracketed_names(doc: Doc, texts: list[str]) -> Iterator[tuple[int, int, int]]:
    """Each « SIGLE (Nom complet) »: the name's token span and the acronym's token."""
    for i in brackets(texts, "(", 1, len(doc) - 3):
        if not is_acronym(doc[i].text) or not doc[i + 2].text[0].isupper():
            continue
        end = next((j for j in range(i + 3, min(i + 18, len(doc))) if doc[j].text in "(),;:"), 0)
        if end and doc[end].text == ")" and spells(initials(doc[i + 2 : end]), fold(doc[i].text)):
            yield i + 2, end, i


def initials(span: Span) -> str:
    """The first letters of the words of a name, the shortest left out."""
    return "".join(fold(t.text)[0] for t in span if t.is_alpha and len(t.text) > 2)


def bracketed_acronyms(doc: Doc, texts: list[str], taken: list[int]) -> Iterator[tuple[int, int, int | None]]:
    """Each « Nom complet (SIGLE) »: the name's token span and the acronym's token."""
    yield from bracketed_names(doc, texts)
    for i in brackets(texts, "(", -1, len(doc) - 1):
        if i < 2 or doc[i + 1].text != ")" or not is_acronym(doc[i].text):
            continue
        if taken[i - 2] >= 0 and taken[i] < 0:
            yield i - 2, i - 1, i
            continue
        acronym = fold(doc[i].text)
        for start in range(max(0, i - 14), i - 2):
            span = doc[start : i - 1]
            if (
                not span[0].text[0].isupper()
                or span[0].is_stop  # « Entre le JNIM et l'État islamique au Sahel (EIS) »
                or span[0].lower_ in words("names", "links")
                or "\n" in span.text
                or any(t.text in ",;:()«»." for t in span)
            ):
                continue
            if spells(initials(span), acronym):
                yield start, i - 1, i
                break


def headed_organisations(
    doc: Doc, texts: list[str], heads: dict[str, dict[str, str]], infinitives: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Each capitalised run that begins with a head of `organisation_heads.csv` and names it further."""
    last = 0
    for i in [i for i, text in enumerate(texts) if text in heads and not doc[i].is_sent_start]:
        end, j = i + 1, i + 1
        while i >= last and j < len(doc) and (doc[j].text[0].isupper() or doc[j].lower_ in words("names", "links")):
            if (doc[j].text[0].isupper() and doc[j].is_alpha) or "-" in doc[j].text:
                end = j + 1
            j += 1
        end = max(end, common_end(doc, i), described_end(doc, i, infinitives)) if heads[texts[i]].get("common") else end
        if end > i + 1 and i >= last:
            yield i, end
            last = end


def common_end(doc: Doc, i: int) -> int:
    """The end of « Union pour le changement, », « Congrès national. »: a head, then common words up to a mark; 0 if none."""
    for j in range(i + 1, min(i + LONGEST, len(doc))):
        token = doc[j]
        if token.is_punct or "\n" in token.text:
            return j if j > i + 1 and doc[j - 1].lower_ not in words("names", "links") else 0
        if not token.is_alpha and not token.text.endswith("'"):
            return 0
        if (
            token.lower_ == "pour"
            and j + 1 < len(doc)
            and doc[j + 1].lower_ not in words("names", "definite")
            and doc[j + 1].text.islower()
        ):
            return j if j > i + 1 else 0  # « du Mouvement de résistance pour complot »
        if token.is_stop and token.lower_ not in words("names", "links"):
            return 0
        if token.lower_ in words("names", "definite") and doc[j - 1].lower_ not in words("names", "links"):
            return 0  # « l'Union ferme le robinet, »
        if token.text[0].islower() and token.lower_ not in words("names", "links"):
            verbal = token.lower_.endswith(tuple(words("names", "verbal_endings")))
            if verbal or (j > i + 1 and doc[j - 1].text[0].isupper()):
                return 0  # « l'Université de Syracuse affirmait », « l'Institut du cancer basé à … »
    return 0


def relational(token: Token) -> bool:
    """« national », « chrétienne »: an adjective, by its ending, such as names of bodies have."""
    return token.text.islower() and token.lower_.endswith(tuple(words("names", "relational")))


def described_end(doc: Doc, i: int, infinitives: frozenset[str]) -> int:
    """The end of « Mouvement national de résistance chrétienne pour un … »: a head, its adjectives and its complements; 0 if
    it has none."""
    end, j = 0, i + 1
    while j < min(i + LONGEST, len(doc)):
        if relational(doc[j]):
            end = j = j + 1
            continue
        noun = complement(doc, j)
        if not noun or doc[noun - 1].lower_ in infinitives:  # « demande à l'Union de reprendre … »
            break
        end = j = noun
    placed = end and end + 1 < len(doc) and doc[end].lower_ in words("names", "of") and doc[end + 1].is_title
    return end + 2 if placed else end  # « Association des banques du Myanmar »


def complement(doc: Doc, j: int) -> int:
    """The token after « de la démocratie », « pour le changement », « et de la justice » at token `j`, 0 if there is none."""
    k = j + (doc[j].lower_ == "et")
    if k >= len(doc) or doc[k].lower_ not in words("names", "of") | ({"pour"} if k == j else set()):
        return 0
    article = k + 1 < len(doc) and doc[k + 1].lower_ in words("names", "definite")
    if doc[k].lower_ == "pour" and not article:
        return 0
    noun = doc[k + 1 + article] if k + 1 + article < len(doc) else doc[j]
    return noun.i + 1 if noun.i > j and noun.is_alpha and noun.text.islower() and not noun.is_stop else 0


def labelled(doc: Doc, texts: list[str], demonyms: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Each « le groupe armé Alpha », « l'ONG américaine Beta », « l'allemand Gamma »: the name's span and its label."""
    labels = words("names", "bodies") | words("names", "labels")
    for i, text in enumerate(texts[:-1]):
        label = text in labels
        if not (label or text.islower()):
            continue
        j = i + 1
        while label and j < min(i + 3, len(doc)) and (relational(doc[j]) or demonyms(texts[j])):
            j += 1
        firm = not label and i > 0 and texts[i - 1].lower() in words("names", "one") and demonyms(text)
        if not (label or firm) or j >= len(doc) or any("\n" in t for t in texts[i:j]):
            continue
        end = capitals(doc, j)
        if end:
            yield j, end, text if label else ""


def capitals(doc: Doc, start: int) -> int:
    """The end of the capitalised words from `start` on, with « de » or a hyphen between two; 0 if there are none."""
    end, j = 0, start
    while j < len(doc):
        text = doc[j].text
        if sum(c.isupper() for c in text) and (text[0].isupper() or text[0].isdigit()) and not text.endswith("'"):
            end = j + 1
        elif not (j > start and (text == "-" or text.lower() in words("names", "of"))):
            break
        j += 1
    return end
