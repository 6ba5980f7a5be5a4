"""Marks in a text: case numbers, citations, people and counts; and the same spans in the rows it was read from."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.identifiers import find_case_numbers, find_references
from indexer.language.spans import without_overlap
from indexer.model import Section, Vote
from pipelines.parse.facts.people import person_spans
from pipelines.parse.layout.provenance import PlacedRow, alphanumerics

MarkKind = Literal["ärende", "hänvisning", "lagrum", "person", "röst"]
_COUNT = re.compile(
    r"\b(?P<before>\d{1,3}) ?(?:ja|nej)\b(?:[- ]?röst(?:er)?)?|\b(?:ja|nej)(?:[- ]?röst(?:er)?)?:? ?\(?(?P<after>\d{1,3})\b\)?",
    re.IGNORECASE,
)
_VOTED = frozenset({"omröstning", "beslutsgång"})  # where a count stands


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text, end exclusive."""

    start: int
    end: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of text, marked as `kind` or not at all."""

    text: str
    kind: MarkKind | None = None


def marks_in_heading(text: str, raws: Iterable[str]) -> tuple[Mark, ...]:
    """Marks of a heading: the case numbers of its § and the people named."""
    numbers = [Mark(at, at + len(raw), "ärende") for raw in raws if (at := text.find(raw)) >= 0]
    return without_overlap([*numbers, *(Mark(start, end, "person") for start, end in person_spans(text))])


def marks_in_section(section: Section, vote: Vote | None, year: int | None) -> tuple[Mark, ...]:
    """Marks of a section's text, without overlap."""
    found: list[Mark] = []
    offset = 0
    for line in section.text.split("\n"):
        found += (Mark(offset + m.start, offset + m.end, "ärende") for m in find_case_numbers(line, meeting_year=year))
        found += (
            Mark(offset + m.start, offset + m.end, "lagrum" if m.reference.law else "hänvisning")
            for m in find_references(line, meeting_year=year)
        )
        offset += len(line) + 1
    found += (Mark(start, end, "person") for start, end in person_spans(section.text))
    if vote and section.type in _VOTED:
        found += _counts(section.text, {vote.ja, vote.nej})
    return without_overlap(found)


def split_at_marks(text: str, marks: Sequence[Mark]) -> tuple[TextPiece, ...]:
    """The text cut where marks begin and end; joined again it is the text."""
    found: list[TextPiece] = []
    at = 0
    for mark in marks:
        found += [TextPiece(text[at : mark.start]), TextPiece(text[mark.start : mark.end], mark.kind)]
        at = mark.end
    return tuple(piece for piece in (*found, TextPiece(text[at:])) if piece.text)


def row_marks(section: Section, marks: Sequence[Mark]) -> Callable[[PlacedRow], tuple[Mark, ...]]:
    """A function that maps the marks of a section's text to a row it was read from, by letters and digits."""
    text_at = _letters_at(section.text)
    before = len(alphanumerics(section.heading or ""))
    spans = [(bisect_left(text_at, mark.start), bisect_left(text_at, mark.end)) for mark in marks]
    ends = [end for _, end in spans]

    def in_row(place: PlacedRow) -> tuple[Mark, ...]:
        row_at = _letters_at(place.row.text)
        from_letter, to_letter = place.start - before, place.start - before + len(row_at)
        found = []
        for index in range(bisect_right(ends, max(0, from_letter)), len(spans)):
            start, end = max(spans[index][0], from_letter), min(spans[index][1], to_letter)
            if start >= end:
                break
            mark = marks[index]
            opening = section.text[max(mark.start, text_at[start - 1] + 1 if start else 0) : text_at[start]]
            closing = section.text[text_at[end - 1] + 1 : min([mark.end, *text_at[end : end + 1]])]
            span = row_at[start - from_letter], row_at[end - 1 - from_letter] + 1
            found.append(Mark(*_widened(place.row.text, *span, opening.lstrip(), closing.rstrip()), mark.kind))
        return tuple(found)

    return in_row


def _widened(row: str, start: int, end: int, opening: str, closing: str) -> tuple[int, int]:
    """The span with the signs around its letters, `§` and `)`, where the row has them too."""
    before = len(opening) if row[:start].endswith(opening) else 0
    after = len(closing) if row.startswith(closing, end) else 0
    return start - before, end + after


def _letters_at(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if char.isalnum()]


def _counts(text: str, of: set[int]) -> Iterator[Mark]:
    for match in _COUNT.finditer(text):
        if int(match["before"] or match["after"]) in of:
            yield Mark(match.start(), match.end(), "röst")
