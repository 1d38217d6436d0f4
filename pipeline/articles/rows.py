"""Tables of articles: `.jsonl`, `.csv` and `.parquet`, a row an article (`text`, optional `id`, `title`, `date`, …)."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import IO, Any

from pipeline.articles.decoding import LARGEST, UnavailableError, UnreadableError, lines_of
from pipeline.articles.draft import Draft, Meta

csv.field_size_limit(LARGEST)
KNOWN = ("text", "id", "title", "date", "author", "source", "url")  # the columns that are read
AT_ONCE = 256  # rows of a Parquet file in memory


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
    """A value of JSON or Parquet as a cell; of a point in time its day."""
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
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
        raise UnreadableError(no_text(columns))
    reader.fieldnames = columns
    try:
        for row in reader:
            if not (row.get("text") or "").strip():
                yield Draft(error=f"ligne {reader.line_num} : « text » est vide")
                continue
            yield from_row({k: v for k, v in row.items() if k is not None and isinstance(v, str)})
    except csv.Error as error:
        yield Draft(error=f"ligne {reader.line_num} : CSV illisible ({error})")


def from_parquet(file: IO[bytes]) -> Iterator[Draft]:
    """Each row's article, or what is wrong with it; a few rows in memory at a time.

    Raises:
        UnreadableError: the file cannot be read, or has no `text` column; where it breaks, when that is come to.
        UnavailableError: pyarrow is not installed.
    """
    for number, row in enumerate(chain.from_iterable(parquet_rows(file)), 1):
        if not isinstance(row["text"], str) or not row["text"].strip():
            yield Draft(error=f"ligne {number} : il faut un texte non vide dans « text »")
            continue
        yield from_row({name: plain(value) for name, value in row.items()})


def parquet_rows(file: IO[bytes]) -> Iterator[list[dict[str, Any]]]:
    """The rows of a Parquet file, some at a time, of the columns in `KNOWN`.

    Raises:
        UnreadableError, UnavailableError: as `from_parquet`.
    """
    try:
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError as error:
        raise UnavailableError("lire du Parquet demande pyarrow : pip install 'entente[parquet]'") from error
    try:
        # Without `pre_buffer`, or a row group of a million articles comes into memory whole.
        table = ParquetFile(file, pre_buffer=False)
        columns = table.schema_arrow.names
        if "text" in columns:
            for batch in table.iter_batches(AT_ONCE, columns=[name for name in KNOWN if name in columns]):
                yield batch.to_pylist()
            return
    except (
        ValueError,
        OSError,
        NotImplementedError,
        LookupError,
        ArithmeticError,
    ) as error:  # of which pyarrow's own are kinds
        raise UnreadableError(f"Parquet illisible ({error})") from error
    raise UnreadableError(no_text(columns))


def no_text(columns: list[str]) -> str:
    """The complaint about a table without texts."""
    return f"pas de colonne « text » (colonnes trouvées : {', '.join(columns) or 'aucune'})"


def from_row(row: dict[str, str]) -> Draft:
    """The article of a row: its text, and what is known of it beside."""
    meta: Meta = {key: value for key, value in row.items() if key != "text"}
    return Draft(row["text"], 0, len(row["text"]), meta=meta)
