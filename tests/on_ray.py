"""The stand-in for the language pipeline as the workers of a Ray cluster load it: slow, and it says who has loaded it."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from records import Slow


class Deadly(Slow):
    def __call__(self, doc: Any) -> Any:
        if "MORTEL" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(doc)


def load(gazetteer: Any, rules: Any) -> Deadly:
    """Called in each worker."""
    (Path(os.environ["ENTENTE_TEST_WORKERS"]) / str(os.getpid())).touch()
    return Deadly(0.02)


@contextmanager
def one_worker_killed(workers: Path) -> Iterator[None]:
    """Kills, some time after it has loaded, the first worker that does within the block."""
    before = set(workers.iterdir())

    def kill() -> None:
        while not (new := set(workers.iterdir()) - before):
            time.sleep(0.01)
        time.sleep(0.3)
        os.kill(int(new.pop().name), signal.SIGKILL)

    thread = Thread(target=kill, daemon=True)
    thread.start()
    yield
    thread.join(10)
    assert not thread.is_alive()
    assert len(set(workers.iterdir()) - before) > 1
