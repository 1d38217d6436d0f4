"""ZIP archives: what is in them, and how much they may unpack to."""

import zipfile

from pipeline.articles.decoding import UnreadableError

LARGEST_ARCHIVE = 4_000_000_000  # bytes unpacked
MOST_MEMBERS = 100_000
HIGHEST_RATIO = 200  # unpacked to packed: text packs to a tenth, a bomb to a thousandth
SMALL = 10_000_000  # bytes below which the ratio is of no interest


def check_archive(archive: zipfile.ZipFile, limit: int = LARGEST_ARCHIVE) -> None:
    """Look at an archive's directory before anything is unpacked; `zipfile` unpacks no more than it declares.

    Raises:
        UnreadableError: too much, too many, or packed too well to be true.
    """
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(f"archive de {len(members)} fichiers : refusée (au plus {MOST_MEMBERS})")
    if total > limit:
        raise UnreadableError(f"archive de {total // 1_000_000} Mo dépliée : refusée (au plus {limit // 1_000_000} Mo)")
    if any(suspicious(member.file_size, member.compress_size) for member in members) or suspicious(total, packed):
        raise UnreadableError("archive compressée au-delà du vraisemblable (« bombe ») : refusée")


def suspicious(unpacked: int, packed: int) -> bool:
    """Whether data is packed better than any text is."""
    return unpacked > SMALL and unpacked > HIGHEST_RATIO * max(packed, 1)
