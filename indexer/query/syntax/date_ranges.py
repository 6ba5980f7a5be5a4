"""The value of `datum:`: a day, month or year, a range of them, or a time counted back from today."""

import re
from calendar import monthrange
from datetime import date, timedelta

from indexer.errors import QueryError
from indexer.query.syntax.limits import YEARS

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_RANGE = re.compile(r"\s{0,9}(?:\.{2,3}|…)\s{0,9}")
_BACK = re.compile(r"senaste (?:(\d{1,3}) )?(dag|vecka|månad|år)\w{0,5}")
_DAYS = {"dag": 1, "vecka": 7, "månad": 30, "år": 365}
_PLURALS = {"veckor": "vecka", "veckorna": "vecka"}
_YEARS_BACK = {"i år": 0, "i fjol": 1, "förra året": 1}

Range = tuple[str | None, str | None]


class NoDateError(ValueError):
    """Not a date in a form that is known here."""


def date_range(value: str, today: date) -> Range:
    """First and last day (ISO 8601, None is open) of `2023`, `2023-01..2023-06`, `2023..`, `senaste 30 dagar`, `i fjol`.

    Raises:
        NoDateError: not a date in one of these forms.
        QueryError: a year outside the possible ones.
    """
    said = _said(" ".join(value.casefold().split()), today)
    if said:
        return said
    parts = _RANGE.split(value.strip())
    if len(parts) > 2 or not any(parts):  # noqa: PLR2004 - from and to
        raise NoDateError
    first = _day(parts[0], last=False) if parts[0] else None
    last = _day(parts[-1], last=True) if parts[-1] else None
    return first, last


def _said(value: str, today: date) -> Range | None:
    if value in _YEARS_BACK:
        year = today.year - _YEARS_BACK[value]
        return f"{year}-01-01", f"{year}-12-31"
    plain = " ".join(_PLURALS.get(word, word) for word in value.split())
    match = _BACK.fullmatch(plain)
    if not match:
        return None
    first = today - timedelta(days=int(match[1] or 1) * _DAYS[match[2]])
    return first.isoformat(), today.isoformat()


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
