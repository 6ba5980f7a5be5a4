"""Typed case numbers, as in a search box, and the keys under which a case is stored and looked up."""

import re
from collections.abc import Iterator

from indexer.identifiers.bodies import body_name
from indexer.identifiers.case_numbers import (
    LABEL,
    CaseNumberMatch,
    canonical,
    find_case_numbers,
    law_words,
    not_codes,
    resolve_halves,
)
from indexer.language.spans import without_overlap
from indexer.model import CaseNumber

_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХавекмнорстх‐‑‒–—−⁄∕", "ABEKMHOPCTXabekmhopctx------//")
_ASKED = re.compile(r"\b(?:ärende|ärendet|målnummer)\b\.?:?[ \t]{0,8}", re.IGNORECASE)
_CODE = r"(?P<code>[a-zåäö]{1,10})"
_Y4 = r"(?P<year>(?:19|20)\d{2})"
_NUMBER = r"0{0,6}(?P<serial>\d{1,6})"
_SUB = r"(?::(?P<sub>\d{1,4}))?"
_END = r"(?![\w/]|-\d|:\d|\.\d)"
_WITH_MARK = re.compile(rf"(?<![\w/.-]){_CODE}[-/. :]{{0,2}}{_Y4}[-/.:]{_NUMBER}{_SUB}{_END}", re.IGNORECASE)
_WITH_SPACE = re.compile(rf"(?<![\w/.-]){_CODE}[-/. ]{{0,2}}{_Y4} {_NUMBER}{_SUB}{_END}", re.IGNORECASE)
_SERIAL_FIRST = re.compile(rf"(?<![\w/.-]){_CODE}[- ]{_NUMBER}/{_Y4}{_END}", re.IGNORECASE)
_YEAR_CODE = re.compile(rf"(?<![\w/.-]){_Y4}[/ -]{_CODE}[ -]?{_NUMBER}{_END}", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w/.:-]){_Y4}(?:/{_NUMBER}|-(?P<padded>(?!(?:19|20)\d\d\b)\d{{3,6}})){_SUB}{_END}")
_BARE_SERIAL_FIRST = re.compile(rf"(?<![\w/.:-]){_NUMBER}/{_Y4}{_END}")
_SHORT = re.compile(r"(?<![\w/.:-])(?P<a>\d{3,5})/(?P<b>\d{2})(?![\w/]|-\d)")
_LONGEST_PLAIN_CODE = 4  # letters of a code typed in lower case with nothing but spaces around the year


def find_query_case_numbers(text: str) -> tuple[CaseNumberMatch, ...]:
    """Case numbers in a question, whatever the spelling: case, separators, padding, prefix words, look-alike letters."""
    plain = text.translate(_LOOK_ALIKES)
    asked = bool(LABEL.search(plain) or _ASKED.search(plain))
    found = [match for match in find_case_numbers(plain, labelled=False) if not _follows_law(plain, match.start)]
    if asked:
        found += [m for label in (*LABEL.finditer(plain), *_ASKED.finditer(plain)) for m in _after(plain, label.end())]
    found += _typed(plain)
    return without_overlap(found)


def case_numbers_in(text: str) -> tuple[CaseNumber, ...]:
    """The numbers in a text that stands where a case number is asked for."""
    found = find_query_case_numbers(text) or find_query_case_numbers(f"dnr {text}")
    return tuple(match.number for match in found)


def _after(text: str, start: int) -> Iterator[CaseNumberMatch]:
    for match in find_case_numbers(text[start : start + 40], labelled=True)[:1]:
        yield CaseNumberMatch(match.start + start, match.end + start, match.number, match.ambiguous)


def _typed(text: str) -> Iterator[CaseNumberMatch]:
    for pattern in (_WITH_MARK, _SERIAL_FIRST, _YEAR_CODE):
        yield from (m for found in pattern.finditer(text) if (m := _coded(found)))
    for found in _WITH_SPACE.finditer(text):
        if body_name(found["code"]) or found["code"].isupper() or len(found["code"]) <= _LONGEST_PLAIN_CODE:
            match = _coded(found)
            if match:
                yield match
    for pattern in (_BARE, _BARE_SERIAL_FIRST):
        yield from (_number(found) for found in pattern.finditer(text) if not _follows_law(text, found.start()))
    yield from (_short(found) for found in _SHORT.finditer(text))


def _coded(found: re.Match[str]) -> CaseNumberMatch | None:
    return None if found["code"].lower() in not_codes() else _number(found)


def _number(found: re.Match[str]) -> CaseNumberMatch:
    parts = found.groupdict()
    code = parts["code"].upper() if parts.get("code") else None
    serial = (parts.get("serial") or parts.get("padded") or "").lstrip("0") or "0"
    year, sub = int(parts["year"]), parts.get("sub")
    number = CaseNumber(found.group(), canonical(code, year, serial, sub), code, year, serial, sub)
    return CaseNumberMatch(found.start(), found.end(), number)


def _short(found: re.Match[str]) -> CaseNumberMatch:
    halves = resolve_halves(found["a"], found["b"], None)
    year, serial = (halves.year, halves.serial.lstrip("0") or "0") if halves else (None, found["a"])
    number = CaseNumber(found.group(), canonical(None, year, serial), None, year, serial)
    return CaseNumberMatch(found.start(), found.end(), number)


def _follows_law(text: str, start: int) -> bool:
    before = text[max(0, start - 16) : start].rstrip(" (").rsplit(None, 1)
    word = before[-1].lower().strip(".,(") if before else ""
    return word in law_words()
