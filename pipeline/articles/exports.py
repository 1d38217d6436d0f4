"""Text exports of press databases, which hold many articles: Europresse and Factiva, known by how articles end."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.articles.dates import find_date, iso
from pipeline.articles.draft import Draft, Meta
from pipeline.articles.splitting import author_of, furniture

EUROPRESSE_ID = re.compile(r"^\W*(?:Doc\. ?: ?)?[a-z]+[·•](\d{4})(\d{2})(\d{2})[·•]\w+[·•][\w-]+[ \t]*$", re.MULTILINE)
FACTIVA_ID = re.compile(r"^(?:AN[ \t]+)?Document ([A-Za-z]\w*\d{8}\w+)[ \t]*$", re.MULTILINE)
FIELD = re.compile(r"^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN)(?:[ \t]+|$)")
CLOCK = re.compile(r"\d{1,2}[:h]\d{2}.*")
LONGEST_HEAD = 15  # lines before the text of an article


class Line(NamedTuple):
    """A line that is not blank, and where it stands."""

    start: int
    end: int
    text: str


def split_export(text: str) -> Iterator[Draft]:
    """The articles of an export; nothing where `text` is none."""
    for pattern, describe in ((EUROPRESSE_ID, europresse), (FACTIVA_ID, factiva)):
        start, found = 0, []
        for mark in pattern.finditer(text):
            draft = describe(text, lines_of(text, start, mark.start()), mark)
            if draft:
                found.append(draft)
            start = mark.end()
        if found:
            yield from found
            return


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The lines of `text[start:end]` that are not blank."""
    matches = re.finditer(r"\S.*", text[start:end])
    return [Line(start + m.start(), start + m.start() + len(m[0].rstrip()), m[0].rstrip()) for m in matches]


@cache
def word_count() -> re.Pattern[str]:
    """« 532 mots », at the end of a line or before a page."""
    return re.compile(rf"\b\d[\d \u00a0\u202f,.]*\s(?:{'|'.join(furniture()['exports']['words'])})\b")


def europresse(text: str, lines: list[Line], mark: re.Match[str]) -> Draft | None:
    """Source; « Rubrique, mardi 8 juillet 2025 812 mots, p. 8 »; headline; author; text; rights and certificate."""
    head = next((i for i, line in enumerate(lines[:LONGEST_HEAD]) if word_count().search(line.text)), None)
    if head is None or head + 2 > len(lines) - 1:
        return None
    after = tuple(furniture()["exports"]["after"])
    own = lines[head + 1 :]
    stop = next(
        (i for i, line in enumerate(own) if line.text.startswith(after) or re.match(r"© ?\d{4}", line.text)), None
    )
    own = own[:stop]
    if len(own) < 2:
        return None
    meta = {
        "title": own[0].text, "author": author_of(own[1].text), "source": lines[head - 1].text if head else "",
        "date": iso(int(mark[1]), int(mark[2]), int(mark[3])),
    }  # fmt: skip
    return Draft(text, own[0].start, own[-1].end, True, meta)


def factiva(text: str, lines: list[Line], mark: re.Match[str]) -> Draft | None:
    """Headline, author, « 532 mots », date, time, source, its code, language, rights; then the text."""
    if any(line.text.startswith(("HD ", "HD\t")) or line.text == "HD" for line in lines):
        return factiva_fields(text, lines)
    counted = next((i for i, line in enumerate(lines[:LONGEST_HEAD]) if word_count().fullmatch(line.text)), None)
    if not counted:
        return None
    author = author_of(lines[counted - 1].text) if counted > 1 else ""
    title = " ".join(line.text for line in lines[: counted - 1 if author else counted])
    head = [line.text for line in lines[counted + 1 : counted + LONGEST_HEAD]]
    date = find_date(head[0]) if head else ""
    source = next((t for t in head[1:3] if not CLOCK.fullmatch(t)), "")
    return Draft(text, lines[0].start, lines[-1].end, True, described(title, author, date, source))


def factiva_fields(text: str, lines: list[Line]) -> Draft | None:
    """The same, each field after its two letters; the text is the fields LP and TD."""
    fields: dict[str, list[Line]] = {}
    name = ""
    for line in lines:
        field = FIELD.match(line.text)
        if field:
            name = field[1]
            line = Line(line.start + field.end(), line.end, line.text[field.end() :])
        if name and line.text:
            fields.setdefault(name, []).append(line)
    body = fields.get("LP", []) + fields.get("TD", [])
    if not body or "HD" not in fields:
        return None
    value = {key: " ".join(line.text for line in found) for key, found in fields.items()}
    author = value.get("BY", "")
    meta = described(value["HD"], author_of(author) or author, find_date(value.get("PD", "")), value.get("SN", ""))
    return Draft(text, fields["HD"][0].start, body[-1].end, True, meta)


def described(title: str, author: str, date: str, source: str) -> Meta:
    """Metadata as readers give them."""
    return {"title": title, "author": author, "date": date, "source": source}
