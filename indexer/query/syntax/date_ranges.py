"""Date ranges: the value of `datum:`, a day, month or year, a range of them, or a time in words counted from today."""

import re
from calendar import monthrange
from datetime import date

from indexer.errors import QueryError
from indexer.identifiers.periods import whole_period
from indexer.query.syntax.limits import YEARS

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_RANGE = re.compile(r"\s{0,9}(?:\.{2,3}|…)\s{0,9}")

Range = tuple[str | None, str | None]


class NoDateError(ValueError):
    """Not a date in a form that is known here."""


def date_range(value: str, today: date) -> Range:
    """First and last day (ISO 8601, None is open) of `2023`, `2023-01..2023-06`, `2023..`, `senaste 30 dagar`, `i fjol`.

    Raises:
        NoDateError: not a date in one of these forms.
        QueryError: a year outside the possible ones.
    """
    period = whole_period(" ".join(value.split()), lambda: today)
    if period:
        return period.first, period.last
    parts = _RANGE.split(value.strip())
    if len(parts) > 2 or not any(parts):  # noqa: PLR2004 - from and to
        raise NoDateError
    first = _day(parts[0], last=False) if parts[0] else None
    last = _day(parts[-1], last=True) if parts[-1] else None
    return first, last


def _day(text: str, *, last: bool) -> str:
    match = _DATE.fullmatch(text)
    if not match:
        raise NoDateError
    year = int(match[1])
    if year not in YEARS:
        raise QueryError("year_out_of_range", year=match[1], first=YEARS[0], last=YEARS[-1])
    month = int(match[2] or (12 if last else 1))
    if month not in range(1, 13):
        raise NoDateError
    days = monthrange(year, month)[1]
    day = int(match[3] or (days if last else 1))
    if day not in range(1, days + 1):
        raise NoDateError
    return f"{year:04}-{month:02}-{day:02}"
