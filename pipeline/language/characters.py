"""Text as the model knows it: composed accents, plain spaces, straight apostrophes; offsets lead back.

The model has never seen « e » + U+0301 or U+202F. The text that is kept stays as it was read.
"""

import re
import unicodedata

from pipeline.schema import Actor, Relation

SAME_LENGTH = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "\u2011": "-",
        "‐": "-",
    }
)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# An invisible character, a letter with its accents apart, « oe » for « œ » (« manoeuvres », but « Goeury » is a name).
CLUSTER = re.compile(f"[{INVISIBLE}]|[^\u0300-\u036f][\u0300-\u036f]+|(?<=[a-z])oe(?=u|il)|\\boe(?=u|il)", re.DOTALL)


def clean(text: str) -> tuple[str, list[int]]:
    """`text` for the model, and for each of its characters (and its end) the offset in `text`.

    The list is empty where all offsets are the same.
    """
    plain = text.translate(SAME_LENGTH)
    if not CLUSTER.search(plain):
        return plain, []
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in CLUSTER.finditer(plain):
        pieces.append(plain[last : match.start()])
        offsets += range(last, match.start())
        composed = "" if match.group()[0] in INVISIBLE else unicodedata.normalize("NFC", match.group())
        composed = "œ" if composed == "oe" else composed
        pieces.append(composed)
        offsets += [match.start()] * len(composed)
        last = match.end()
    pieces.append(plain[last:])
    offsets += range(last, len(plain) + 1)
    return "".join(pieces), offsets


def restore(actors: list[Actor], relations: list[Relation], offsets: list[int]) -> None:
    """Turn offsets in the cleaned text into offsets in the text it was made of, in place."""
    if not offsets:
        return
    for actor in actors:
        for mention in actor["mentions"]:
            mention["start"], mention["end"] = offsets[mention["start"]], offsets[mention["end"]]
    for relation in relations:
        relation["sentence_start"] = offsets[relation["sentence_start"]]
        relation["sentence_end"] = offsets[relation["sentence_end"]]
        relation["trigger_start"] = offsets[relation["trigger_start"]]
        relation["trigger_end"] = offsets[relation["trigger_end"]]
