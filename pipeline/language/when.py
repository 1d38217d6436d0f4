"""When it happened: the expression of time in a relation's clause, read beside the article's date.

The words are in `models/dates.toml`. Precision is that of the text: day, month or year; '' where it does not say.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from pipeline.grammar import prepositions
from pipeline.language.tree import CLAUSE_HEADS, Sentence, Token
from pipeline.paths import models_dir

CLAUSAL = ("acl:relcl", "advcl", "ccomp", "conj", "parataxis")
LINE_HEAD = 40  # characters at the head of a line that may hold its date
ARTICLES = ("le", "la", "l'")
REACH = 4  # tokens between « lors » and the noun whose date is that of the clause
OPENS = re.compile(r"\s*[–—:-]")  # what parts the date that opens a line from the rest
YEAR = re.compile(r"\d{4}")
FULL = 4  # kinds of expressions, the first, that can tell a year besides a day or month
BEFORE = 4000  # characters before a sentence within which a full date tells its year


class Moment(NamedTuple):
    """An expression of time: characters in the sentence (end exclusive) and its ISO date."""

    start: int
    end: int
    date: str


@cache
def table() -> dict[str, Any]:
    """`models/dates.toml`."""
    return tomllib.loads((models_dir() / "dates.toml").read_text(encoding="utf-8"))


@cache
def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each kind of expression with its pattern, the most exact first."""
    months, days = "|".join(table()["months"]), "|".join(table()["weekdays"])
    turn = "|".join([*table()["past"], *table()["future"]])
    leads = "|".join(sorted(map(re.escape, table()["leads"]), key=len, reverse=True))
    fixed = {
        name: "|".join(sorted(map(re.escape, table()[name]), key=len, reverse=True))
        for name in ("days", "in_months", "in_years")
    }
    numbers = "|".join(table()["numbers"])
    sources = (
        ("iso", r"(\d{4})-(\d{2})-(\d{2})"),
        ("figures", r"(\d{1,2})/(\d{1,2})/(\d{4})"),
        # of « du 6 au 7 mai », « 13-14 avril » the first day
        ("day", rf"(\d{{1,2}})(?:er)?(?:\s?(?:-|–|et|au)\s?\d{{1,2}})?\s+({months})(?:\s+(\d{{4}}))?"),
        ("month", rf"({months})\s+(\d{{4}})"),
        ("bare_month", rf"(?:(?:{leads})[\s-]+)({months})(?:\s+({turn}))?"),
        ("turned_month", rf"({months})\s+({turn})"),
        ("weekday", rf"({days})(?:\s+({turn}))?"),
        ("days", rf"({fixed['days']})"),
        ("in_months", rf"({fixed['in_months']})"),
        ("in_years", rf"({fixed['in_years']})"),
        ("ago", rf"il y a (\d{{1,2}}|{numbers}) (an|ans|mois|jour|jours|semaine|semaines)"),
        ("year", rf"(?:(?:{leads})\s+)((?:19|20)\d{{2}})"),
    )
    return [(name, re.compile(rf"(?<![\w’']){source}(?!\w)", re.IGNORECASE)) for name, source in sources]


def relation_date(trigger: Token, article: str) -> str:
    """The ISO date of what `trigger` tells, in an article of the date `article` (ISO, '' unknown); '' if not said.

    Where the article's date is not known, a day or month without a year is of the year of the last full date before it.
    """
    sentence, text = trigger.sent, trigger.doc.text
    best, nearest, home = "", 10_000, clauses(trigger)
    begins = main_verb(sentence)
    for moment in moments(sentence.text.replace("’", "'"), article, last_full_date(sentence, article, text)):
        token = trigger.doc.over(sentence.start_char + moment.start)
        if of_another_noun(token, trigger):
            continue
        front, near = token.i < begins, clause(token)
        if not front and near not in home:
            continue
        away = abs(token.i - trigger.i) + 1000 * (home.index(near) if near in home else len(home))
        if away < nearest:
            best, nearest = moment.date, away
    return best or line_date(sentence, article, text)


def last_full_date(sentence: Sentence, article: str, text: str) -> str:
    """The last full date of the text up to the end of `sentence`, '' where the article's own date is known."""
    if article:
        return ""
    text = text[max(0, sentence.end_char - BEFORE) : sentence.end_char].replace("’", "'")
    if not YEAR.search(text):
        return ""
    full = [m for m in moments(text, "", kinds=FULL) if len(m.date) > len("2025")]
    return full[-1].date if full else ""


def main_verb(sentence: Sentence) -> int:
    """The place of the first finite verb of the sentence: what stands before it is said of the whole."""
    return next((t.i for t in sentence if finite(t)), sentence.start)


def of_another_noun(token: Token, trigger: Token) -> bool:
    """« la rupture de 2021 »: a date that another noun than the trigger has for itself.

    « lors de son discours du 4 mars » dates what is told.
    """
    first = token if token.lower_ in prepositions()["de"] else token.nbor(-1) if token.i else token
    if first.lower_ in ARTICLES and first.i:
        first = first.nbor(-1)
    noun = first.nbor(-1) if first.i and first.lower_ in prepositions()["de"] else None
    if noun is None or noun == trigger or noun.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    before = noun.doc[max(noun.sent.start, noun.i - REACH) : noun.i]
    return not any(t.lower_ in table()["during"] for t in before)


