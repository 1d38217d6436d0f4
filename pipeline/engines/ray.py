"""The engine of many machines: a Ray cluster, whose worker processes load the model once each.

Ray Data cannot be given what the driver reads as it goes, nor keep a bound on it in order; its tasks can.
"""

import logging
import os
import pickle
import signal
import socket
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache, partial
from platform import node
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.analysis import analyse, refused
from pipeline.engines import Batch, Engine, Load
from pipeline.engines.parts import DEATHS, REASON
from pipeline.errors import ClusterError, EntenteError, MissingExtraError
from pipeline.extract import Rows
from pipeline.versions import analysis_version

if TYPE_CHECKING:
    from spacy.language import Language

PATIENCE = 10  # seconds
AHEAD = 2  # batches in flight for each core of the cluster


def on_cluster(address: str = "") -> Engine:
    """The engine of the cluster at `address`, of Ray's own choice where that is empty: the one that `RAY_ADDRESS` or
    `ray start` has made known, else this machine alone.

    Raises:
        MissingExtraError: Ray is not installed.
        ClusterError: there is no cluster at `address`.
    """
    return partial(in_order, address)


def in_order(address: str, batches: Iterator[Batch], load: Load) -> Generator[list[Rows], None, None]:
    """The rows of each batch, in order; what runs ahead grows and shrinks with the cluster."""
    with cluster(address) as ray:
        send = Sender(ray, Model.of(load))
        waiting: deque[tuple[Batch, Any]] = deque()
        for batch in batches:
            waiting.append((batch, send(batch)))
            if len(waiting) > AHEAD * cores(ray):
                yield send.received(*waiting.popleft())
        while waiting:
            yield send.received(*waiting.popleft())


class Sender:
    """Sends batches to the cluster and takes rows back."""

    def __init__(self, ray: Any, model: "Model") -> None:
        self.ray, self.model = ray, model
        self.task = ray.remote(max_retries=DEATHS - 1)(analysed)

    def __call__(self, batch: Batch) -> Any:
        """A reference to the rows that a batch will give."""
        return self.task.remote(batch, self.model) if batch else None

    def received(self, batch: Batch, reference: Any) -> list[Rows]:
        """The rows of a batch; of one that kills each worker that has it, those of its halves, down to the article."""
        try:
            return list(self.ray.get(reference)) if batch else []
        except (self.ray.exceptions.WorkerCrashedError, self.ray.exceptions.OutOfMemoryError):
            if len(batch) == 1:
                return [refused(batch[0], REASON)]
            middle = len(batch) // 2
            return [row for half in (batch[:middle], batch[middle:]) for row in self.received(half, self(half))]
        except self.ray.exceptions.RayTaskError as error:
            raise error.cause if isinstance(error.cause, EntenteError) else ClusterError(str(error.cause)) from error


def analysed(batch: Batch, model: "Model") -> list[Rows]:
    """The rows of a batch, in a worker."""
    return analyse(batch, loaded(model))


class Model(NamedTuple):
    """The language pipeline as other machines get it: how to load it, pickled, and the version that it has here."""

    load: bytes
    version: str

    @classmethod
    def of(cls, load: Load) -> "Model":
        """The model that `load` gives."""
        return cls(pickle.dumps(load), analysis_version())


@cache
def loaded(model: Model) -> "Language":
    """The pipeline, loaded once in each process.

    Raises:
        ClusterError: this machine has another version of the program, its rules or its models.
    """
    if analysis_version() != model.version:
        raise ClusterError(f"la machine « {node()} » a une autre version d'Entente, de ses règles ou de ses modèles")
    load: Load = pickle.loads(model.load)
    return load()


def cores(ray: Any) -> int:
    """How many cores the cluster has now."""
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


@contextmanager
def cluster(address: str) -> Iterator[Any]:
    """The module `ray`, connected; a connection that the caller has made already is used and left open.

    Raises:
        MissingExtraError, ClusterError: as `on_cluster`.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent to Ray's makers
    try:
        import ray
    except ModuleNotFoundError as error:
        raise MissingExtraError("--engine ray demande Ray : pip install 'entente[ray]'") from error
    ours = not ray.is_initialized()
    if ours:
        connect(ray, address)
    try:
        yield ray
    finally:
        if ours:
            ray.shutdown()


def connect(ray: Any, address: str) -> None:
    """Connect to a cluster, or start one on this machine.

    Raises:
        ClusterError: as `on_cluster`.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    try:
        if port.isdecimal():  # Ray itself tries for minutes before it says that nobody is there
            socket.create_connection((host, int(port)), PATIENCE).close()
        before = signal.getsignal(signal.SIGTERM)
        ray.init(address or None, log_to_driver=False, logging_level=logging.ERROR)
        if current_thread() is main_thread():
            signal.signal(signal.SIGTERM, before)  # Ray has put its own there, which exits at once
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterError(f"grappe Ray « {address} » : {error}") from error
