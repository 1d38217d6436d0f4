"""Tables, texts, graphs and report → files, each replaced in one go, the same bytes for the same content."""

import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pandas as pd

from pipeline.errors import OutputError
from pipeline.extract import FORMULA_SIGNS
from pipeline.graph import dyad_graph, gexf, graphml, relation_graph
from pipeline.network import analyses
from pipeline.report import report_html
from pipeline.results import Results

SPECIAL = re.compile('[",\r\n]')
# Readers that split lines the Unicode way would cut a JSON line at these.
LINE_ENDS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write(tables: dict[str, pd.DataFrame], texts: dict[str, str], folder: str | Path) -> list[Path]:
    """Write every file to `folder`, made where missing; their paths.

    Raises OutputError if the folder cannot be written to; files written before that stay.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [replace_file(folder / name, content) for name, content in files(tables, texts)]
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"impossible d'écrire dans « {folder} » : {reason}") from error


def files(tables: dict[str, pd.DataFrame], texts: dict[str, str]) -> list[tuple[str, bytes]]:
    """Name and content of every file."""
    graph, network = relation_graph(tables), analyses(tables)
    return [
        *((f"{name}.csv", csv_bytes(table)) for name, table in {**tables, **network}.items()),
        ("texts.jsonl", jsonl_bytes(texts)),
        ("graph.graphml", graphml(graph)),
        ("graph.gexf", gexf(graph)),
        ("graph_dyads.graphml", graphml(dyad_graph(tables))),
        ("report.html", report_html(Results(tables, texts), network=network)),
    ]


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The table as UTF-8 CSV with `\\n` line ends; unpaired surrogates become `?`, as in `texts.jsonl`."""
    columns = [list(map(SHOWN[column.dtype.kind], column.tolist())) for _, column in table.items()]
    cells: list[tuple[str, ...]] = [tuple(table.columns), *zip(*columns, strict=True)]
    lines = [",".join(map(quoted, row)) + "\n" for row in cells]
    return "".join(lines).encode("utf-8", errors="replace")


def quoted(cell: str) -> str:
    """The cell as CSV; `csv.writer` leaves a bare `\\r` unquoted before Python 3.13, which tears the row."""
    return '"' + cell.replace('"', '""') + '"' if SPECIAL.search(cell) else cell


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


def jsonl_bytes(texts: dict[str, str]) -> bytes:
    """One line per text, in the order of their names."""
    lines = []
    for text_id in sorted(texts):
        line = json.dumps({"text_id": text_id, "text": texts[text_id]}, ensure_ascii=False)
        for character, escape in LINE_ENDS.items():
            line = line.replace(character, escape)
        lines.append(line + "\n")
    return "".join(lines).encode("utf-8", errors="replace")


def save(path: Path, content: bytes) -> Path:
    """Write one file, its folder made where missing; raises OutputError where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return replace_file(path, content)
    except OSError as error:
        raise OutputError(f"impossible d'écrire « {path} » : {error.strerror or error}") from error


def replace_file(path: Path, content: bytes) -> Path:
    """Put `content` at `path` so that a reader sees the old file or the new one, never a part."""
    # One run at a time writes here, so that what a killed one left is written over.
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return path
