"""For spreadsheets: an Excel workbook, and CSV as a French Excel opens it by a double-click."""

import math
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.network import analyses
from pipeline.outputs import save, text_cell
from pipeline.results import Results

LONGEST_CELL = 32_767  # characters, rows and links that Excel bears
MOST_ROWS = 1_048_575
MOST_LINKS = 65_000
WIDTHS = {
    "sentence": 80,
    "title": 50,
    "text": 60,
    "example": 60,
    "aliases": 40,
    "actor_name": 28,
    "source_name": 24,
    "target_name": 24,
}
SHEETS = ("relations", "articles", "actors", "dyads", "centrality", "triads", "mentions")


def xlsx(results: Results, path: Path) -> list[Path]:
    """A sheet per table, with a frozen header and filters; each relation links to its article, which has its text."""
    tables = sheets(results)
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": "Entente", "created": datetime(2025, 1, 1)})  # the same bytes every day
        header = book.add_format({"bold": True, "bg_color": "#E8ECF2", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        link = book.add_format({"font_color": "#0A6B7C", "underline": 1})
        for name in SHEETS:
            sheet = book.add_worksheet(name)
            write_sheet(sheet, tables[name].head(MOST_ROWS), header, wrapped)
            if name == "relations":
                link_articles(sheet, tables, link)
    return [save(path, buffer.getvalue())]


def sheets(results: Results) -> dict[str, pd.DataFrame]:
    """The tables as they are shown: articles with their text."""
    tables = {**results.tables, **analyses(results.tables)}
    articles = tables["articles"].copy()
    spans = zip(articles["text_id"], articles["text_start"], articles["text_end"], strict=True)
    articles["text"] = [results.texts.get(text_id, "")[start:end] for text_id, start, end in spans]
    return {**tables, "articles": articles}


def write_sheet(sheet: Worksheet, table: pd.DataFrame, header: Any, wrapped: Any) -> None:
    """One table: header, rows, widths, filters."""
    for at, name in enumerate(map(str, table.columns)):
        sheet.write_string(0, at, name, header)
        sheet.set_column(at, at, WIDTHS.get(name, 14), wrapped if name == "sentence" else None)
        for row, value in enumerate(table[name].tolist(), 1):
            write_cell(sheet, row, at, value)
    sheet.freeze_panes(1, 0)
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def write_cell(sheet: Worksheet, row: int, at: int, value: Any) -> None:
    """One cell by its type; never a formula; nothing for unknown."""
    if isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, at, value[:LONGEST_CELL])
    elif not math.isnan(value):
        sheet.write_number(row, at, value)


def link_articles(sheet: Worksheet, tables: dict[str, pd.DataFrame], style: Any) -> None:
    """Turn the article of each relation into a link to its row."""
    at = list(tables["relations"].columns).index("article_id")
    rows = {article_id: row for row, article_id in enumerate(tables["articles"]["article_id"], 2)}
    for row, article_id in enumerate(tables["relations"]["article_id"].head(MOST_LINKS), 1):
        sheet.write_url(row, at, f"internal:'articles'!A{rows[article_id]}", style, article_id)


def csv_fr(results: Results, path: Path) -> list[Path]:
    """A CSV per table with semicolons, decimal commas and a byte order mark."""
    paths = []
    for name, table in results.tables.items():
        safe = table.apply(lambda column: column.map(text_cell) if column.dtype.kind == "O" else column)
        flags = safe.select_dtypes("bool").columns
        safe[flags] = safe[flags].replace({True: "VRAI", False: "FAUX"}).astype(str)
        text = safe.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
        paths.append(save(path / f"{name}.csv", text.encode("utf-8-sig")))
    return paths
