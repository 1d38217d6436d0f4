"""Tables of articles: `.jsonl` and `.csv`, a row an article (`text`, optional `id`, `title`, `date`, …)."""

import csv
import json
from collections.abc import Iterator
from itertools import chain
from typing import IO, Any

from pipeline.articles.decoding import LARGEST, UnreadableError, lines_of
from pipeline.articles.draft import Draft, Meta

csv.field_size_limit(LARGEST)


def from_jsonl(file: IO[bytes]) -> Iterator[Draft]:
    """Each line's article, or what is wrong with the line.

    Raises:
        UnreadableError: the file cannot be read at all.
    """
    # `\n` alone ends a line: a text may hold U+2028 or a form feed.
    for number, line in enumerate(lines_of(file), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Draft(error=f"ligne {number} : JSON illisible ({error})")
            continue
        if not isinstance(value, dict) or not isinstance(value.get("text"), str) or not value["text"].strip():
            yield Draft(error=f"ligne {number} : il faut un objet avec un champ « text » non vide")
            continue
        yield from_row({str(k): plain(v) for k, v in value.items()})


def plain(value: Any) -> str:
    """A JSON value as a cell."""
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def from_csv(file: IO[bytes]) -> Iterator[Draft]:
    """Each row's article, or what is wrong with it.

    Raises:
        UnreadableError: the file cannot be read, or has no `text` column.
    """
    lines = lines_of(file)
    header = next(lines, "")
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(chain([header], lines), delimiter=delimiter)
    columns = [c.strip() for c in reader.fieldnames or []]
    if "text" not in columns:
        raise UnreadableError(f"pas de colonne « text » (colonnes trouvées : {', '.join(columns) or 'aucune'})")
    reader.fieldnames = columns
    try:
        for row in reader:
            if not (row.get("text") or "").strip():
                yield Draft(error=f"ligne {reader.line_num} : « text » est vide")
                continue
            yield from_row({k: v for k, v in row.items() if k is not None and isinstance(v, str)})
    except csv.Error as error:
        yield Draft(error=f"ligne {reader.line_num} : CSV illisible ({error})")


def from_row(row: dict[str, str]) -> Draft:
    """The article of a row: its text, and what is known of it beside."""
    meta: Meta = {key: value for key, value in row.items() if key != "text"}
    return Draft(row["text"], 0, len(row["text"]), meta=meta)
