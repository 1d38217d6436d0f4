"""Word documents (`.docx`)."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from pipeline.articles.archives import check_archive
from pipeline.articles.dates import find_date
from pipeline.articles.decoding import UnreadableError, whole
from pipeline.articles.draft import Draft, alone
from pipeline.articles.splitting import split_section

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SEPARATOR = " | "  # between the cells of a table's row
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1")  # an OLE container: a document with a password, or an old `.doc`
LARGEST_PARTS = 200_000_000  # bytes unpacked


def from_docx(file: IO[bytes]) -> Iterator[Draft]:
    """The article of a Word document: its paragraphs and the rows of its tables, a blank line between.

    Raises:
        UnreadableError: damaged, protected, too large, or without text.
    """
    from docx import Document

    data = whole(file)
    if data.startswith(ENCRYPTED):
        raise UnreadableError("document protégé par un mot de passe, ou .doc ancien : l'enregistrer en .docx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_archive(archive, LARGEST_PARTS)
        document = Document(BytesIO(data))
        lines = list(lines_of(document.element.body))
        properties = document.core_properties
        title, author = properties.title or "", properties.author or ""
    except UnreadableError:
        raise
    except Exception as error:  # damaged parts lead zipfile, lxml and python-docx to errors of a dozen kinds
        raise UnreadableError(f"document Word illisible ({type(error).__name__})") from error
    text = "\n\n".join(line for line in lines if line.strip())
    if not text.strip():
        raise UnreadableError("document sans texte")
    yield alone(text, described(text, title, author))


def described(text: str, title: str, author: str) -> dict[str, str]:
    """Metadata of a document: what the text shows, before what the file says, which is often a template's."""
    (part,) = split_section(text, 0, len(text))[:1]
    return {"title": part.title or title, "author": part.author or author, "date": find_date(text)}


def lines_of(body: Any) -> Iterator[str]:
    """The lines of a document's body, in order; what was deleted under « suivi des modifications » is left out."""
    for block in body.iter(f"{W}p", f"{W}tr"):
        if any(True for _ in block.iterancestors(f"{W}tr")):
            continue  # its row has it
        if block.tag == f"{W}tr":
            cells = (" ".join(text_of(cell).split()) for cell in block.iter(f"{W}tc"))
            yield SEPARATOR.join(cell for cell in cells if cell)
        else:
            yield text_of(block)


def text_of(element: Any) -> str:
    """The text of a paragraph or cell."""
    parts: list[str] = []
    for node in element.iter(f"{W}t", f"{W}p", *BREAKS):
        if node.tag == f"{W}p":
            parts.append(" " if parts else "")
        else:
            parts.append(node.text or "" if node.tag == f"{W}t" else BREAKS[node.tag])
    return "".join(parts)
