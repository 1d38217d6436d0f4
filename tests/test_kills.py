"""A run that is killed at any instant, a full disk: the next run goes on, and the results are the same."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from records import BODY

TESTS = Path(__file__).parent
# The whole job in a process of its own, with the stand-in for the language pipeline made slow enough to be killed.
DRIVER = f"""
import sys
sys.path[:0] = [{str(TESTS)!r}, {str(TESTS.parent)!r}]
from records import Slow
from pipeline import job
job.run([sys.argv[1]], sys.argv[2], nlp=Slow(0.01))
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(150):
        (folder / f"{number}.txt").write_text(f"Article {number}\n\n{BODY}", encoding="utf-8")
    return folder


def command(articles: Path, output: Path) -> list[str]:
    return [sys.executable, "-c", DRIVER, str(articles), str(output)]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith((".", "entente.db"))}


def test_killed_runs_lose_and_double_nothing(articles: Path, tmp_path: Path) -> None:
    subprocess.run(command(articles, tmp_path / "undisturbed"), check=True)
    instants = random.Random(5)
    for _ in range(5):
        process = subprocess.Popen(command(articles, tmp_path / "killed"))
        try:
            process.wait(instants.uniform(0.8, 3))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        visible = contents(tmp_path / "killed") if (tmp_path / "killed").exists() else {}
        assert all(content.endswith(b"\n") or name.startswith("graph") for name, content in visible.items())
    subprocess.run(command(articles, tmp_path / "killed"), check=True)
    assert contents(tmp_path / "killed") == contents(tmp_path / "undisturbed")


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_full_disk_is_told_and_the_next_run_goes_on(articles: Path, tmp_path: Path) -> None:
    import resource

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

    full = subprocess.run(command(articles, tmp_path / "out"), preexec_fn=little_room, capture_output=True, text=True)
    assert full.returncode != 0
    assert "OutputError" in full.stderr
    subprocess.run(command(articles, tmp_path / "out"), check=True)
    subprocess.run(command(articles, tmp_path / "undisturbed"), check=True)
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")
