"""Near-identical articles: one dispatch that several papers print.

Texts are compared by the share of their runs of three words that both have (MinHash), and looked for by bands of
their signatures (locality-sensitive hashing), so that the cost grows with the articles and not with their pairs.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

WORD = re.compile(r"[^\W_]+")
RUN = 3  # words
SHORTEST = 25  # words under which only the very same text is a copy
HASHES, BANDS = 128, 32
SAME = 0.5  # share of common runs from which two articles are one dispatch


def signature(text: str) -> bytes:
    """What tells whether another text is nearly the same: `HASHES` numbers of 32 bits."""
    import numpy as np

    words = WORD.findall(unicodedata.normalize("NFC", text).casefold())
    if len(words) < SHORTEST:
        runs = {" ".join(words)}
    else:
        runs = {" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
    digests = b"".join(hashlib.blake2b(run.encode(), digest_size=8).digest() for run in sorted(runs))
    values = np.frombuffer(digests, dtype="<u8")
    lowest = [int(((values * factor + shift) >> np.uint64(32)).min()) for factor, shift in hashes()]
    return np.array(lowest, dtype="<u4").tobytes()


@cache
def hashes() -> list[tuple[Any, Any]]:
    """The factor and the shift of each hash function, the same on every machine: drawn by SHA-256, not by numpy."""
    import numpy as np

    drawn = (int.from_bytes(hashlib.sha256(f"entente {i}".encode()).digest()[:8], "little") for i in range(2 * HASHES))
    return [(np.uint64(a | 1), np.uint64(b)) for a, b in zip(drawn, drawn, strict=True)]


def find_copies(articles: Sequence[dict[str, Any]]) -> list[int | None]:
    """For each article the index of the one that it copies, None for an original or where there is no signature.

    The original is the first by date, articles without a date last, then in the order given; the copy of a copy is a
    copy of the original.
    """
    import numpy as np

    result: list[int | None] = [None] * len(articles)
    signed = [i for i, article in enumerate(articles) if article["signature"] and article["status"] == "ok"]
    signed.sort(key=lambda i: (articles[i]["date"] or "9", i))
    matrix = np.frombuffer(b"".join(articles[i]["signature"] for i in signed), dtype="<u4").reshape(-1, HASHES)
    originals: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    shared = shared_bands(matrix)
    for row, index in enumerate(signed):
        keys = shared.get(row, [])
        candidates = sorted({other for key in keys for other in originals[key]})
        likeness = [(float((matrix[row] == matrix[other]).mean()), -other) for other in candidates]
        best = max(likeness, default=(0.0, 0))
        if best[0] >= SAME:
            result[index] = signed[-best[1]]
        else:
            for key in keys:
                originals[key].append(row)
    return result


def shared_bands(matrix: "np.ndarray[Any, Any]") -> dict[int, list[tuple[int, bytes]]]:
    """For each row of signatures its bands that another row has too."""
    import numpy as np

    width = HASHES // BANDS
    result: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
    for band in range(BANDS):
        part = np.ascontiguousarray(matrix[:, band * width : (band + 1) * width])
        keys = part.view(np.dtype((np.void, part.dtype.itemsize * width))).ravel()
        _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
        for row in np.flatnonzero(counts[inverse] > 1):
            result[int(row)].append((band, keys[row].tobytes()))
    return result
