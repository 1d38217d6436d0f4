"""A process that analyses what it is sent, until whoever sends is gone; and what the sender knows of it."""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from pipeline.analysis import analyse
from pipeline.engines import Batch, Load
from pipeline.engines.parts import Part

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

# A forked process shares the memory of a model that is loaded already. System libraries elsewhere do not bear it.
FORKS = sys.platform == "linux"
CONTEXT: "ForkContext | SpawnContext" = get_context("fork") if FORKS else get_context("spawn")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Worker:
    """The process as its sender sees it: `parts` are what it was sent and has not answered, in order."""

    def __init__(self, load: Load, others: "Iterable[Worker]") -> None:
        self.connection, theirs = CONTEXT.Pipe()
        self.parts: list[Part] = []
        self.begun = False
        # What a fork inherits of the ends of pipes would keep them open when this process is gone.
        inherited = [self.connection, *(other.connection for other in others)] if FORKS else []
        self.process = CONTEXT.Process(target=serve, args=(theirs, load, inherited), daemon=True)
        with uninterrupted():
            self.process.start()
        theirs.close()

    def give(self, part: Part) -> None:
        """Send a part; if the process is dead, `receive` will tell."""
        self.parts.append(part)
        with suppress(OSError):
            self.connection.send(part.articles)

    def receive(self) -> None:
        """Take what the process has sent; raises EOFError or OSError where it is dead."""
        rows = self.connection.recv()
        if self.begun:
            self.parts.pop(0).fill(rows)
        self.begun = True

    def end(self) -> None:
        """Kill the process: it holds nothing that is not elsewhere."""
        self.process.kill()
        self.process.join()
        self.connection.close()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until the end; a process that is started meanwhile never sees it (Windows has no such thing)."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(connection: "Connection[Any, Any]", load: Load, inherited: "Iterable[Connection[Any, Any]]") -> None:
    """The life of the process: loads the model, says so with None, then answers batches with rows."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.update(dict.fromkeys(THREADS, "1"))
    for other in inherited:
        other.close()
    given: SimpleQueue[Batch] = SimpleQueue()
    Thread(target=receive, args=(connection, given), daemon=True).start()
    nlp = load()
    connection.send(None)
    while True:
        connection.send(analyse(given.get(), nlp))


def receive(connection: "Connection[Any, Any]", given: "SimpleQueue[Batch]") -> None:
    """Take batches as they come, so that the sender never waits; leave at once when the sender is gone."""
    try:
        while True:
            given.put(connection.recv())
    except (EOFError, OSError):
        os._exit(1)
