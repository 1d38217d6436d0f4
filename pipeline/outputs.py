"""Tables, texts, graphs and report → files, each replaced in one go, the same bytes for the same content."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import OutputError
from pipeline.extract import FORMULA_SIGNS
from pipeline.graph import dyad_graph, relation_graph
from pipeline.graph_files import gexf, graphml
from pipeline.network import analyses
from pipeline.report import report_html
from pipeline.results import Results
from pipeline.tabulate import cells

ROWS = 10_000  # of a table at a time
# Readers that split lines the Unicode way would cut a JSON line at these.
LINE_ENDS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write(tables: dict[str, pd.DataFrame], texts: Mapping[str, str], folder: str | Path) -> list[Path]:
    """Write every file to `folder`, made where missing; their paths.

    Raises OutputError if the folder cannot be written to; files written before that stay.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [replace_file(folder / name, content) for name, content in files(tables, texts)]
    except OSError as error:
        raise OutputError.of(folder, error) from error


def files(tables: dict[str, pd.DataFrame], texts: Mapping[str, str]) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Name and content of every file, in pieces, so that no more than one is in memory."""
    network = analyses(tables)
    for name, table in {**tables, **network}.items():
        yield f"{name}.csv", csv_pieces(table)
    yield "texts.jsonl", jsonl_pieces(texts)
    yield "graph_dyads.graphml", encoded(graphml(dyad_graph(tables)))
    graph = relation_graph(tables)
    yield "graph.graphml", encoded(graphml(graph))
    yield "graph.gexf", encoded(gexf(graph))
    del graph
    yield "report.html", [report_html(Results(tables, texts), network=network)]


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The table as UTF-8 CSV with `\\n` line ends; unpaired surrogates become `?`, as in `texts.jsonl`."""
    return b"".join(csv_pieces(table))


def csv_pieces(table: pd.DataFrame) -> Iterator[bytes]:
    """The same, some rows at a time."""
    yield from encoded([",".join(map(quoted, map(str, table.columns))) + "\n"])
    for start in range(0, len(table), ROWS):
        part = table.iloc[start : start + ROWS]
        columns = [shown(column) for _, column in part.items()]
        yield from encoded(["".join(",".join(row) + "\n" for row in zip(*columns, strict=True))])


def shown(column: "pd.Series[Any]") -> list[str]:
    """The cells of a column; what occurs again is worked out once."""
    values, show = cells(column), SHOWN[column.dtype.kind]
    known = {value: quoted(show(value)) for value in set(values)}
    return [known[value] for value in values]


def encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Text as UTF-8, unpaired surrogates as `?`."""
    return (piece.encode("utf-8", errors="replace") for piece in pieces)


def quoted(cell: str) -> str:
    """The cell as CSV; `csv.writer` leaves a bare `\\r` unquoted before Python 3.13, which tears the row."""
    special = '"' in cell or "," in cell or "\n" in cell or "\r" in cell
    return '"' + cell.replace('"', '""') + '"' if special else cell


def text_cell(value: str) -> str:
    """A text that no spreadsheet takes for a formula; evidence never needs the apostrophe (see `extract`)."""
    return f"'{value}" if value[:1] and value[0] in FORMULA_SIGNS else value


def number_cell(value: float) -> str:
    """At most four decimals, none where there is nothing behind the point; empty for unknown."""
    return "" if value != value else f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")


SHOWN: dict[str, Callable[..., str]] = {
    "O": text_cell,
    "U": text_cell,
    "i": str,
    "f": number_cell,
    "b": lambda flag: "true" if flag else "false",
}


def jsonl_bytes(texts: Mapping[str, str]) -> bytes:
    """One line per text, in the order of their names."""
    return b"".join(jsonl_pieces(texts))


def jsonl_pieces(texts: Mapping[str, str]) -> Iterator[bytes]:
    """The same, a line at a time."""
    for text_id in sorted(texts):
        line = json.dumps({"text_id": text_id, "text": texts[text_id]}, ensure_ascii=False)
        for character, escape in LINE_ENDS.items():
            line = line.replace(character, escape)
        yield from encoded([line + "\n"])


def save(path: Path, content: bytes) -> Path:
    """Write one file, its folder made where missing; raises OutputError where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return replace_file(path, [content])
    except OSError as error:
        raise OutputError(f"impossible d'écrire « {path} » : {error.strerror or error}") from error


def replace_file(path: Path, content: Iterable[bytes]) -> Path:
    """Put `content` at `path` so that a reader sees the old file or the new one, never a part."""
    # One run at a time writes here, so that what a killed one left is written over.
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return path
