"""Articles analysed in several processes: the same results, whatever happens to the processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

import pytest
from records import BODY, Language, article

from pipeline import job
from pipeline.analysis import same
from pipeline.engines import Batch, worker
from pipeline.engines.local import AHEAD, STILLBORN, analysed
from pipeline.engines.parts import REASON
from pipeline.errors import WorkerError
from pipeline.extract import Rows

TESTS = Path(__file__).parent
POSIX = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")


class Poisoned(Language):
    """Dies of « POISON », as of an overflow in a library."""

    def __call__(self, doc: Any) -> Any:
        if "POISON" in doc.text:
            os._exit(1)
        return super().__call__(doc)


class Mortal(Language):
    """Is killed at the first article that it is asked for, as often as `lives` says, over all processes."""

    def __init__(self, folder: Path, lives: int) -> None:
        super().__init__()
        self.folder, self.lives = folder, lives

    def __call__(self, doc: Any) -> Any:
        if len(list(self.folder.iterdir())) < self.lives:
            (self.folder / str(os.getpid())).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(doc)


def batches(*sizes: int) -> list[Batch]:
    """Batches of these sizes, of articles `a-0`, `a-1`, …"""
    names = iter(range(sum(sizes)))
    return [[article(article_id=f"a-{next(names)}") for _ in range(size)] for size in sizes]


def results(given: list[Batch], nlp: Language, workers: int) -> list[list[Rows]]:
    return list(analysed(iter(given), partial(same, nlp), workers=workers))  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of 150 articles, one of which cannot be read."""
    (tmp_path / "in").mkdir()
    for number in range(150):
        (tmp_path / "in" / f"{number}.txt").write_text(f"Article {number}\n\n{BODY}", encoding="utf-8")
    (tmp_path / "in" / "vide.txt").write_bytes(b"")
    return tmp_path / "in"


def contents(output: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in output.iterdir() if not p.name.startswith((".", "entente.db"))}


def test_the_number_of_workers_changes_no_byte(folder: Path, tmp_path: Path) -> None:
    for workers in (1, 2, 3):
        job.run([folder], tmp_path / str(workers), nlp=Language(), workers=workers)  # type: ignore[arg-type]
    alone = contents(tmp_path / "1")
    assert len(alone) == 13
    assert contents(tmp_path / "2") == alone
    assert contents(tmp_path / "3") == alone


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_batches_come_back_in_order_with_empty_ones(workers: int) -> None:
    given = batches(3, 0, 1, 5, 0, 0, 2, 4)
    found = results(given, Language(), workers)
    names = [[rows.article["article_id"] for rows in batch] for batch in found]
    assert names == [[a.article_id for a in batch] for batch in given]


def test_no_more_is_read_ahead_than_workers_need() -> None:
    read: list[int] = []

    def given() -> Iterator[Batch]:
        for number, batch in enumerate(batches(*[1] * 50)):
            read.append(number)
            yield batch

    engine = analysed(given(), partial(same, Language()), workers=2)  # type: ignore[arg-type]
    for done, _ in enumerate(engine, 1):
        assert len(read) <= done + 2 * AHEAD


@pytest.mark.parametrize(("given", "processes"), [([5], 0), ([0, 5, 0], 0), ([2, 2], 1), ([1] * 20, 2)])
def test_a_process_is_started_only_where_there_is_work(given: list[int], processes: int) -> None:
    engine = analysed(iter(batches(*given)), partial(same, Language()), workers=2)  # type: ignore[arg-type]
    next(engine)
    assert (len(active_children()) > 0) == (processes > 0)
    engine.close()
    assert active_children() == []


@POSIX
@pytest.mark.parametrize("lives", [1, 4])
def test_killed_workers_cost_nothing(lives: int, tmp_path: Path) -> None:
    given = batches(*[8] * 12)
    assert results(given, Mortal(tmp_path, lives), 2) == results(given, Language(), 1)
    assert len(list(tmp_path.iterdir())) == lives


