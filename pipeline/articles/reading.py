"""Reads one file by its kind: drafts of articles become `Article` records, failures records with status `error`.

`READERS` is the list of kinds: a reader takes a file and gives drafts, or raises `UnreadableError`.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import IO

from pipeline.articles.dates import find_date
from pipeline.articles.decoding import UnavailableError, UnreadableError, storable, text_of
from pipeline.articles.draft import Draft
from pipeline.articles.exports import split_export
from pipeline.articles.feeds import from_feed
from pipeline.articles.html import from_html
from pipeline.articles.language import language_of, not_french
from pipeline.articles.pdf import from_pdf
from pipeline.articles.rows import from_csv, from_jsonl, from_parquet
from pipeline.articles.sources import Source
from pipeline.articles.splitting import split
from pipeline.articles.word import from_docx
from pipeline.schema import Article

LONGEST = 200_000  # characters of one article, some 33,000 words: longer than any, and analysed in bounded time


def from_text(file: IO[bytes]) -> Iterator[Draft]:
    """The articles of a text file, be it the export of a press database."""
    text = text_of(file)
    exported = list(split_export(text))
    for part in () if exported else split(text):
        meta = {"title": part.title, "author": part.author, "date": find_date(text[part.start : part.end])}
        yield Draft(text, part.start, part.end, True, meta)
    yield from exported


READERS: dict[str, Callable[[IO[bytes]], Iterator[Draft]]] = {
    ".txt": from_text,
    ".md": from_text,
    ".jsonl": from_jsonl,
    ".csv": from_csv,
    ".parquet": from_parquet,
    ".html": from_html,
    ".htm": from_html,
    ".xhtml": from_html,
    ".pdf": from_pdf,
    ".docx": from_docx,
    ".rss": from_feed,
    ".atom": from_feed,
    ".xml": from_feed,
}
ROWS = (".jsonl", ".csv", ".parquet", ".rss", ".atom", ".xml")  # numbered even where there is but one


def read(source: Source, label: str = "") -> Iterator[Article]:
    """The articles of one file, one in memory at a time where its kind allows; failures are articles with an error.

    `label` is what their provisional `article_id` and `text_id` begin with; the state gives the final ones.
    """
    number = 0
    try:
        with source.open() as file:
            for number, draft in enumerate(READERS[source.suffix](file), 1):
                yield finish(source, label, number, draft)
    except UnreadableError as error:
        retry = isinstance(error, UnavailableError)
        yield failed(source, f"{label}-{number + 1}", str(error), retry=retry)
    except MemoryError:
        yield failed(source, f"{label}-{number + 1}", "mémoire insuffisante", retry=True)
    except Exception as error:  # a reader's library met what nobody foresaw: one file less, not the whole run
        yield failed(source, f"{label}-{number + 1}", f"lecture impossible ({type(error).__name__} : {error})")
    else:
        if not number:
            yield failed(source, f"{label}-1", "aucun article dans ce fichier")


def failed(source: Source, ident: str, reason: str, *, retry: bool = False) -> Article:
    """The record of what could not be read; `retry` where the next run may have more luck with the same bytes."""
    error = storable(" ".join(reason.split()))
    return Article(
        article_id=ident, file=source.name, text_id="", text="", start=0, end=0, status="error", error=error,
        retry=retry,
    )  # fmt: skip


def finish(source: Source, label: str, number: int, draft: Draft) -> Article:
    """The record of an article that was read."""
    ident = f"{label}-{number}"
    meta = {key: storable(value) for key, value in draft.meta.items()}
    text = storable(draft.text)
    start, end = trimmed(text, draft.start, draft.end)
    if draft.error or end - start > LONGEST:
        too_long = f"article de {end - start} caractères : trop long (au plus {LONGEST})"
        return failed(source, ident, draft.error or too_long)
    body = text[start:end]
    language = language_of(body)
    return Article(
        article_id=meta.get("id") or ident, file=source.name, text_id=label if draft.shared else ident, text=text,
        start=start, end=end, title=meta.get("title", ""), author=meta.get("author", ""),
        date=meta.get("date", ""), source=meta.get("source", ""), url=meta.get("url", ""), language=language,
        sha256=hashlib.sha256(body.encode()).hexdigest(), own_id=meta.get("id", ""), shared=draft.shared,
        status="ok" if language == "fr" else "skipped", error="" if language == "fr" else not_french(language),
    )  # fmt: skip


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A slice of `text` without the white space at its ends, so that the same article is the same wherever it stands."""
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())
