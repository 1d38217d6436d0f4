"""What there is to read: files, files in folders, files in ZIP archives, and inputs that give none, with the reason."""

import errno
import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.articles.archives import check_archive
from pipeline.articles.decoding import UnavailableError, UnreadableError

TEXTS = (
    ".txt", ".md", ".jsonl", ".csv", ".parquet", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".rss", ".atom", ".xml",
)  # fmt: skip
ARCHIVE = ".zip"
KINDS = f"formats lus : {', '.join((*TEXTS, ARCHIVE))}"
REASONS = {errno.EACCES: "permission refusée", errno.ENOENT: "fichier introuvable", errno.ELOOP: "lien en boucle"}
IGNORED = "__MACOSX"  # what macOS adds to its archives


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, perhaps the `member` of a ZIP archive; `reason` tells why it cannot be, where that is known."""

    path: Path
    member: str = ""
    reason: str = ""

    @property
    def name(self) -> str:
        """The file as the person named it."""
        return printable("/".join(filter(None, (self.path.as_posix(), self.member))))

    @property
    def location(self) -> str:
        """The same file, wherever the program is started from."""
        return printable("/".join(filter(None, (Path(os.path.abspath(self.path)).as_posix(), self.member))))  # noqa: PTH100

    @property
    def suffix(self) -> str:
        """What tells the kind of file."""
        return os.path.splitext(self.member or self.path.name)[1].lower()  # noqa: PTH122

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The file's bytes.

        Raises:
            UnreadableError: they cannot be had.
        """
        if self.reason:
            raise UnreadableError(self.reason)
        try:
            if self.member:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
                    yield file
            else:
                with self.path.open("rb") as file:
                    yield file
        except OSError as error:
            raise UnavailableError(f"lecture impossible : {explained(error)}") from error
        except (zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
            raise UnreadableError(f"archive illisible ({error})") from error

    def digest(self) -> str:
        """The SHA-256 of the file's bytes, '' where they cannot be had."""
        try:
            with self.open() as file:
                return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
        except UnreadableError:
            return ""


def printable(name: str) -> str:
    """A file name, which may be any bytes, as text that can be stored."""
    return name.encode("utf-8", "backslashreplace").decode()


def explained(error: OSError) -> str:
    """The reason of a system error, in French where it is a common one."""
    return REASONS.get(error.errno or 0, error.strerror or str(error))


def sources(inputs: Iterable[str | Path], leave_out: Path | None = None) -> Iterator[Source]:
    """Each file of the inputs, once, folders in sorted order; nothing that lies in the folder `leave_out`."""
    seen: set[str] = set()
    for name in inputs:
        for source in of_input(Path(name), leave_out):
            key = f"{os.path.realpath(source.path)}/{source.member}"
            if key not in seen:
                seen.add(key)
                yield source


def of_input(path: Path, leave_out: Path | None) -> Iterator[Source]:
    """The files of one input."""
    if path.is_dir():
        found = [source for file in walk(path, leave_out) for source in file]
        yield from found or [Source(path, reason=f"aucun fichier lisible dans ce dossier ({KINDS})")]
    elif path.suffix.lower() not in (*TEXTS, ARCHIVE) and (path.exists() or path.is_symlink()):
        yield Source(path, reason=f"format non pris en charge ({KINDS})")
    else:
        yield from of_file(path)


def walk(folder: Path, leave_out: Path | None) -> Iterator[Iterable[Source]]:
    """The files below `folder`, sorted; links to folders are not followed, so loops cannot arise."""
    failures: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not same(Path(root, f), leave_out))
        for name in sorted(names):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in (*TEXTS, ARCHIVE):  # noqa: PTH122
                yield of_file(Path(root) / name)
    yield [Source(Path(e.filename), reason=f"lecture impossible : {explained(e)}") for e in failures]


def same(path: Path, other: Path | None) -> bool:
    """Whether two paths lead to one place."""
    return other is not None and os.path.realpath(path) == os.path.realpath(other)


def of_file(path: Path) -> Iterator[Source]:
    """A file, or the members of an archive."""
    try:
        os.stat(path)  # noqa: PTH116 - `Path.exists` takes a link in a loop for a missing file
    except (OSError, ValueError) as error:
        reason = explained(error) if isinstance(error, OSError) else "nom de fichier impossible"
        yield Source(path, reason=reason)
        return
    if not path.is_file():
        yield Source(path, reason="pas un fichier ordinaire")
    elif path.suffix.lower() == ARCHIVE:
        yield from members(path)
    else:
        yield Source(path)


def members(path: Path) -> Iterator[Source]:
    """The files to read in an archive, or why there are none."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive)
            infos = sorted({info.filename: info for info in archive.infolist()}.items())
    except UnreadableError as error:
        yield Source(path, reason=str(error))
        return
    except OSError as error:
        yield Source(path, reason=f"lecture impossible : {explained(error)}")
        return
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        yield Source(path, reason=f"archive illisible ({error})")
        return
    found = [source for name, info in infos if (source := of_member(path, name, info))]
    yield from found or [Source(path, reason=f"aucun fichier lisible dans cette archive ({KINDS})")]


def of_member(path: Path, name: str, info: zipfile.ZipInfo) -> Source | None:
    """A file of an archive, None for what is no article."""
    parts = name.split("/")
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122
    if info.is_dir() or IGNORED in parts or any(part.startswith(".") for part in parts):
        return None
    if suffix == ARCHIVE:
        return Source(path, name, "archive dans une archive : non lue, la déplier d'abord")
    if suffix not in TEXTS:
        return None
    return Source(path, name, "archive protégée par un mot de passe" if info.flag_bits & 1 else "")
