"""PDF files: lines put together to paragraphs, column after column."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median
from typing import IO, Any

from pipeline.articles.decoding import UnreadableError, whole
from pipeline.articles.draft import Draft, alone
from pipeline.articles.splitting import furniture
from pipeline.articles.word import described

MOST_PAGES = 2000
MOST_CHARACTERS = 5_000_000
REASONS = {3: "PDF endommagé ou tronqué", 4: "PDF protégé par un mot de passe", 5: "PDF protégé (chiffrement inconnu)"}
SOFT_HYPHENS = "\u00ad\u2010\ufffe\x02"
ENDS = '.!?…:»”"'
NUMBERS = re.compile(r"\d+")


@dataclass(slots=True)
class Line:
    """A line of a page and where it stands, in points from the lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def from_pdf(file: IO[bytes]) -> Iterator[Draft]:
    """The article of a PDF.

    Raises:
        UnreadableError: protected, damaged, too large, or without text (a scan).
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(whole(file))
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(REASONS.get(error.err_code or 0, "PDF illisible")) from error
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableError(f"PDF de {len(document)} pages : refusé (au plus {MOST_PAGES})")
        pages = read_pages(document)
        properties = document.get_metadata_dict()
    except (pypdfium2.PdfiumError, UnicodeDecodeError) as error:
        raise UnreadableError(f"PDF endommagé ou tronqué ({error})") from error
    finally:
        document.close()
    text = "\n\n".join(paragraphs([line for page in without_running_heads(pages) for line in page]))
    if not text.strip():
        raise UnreadableError("PDF sans texte (image numérisée ?) : passer d'abord une reconnaissance de caractères")
    yield alone(text, described(text, properties.get("Title", ""), properties.get("Author", "")))


def read_pages(document: Any) -> list[list[Line]]:
    """The lines of each page, in reading order."""
    pages, total = [], 0
    for page in document:
        lines = read_lines(page.get_textpage())
        page.close()
        pages.append(lines)
        total += sum(len(line.text) for line in lines)
        if total > MOST_CHARACTERS:
            raise UnreadableError(f"PDF de plus de {MOST_CHARACTERS // 1_000_000} millions de caractères : refusé")
    return pages


def read_lines(page: Any) -> list[Line]:
    """The lines of a page."""
    lines = []
    position = 0
    for raw in page.get_text_range().split("\r\n"):
        text = raw.strip()
        if text:
            first = position + len(raw) - len(raw.lstrip())
            lines.append(located(page, text, first, first + len(text) - 1))
        position += len(raw) + 2
    return lines


def located(page: Any, text: str, first: int, last: int) -> Line:
    """A line with its place, told by its first and last characters."""
    from ctypes import c_double

    from pypdfium2 import raw

    most = page.count_chars() - 1
    left, baseline = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(page, min(first, most), left, baseline)
    right = page.get_charbox(min(last, most))[2]
    size = raw.FPDFText_GetFontSize(page, min(first, most))
    return Line(text, left.value, right, baseline.value, size if size > 1 else 1.0)


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers, and without first and last lines that come back on most pages."""
    edges = Counter(shape for page in pages for shape in {numberless(line) for line in page[:1] + page[-1:]})
    often = {shape for shape, count in edges.items() if count > 1 and count * 2 > len(pages)}
    kept = []
    for page in pages:
        while page and (numberless(page[0]) in often or page[0].text.isdecimal()):
            page = page[1:]
        while page and (numberless(page[-1]) in often or page[-1].text.isdecimal()):
            page = page[:-1]
        kept.append(page)
    return kept


def numberless(line: Line) -> str:
    """A line's text with every number alike."""
    return NUMBERS.sub("#", line.text)


def paragraphs(lines: list[Line]) -> Iterator[str]:
    """Lines put together where the layout shows that the text goes on."""
    pitch = usual_pitch(lines)
    text = ""
    block: list[Line] = []
    for line in lines:
        if block and goes_on(block, line, pitch):
            text = joined(text, line.text)
            # Another column or page: its lines are measured by themselves.
            block = [line] if line.baseline > block[-1].baseline else [*block, line]
        else:
            if text:
                yield text
            text, block = line.text, [line]
    if text:
        yield text


def usual_pitch(lines: list[Line]) -> float:
    """How far lines of running text lie apart, in units of their size."""
    steps = [(a.baseline - b.baseline) / a.size for a, b in pairwise(lines) if 0 < a.baseline - b.baseline < 3 * a.size]
    return median(steps) if steps else 1.2


def goes_on(block: list[Line], line: Line, pitch: float) -> bool:
    """Whether `line` continues the paragraph whose lines are `block`."""
    last = block[-1]
    if abs(line.size - last.size) > 0.15 * last.size:
        return False
    finished = last.text[-1] in ENDS
    if line.baseline >= last.baseline - 0.2 * last.size:  # the next column or page
        return not finished and (line.text[0].islower() or last.text[-1] in SOFT_HYPHENS or not is_short(block))
    if last.baseline - line.baseline > 1.15 * pitch * last.size:
        return False
    indented = line.left > min(b.left for b in block) + 0.5 * last.size and line.left > last.left + 0.5 * last.size
    return not indented and not (is_short(block) and (finished or line.text[0].isupper()))


def is_short(block: list[Line]) -> bool:
    """Whether the last line ends well before the others do; of one line nothing is known."""
    last = block[-1]
    widest = max(b.right for b in block)
    return last.right < widest - 3 * last.size


def joined(text: str, more: str) -> str:
    """Two lines of a paragraph as one, a word divided between them made whole."""
    if text[-1] in SOFT_HYPHENS:
        return text[:-1] + more
    if text[-1] in "-\u2011":
        before = text[:-1].rsplit(None, 1)[-1].lower()
        return text + more if not more[0].islower() or before in compounds() else text[:-1] + more
    return f"{text} {more}"


@cache
def compounds() -> frozenset[str]:
    """What keeps its hyphen at the end of a line."""
    return frozenset(furniture()["hyphenated"])
