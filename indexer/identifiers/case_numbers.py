"""Case numbers (diarienummer) in running text: spans, parts and one canonical spelling for every format in use."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from indexer.codec import read_table
from indexer.identifiers.dates import MONTH_WORDS
from indexer.language.spans import without_overlap
from indexer.model import CaseNumber

_ORG = r"(?P<code>[A-ZÅÄÖ][A-Za-zÅÄÖåäö&]{0,9})"
_Y4 = r"(?P<year>(?:19|20)\d{2})"
_OPEN, _CLOSE = r"(?<![\w/.-])", r"(?![\w])"
_CLASS = r"(?:\s{0,3}[-–]\s{0,3}(?P<class>\d{3}))?"
LABEL = re.compile(
    r"\b(?:diarienummer|diarienr|diarie-?nr|ärendenummer|ärendenr|ärende-?nr|dnr)\b\.?[ \t]{0,8}:?[ \t]{0,40}",
    re.IGNORECASE,
)
# Formats that are told apart by themselves, most exact first.
_FREE = tuple(
    re.compile(_OPEN + pattern + _CLOSE)
    for pattern in (
        _ORG
        + r"[-/ .]"
        + _Y4
        + r"[/:.](?P<serial>\d{1,6})(?::(?P<sub>\d{1,4})|/(?P<subdoc>\d{4})|-\d{1,2}(?![\d-]))?"
        + _CLASS,
        _ORG + r"(?:-| (?!\d{4}-(?:19|20)\d{2}\b))" + _Y4 + r"-(?P<serial>\d{3,6})(?::(?P<sub>\d{1,4}))?",
        _Y4 + r"/" + _ORG + r"\s?(?P<serial>\d{3,5})(?:\s(?P<class>\d{2,3}))?",
        _ORG + r"\s(?P<serial>\d{1,5})/" + _Y4,
        _Y4 + r"-(?P<code>[A-ZÅÄÖ]{2,6})\s?(?P<serial>\d{3,6})",
        r"(?P<code>[A-ZÅÄÖ]{2,4})(?P<yy>\d{2})/(?P<serial>\d{3,6})",
        r"(?P<yy>\d{2})(?P<code>[A-ZÅÄÖ]{2,5})(?P<serial>\d{1,5})",
    )
)
# Formats that need a label (or a § line, or a person who asks for a case) to be told from other numbers.
_LABELLED = tuple(
    re.compile(_OPEN + pattern + _CLOSE)
    for pattern in (
        r"(?P<class>\d{1,3}(?:\.\d{1,3}){0,3})-(?P<serial>\d{1,6})[-/]" + _Y4,
        r"(?P<serial>\d{1,6})/" + _Y4 + r"(?P<class>\d(?:\.\d{1,2}){1,3}\.?)?",
        _Y4 + r"-(?P<serial>(?!(?:19|20)\d{2}\b)\d{3,6})" + _CLASS,
        _Y4 + r"[/:](?P<serial>\d{1,6})",
        r"(?P<code>[A-ZÅÄÖ]{2,3})(?P<yy>\d{2})(?P<serial>\d{4})",
        r"(?:(?P<code>[A-ZÅÄÖ][A-Za-zÅÄÖåäö&]{0,9})\s)?(?P<a>\d{1,5})/(?P<b>\d{2,4})",
        r"(?P<serial>\d{5,7})",
    )
)
# Letters and signs that look like those of a case number, one for one: offsets stay.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХ\u2010\u2011\u2012\u2013\u00a0\u202f", "ABEKMHOPCTX----  ")
_OLDEST = 15  # years: a case older than this is not in today's protocol
_CENTURY = 100
_LABEL_REACH = 120  # characters after a label in which its numbers stand


@dataclass(frozen=True, slots=True)
class CaseNumberMatch:
    """A diarienummer in a text. `ambiguous`: both halves could be the year, and nothing near tells which."""

    start: int
    end: int
    number: CaseNumber
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Halves:
    year: int
    serial: str
    ambiguous: bool


def find_case_numbers(
    text: str, *, labelled: bool = False, meeting_year: int | None = None
) -> tuple[CaseNumberMatch, ...]:
    """Every case number in order. `labelled`: the whole text stands after a label or on a § line.

    `meeting_year` decides between nr/yy and yy/nr where both halves could be a year.
    """
    written, text = text, text.translate(_LOOK_ALIKES)
    zones = [(0, len(text))] if labelled else [(m.end(), _zone_end(text, m.end())) for m in LABEL.finditer(text)]
    found = list(_matches(_FREE, text, 0, len(text), meeting_year))
    for start, end in zones:
        found += _matches(_LABELLED, text, start, end, meeting_year)
    return tuple(_as_written(match, written) for match in without_overlap(found))


def canonical(code: str | None, year: int | None, serial: str, sub: str | None = None) -> str:
    """`KS 2025/1036`, `2022/1435`, `SLK 2023/1169:2`; a number without a year stands alone."""
    number = serial.lstrip("0") or "0"
    dated = f"{year}/{number}" if year else number
    return (f"{code.upper()} " if code else "") + dated + (f":{sub.lstrip('0') or '0'}" if sub else "")


@cache
def law_words() -> frozenset[str]:
    """Lower-case words after which year and number are a law's or a print's."""
    return frozenset(_words()["laws"].split())


@cache
def not_codes() -> frozenset[str]:
    """Lower-case words that are never the code of a diary."""
    return law_words() | MONTH_WORDS | frozenset(_words()["words"].split())


@cache
def _words() -> Mapping[str, str]:
    return read_table("indexer.identifiers", "case_numbers.toml", dict[str, str])


def resolve_halves(first: str, second: str, meeting_year: int | None) -> _Halves | None:
    """`1435/22` → 2022 and 1435; `96/15` by the meeting's year; nr/yy when nothing tells."""
    as_serial_year, as_year_serial = _two_digit_year(second), _two_digit_year(first)
    if as_serial_year is None and as_year_serial is None:
        return None
    if as_year_serial is None or len(first) > len(second):
        return _Halves(as_serial_year, first, ambiguous=False) if as_serial_year is not None else None
    if as_serial_year is None:
        return _Halves(as_year_serial, second, ambiguous=False)
    if meeting_year is not None:
        newest_first = [y for y in (as_serial_year, as_year_serial) if meeting_year - _OLDEST <= y <= meeting_year]
        if newest_first == [as_serial_year]:
            return _Halves(as_serial_year, first, ambiguous=False)
        if newest_first == [as_year_serial]:
            return _Halves(as_year_serial, second, ambiguous=False)
    return _Halves(as_serial_year, first, ambiguous=True)


