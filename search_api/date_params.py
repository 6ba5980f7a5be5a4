"""A date as an asker sends it: a year, a month or a day, in ISO 8601."""

import re
from calendar import monthrange
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from indexer.index import YEARS

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _one_date(value: object) -> object:
    """The date that both names of a filter say."""
    if isinstance(value, tuple):
        several = " och ".join(map(str, value))
        raise ValueError(f"har olika datum på svenska och engelska, {several}; ange ett av dem")  # noqa: TRY004 - pydantic's
    return value


def _known_date(value: str) -> str:
    """`2023`, `2023-05` or `2023-05-17`, as it was sent."""
    match = _DATE.fullmatch(value)
    year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
    if year not in YEARS or month not in range(1, 13) or day not in range(1, monthrange(year, month)[1] + 1):
        raise ValueError(f"skriv datumet som ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD, mellan {YEARS[0]} och {YEARS[-1]}")
    return value


Day = Annotated[str, BeforeValidator(_one_date), AfterValidator(_known_date)]


def first_day(date: str) -> str:
    """The first day of a year, month or day."""
    return "-".join([*date.split("-"), "01", "01"][:3])


def last_day(date: str) -> str:
    """The last day of a year, month or day."""
    year, month, day = (*date.split("-"), "", "")[:3]
    month = month or "12"
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}"
