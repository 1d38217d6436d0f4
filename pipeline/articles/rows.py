"""Tables of articles: `.jsonl` and `.csv`, a row an article (`text`, optional `id`, `title`, `date`, …)."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.articles.decoding import UnreadableError, read_text

Row = dict[str, str]
csv.field_size_limit(2**31 - 1)


def read_jsonl(path: Path) -> Iterator[Row | UnreadableError]:
    """Each line's object, or what is wrong with the line.

    Raises:
        UnreadableError: the file cannot be read at all.
    """
    # `\n` alone ends a line: a text may hold U+2028 or a form feed.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            yield UnreadableError(f"ligne {number} : JSON illisible ({error})")
            continue
        if not isinstance(value, dict) or not isinstance(value.get("text"), str) or not value["text"].strip():
            yield UnreadableError(f"ligne {number} : il faut un objet avec un champ « text » non vide")
            continue
        yield {str(k): plain(v) for k, v in value.items()}


def plain(value: Any) -> str:
    """A JSON value as a cell."""
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def read_csv(path: Path) -> Iterator[Row | UnreadableError]:
    """Each row, or what is wrong with it.

    Raises:
        UnreadableError: the file cannot be read, or has no `text` column.
    """
    text = read_text(path)
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [c.strip() for c in reader.fieldnames or []]
    if "text" not in columns:
        raise UnreadableError(f"pas de colonne « text » (colonnes trouvées : {', '.join(columns) or 'aucune'})")
    reader.fieldnames = columns
    try:
        for row in reader:
            body = (row.get("text") or "").replace("\r\n", "\n").replace("\r", "\n")
            if not body.strip():
                yield UnreadableError(f"ligne {reader.line_num} : « text » est vide")
                continue
            yield {k: v for k, v in row.items() if k is not None and isinstance(v, str)} | {"text": body}
    except csv.Error as error:
        yield UnreadableError(f"ligne {reader.line_num} : CSV illisible ({error})")
