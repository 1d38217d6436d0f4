"""What a person sees of a long run."""

import pytest
from records import rows

from pipeline import progress


def test_the_line_tells_how_much_is_done_and_how_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([100.0, 110.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(now))
    count = progress.Count()
    for _ in range(5):
        count.add(rows())
    words = 5 * rows().article["words"]
    assert count.line() == f"fichiers : 1/0 · articles : 5 · relations : 15 · {words / 10:.0f} mots/s"
