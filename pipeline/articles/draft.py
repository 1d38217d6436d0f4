"""What a reader gives: an article before it has its name and its language."""

from typing import NamedTuple

Meta = dict[str, str]


class Draft(NamedTuple):
    """An article's text, slice and metadata (`id`, `title`, `author`, `date`, `source`, `url`); `error` instead where
    it cannot be read."""

    text: str = ""
    start: int = 0
    end: int = 0
    shared: bool = False  # whether the text is the file's, and so that of all its articles
    meta: Meta = {}  # noqa: RUF012 - never written to
    error: str = ""


def alone(text: str, meta: Meta) -> Draft:
    """The draft of a text that is one article."""
    return Draft(text, 0, len(text), meta=meta)
