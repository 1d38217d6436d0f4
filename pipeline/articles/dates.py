"""The date of an article as its first or last lines tell it: dateline, « Publié le … », signature."""

import re
from datetime import date
from functools import cache

from pipeline.articles.splitting import furniture

ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
HEAD, TAIL = 600, 200  # characters searched at the two ends
FIRST = 160  # characters within which a line is a heading


@cache
def written() -> re.Pattern[str]:
    """« 8 avril 2025 », « 1er mars 2024 »."""
    months = "|".join(furniture()["months"])
    return re.compile(rf"\b(\d{{1,2}})(?:er)?\s+({months})\s+(\d{{4}})\b", re.IGNORECASE)


@cache
def datelines() -> re.Pattern[str]:
    """What a line holds before a date that is the article's own: « NIAMEY, », « Bamako, le », « Publié le »."""
    leads = "|".join(re.escape(w) for w in furniture()["published"])
    place = r"[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*){0,3}(?: \([^)]*\))?,(?: le)?"
    return re.compile(rf"^\W*(?:{place}|(?i:{leads}))(?: \w+)?\s*$")


@cache
def headings() -> re.Pattern[str]:
    """A first line that ends on a date: « Journal de 19 heures – transcription, vendredi 27 juin 2025 »."""
    days = "|".join(furniture()["weekdays"])
    return re.compile(rf"^[^.]*[,–—-]\s*(?:{days})?\s*$", re.IGNORECASE)


def find_date(text: str) -> str:
    """The ISO date of an article's text, '' where no dateline gives one."""
    head, tail = text[:HEAD], text[-TAIL:] if len(text) > HEAD else ""
    for part in (head, tail):
        for match in written().finditer(part):
            before = part[: match.start()].rsplit("\n", 1)[-1]
            after = part[match.end() :].split("\n", 1)[0].strip()
            alone = not before.strip() and not after.strip(" .)")
            heading = match.start() < FIRST and not after.strip(" .)") and headings().match(before)
            if alone or heading or datelines().match(before):
                return iso(int(match[3]), furniture()["months"].index(match[2].lower()) + 1, int(match[1]))
    written_in_iso = ISO.search(text[:200])
    return iso(*(int(part) for part in written_in_iso.groups())) if written_in_iso else ""


def iso(year: int, month: int, day: int) -> str:
    """The date in ISO form, '' if there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
