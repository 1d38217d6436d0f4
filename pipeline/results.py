"""A folder of results read back: the tables and the texts that `entente run` wrote."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import ResultsError
from pipeline.extract import FORMULA_SIGNS
from pipeline.tabulate import COLUMNS, FLAG, NUMBER, TEXT, WHOLE, cells, typed

Record = dict[str, Any]
GUARDED = tuple(f"'{sign}" for sign in FORMULA_SIGNS)


@dataclass(frozen=True)
class Results:
    """The tables by name, with the columns and types of `tabulate.COLUMNS`, and the texts by `text_id`."""

    tables: dict[str, pd.DataFrame]
    texts: Mapping[str, str]


def records(table: pd.DataFrame) -> list[Record]:
    """The rows of a table as dictionaries."""
    names = list(map(str, table.columns))
    return [dict(zip(names, row, strict=True)) for row in zip(*(cells(table[name]) for name in names), strict=True)]


def read_results(folder: str | Path) -> Results:
    """The results in `folder`; columns that the program does not know are kept as text.

    Raises ResultsError where a file is missing or is not as `entente run` writes it.
    """
    folder = Path(folder)
    return Results({name: read_table(folder / f"{name}.csv", name) for name in COLUMNS}, read_texts(folder))


def read_table(path: Path, name: str) -> pd.DataFrame:
    """One table, an empty one where there are no rows."""
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise ResultsError(f"« {path} » ne peut être lu (lancer d'abord entente run) : {error}") from error
    if missing := set(COLUMNS[name]) - set(table.columns):
        raise ResultsError(f"« {path} » : colonnes absentes : {', '.join(sorted(missing))}")
    columns = {c: column(table[c], COLUMNS[name].get(c, TEXT), path) for c in map(str, table.columns)}
    return pd.DataFrame(columns)


def column(cells: Any, kind: str, path: Path) -> Any:
    """A column of cells in its own type, without the apostrophes that keep spreadsheets from seeing formulas."""
    try:
        if kind == FLAG:
            return cells.map({"true": True, "false": False}).astype(FLAG)
        if kind == NUMBER:
            return cells.replace("", "nan").astype(NUMBER)
        if kind == WHOLE:
            return cells.astype(WHOLE)
    except ValueError as error:
        raise ResultsError(f"« {path} », colonne {cells.name} : {error}") from error
    plain = [cell[1:] if cell.startswith(GUARDED) else cell for cell in cells]
    return typed({"cell": plain}, {"cell": TEXT})["cell"]


def read_texts(folder: Path) -> dict[str, str]:
    """The texts of `texts.jsonl` by `text_id`."""
    path = folder / "texts.jsonl"
    try:
        with path.open(encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        return {row["text_id"]: row["text"] for row in rows}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResultsError(f"« {path} » ne peut être lu (lancer d'abord entente run) : {error!r}") from error
