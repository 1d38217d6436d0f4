"""The way of an archive through Ray Data: files → slices → parts, a bounded number of slices in memory at a time.

Reading gives each slice as a block of its own, so that any worker may have it; workers are stateful actors that load
the model once. A worker that dies is replaced and its slice done again: the same parts under the same names.
"""

import logging
import pickle
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.analysis import load
from pipeline.archive import tries
from pipeline.archive.parts import Done, current, errors, forget, write_parts, written
from pipeline.archive.slices import SIZE, Archived, Slice, archived, slices
from pipeline.articles import read, sources
from pipeline.engines.ray import Model, cluster, cores, loaded
from pipeline.errors import ClusterError, EntenteError, OutputError
from pipeline.state.base import locked
from pipeline.versions import analysis_version, reading_version

Progress = Callable[[Done], None]
Batch = dict[str, Any]  # what Ray Data passes on: the column `pickled`, of one value
READS_FOR = 32  # workers that one reader can serve (docs/scale.md)


@dataclass(frozen=True)
class ArchiveResult:
    """What a run over an archive leaves: how many files had been done before, counts of what was done, what failed."""

    output: Path
    unchanged: int
    counts: dict[str, int]
    failures: list[str]


@dataclass(frozen=True, slots=True)
class Work:
    """A file, the version of the parts it is to have, the slices that have them, and whether those are `all`; `errors`
    are those of its articles that could not be read or analysed before, or why it is `lost`: it has no bytes now."""

    file: Archived
    errors: list[str]
    version: str = ""
    done: frozenset[int] = frozenset()
    all: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """The end of a file: how many slices it has."""

    key: str
    slices: int


@dataclass(frozen=True, slots=True)
class Failed:
    """What keeps a worker from working at all."""

    error: EntenteError


def extract_archive(
    inputs: Iterable[str | Path],
    output: str | Path,
    *,
    address: str = "",
    date: str = "",
    gazetteer: Sequence[str | Path] = (),
    rules: Sequence[str | Path] = (),
    force: bool = False,
    prune: bool = False,
    progress: Progress | None = None,
    size: int = SIZE,
) -> ArchiveResult:
    """Extract actors and relations from files and folders into Parquet parts below `output`, on a Ray cluster.

    `inputs`, `output` and the files of `gazetteer` and `rules` must be found under the same paths on all machines.
    Slices of `size` articles whose parts are there are not done again unless `force` is given, or their file, the
    rules or the models have changed; `prune` removes the parts of files that are not among the inputs.

    Raises:
        MissingExtraError: Ray is not installed.
        ClusterError: there is no cluster at `address`, or its machines cannot do the work.
        OutputError: `output` cannot be written to, or another run is at work there.
    """
    output = Path(output).absolute()
    model = Model.of(partial(load, *([Path(path).absolute() for path in paths] for paths in (gazetteer, rules))))
    versions = f"{reading_version()} {analysis_version(gazetteer, rules)} {size} {date}"
    with locked(output), cluster(address) as ray:
        files = archived(list(sources(inputs, output)))
        before = written(output)
        for key in before.keys() - {file.key for file in files} if prune else ():
            forget(output, key, before[key])
        shutil.rmtree(output / tries.FOLDER, ignore_errors=True)
        known = {} if force else before
        plan = ray.remote(planned)
        works = ray.get([plan.remote(file, known.get(file.key, []), output, versions) for file in files])
        todo = [work for work in works if not work.all and not work.lost]
        tally = Tally()
        for result in flow(ray, todo, output, model, date, size) if todo else ():
            tally.add(result)
            if progress and isinstance(result, Done):
                progress(result)
        for key, slices in tally.ends.items():
            forget(output, key, [number for number in before.get(key, []) if number >= slices])
        failures = [error for work in works for error in work.errors] + tally.errors
        return ArchiveResult(output, sum(work.all for work in works), dict(tally.counts), failures)


def planned(file: Archived, numbers: list[int], output: Path, versions: str) -> Work:
    """What is to be done for a file, of whose slices these have parts; where nothing can be read, what is there stays."""
    digest = file.source.digest()
    if not digest:
        return Work(file, [f"{file.name} : {next(read(file.source)).error}"], lost=True)
    version = f"{digest} {file.label} {versions}"
    done, complete = current(file, numbers, output, version)
    return Work(file, errors(file, done, output), version, done, complete)


class Tally:
    """What comes back, counted."""

    def __init__(self) -> None:
        self.ends: dict[str, int] = {}
        self.counts: Counter[str] = Counter()
        self.errors: list[str] = []

    def add(self, result: Done | End | Failed) -> None:
        """Take note of a result; raises what keeps a worker from working."""
        if isinstance(result, Failed):
            raise result.error
        if isinstance(result, End):
            self.ends[result.key] = result.slices
        else:
            self.counts.update(result.counts())
            self.errors += result.errors


def flow(
    ray: Any, works: list[Work], output: Path, model: Model, date: str, size: int
) -> Iterator[Done | End | Failed]:
    """What becomes of the slices of these files, in any order."""
    context = ray.data.DataContext.get_current()
    context.target_max_block_size = 1  # byte: each slice is a block, or one worker would have them all
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel("ERROR")
    workers = cores(ray)
    read = {"num_cpus": 0, "concurrency": 1 + workers // READS_FOR}  # all processors are the workers'
    done = (
        ray.data.from_items([{"pickled": pickle.dumps(work)} for work in works])
        .map_batches(read_slices, batch_size=1, fn_args=(date, size), **read)
        .map_batches(
            Extractor, batch_size=1, fn_constructor_args=(output, model), concurrency=workers, num_cpus=1,
        )
    )  # fmt: skip
    try:
        for row in done.iter_rows():
            yield pickle.loads(row["pickled"])
    except ray.exceptions.RayError as error:
        raise ClusterError(f"la grappe Ray ne peut faire le travail : {error}") from error


def read_slices(batch: Batch, date: str, size: int) -> Iterator[Batch]:
    """The slices to do of a file, then its end. The same whenever it is called, so that Ray may call it again."""
    work: Work = pickle.loads(batch["pickled"][0])
    number = -1
    for number, piece in enumerate(slices(work.file, date, size)):
        if number not in work.done:
            yield packed((piece, work.version))
    yield packed(End(work.file.key, number + 1))


class Extractor:
    """A worker."""

    def __init__(self, output: Path, model: Model) -> None:
        self.output, self.model = output, model

    def __call__(self, batch: Batch) -> Batch:
        """Have a slice done, and say what it gave."""
        given: tuple[Slice, str] | End = pickle.loads(batch["pickled"][0])
        if isinstance(given, End):
            return packed(given)
        try:
            return packed(write_parts(given[0], loaded(self.model), self.output, given[1]))
        except EntenteError as error:
            return packed(Failed(error))
        except OSError as error:
            return packed(Failed(OutputError.of(self.output, error)))


def packed(value: object) -> Batch:
    """A batch of one."""
    return {"pickled": [pickle.dumps(value)]}
