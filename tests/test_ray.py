"""A Ray cluster of two workers on this machine: the same results as without it, also when a worker is killed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import on_ray
import pandas as pd
import pytest
from records import BODY, Language

from pipeline import archive, job
from pipeline.archive import extract_archive, flow
from pipeline.cli import main
from pipeline.engines.ray import on_cluster
from pipeline.errors import ClusterError, MissingExtraError

ray = pytest.importorskip("ray", reason="Ray (pip install 'entente[ray]') is not installed")
ARTICLES = 240
TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cluster; the folder in which its workers leave their process ids."""
    folder = tmp_path_factory.mktemp("workers")
    variables = {"PYTHONPATH": f"{TESTS}:{TESTS.parent}", "ENTENTE_TEST_WORKERS": str(folder)}
    ray.init("local", num_cpus=2, log_to_driver=False, logging_level="error", runtime_env={"env_vars": variables})
    yield folder
    ray.shutdown()


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles in a Parquet file; what analyses them is the stand-in."""
    monkeypatch.setattr(job, "load", on_ray.load)
    monkeypatch.setattr(flow, "load", on_ray.load)
    texts = [f"Article {number}\n\n{BODY}" for number in range(ARTICLES)]
    pd.DataFrame({"text": texts, "date": "2025-07-09"}).to_parquet(tmp_path / "a.parquet", row_group_size=30)
    return tmp_path / "a.parquet"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith((".", "entente.db"))}


def test_the_files_of_a_run_are_the_same_bytes(workers: Path, given: Path, tmp_path: Path) -> None:
    with on_ray.one_worker_killed(workers):
        job.run([given], tmp_path / "ray", engine=on_cluster())
    job.run([given], tmp_path / "local", nlp=Language())  # type: ignore[arg-type]
    assert len(contents(tmp_path / "ray")) == 13
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")


def test_an_article_that_kills_its_workers_is_told(
    workers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "load", on_ray.load)
    pd.DataFrame({"text": [f"Un\n\n{BODY}", "MORTEL", f"Trois\n\n{BODY}"]}).to_parquet(tmp_path / "a.parquet")
    result = job.run([tmp_path / "a.parquet"], tmp_path / "out", engine=on_cluster())
    assert list(result.tables["articles"]["status"]) == ["ok", "error", "ok"]
    assert "a mis fin deux fois au processus" in result.failures[0]


def test_the_tables_of_an_archive_are_the_same(workers: Path, given: Path, tmp_path: Path) -> None:
    with on_ray.one_worker_killed(workers):
        result = extract_archive([given], tmp_path / "ray", size=10)
    assert result.counts == {
        "ok": ARTICLES,
        "skipped": 0,
        "error": 0,
        "mentions": 5 * ARTICLES,
        "relations": 3 * ARTICLES,
    }
    local = job.run([given], tmp_path / "local", nlp=Language()).tables  # type: ignore[arg-type]
    for name in ("articles", "mentions", "relations"):
        parts = [pd.read_parquet(path) for path in sorted((tmp_path / "ray" / name).iterdir())]
        assert len(parts) == ARTICLES / 10
        expected = local[name].drop(columns=["duplicate_of", "counted"], errors="ignore")
        assert pd.concat(parts).to_csv(index=False) == expected.to_csv(index=False)
    assert extract_archive([given], tmp_path / "ray", size=10).unchanged == 1


def test_the_command_writes_parquet(
    workers: Path, given: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "vide.txt").touch()
    command = [
        "run",
        str(given),
        str(tmp_path / "vide.txt"),
        "-o",
        str(tmp_path / "out"),
        "--engine",
        "ray",
        "--parquet",
    ]
    assert main(command) == 1
    out, err = capsys.readouterr()
    assert f"Articles   {ARTICLES} analysés, 0 laissé de côté, 1 illisible" in out
    assert "vide.txt : fichier vide" in err
    assert main(command) == 1
    assert "Fichiers   2 inchangés" in capsys.readouterr().out


def test_files_that_are_gone_are_forgotten_by_prune(workers: Path, given: Path, tmp_path: Path) -> None:
    other = given.rename(given.with_name("b.parquet"))
    pd.read_parquet(other).head(20).to_parquet(given)
    extract_archive([given, other], tmp_path / "out", size=100)
    assert len(pd.read_parquet(tmp_path / "out" / "articles")) == ARTICLES + 20
    pd.read_parquet(other).head(150).to_parquet(other)
    extract_archive([other], tmp_path / "out", size=100, prune=True)
    assert len(pd.read_parquet(tmp_path / "out" / "articles")) == 150
    assert len(pd.read_parquet(tmp_path / "out" / "relations")) == 3 * 150


def test_what_keeps_workers_from_working_is_told(
    workers: Path, given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.engines.ray.analysis_version", lambda: "another")
    with pytest.raises(ClusterError, match="a une autre version d'Entente"):
        job.run([given], tmp_path / "ray", engine=on_cluster())
    with pytest.raises(ClusterError, match="a une autre version d'Entente"):
        extract_archive([given], tmp_path / "parts")


def test_without_a_cluster_at_the_address(tmp_path: Path) -> None:
    ray.shutdown()
    with pytest.raises(ClusterError, match=r"grappe Ray « 127\.0\.0\.1:1 »"):
        archive.extract_archive([tmp_path], tmp_path / "out", address="127.0.0.1:1")


def test_without_ray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'entente\[ray\]'"):
        archive.extract_archive([tmp_path], tmp_path / "out")
