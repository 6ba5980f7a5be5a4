"""Rule-based entities: references, money, dates, bodies, properties, parties, organisations, streets."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from indexer.codec import read_table
from indexer.identifiers import find_bodies, find_case_numbers, find_dates, find_references
from indexer.identifiers.dates import MONTHS
from indexer.identifiers.parties import party_names, party_spellings
from indexer.language.spans import blank, longest_of_overlapping
from indexer.model import EntityLabel
from pipelines.parse.person_patterns import PARTY_LETTERS

_PACKAGE = "pipelines.enrich.entities"
UPWORD = r"[A-ZÅÄÖÉ][a-zåäöéüA-ZÅÄÖ&]*"
UP = rf"{UPWORD}(?:-[A-ZÅÄÖÉ]?[a-zåäöéü]+)?"
_LONG_WORD = re.compile(r"\S{120,}")  # no word is that long, and patterns that look for word ends would crawl along it
_NUM = r"(?:\d{1,3}(?:[ \u00a0]\d{3}){1,4}|\d{1,12})(?:[.,]\d{1,3})?"
_PERSON = re.compile(rf"(?<!\w)(?P<name>{UP}(?: (?:von |af |de )?{UP}){{1,3}}) ?\((?:{PARTY_LETTERS})\)")
_SIGN = re.compile(r"§{1,2} ?\d{1,4}(?:[a-z]| [a-h])?\b(?:\s?[-–]\s?\d{1,4}\b|(?:, \d{1,4}){0,8} och \d{1,4}\b)?")
_PARTY_AFTER_NAME = re.compile(r"(?<=[a-zåäöéü] \()(?!-)[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}(?=\))")


class Span(NamedTuple):
    """Labelled span; offsets are code points, end exclusive."""

    start: int
    end: int
    label: EntityLabel


def rule_spans(text: str) -> tuple[Span, ...]:
    """Spans of every rule, in order, of those that overlap the longest."""
    return longest_of_overlapping(_all(_without_long_words(text)))


def people_with_party(text: str) -> Iterator[Span]:
    """Spans of people named with a party: `Eva Ek` of `Ordföranden Eva Ek (S)`."""
    for match in _PERSON.finditer(_without_long_words(text)):
        start, words = match.start("name"), match["name"].split(" ")
        while len(words) > 1 and words[0] in not_names():
            start += len(words[0]) + 1
            words = words[1:]
        if len(words) > 1:
            yield Span(start, match.end("name"), "PER")


@cache
def not_names() -> frozenset[str]:
    """Capitalised words that are titles or headings, never part of a name."""
    return frozenset(read_table(_PACKAGE, "not_names.toml", dict[str, str])["words"].split())


def _all(text: str) -> Iterator[Span]:
    for label, patterns in _patterns():
        for pattern in patterns:
            yield from (Span(m.start(), m.end(), label) for m in pattern.finditer(text))
    yield from (Span(m.start, m.end, "DNR") for m in find_case_numbers(text))
    yield from (Span(m.start, m.end, "LAW") for m in find_references(text) if m.reference.law)
    yield from (Span(m.start(), m.end(), "PARA") for m in _SIGN.finditer(text))
    yield from (Span(m.start(), m.end(), "PARTY") for m in _PARTY_AFTER_NAME.finditer(text))
    yield from (Span(m.start, _with_genitive(text, m.end), "BODY") for m in find_bodies(text))
    yield from (Span(m.start, m.end, "DATE") for m in find_dates(text) if m.month and (m.day or m.year))


def _without_long_words(text: str) -> str:
    return blank(text, [match.span() for match in _LONG_WORD.finditer(text)])


def _with_genitive(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] == "s" else end


@cache
def _placeholders() -> Mapping[str, str]:
    letters = (letters for letters in party_spellings() if letters.isalpha() and letters.isupper())
    names = (f"[{name[0]}{name[0].lower()}]{name[1:]}" for name in party_names())
    return {
        "{UPWORD}": UPWORD,
        "{UP}": UP,
        "{NUM}": _NUM,
        "{MONTH}": f"(?:{'|'.join(MONTHS)})",
        "{PARTY}": f"(?:{'|'.join(letters)})",
        "{PARTY_NAME}": f"(?:{'|'.join(names)})",
    }


@cache
def _patterns() -> tuple[tuple[EntityLabel, tuple[re.Pattern[str], ...]], ...]:
    table = read_table(_PACKAGE, "rules.toml", dict[EntityLabel, dict[str, tuple[str, ...]]])
    return tuple((label, tuple(map(_compiled, row["patterns"]))) for label, row in table.items())


def _compiled(pattern: str) -> re.Pattern[str]:
    for placeholder, fragment in _placeholders().items():
        pattern = pattern.replace(placeholder, fragment)
    return re.compile(pattern)
