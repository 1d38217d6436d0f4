"""The engine of one machine: this process, or several beside it.

A process that dies, killed or for want of memory, costs nothing but time: another one does again what it had.
"""

import os
import sys
from collections import deque
from collections.abc import Generator, Iterator
from functools import partial
from itertools import chain, islice
from multiprocessing.connection import wait

from pipeline.analysis import analyse, same
from pipeline.engines import Batch, Load
from pipeline.engines.parts import Part
from pipeline.engines.worker import FORKS, Worker
from pipeline.errors import WorkerError
from pipeline.extract import Rows

HELD = 2  # parts that a process has: one at work, one waiting
AHEAD = 4  # batches for each process that are read before their turn to be given
STILLBORN = 3  # processes, one after the other, that may die before they have begun


def analysed(batches: Iterator[Batch], load: Load, *, workers: int = 1) -> Generator[list[Rows], None, None]:
    """The engine; `workers` processes at most, none where there is hardly more than a batch.

    Raises WorkerError where processes cannot be had.
    """
    first = list(islice(batches, AHEAD * workers if workers > 1 else 0))
    batches = chain(first, batches)
    few = len(first) < AHEAD * workers and sum(map(bool, first)) < 2
    return in_process(batches, load) if workers < 2 or few else in_processes(batches, load, workers)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def in_process(batches: Iterator[Batch], load: Load) -> Generator[list[Rows], None, None]:
    """Each batch in turn, in this process."""
    nlp = None
    for batch in batches:
        nlp = nlp or (load() if batch else None)
        yield analyse(batch, nlp) if nlp and batch else []


def in_processes(batches: Iterator[Batch], load: Load, workers: int) -> Generator[list[Rows], None, None]:
    """Several batches at a time, each in a process."""
    ahead: deque[list[Rows | None]] = deque()
    pool = Pool(partial(same, load()) if FORKS else load, workers)
    try:
        while True:
            for batch in islice(batches, AHEAD * workers - len(ahead)):
                ahead.append([None] * len(batch))
                pool.add(Part(batch, ahead[-1]))
            if not ahead:
                return
            while None in ahead[0]:
                pool.step()
            yield [rows for rows in ahead.popleft() if rows]
    finally:
        pool.end()


class Pool:
    """Processes, started as there is work for them, and the parts that wait for one."""

    def __init__(self, load: Load, most: int) -> None:
        self.load, self.most = load, most
        self.workers: list[Worker] = []
        self.waiting: deque[Part] = deque()
        self.stillborn = 0

    def add(self, part: Part) -> None:
        """Have a part done, by and by."""
        if part.articles:
            self.waiting.append(part)
            self.share()

    def share(self) -> None:
        """Give waiting parts to processes that have nothing to do, then to new ones, then to those that have little."""
        while self.waiting:
            least = min(self.workers, key=lambda worker: len(worker.parts), default=None)
            if (not least or least.parts) and len(self.workers) < self.most:
                least = Worker(self.load, self.workers)
                self.workers.append(least)
            if not least or len(least.parts) >= HELD:
                return
            least.give(self.waiting.popleft())

    def step(self) -> None:
        """Wait until a process has answered or died."""
        self.share()
        answered = wait([worker.connection for worker in self.workers])
        for worker in [worker for worker in self.workers if worker.connection in answered]:
            try:
                worker.receive()
                self.stillborn = 0
            except (EOFError, OSError):
                self.replace(worker)
        self.share()

    def replace(self, worker: Worker) -> None:
        """Take back what a dead process had; others will be started as needed."""
        worker.end()
        self.workers.remove(worker)
        parts = worker.parts
        if worker.begun and parts:
            parts = [*parts[0].after_death(), *parts[1:]]
        elif not worker.begun:
            self.stillborn += 1
            if self.stillborn == STILLBORN:
                raise WorkerError(
                    "les processus d'analyse meurent avant d'avoir commencé (mémoire insuffisante ?) : --workers 1 s'en passe"
                )
        self.waiting.extendleft(reversed(parts))

    def end(self) -> None:
        """Kill all processes."""
        for worker in self.workers:
            worker.end()
