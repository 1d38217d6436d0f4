"""Why: a text with its mentions, each relation with its rule and the way to its actors, and what nearly was one."""

from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.language.characters import clean

CLASSES = {"cooperation": "coopération", "tension": "tension"}
STATUSES = {"asserted": "affirmée", "hypothetical": "hypothétique", "negated": "niée"}


def explain(text: str, nlp: Language, date: str = "") -> str:
    """What the program makes of `text`, for a person to read; `date` (ISO) is that of the article, if known."""
    doc = nlp.make_doc(clean(text)[0])
    doc._.date, doc._.trace = date, True
    doc = nlp(doc)
    return "\n".join(lines(doc)) or "Rien à expliquer : le texte est vide."


def lines(doc: Doc) -> Iterator[str]:
    """The explanation, sentence by sentence."""
    for sentence in doc.sents:
        if not sentence.text.strip():
            continue
        yield f"« {marked(sentence)} »"
        evidence = [e for e in doc._.evidence if inside(e, sentence)]
        kept = {record_key(r) for r in doc._.relations}
        for record in (e for e in evidence if record_key(e) in kept):
            yield from relation_lines(doc, record)
        misses = [m for m in doc._.near_misses if inside(m, sentence)]
        for miss in misses:
            yield f"  presque : « {miss['trigger']} » (règle {miss['rule']}, « {miss['frame']} ») : {miss['reason']}"
        if not evidence and not misses:
            yield "  aucune relation : aucun mot du lexique n'y relie deux acteurs"
        yield ""


def inside(entry: dict[str, Any], sentence: Span) -> bool:
    """Whether the trigger of `entry` stands in `sentence`."""
    return bool(sentence.start_char <= entry["trigger_start"] < sentence.end_char)


def record_key(record: dict[str, Any]) -> tuple[Any, ...]:
    """What tells a relation from others in the text."""
    return tuple(record[k] for k in ("trigger_start", "source", "target", "type", "status", "rule"))


def marked(sentence: Span) -> str:
    """The sentence with each mention in brackets and its actor: « [Bamako = MLI] accuse … »."""
    doc, pieces, at = sentence.doc, [], sentence.start
    for ref in sorted(doc._.mentions, key=lambda r: r["start"]):
        if ref["start"] < at or ref["end"] > sentence.end or ref["place"] or ref["hint"]:
            continue
        pieces.append(doc[at : ref["start"]].text_with_ws)
        span = doc[ref["start"] : ref["end"]]
        pieces.append(f"[{span.text} = {' + '.join(ref['ids'])}]{span[-1].whitespace_}")
        at = ref["end"]
    return " ".join("".join([*pieces, doc[at : sentence.end].text]).split())


def relation_lines(doc: Doc, record: dict[str, Any]) -> Iterator[str]:
    """One relation: who, what, how sure, by which rule, and the way from the trigger to each actor."""
    names = {ident: who["name"] for ident, who in doc._.registry.items()}
    arrow = "→" if record["directed"] else "–"
    yield (
        f"  {names[record['source']]} {arrow} {names[record['target']]} : {CLASSES[record['class']]} {record['type']}, "
        f"{STATUSES[record['status']]}, confiance {record['confidence']:g}"
    )
    details = [f"règle {record['rule']}, cadre « {record['frame']} », déclencheur « {record['trigger']} »"]
    if record["date"]:
        details.append(f"date {record['date']}")
    if record["attribution"]:
        details.append(f"selon {record['attribution']}")
    yield f"    {' ; '.join(details)}"
    for side, head in record["heads"].items():
        trigger = next(t for t in doc if t.idx == record["anchor_start"])
        guess = ", deviné : l'arbre ne le relie pas" if side in record["guessed"] else ""
        yield f"    {side} « {doc[head].text} » : {path(trigger, doc[head])}{guess}"


def path(trigger: Token, head: Token) -> str:
    """The dependency labels from the trigger to a word, up (↑) and down (↓): `↓obj ↓nmod`."""
    above = [trigger, *trigger.ancestors]
    down: list[Token] = []
    token = head
    while token not in above and token.head != token:
        down.append(token)
        token = token.head
    if token not in above:
        return "sans lien dans la phrase"
    up = above[: above.index(token)]
    steps = [f"↑{t.dep_}" for t in up] + [f"↓{t.dep_}" for t in reversed(down)]
    return " ".join(steps) or "le déclencheur lui-même"
