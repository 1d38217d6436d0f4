"""Keeps looking for new and changed files, and has them done once they have settled.

By looking again rather than by notices of the system, which network drives do not give.
"""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from pipeline.articles import sources

PAUSE = 5.0  # seconds between two looks
Look = dict[str, tuple[int, int]]


def watch(
    inputs: Iterable[str | Path], output: str | Path, again: Callable[[], object], *, pause: float = PAUSE
) -> NoReturn:
    """Call `again` at once, then whenever the files of `inputs` have changed and stayed the same for one `pause`.

    Never returns: the person who started it stops it with Ctrl-C.
    """
    given = list(inputs)
    done: Look | None = None
    before = look(given, Path(output))
    while True:
        now = look(given, Path(output))
        if now != done and now == before:  # a file that is still being copied is left to grow
            done = now
            again()
        before = now
        time.sleep(pause)


def look(inputs: list[str | Path], output: Path) -> Look:
    """Size and time stamp of each file."""
    found: Look = {}
    for source in sources(inputs, output):
        try:
            stat = source.path.stat()
            found[source.location] = (stat.st_size, stat.st_mtime_ns)
        except OSError:
            found[source.location] = (0, 0)
    return found