def line_date(sentence: Sentence, article: str, text: str) -> str:
    """The date that opens the line of `sentence`, as in a chronology: « 25 juin 2025 – Le Parlement … »."""
    begin = text.rfind("\n", 0, sentence.start_char + 1) + 1
    opening = next(moments(text[begin : begin + LINE_HEAD], article), None)
    if opening is None or opening.start > 3:
        return ""
    return opening.date if OPENS.match(text, begin + opening.end) else ""


def clause(token: Token) -> Token:
    """The verb, or the root, of the clause that `token` stands in; participles and infinitives are part of it."""
    while token.head != token and not (token.dep_ in CLAUSAL and finite(token)):
        token = token.head
    return token


def clauses(trigger: Token) -> list[Token]:
    """The clause of `trigger`, then those that it tells more of: « le 4 mars, X a bloqué Y, lorsque … »."""
    found = [clause(trigger)]
    while found[-1].dep_ in ("advcl", "conj") and found[-1].head != found[-1]:
        found.append(clause(found[-1].head))
        if found[-1] == found[-2]:
            return found[:-1]
    return found


def finite(token: Token) -> bool:
    """Whether a verb is finite, by itself or by its auxiliary."""
    if token.pos_ not in CLAUSE_HEADS:
        return any(c.dep_ == "cop" and "Fin" in c.morph.get("VerbForm", []) for c in token.children)
    bearers = (token, *(c for c in token.children if c.dep_.startswith("aux")))
    return any("Fin" in t.morph.get("VerbForm", []) for t in bearers)


def moments(text: str, article: str, near: str = "", kinds: int | None = None) -> Iterator[Moment]:
    """The expressions of time in `text` that can be dated, no part of one twice; of the first `kinds` kinds only.

    Days and months without a year are near `near` (ISO) where the article's date is not known.
    """
    taken: list[tuple[int, int]] = []
    for name, pattern in patterns()[:kinds]:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            taken.append((start, end))
            around = article or (near if name in ("day", "bare_month", "turned_month") else "")
            dated = read(name, [g or "" for g in match.groups()], around)
            if dated:
                yield Moment(start, end, dated)


def read(kind: str, groups: list[str], article: str) -> str:
    """The ISO date that an expression of `kind` means, '' if it means none or the article's date is not known."""
    words = [g.casefold() for g in groups]
    if kind == "iso":
        return day(*(int(g) for g in groups))
    if kind == "figures":
        return day(int(groups[2]), int(groups[1]), int(groups[0]))
    if kind == "day":
        month = number_of(words[1])
        return day(int(groups[2]), month, int(groups[0])) if groups[2] else near_day(month, int(groups[0]), article)
    if kind == "month":
        return f"{groups[1]}-{number_of(words[0]):02}"
    if kind in ("bare_month", "turned_month"):
        return near_month(number_of(words[0]), words[1], article)
    if kind == "year":
        return groups[0]
    return relative(kind, words, article)


def relative(kind: str, words: list[str], article: str) -> str:
    """« mardi », « hier », « le mois dernier », « il y a deux ans » beside the article's date."""
    year = int(article[:4]) if article else 0
    if kind == "in_years" and year:
        return str(year + table()["in_years"][words[0]])
    if kind == "in_months" and len(article) >= 7:
        return shifted(year, int(article[5:7]), table()["in_months"][words[0]])
    if kind == "ago" and year:
        count = int(table()["numbers"].get(words[0], words[0]))
        if words[1].startswith("an"):
            return str(year - count)
        return shifted(year, int(article[5:7]), -count) if words[1] == "mois" and len(article) >= 7 else ""
    if len(article) < 10:
        return ""
    today = date.fromisoformat(article)
    if kind == "days":
        return (today + timedelta(days=table()["days"][words[0]])).isoformat()
    if kind == "weekday":
        wanted = table()["weekdays"].index(words[0])
        if words[1] in table()["future"]:
            return (today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)).isoformat()
        return (today - timedelta(days=(today.weekday() - wanted) % 7)).isoformat()
    return ""


def number_of(month: str) -> int:
    """1 to 12."""
    return int(table()["months"].index(month)) + 1


def day(year: int, month: int, number: int) -> str:
    """The ISO date, '' if there is no such day."""
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def near_day(month: int, number: int, article: str) -> str:
    """« le 8 juillet » without a year: within the half year after the article, else before it."""
    if len(article) < 7:
        return day(int(article), month, number) if article else ""
    year, ahead = int(article[:4]), (month - int(article[5:7])) % 12
    return day(year + (month < int(article[5:7])) if ahead < 6 else year - (month > int(article[5:7])), month, number)


def near_month(month: int, turn: str, article: str) -> str:
    """« en juin », « juin dernier »: the nearest such month, before the article unless it says « prochain »."""
    if len(article) < 7:
        return f"{article}-{month:02}" if article else ""
    year, own = int(article[:4]), int(article[5:7])
    if turn in table()["future"]:
        return f"{year + (month <= own)}-{month:02}"
    if turn in table()["past"]:
        return f"{year - (month >= own)}-{month:02}"
    ahead = (month - own) % 12
    return f"{year + (month < own) if ahead < 6 else year - (month > own)}-{month:02}"


def shifted(year: int, month: int, by: int) -> str:
    """The month `by` months away."""
    index = year * 12 + month - 1 + by
    return f"{index // 12}-{index % 12 + 1:02}"
