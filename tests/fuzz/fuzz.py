"""Coverage-guided fuzzing of the readers and of the rule files; see README.md beside this file."""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline", "feedparser", "docx"]):
    from pipeline.articles import Source, reading
    from pipeline.articles.naming import distinct, labels
    from pipeline.rules.loader import read_rules

SUFFIXES = sorted(reading.READERS)
PLACE = Path(tempfile.mkdtemp())


def readers(data: bytes) -> None:
    """The first byte chooses the kind of file, the others are the file."""
    if not data:
        return
    path = PLACE / f"a{SUFFIXES[data[0] % len(SUFFIXES)]}"
    path.write_bytes(data[1:])
    found = list(reading.read(Source(path), "a"))
    assert found
    for article in found:
        # What no reader foresaw comes out as this; a run survives it, a fuzzer must not.
        assert not article.error.startswith("lecture impossible ("), article.error
        assert (article.status == "error") == bool(article.error and not article.text)
        assert 0 <= article.start <= article.end <= len(article.text)
        article.text.encode("utf-8")


def rules(data: bytes) -> None:
    """The data is a rule file; or names of files."""
    path = PLACE / "a.toml"
    path.write_bytes(data)
    found, problems = read_rules([path])
    assert found or problems or b"[[rule]]" not in data
    names = data.decode("utf-8", "replace").split("\n")
    assert len(set(distinct(names))) == len(names)
    places = {f"/{name}" for name in names if name.strip("./")}
    assert len(set(labels(places).values())) == len(labels(places))


if __name__ == "__main__":
    target = {"readers": readers, "rules": rules}[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
