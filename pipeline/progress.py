"""Progress of a long run: a live line on a terminal, nothing elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.extract import Rows
from pipeline.job import Progress


@contextmanager
def shown(quiet: bool) -> Iterator[Progress | None]:
    """The callback that keeps the live line up to date, None where there is none to show.

    The line goes to standard error, so that standard output can be kept in a file.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Live
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Live(*columns, console=Console(stderr=True), transient=True) as live:
        task = live.add_task("lecture et chargement du modèle…")
        articles = relations = 0

        def update(rows: Rows) -> None:
            nonlocal articles, relations
            articles, relations = articles + 1, relations + len(rows.relations)
            now = f"articles : {articles} · relations : {relations} · {rows.article['file'][-60:]}"
            live.update(task, description=now)

        yield update
