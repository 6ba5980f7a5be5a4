"""Periods in words: `i våras`, `första halvåret 2023`, `senaste tre månaderna`, `sedan mars 2024`.

What is relative counts from the newest meeting, so that an old collection answers as when it was new.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from indexer.identifiers.dates import DateMatch, find_dates
from indexer.language.numerals import NUMERALS
from indexer.language.spans import first_come, starting_outside

_MONTHS = 12
FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"
_SEASONS: Mapping[str, tuple[int, int]] = {  # first and last month; a municipality's year has two halves and two pauses
    "vår": (1, 6),
    "som": (6, 8),
    "hös": (7, 12),
    "vin": (1, 3),
}
_NUMBERS = {word: n for word, n in NUMERALS.items() if 1 <= n <= _MONTHS}
_DAYS = {"dag": 1, "vec": 7, "mån": 30, "kva": 91, "hal": 182, "år": 365}
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}
_SEASON = r"(?P<season>vår|sommar|höst|vinter)"
_UNIT = r"(?P<unit>dag|dagen|dagarna|veck|månad|kvartal|halvår|år)(?:ern|arn|or|orn|er|ar|et|en|an|a|n)?a?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_TO = re.compile(r"\s{0,3}(?:–|-|till|t\.?o\.?m\.?)\s{0,3}", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\b(?:mellan|åren|från) {_YEAR}(?: och | till |\s?[–-]\s?)(?P<last>(?:19|20)\d{{2}})\b", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:(?P<after>sedan|efter|från och med|fr\.?o\.?m\.?)|(?:före|innan|till och med|t\.?o\.?m\.?)) $", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of ISO days and where it was said; `year` says that it is one calendar year, no more exact."""

    start: int
    end: int
    first: str
    last: str
    year: bool = False


def find_periods(text: str, newest: Callable[[], date]) -> list[Period]:
    """The times in a question, in order, without overlap. `newest` is asked only when a time is relative."""
    found = [*_in_words(text, newest), *_between(text)]
    dates = starting_outside(find_dates(text, loose=True), found)
    found += _ranges(text, dates)
    found += [_dated(text, day) for day in starting_outside(dates, found) if day.date_from and day.date_to]
    return sorted(found, key=lambda period: period.start)


def whole_period(text: str, newest: Callable[[], date]) -> Period | None:
    """The time that a text says in words and nothing else: `senaste 30 dagarna`, `i fjol`."""
    return next((period for period in _in_words(text, newest) if (period.start, period.end) == (0, len(text))), None)


def _in_words(text: str, newest: Callable[[], date]) -> list[Period]:
    found = (
        _Phrase(*match.span(), match, reading) for pattern, reading in _PATTERNS for match in pattern.finditer(text)
    )
    return [_period(phrase, newest) for phrase in first_come(found, len(text))]


def _period(phrase: "_Phrase", newest: Callable[[], date]) -> Period:
    first, last, year = phrase.reading(phrase.match, newest)
    return Period(phrase.start, phrase.end, first.isoformat(), last.isoformat(), year)


_Reading = Callable[[re.Match[str], Callable[[], date]], tuple[date, date, bool]]


class _Phrase(NamedTuple):
    start: int
    end: int
    match: re.Match[str]
    reading: _Reading


def _season(match: re.Match[str], newest: Callable[[], date]) -> tuple[date, date, bool]:
    """A season of a year, or the latest one that is at least half gone."""
    first, last = _SEASONS[match["season"].lower()[:3]]
    if match["year"]:
        year = int(match["year"])
    else:
        now = newest()
        year = now.year if now >= date(now.year, (first + last + 1) // 2, 1) else now.year - 1
    return (*_months(year, first, last), False)


def _calendar_year(match: re.Match[str], newest: Callable[[], date]) -> tuple[date, date, bool]:
    year = newest().year - (match["back"] is not None)
    return (*_months(year, 1, _MONTHS), True)


def _part_of_year(match: re.Match[str], newest: Callable[[], date]) -> tuple[date, date, bool]:
    """A half or a quarter of a year."""
    parts = 2 if match["unit"].lower().startswith("halv") else 4
    number = _ORDINALS.get(match["n"].lower()) or int(match["n"])
    year = int(match["year"]) if match["year"] else newest().year
    length = _MONTHS // parts
    number = min(number, parts)
    return (*_months(year, (number - 1) * length + 1, number * length), False)


def _back(match: re.Match[str], newest: Callable[[], date]) -> tuple[date, date, bool]:
    """So many days back from the newest meeting."""
    said = (match["n"] or "en").lower()
    number = _NUMBERS.get(said) or int(said)
    days = next(days for unit, days in _DAYS.items() if match["unit"].lower().startswith(unit))
    now = newest()
    return now - timedelta(days=min(number, 999) * days), now, False


def _last_month(match: re.Match[str], newest: Callable[[], date]) -> tuple[date, date, bool]:
    now = newest()
    back = 0 if match["this"] else 1
    year, month = divmod(now.year * _MONTHS + now.month - 1 - back, _MONTHS)
    return (*_months(year, month + 1, month + 1), False)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


_PATTERNS: tuple[tuple[re.Pattern[str], _Reading], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reading)
    for pattern, reading in (
        (rf"\b{_SEASON}(?:terminen|en|n)?s? {_YEAR}\b", _season),
        (r"\bi (?P<season>vår|som|hös|vin)(?:as|ras|tas|tras)\b(?P<year>(?!))?", _season),
        (rf"\b(?:förra|senaste|nu i) {_SEASON}(?:en|n)?\b(?P<year>(?!))?", _season),
        (r"\b(?:i år|innevarande år|under året|(?P<back>i fjol|förra året|fjolåret|föregående år))\b", _calendar_year),
        (rf"\b(?P<n>första|andra) (?P<unit>halv)året(?: (?:av |under )?{_YEAR})?\b", _part_of_year),
        (rf"\b(?P<n>första|andra|tredje|fjärde) (?P<unit>kvartal)et(?: (?:av |under )?{_YEAR})?\b", _part_of_year),
        (rf"\b(?P<unit>Q|kvartal )(?P<n>[1-4])(?: {_YEAR})?\b", _part_of_year),
        (rf"\b(?:de |det |den )?senaste (?:(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}) )?{_UNIT}\b", _back),
        (r"\b(?:förra månaden|(?P<this>den här månaden|denna månad))\b", _last_month),
    )
)


def _between(text: str) -> Iterator[Period]:
    for match in _BETWEEN.finditer(text):
        yield Period(match.start(), match.end(), f"{match['year']}-01-01", f"{match['last']}-12-31")


def _ranges(text: str, dates: list[DateMatch]) -> Iterator[Period]:
    """`mars–maj 2025`, `1 till 15 mars 2024`: the first has no year of its own."""
    for one, other in pairwise(dates):
        if one.year is None and other.date_to and _TO.fullmatch(text, one.end, other.start):
            yield Period(one.start, other.end, f"{other.year}-{one.month or 1:02}-{one.day or 1:02}", other.date_to)


def _dated(text: str, day: DateMatch) -> Period:
    """A day, month or year, or all time on one side of it."""
    first, last = str(day.date_from), str(day.date_to)
    open_end = _SINCE.search(text, 0, day.start)
    if not open_end:
        return Period(day.start, day.end, first, last, year=day.month is None)
    if open_end["after"]:
        return Period(open_end.start(), day.end, first, LAST_DAY)
    return Period(open_end.start(), day.end, FIRST_DAY, last)
