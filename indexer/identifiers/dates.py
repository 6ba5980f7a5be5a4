"""Dates as Swedish protocols and people write them, with the span they cover."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.language.spans import first_come

MONTHS = (  # in the order of the year
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT = {name[:3]: n for n, name in enumerate(MONTHS, start=1)} | {"sept": 9}
MONTH_WORDS = frozenset(MONTHS) | frozenset(_SHORT)  # in full and shortened, lower case
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?)"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w/.])(?<!\d[-‑–])(?P<year>(?:19|20)\d{2})[-‑–](?P<m>0[1-9]|1[0-2])[-‑–](?P<day>0[1-9]|[12]\d|3[01])(?![\w-])",
        r"(?<![\w/.-])(?P<year>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\w/-])",
        rf"(?<![\w/.-])(?:den )?(?P<day>0?[1-9]|[12]\d|3[01])(?::?e)? {_MONTH}(?:,? {_YEAR})?(?![\w])",
        rf"(?<![\w/.-])(?P<day>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2])[- ,]{{1,2}}{_YEAR}(?![\w])",
        rf"(?<!\w){_MONTH}(?: {_YEAR})?(?!\w)",
        r"(?<![\w/.-])(?P<year>(?:19|20)\d{2})-(?P<m>0[1-9]|1[0-2])(?![\w-])",
        r"(?<![\w/.:-])(?P<year>(?:19|20)\d{2})(?![\w/:-]|\.\d)",
    )
)

_DAY_MONTH = re.compile(r"(?<![\w/.:-])(?P<day>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2])(?![\w/-])")
_SIX_DIGITS = re.compile(r"(?<![\w/.-])(?P<yy>[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\w/-])")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A day, month or year in a text. `date_from` and `date_to` are ISO 8601, None when the year is not said."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    @property
    def date_from(self) -> str | None:
        """First day meant."""
        return f"{self.year}-{self.month or 1:02}-{self.day or 1:02}" if self.year else None

    @property
    def date_to(self) -> str | None:
        """Last day meant."""
        if not self.year:
            return None
        month = self.month or 12
        return f"{self.year}-{month:02}-{self.day or calendar.monthrange(self.year, month)[1]:02}"


def find_dates(text: str, *, loose: bool = False) -> tuple[DateMatch, ...]:
    """Every date in order, without overlap; the most exact reading of a place wins. `loose` reads `241120` and `22/8`, as typed."""
    return first_come(_all(text, loose=loose), len(text))


def find_days(text: str) -> Iterator[str]:
    """The days (ISO 8601) that a text names with their year, in order."""
    return (match.date_from for match in find_dates(text) if match.date_from and match.day)


def _all(text: str, *, loose: bool) -> Iterator[DateMatch]:
    for pattern in (*_PATTERNS, _SIX_DIGITS, _DAY_MONTH) if loose else _PATTERNS:
        for found in pattern.finditer(text):
            match = _read(found)
            if match:
                yield match


def _read(found: re.Match[str]) -> DateMatch | None:
    parts = found.groupdict()
    year = int(parts["year"]) if parts.get("year") else None
    if parts.get("yy"):
        year = 2000 + int(parts["yy"])
    month = int(parts["m"]) if parts.get("m") else _month(parts.get("month"))
    day = int(parts["day"]) if parts.get("day") else None
    if month and day and day > calendar.monthrange(year or 2000, month)[1]:
        return None
    return DateMatch(found.start(), found.end(), year, month, day)


def _month(word: str | None) -> int | None:
    if not word:
        return None
    plain = word.lower().rstrip(".")
    return MONTHS.index(plain) + 1 if plain in MONTHS else _SHORT[plain]