def _two_digit_year(half: str) -> int | None:
    if len(half) != 2:  # noqa: PLR2004 - yy
        return None
    return 2000 + int(half) if int(half) < 70 else 1900 + int(half)  # noqa: PLR2004 - diaries with yy began in the seventies


def _zone_end(text: str, start: int) -> int:
    line_end = text.find("\n", start)
    return min(len(text) if line_end < 0 else line_end, start + _LABEL_REACH)


def _matches(
    patterns: tuple[re.Pattern[str], ...], text: str, start: int, end: int, meeting_year: int | None
) -> Iterator[CaseNumberMatch]:
    for pattern in patterns:
        for found in pattern.finditer(text, start, end):
            match = _read(found, meeting_year)
            if match:
                yield match


def _as_written(match: CaseNumberMatch, text: str) -> CaseNumberMatch:
    """With the spelling of the text, look-alikes and all."""
    raw = text[match.start : match.end]
    return match if raw == match.number.raw else replace(match, number=replace(match.number, raw=raw))


def _read(found: re.Match[str], meeting_year: int | None) -> CaseNumberMatch | None:
    parts = {name: value for name, value in found.groupdict().items() if value is not None}
    code = parts.get("code")
    if code and code.lower() in not_codes():
        return None
    year = int(parts["year"]) if "year" in parts else None
    serial, ambiguous = parts.get("serial", ""), False
    if "yy" in parts:
        year = 2000 + int(parts["yy"])
    if "a" in parts:
        halves = resolve_halves(parts["a"], parts["b"], meeting_year)
        if halves is None:
            return None
        year, serial, ambiguous = halves.year, halves.serial, halves.ambiguous
    sub = parts.get("sub") or parts.get("subdoc")
    number = CaseNumber(
        raw=found.group(),
        canonical=canonical(code, year, serial, sub),
        code=code.upper() if code else None,
        year=year,
        serial=serial.lstrip("0") or "0",
        sub=sub,
        class_code=parts.get("class"),
    )
    return CaseNumberMatch(found.start(), found.end(), number, ambiguous)
