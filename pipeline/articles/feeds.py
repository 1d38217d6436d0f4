"""RSS and Atom files: an entry an article."""

from collections.abc import Iterator
from typing import IO, Any

from pipeline.articles.decoding import UnreadableError, decode, whole
from pipeline.articles.draft import Draft, alone
from pipeline.articles.html import flat

LARGEST_FEED = 20_000_000  # bytes


def from_feed(file: IO[bytes]) -> Iterator[Draft]:
    """The articles of a feed: headline, then the text that the feed carries.

    Raises:
        UnreadableError: no feed, or one with entity declarations, which feeds do not need and attacks do.
    """
    import feedparser

    data = whole(file, LARGEST_FEED)
    if "<!ENTITY" in decode(data).upper():
        raise UnreadableError("XML avec déclarations d'entités : refusé")
    # As bytes: feedparser takes text that looks like an address for one.
    try:
        feed = feedparser.parse(data)
    except Exception as error:  # damaged feeds lead its parsers to errors of many kinds
        raise UnreadableError(f"flux illisible ({type(error).__name__})") from error
    if not feed.version:
        raise UnreadableError("XML qui n'est ni RSS ni Atom")
    source = feed.feed.get("title") or ""
    for entry in feed.entries:
        yield from_entry(entry, source)


def from_entry(entry: Any, source: str) -> Draft:
    """The article of an entry, or what it lacks."""
    title = flat(entry.get("title") or "").replace("\n", " ")
    contents = [content.get("value") or "" for content in entry.get("content", ())]
    body = max((flat(html) for html in [entry.get("summary") or "", *contents]), key=len)
    text = "\n\n".join(part for part in (title, body if body != title else "") if part)
    if not text:
        return Draft(error="entrée sans texte")
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    date = f"{when.tm_year:04}-{when.tm_mon:02}-{when.tm_mday:02}" if when else ""
    author, url = entry.get("author") or "", entry.get("link") or ""
    return alone(text, {"title": title, "author": author, "date": date, "source": source, "url": url})
