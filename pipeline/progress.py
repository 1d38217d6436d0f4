"""Progress of a long run: a live line on a terminal, nothing elsewhere."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.extract import Rows
from pipeline.job import Progress
from pipeline.work import Plan

if TYPE_CHECKING:  # it brings pandas along
    from pipeline.archive.parts import Done


@contextmanager
def shown(quiet: bool) -> Iterator[Progress | None]:
    """The callback that says what will be done and keeps the live line up to date, None where nothing is to be shown.

    All goes to standard error, so that standard output can be kept in a file.
    """
    if quiet:
        yield None
    elif not sys.stderr.isatty():
        yield announce
    else:
        with live_line() as update:
            yield update


def announce(event: Plan | Rows) -> None:
    """Say before a long run why all is done again."""
    if isinstance(event, Plan) and event.stale:
        print(f"Règles ou modèles changés : {event.stale} articles à analyser de nouveau", file=sys.stderr)


@contextmanager
def live_line() -> Iterator[Progress]:
    """The callback that keeps a line on the terminal up to date: files read, articles, relations, words a second, time."""
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Live

    text = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), BarColumn(20), text, TimeElapsedColumn(), TextColumn("· reste"), TimeRemainingColumn())
    with Live(*columns, console=Console(stderr=True), transient=True) as live:
        task = live.add_task("lecture et chargement du modèle…", total=None)
        count = Count()

        def update(event: Plan | Rows) -> None:
            announce(event)
            count.add(event)
            live.update(task, description=count.line(), completed=count.files, total=count.total)

        yield update


@contextmanager
def counted(quiet: bool) -> "Iterator[Callable[[Done], None] | None]":
    """The callback that keeps a line with what the slices of an archive have given, None where it is not to be shown."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    counts: Counter[str] = Counter()
    with Console(stderr=True).status("lecture et chargement du modèle…") as status:

        def update(done: "Done") -> None:
            counts.update(done.counts())
            status.update(f"articles : {counts['ok']} · relations : {counts['relations']}")

        yield update


class Count:
    """How far a run is."""

    def __init__(self) -> None:
        self.total = self.files = self.articles = self.relations = self.words = 0
        self.name = ""
        self.begun = time.monotonic()

    def add(self, event: Plan | Rows) -> None:
        """Take note of the plan, or of one more article."""
        if isinstance(event, Plan):
            self.total = len(event.changed)
            return
        self.articles, self.relations = self.articles + 1, self.relations + len(event.relations)
        self.words += event.article["words"]
        self.files += event.article["file"] != self.name
        self.name = event.article["file"]

    def line(self) -> str:
        """What the terminal shows."""
        rate = self.words / max(time.monotonic() - self.begun, 1)
        counts = f"fichiers : {self.files}/{self.total} · articles : {self.articles} · relations : {self.relations}"
        return f"{counts} · {rate:.0f} mots/s"
