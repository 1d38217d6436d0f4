"""Web pages saved from a browser: main text, title, author, date, site."""

import logging
import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import IO, Any

from pipeline.articles.dates import find_date
from pipeline.articles.decoding import FORBIDDEN, UnreadableError, decode, whole
from pipeline.articles.draft import Draft, alone
from pipeline.articles.splitting import furniture

EMBEDDED = re.compile(rb"data:[\w./+-]+;base64,[A-Za-z0-9+/=\s]+")  # pictures in a page saved as one file
CHARSET = re.compile(rb"""<meta[^>]+charset=["']?([\w-]+)|<\?xml[^>]+encoding=["']([\w-]+)""", re.IGNORECASE)
REFERENCE = re.compile(r"&#(x[0-9a-f]{1,6}|[0-9]{1,7});?", re.IGNORECASE)
BLOCKS = (
    "p",
    "div",
    "br",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "figcaption",
    "pre",
    "td",
    "th",
)
LARGEST_PAGE = 10_000_000  # bytes of a page without its pictures
LONGEST_LINK = 200  # characters of a « Lire aussi » line


# What a page lacks is told by the error of its article, not by log lines on the screen.
for library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(library).addHandler(logging.NullHandler())


def from_html(file: IO[bytes]) -> Iterator[Draft]:
    """The article of a web page: headline, then main text without menus, comments and links to other articles.

    Raises:
        UnreadableError: no text, or too large.
    """
    import trafilatura

    data = EMBEDDED.sub(b"", whole(file))
    if len(data) > LARGEST_PAGE:
        raise UnreadableError(f"page trop grande (plus de {LARGEST_PAGE // 1_000_000} Mo sans ses images)")
    page: Any = trafilatura.bare_extraction(
        without_controls(unescaped(data)),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    body = (
        "\n".join(line for line in (page.text or "").split("\n") if line.strip() and not is_link(line)) if page else ""
    )
    if not page or not body:
        raise UnreadableError("page sans texte d'article")
    title = " ".join((page.title or "").split())
    text = body if not title or body.startswith(title) else f"{title}\n\n{body}"
    yield alone(
        text,
        {
            "title": title,
            "author": (page.author or "").replace("; ", ", "),
            "date": page.date or find_date(text),
            "source": page.sitename or "",
            "url": page.url or "",
        },
    )


def unescaped(data: bytes) -> str:
    """The page as text: by the encoding it declares where that fits, else as any text file."""
    found = CHARSET.search(data[:4096])
    if found:
        try:
            return data.decode((found[1] or found[2]).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # pages lie about their encoding; the next line looks for itself
    return decode(data)


def without_controls(page: str) -> str:
    """A page without the characters that no tree of it can hold, be they written out or as references."""
    return FORBIDDEN.sub("", REFERENCE.sub(lambda m: "" if is_forbidden(m[1]) else m[0], page))


def is_forbidden(number: str) -> bool:
    """Whether a character reference names what XML cannot hold."""
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code > sys.maxunicode or bool(FORBIDDEN.match(chr(code)))


@cache
def links() -> re.Pattern[str]:
    """What opens a line that only sends the reader to another article."""
    leads = "|".join(re.escape(lead).replace(r"\ ", r"\s+") for lead in furniture()["see_also"])
    return re.compile(rf"\W*(?:{leads})\b", re.IGNORECASE)


def is_link(line: str) -> bool:
    """« Lire aussi : … »."""
    return len(line) <= LONGEST_LINK and bool(links().match(line))


def flat(fragment: str) -> str:
    """A piece of HTML, as feeds carry it, as text with a line per block."""
    from lxml import etree
    from lxml.html import fragment_fromstring

    if not fragment.strip():
        return ""
    try:
        root = fragment_fromstring(without_controls(fragment), create_parent="div")
    except (etree.ParserError, ValueError):  # nothing but a comment, or an encoding declared in text
        return ""
    etree.strip_elements(root, "script", "style", with_tail=False)
    for element in root.iter(*BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    lines = (" ".join(line.split(" ")).strip() for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
