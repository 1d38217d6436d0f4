"""Walks the inputs and reads each file by its kind.

`READERS` is the list of kinds: a reader takes a path and gives drafts of articles, or raises `UnreadableError`.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.articles.dates import find_date
from pipeline.articles.decoding import UnreadableError, read_text
from pipeline.articles.language import language_of, not_french
from pipeline.articles.rows import Row, read_csv, read_jsonl
from pipeline.articles.splitting import split
from pipeline.schema import Article


class Draft(NamedTuple):
    """An article before it has its id: its text, slice and metadata; `error` instead where it cannot be read."""

    text: str = ""
    start: int = 0
    end: int = 0
    shared: bool = False  # whether the text is the file's, and so that of all its articles
    meta: Row | None = None
    error: str = ""


def from_text(path: Path) -> Iterator[Draft]:
    """The articles of a text file."""
    text = read_text(path)
    for part in split(text):
        body = text[part.start : part.end]
        meta = {"title": part.title, "author": part.author, "date": find_date(body)}
        yield Draft(text, part.start, part.end, True, meta)


def from_rows(reader: Callable[[Path], Iterator[Row | UnreadableError]]) -> Callable[[Path], Iterator[Draft]]:
    """A reader of tables as a reader of drafts."""

    def read_rows(path: Path) -> Iterator[Draft]:
        for row in reader(path):
            if isinstance(row, UnreadableError):
                yield Draft(error=str(row))
            else:
                yield Draft(row["text"], 0, len(row["text"]), False, {k: v for k, v in row.items() if k != "text"})

    return read_rows


READERS: dict[str, Callable[[Path], Iterator[Draft]]] = {
    ".txt": from_text,
    ".md": from_text,
    ".jsonl": from_rows(read_jsonl),
    ".csv": from_rows(read_csv),
}
ROWS = (".jsonl", ".csv")


def files_of(inputs: Iterable[str | Path]) -> Iterator[tuple[Path, str]]:
    """Each file to read with '' or each input that gives none with the reason, folders in sorted order."""
    seen: set[Path] = set()
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            found = [p for p in walk(path) if p.suffix.lower() in READERS]
            if not found:
                kinds = ", ".join(READERS)
                yield path, f"aucun fichier lisible dans ce dossier (formats lus : {kinds})"
            for file in found:
                if file.resolve() not in seen:
                    seen.add(file.resolve())
                    yield file, ""
        elif not path.exists():
            yield path, "fichier introuvable"
        elif path.suffix.lower() not in READERS:
            yield path, f"format non pris en charge (formats lus : {', '.join(READERS)})"
        elif path.resolve() not in seen:
            seen.add(path.resolve())
            yield path, ""


def walk(folder: Path) -> Iterator[Path]:
    """The files below `folder`, sorted; links to folders are not followed, so loops cannot arise."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(root) / name


def stems(paths: list[Path]) -> dict[Path, str]:
    """For each file its stem, with as much of its path as tells it from the others of that stem."""
    labels: dict[Path, str] = {}
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(path.stem, []).append(path)
    for stem, group in groups.items():
        if len(group) == 1:
            labels[group[0]] = stem
            continue
        whole = {p: [*p.absolute().parent.parts[1:], stem] for p in group}
        for path, parts in whole.items():
            size = 2
            while size < len(parts) and sum(o[-size:] == parts[-size:] for o in whole.values()) > 1:
                size += 1
            label = "/".join(parts[-size:])
            # Files that differ in nothing but the suffix.
            labels[path] = label if sum(o == parts for o in whole.values()) == 1 else f"{label}{path.suffix}"
    return labels


def read(inputs: Iterable[str | Path]) -> Iterator[Article]:
    """The articles of files and folders, in a fixed order; whatever cannot be read is one `Article` with an error."""
    listed = list(files_of(inputs))
    labels = stems([path for path, _ in listed])
    used: Counter[str] = Counter()
    for path, reason in listed:
        for article in read_file(path, labels[path], reason):
            used[article.article_id] += 1
            count = used[article.article_id]
            if count > 1:
                yield unreadable(
                    path, f"{article.article_id}-bis{count}", f"identifiant « {article.article_id} » déjà pris"
                )
            else:
                yield article


def read_file(path: Path, label: str, reason: str) -> Iterator[Article]:
    """The articles of one file, or its error."""
    if reason:
        yield unreadable(path, label, reason)
        return
    try:
        drafts = list(READERS[path.suffix.lower()](path))
    except UnreadableError as error:
        yield unreadable(path, label, str(error))
        return
    if not drafts:
        yield unreadable(path, label, "aucun article dans ce fichier")
    several = len(drafts) > 1 or path.suffix.lower() in ROWS
    for number, draft in enumerate(drafts, 1):
        ident = (draft.meta or {}).get("id") or (f"{label}-{number}" if several else label)
        yield unreadable(path, ident, draft.error) if draft.error else finish(path, ident, label, draft)


def unreadable(path: Path, ident: str, reason: str) -> Article:
    """The record of what could not be read."""
    return Article(
        article_id=ident, file=path.as_posix(), text_id="", text="", start=0, end=0, status="error", error=reason
    )


def finish(path: Path, ident: str, label: str, draft: Draft) -> Article:
    """The record of an article that was read."""
    body = draft.text[draft.start : draft.end]
    language = language_of(body)
    meta = draft.meta or {}
    return Article(
        article_id=ident, file=path.as_posix(), text_id=label if draft.shared else ident, text=draft.text,
        start=draft.start, end=draft.end, title=meta.get("title", ""), author=meta.get("author", ""),
        date=meta.get("date", ""), source=meta.get("source", ""), url=meta.get("url", ""), language=language,
        sha256=hashlib.sha256(body.encode("utf-8", errors="replace")).hexdigest(),
        status="ok" if language == "fr" else "skipped", error="" if language == "fr" else not_french(language),
    )  # fmt: skip