@POSIX
def test_a_worker_killed_while_a_run_is_on_costs_nothing(folder: Path, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill(event: object) -> None:
        if isinstance(event, Rows) and not killed and (children := active_children()):
            killed.append(children[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    job.run([folder], tmp_path / "calm", nlp=Language())  # type: ignore[arg-type]
    job.run([folder], tmp_path / "out", nlp=Language(), workers=2, progress=kill)  # type: ignore[arg-type]
    assert killed
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


@POSIX
@pytest.mark.parametrize("place", [0, 5, 11])
def test_an_article_that_kills_is_given_up_and_its_neighbours_kept(place: int) -> None:
    given = batches(4, 12, 4, 1)
    given[1][place] = article("POISON", article_id="poison")
    found = results(given, Poisoned(), 2)
    wrong = [rows.article for batch in found for rows in batch if rows.article["status"] != "ok"]
    assert [(row["article_id"], row["status"], row["error"]) for row in wrong] == [("poison", "error", REASON)]
    assert sum(len(rows.relations) for batch in found for rows in batch) == 3 * (4 + 11 + 4 + 1)


@POSIX
def test_an_article_that_kills_is_a_row_with_its_reason(folder: Path, tmp_path: Path) -> None:
    (folder / "poison.txt").write_text("POISON. Paris a accusé Bamako hier.", encoding="utf-8")
    result = job.run([folder], tmp_path / "out", nlp=Poisoned(), workers=2)  # type: ignore[arg-type]
    assert f"poison.txt : {REASON}" in "\n".join(result.failures)
    assert (result.counts["ok"], result.counts["error"]) == (150, 2)


def test_workers_that_cannot_begin_are_not_started_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    begin = worker.Worker.__init__

    def counted(self: worker.Worker, *args: Any) -> None:
        started.append(self)
        begin(self, *args)

    monkeypatch.setattr(worker, "serve", dying)
    monkeypatch.setattr(worker.Worker, "__init__", counted)
    with pytest.raises(WorkerError, match="--workers 1"):
        results(batches(*[1] * 10), Language(), 2)
    assert len(started) <= STILLBORN + 2


def dying(*args: Any) -> None:
    os._exit(1)


def test_workers_that_are_not_forked_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "FORKS", False)
    monkeypatch.setattr("pipeline.engines.local.FORKS", False)
    monkeypatch.setattr(worker, "CONTEXT", get_context("spawn"))
    given = batches(3, 2, 4)
    found = list(analysed(iter(given), Language, workers=2))  # type: ignore[arg-type]
    assert found == results(given, Language(), 1)


# The command in a process of its own, with a stand-in for the language pipeline that takes its time.
DRIVER = f"""
import sys
sys.path[:0] = [{str(TESTS)!r}, {str(TESTS.parent)!r}]
from records import Slow
from pipeline import cli, job
job.load = lambda gazetteer, rules: Slow(0.02)
sys.exit(cli.main(["run", sys.argv[1], "-o", sys.argv[2], "--workers", "2"]))
"""


def started(folder: Path, output: Path) -> "subprocess.Popen[str]":
    """The command at work, with some of it done."""
    process = subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(folder), str(output)], stderr=subprocess.PIPE, text=True
    )
    wait_for(lambda: len(children(process.pid)) == 2)
    wait_for(lambda: (output / "entente.db-wal").stat().st_size > 100_000)
    return process


def children(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def gone(pids: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids)


@POSIX
@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_stopped_run_leaves_no_process_and_keeps_what_is_done(
    stop: signal.Signals, code: int, folder: Path, tmp_path: Path
) -> None:
    process = started(folder, tmp_path / "out")
    workers = children(process.pid)
    process.send_signal(stop)
    _, complaint = process.communicate(timeout=5)
    assert process.returncode == code
    assert "Traceback" not in complaint
    assert ("interrompu" in complaint) == (stop != signal.SIGKILL)
    wait_for(lambda: gone(workers), seconds=5)
    seen: list[str] = []
    job.run(
        [folder], tmp_path / "out", nlp=Language(),  # type: ignore[arg-type]
        progress=lambda event: seen.append(event.article["file"]) if isinstance(event, Rows) else None,
    )  # fmt: skip
    assert 0 < len(seen) < 151
    job.run([folder], tmp_path / "calm", nlp=Language())  # type: ignore[arg-type]
    assert contents(tmp_path / "out") == contents(tmp_path / "calm")


@POSIX
def test_ctrl_c_of_a_terminal_reaches_the_workers_too_and_nobody_complains(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", DRIVER, str(folder), str(tmp_path / "out")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wait_for(lambda: len(children(process.pid)) == 2)
    os.killpg(process.pid, signal.SIGINT)
    _, complaint = process.communicate(timeout=5)
    assert process.returncode == 130
    assert complaint.count("\n") == 1
