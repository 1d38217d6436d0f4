"""Several articles in one text: where each begins, its headline and author.

Articles follow each other with their headlines. A headline is a line of its own without a full stop; it opens a new
article only after a byline, or where it is built like the file's first headline (« Sujet : ce qui arrive »). A
sub-heading is neither. In doubt a text stays whole.
"""

import re
import tomllib
from functools import cache
from typing import Any, NamedTuple

from pipeline.paths import models_dir

BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
RULE = re.compile(r"^[ \t]*(?:={3,}|\*{3,}|-{3,}|_{3,}|(?:\* ){2,}\*)[ \t]*$|\f", re.MULTILINE)
LONGEST_TITLE = 180
PARAGRAPH = 120  # characters from which a block is running text
ARTICLE = 1000  # characters that a text has at least; sub-headings stand closer together
TITLE = 7  # words that a headline built like another one has at least
NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]*\.?")


@cache
def furniture() -> dict[str, Any]:
    """The word lists of `models/reading.toml`."""
    return tomllib.loads((models_dir() / "reading.toml").read_text(encoding="utf-8"))


class Part(NamedTuple):
    """One article's slice of a text, end exclusive, with its headline and author ('' if none)."""

    start: int
    end: int
    title: str
    author: str


class Block(NamedTuple):
    """A run of lines without a blank one between."""

    start: int
    end: int
    text: str


def blocks_of(text: str, start: int, end: int) -> list[Block]:
    """The blocks of `text[start:end]`, blank-looking lines taken as blank."""
    found = []
    for m in BLOCK.finditer(text, start, end):
        stripped = m.group().strip()
        if stripped:
            at = m.start() + len(m.group()) - len(m.group().lstrip())
            found.append(Block(at, at + len(stripped), stripped))
    return found


def is_headline(block: Block) -> bool:
    """A single short line without a full stop at its end."""
    return (
        "\n" not in block.text and len(block.text) <= LONGEST_TITLE and block.text[-1] not in ".;,:…»"
        and any(c.isalpha() for c in block.text)
    )  # fmt: skip


def has_topic(title: str) -> bool:
    """« Sujet : ce qui arrive »."""
    left, colon, right = title.replace("\u00a0", " ").replace("\u202f", " ").partition(" : ")
    return bool(colon) and len(left.split()) <= 12 and len(right.split()) >= 3


def full(headline: Block, last: Block) -> bool:
    """Whether the words and the text since the last headline are many enough for another article."""
    return len(headline.text.split()) >= TITLE and headline.start - last.end >= ARTICLE


def author_of(line: str) -> str:
    """The author that a byline names, '' if `line` is none: « Mohamed Kenouvi », « Par Marie Dupont »."""
    sentence = len(line) >= PARAGRAPH or line.strip().endswith(".")
    text = line.strip().rstrip(".")
    explicit = False
    for lead in furniture()["byline"]:
        if text.lower().startswith(lead + " "):
            text, explicit = text[len(lead) + 1 :].strip(" :"), True
            break
    if sentence and not explicit:
        return ""
    text = text.split(",")[0].split(" (")[0].strip()
    words = text.split()
    names = [w for w in words if (NAME.fullmatch(w) and not w.isupper()) or w.lower() in furniture()["particles"]]
    if not 2 <= len(words) <= 4 or len(names) != len(words) or words[0].lower() in furniture()["particles"]:
        return ""
    return text if explicit or not any(c.isdigit() for c in text) else ""


def split(text: str) -> list[Part]:
    """The articles of `text`; one part covering it all when there is nothing to split."""
    parts: list[Part] = []
    last = 0
    for edge in [*[(m.start(), m.end()) for m in RULE.finditer(text)], (len(text), len(text))]:
        if text[last : edge[0]].strip():
            parts += split_section(text, last, edge[0])
        last = edge[1]
    # A rule inside one article separates nothing that has a headline of its own.
    if len(parts) > 1 and not all(p.title for p in parts):
        return split_section(text, 0, len(text))
    return parts


def split_section(text: str, start: int, end: int) -> list[Part]:
    """The articles of a section without explicit separators."""
    blocks = blocks_of(text, start, end)
    if not blocks:
        return []
    opens = [0]
    topical = is_headline(blocks[0]) and has_topic(blocks[0].text)
    for i in range(2, len(blocks) - 1):
        block, before, after = blocks[i], blocks[i - 1], blocks[i + 1]
        if not is_headline(block) or len(after.text) < PARAGRAPH or is_headline(after):
            continue
        byline = bool(author_of(before.text)) and len(blocks[i - 2].text) >= PARAGRAPH and i - 1 not in opens
        alike = topical and has_topic(block.text) and len(before.text) >= PARAGRAPH and full(block, blocks[opens[-1]])
        if (byline and len(block.text.split()) >= 5) or alike:
            opens.append(i)
    edges = [blocks[i].start for i in opens[1:]] + [end]
    parts = []
    for n, i in enumerate(opens):
        own = blocks[i : opens[n + 1] if n + 1 < len(opens) else len(blocks)]
        begin = start if n == 0 else blocks[i].start
        stop = own[-1].end if n + 1 < len(opens) else edges[n]
        parts.append(Part(begin, stop, headline(own), author(own)))
    return parts


def headline(blocks: list[Block]) -> str:
    """The headline of an article: its first line, where that is one."""
    first = blocks[0].text.split("\n", 1)[0].strip()
    only = len(blocks) == 1 and "\n" not in blocks[0].text
    looks = len(first) <= LONGEST_TITLE and (first[-1] not in ".;," or first.isupper())
    return " ".join(first.lstrip("#").split()) if looks and not only else ""


def author(blocks: list[Block]) -> str:
    """The author named in an article's second or last block."""
    for block in (blocks[1:2], blocks[-1:]):
        if block and len(blocks) > 1 and "\n" not in block[0].text:
            found = author_of(block[0].text)
            if found:
                return found
    return ""
