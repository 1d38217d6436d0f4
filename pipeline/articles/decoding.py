"""Bytes to text: BOM, then strict UTF-8, then Windows-1252, as French press files come."""

import codecs
from pathlib import Path

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CONTROLS = {chr(c) for c in range(32)} - set("\t\n\r\f\x1a\x0b")
SHARE_OF_CONTROLS = 0.01  # more than this is no text


class UnreadableError(Exception):
    """A file, or a part of one, that cannot be read; the message, in French, is for a person."""


def read_text(path: Path) -> str:
    """The text of `path`: decoded, without BOM, line ends as `\\n`.

    Raises:
        UnreadableError: not to be opened, empty, binary, or damaged UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"lecture impossible : {error.strerror or error}") from error
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableError("fichier vide")
    return text


def decode(data: bytes) -> str:
    """The text of `data`.

    Raises:
        UnreadableError: binary, or UTF-8 with broken sequences.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableError(f"texte {encoding.upper()} endommagé à l'octet {error.start}") from error
    if b"\x00" in data:
        raise UnreadableError("fichier binaire, pas du texte")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if is_damaged_utf8(data, error.start):
            raise UnreadableError(f"texte UTF-8 tronqué ou endommagé à l'octet {error.start}") from error
        text = data.decode("cp1252", errors="replace")
    if sum(c in CONTROLS for c in text) > SHARE_OF_CONTROLS * max(len(text), 1):
        raise UnreadableError("fichier binaire, pas du texte")
    return text


def is_damaged_utf8(data: bytes, broken_at: int) -> bool:
    """Whether data that fails as UTF-8 was meant as such: it holds more sound multi-byte sequences than faults."""
    text = data.decode("utf-8", errors="replace")
    faults = text.count("\ufffd")
    sound = sum(ord(c) > 127 for c in text) - faults
    lead = data[broken_at]
    cut_at_the_end = lead >= 0xC2 and len(data) - broken_at < 4
    return sound > faults or (cut_at_the_end and sound > 0)
