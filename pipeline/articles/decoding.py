"""Bytes to text: BOM, then strict UTF-8, then Windows-1252, as French press files come."""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CONTROLS = {chr(c) for c in range(32)} - set("\t\n\r\f\x1a\x0b")
SHARE_OF_CONTROLS = 0.01  # more than this is no text
CHUNK = 1 << 20
LARGEST = 100_000_000  # bytes of a file that is read whole
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class UnreadableError(Exception):
    """A file, or a part of one, that cannot be read; the message, in French, is for a person."""


class UnavailableError(UnreadableError):
    """A file that cannot be had now, for a reason of the system's: another time it may be."""


def read_text(path: Path) -> str:
    """The text of `path`: decoded, without BOM, line ends as `\\n`.

    Raises:
        UnreadableError: not to be opened, empty, too large, binary, or damaged UTF-8.
    """
    try:
        with path.open("rb") as file:
            return text_of(file)
    except OSError as error:
        raise UnreadableError(f"lecture impossible : {error.strerror or error}") from error


def whole(file: IO[bytes], limit: int = LARGEST) -> bytes:
    """All bytes of `file`.

    Raises:
        UnreadableError: it has more than `limit` bytes, or none.
    """
    data = file.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"fichier trop grand (plus de {limit // 1_000_000} Mo) : le diviser")
    if not data:
        raise UnreadableError("fichier vide")
    return data


def text_of(file: IO[bytes]) -> str:
    """The text of a file that is read whole.

    Raises:
        UnreadableError: empty, too large, binary, or damaged UTF-8.
    """
    text = decode(whole(file))
    if not text.strip():
        raise UnreadableError("fichier vide")
    return text


def lines_of(file: IO[bytes]) -> Iterator[str]:
    """The lines of a file of any size, each with its `\\n`, a few in memory at a time.

    Raises:
        UnreadableError: binary, or damaged UTF-8; nothing is given before the whole file is known to be sound. A line
            longer than `LARGEST` is an error where it comes.
    """
    encoding = encoding_of(file)
    file.seek(0)
    wrapper = io.TextIOWrapper(file, encoding=encoding, errors="replace")
    while line := wrapper.readline(LARGEST):
        if len(line) == LARGEST:
            raise UnreadableError(f"ligne de plus de {LARGEST // 1_000_000} millions de caractères")
        yield line


def decode(data: bytes) -> str:
    """The text of `data`, line ends as `\\n`.

    Raises:
        UnreadableError: binary, or UTF-8 with broken sequences.
    """
    text = data.decode(encoding_of(io.BytesIO(data)), errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(file: IO[bytes]) -> str:
    """The name of the encoding of a file, read in chunks.

    Raises:
        UnreadableError: binary, or UTF-8 with broken sequences.
    """
    chunk = file.read(CHUNK)
    marked = next((name for bom, name in BOMS if chunk.startswith(bom)), "")
    if b"\x00" in chunk and not marked:
        raise UnreadableError("fichier binaire, pas du texte")
    name = marked or "utf-8"
    first = chunk
    decoder, before = codecs.getincrementaldecoder(name)(), b""
    try:
        while chunk:
            decoder.decode(chunk)
            before, chunk = chunk, file.read(CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        # A fault at the very end is seen when only its first bytes are left: judge by what came before.
        data, at = (error.object, error.start) if chunk else (before, len(before) - len(error.object))
        if marked or is_damaged_utf8(data, at):
            broken_at = file.tell() - len(data) + at
            raise UnreadableError(f"texte {shown(name)} tronqué ou endommagé à l'octet {broken_at}") from error
        name = "cp1252"
    sample = first.decode(name, errors="replace")
    if sum(c in CONTROLS for c in sample) > SHARE_OF_CONTROLS * max(len(sample), 1):
        raise UnreadableError("fichier binaire, pas du texte")
    return name


def shown(encoding: str) -> str:
    """The name of an encoding as a person knows it."""
    return encoding.upper().removesuffix("-SIG")


def is_damaged_utf8(data: bytes, broken_at: int) -> bool:
    """Whether data that fails as UTF-8 was meant as such: it holds more sound multi-byte sequences than faults."""
    text = data.decode("utf-8", errors="replace")
    faults = text.count("\ufffd")
    sound = sum(ord(c) > 127 for c in text) - faults
    lead = data[broken_at]
    cut_at_the_end = lead >= 0xC2 and len(data) - broken_at < 4
    return sound > faults or (cut_at_the_end and sound > 0)


def storable(text: str) -> str:
    """`text` with U+FFFD, one for one, where a database cannot hold it: unpaired surrogates, NUL."""
    return UNSTORABLE.sub("\ufffd", text)
