"""`--watch`: what arrives is done, once, when it has arrived."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import watch


class Enough(Exception):
    """Ends a watch, which never ends by itself."""


def test_files_are_done_once_they_have_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Le Mali.")
    steps = iter(
        [
            lambda: None,
            lambda: (tmp_path / "b.txt").write_text("Le"),
            lambda: (tmp_path / "b.txt").write_text("Le Niger."),
            lambda: None,
            lambda: None,
            lambda: (tmp_path / "a.txt").unlink(),
            lambda: None,
        ]
    )
    done: list[list[str]] = []

    def pause(_: float) -> None:
        try:
            next(steps)()
        except StopIteration:
            raise Enough from None

    monkeypatch.setattr(watch.time, "sleep", pause)
    with pytest.raises(Enough):
        watch.watch([tmp_path], tmp_path / "out", lambda: done.append(sorted(p.name for p in tmp_path.iterdir())))
    assert done == [["a.txt"], ["a.txt", "b.txt"], ["b.txt"]]


def until(condition: object, seconds: float = 60) -> bool:
    """Whether `condition` comes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_the_command_picks_up_new_files_and_stops_cleanly(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"")  # an error needs no language model
    articles = tmp_path / "out" / "articles.csv"
    code = (
        "import sys; from pipeline import watch, cli; watch.watch.__kwdefaults__['pause'] = 0.2; sys.exit(cli.main())"
    )
    command = [sys.executable, "-c", code, "run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--watch"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        assert until(articles.exists)
        (tmp_path / "in" / "b.txt").write_bytes(b"")
        assert until(lambda: "\nb," in articles.read_text(encoding="utf-8"))
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(90) == 0
    finally:
        process.kill()
        _, errors = process.communicate()
    assert b"Traceback" not in errors
