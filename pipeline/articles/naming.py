"""Names of articles: a file's stem where that tells it from the others, with a number where it holds several."""

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath


def labels(locations: Iterable[str]) -> dict[str, str]:
    """For each file its stem, with as much of its path as tells it from the others of that stem."""
    groups: dict[str, list[PurePosixPath]] = {}
    for location in locations:
        path = PurePosixPath(location)
        groups.setdefault(path.stem, []).append(path)
    found: dict[str, str] = {}
    for group in groups.values():
        if len(group) == 1:
            found[str(group[0])] = group[0].stem
            continue
        told = tell_apart({path: path.with_suffix("").parts for path in group})
        # Files of one folder that differ in nothing but the suffix.
        alike = {path: path.parts for path in group if path not in told}
        told |= tell_apart(alike, {path: path.parts for path in group})
        found |= {str(path): label for path, label in told.items()}
    return found


def tell_apart(
    paths: dict[PurePosixPath, tuple[str, ...]], others: dict[PurePosixPath, tuple[str, ...]] | None = None
) -> dict[PurePosixPath, str]:
    """For each path the shortest end that no other has; nothing for those that have none."""
    found: dict[PurePosixPath, str] = {}
    pending, size = set(paths), 1
    while pending and any(len(paths[path]) >= size for path in pending):
        ends = Counter(parts[-size:] for parts in (others or paths).values())
        unique = {path for path in pending if len(paths[path]) >= size and ends[paths[path][-size:]] == 1}
        found |= {path: "/".join(paths[path][-size:]) for path in unique}
        pending -= unique
        size += 1
    return found


def name(label: str, number: int, own: str, several: bool) -> str:
    """The `article_id` of a file's article number `number`: its own where the row has one."""
    return own or (f"{label}-{number}" if several else label)


def distinct(names: Iterable[str]) -> list[str]:
    """The names, those that were taken before with `-2`, `-3`, …."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    result = []
    for wanted in names:
        given = wanted
        while given in taken:
            last[wanted] = last.get(wanted, 1) + 1
            given = f"{wanted}-{last[wanted]}"
        taken.add(given)
        result.append(given)
    return result
