"""Provenance: which part of the protocol each row became, found again by its letters."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from indexer.model import Paragraph, Protocol, Section
from pipelines.parse.layout.lines import Row

RowRole = Literal["försättsblad", "sidram", "rubrik", "avsnitt", "efter paragraferna", "utan plats"]
Position = tuple[int, int | None]  # of a row: line and page
_SILENT = re.compile(r"[\W_]+")
_REACH = 4_000  # letters ahead in which a line is looked for that does not follow the one above


@dataclass(frozen=True, slots=True)
class ParagraphRows:
    """A § with its rows; `heading` are the positions of those that make its heading."""

    paragraph: Paragraph
    rows: Sequence[Row]
    heading: frozenset[Position]


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row and the part it became: `paragraph` and `section` are indexes.

    `start` counts letters and digits from where the section's heading begins, or its text if it has none.
    """

    row: Row
    role: RowRole
    paragraph: int | None = None
    section: int | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class TracedProtocol:
    """A protocol beside the rows it was read from, in their order."""

    protocol: Protocol
    places: tuple[PlacedRow, ...]


def alphanumerics(text: str) -> str:
    """Letters and digits of a text: what two layouts of it share."""
    return _SILENT.sub("", text)


def place_rows(
    part: Sequence[Row], owned: Sequence[ParagraphRows], outside: Mapping[Position, RowRole]
) -> tuple[PlacedRow, ...]:
    """Provenance of every row of a protocol; `outside` are the roles of rows that no § owns, by position."""
    inside = {place.row.position: place for at, one in enumerate(owned) for place in _of_paragraph(one, at)}
    return tuple(
        inside.get(row.position)
        or PlacedRow(row, "sidram" if row.furniture else outside.get(row.position, "utan plats"))
        for row in part
    )


def group_by_paragraph(places: Iterable[PlacedRow]) -> Mapping[int, Sequence[PlacedRow]]:
    """Placed rows by the index of their §."""
    found: dict[int, list[PlacedRow]] = defaultdict(list)
    for place in places:
        if place.paragraph is not None:
            found[place.paragraph].append(place)
    return found


def line_of(own: Sequence[PlacedRow], sections: Sequence[Section], words: str) -> int:
    """Line number where `words`, a slice of a section's text, begin; `own` are the placed rows of that §."""
    for at, section in enumerate(sections):
        offset = section.text.find(words)
        if offset >= 0:
            before = len(alphanumerics(f"{section.heading or ''}{section.text[:offset]}"))
            lines = (place.row.line for place in own if place.section == at and place.start <= before)
            return max(lines, default=own[0].row.line)
    return own[0].row.line


def _of_paragraph(owned: ParagraphRows, at: int) -> Iterator[PlacedRow]:
    words = _SectionText(owned.paragraph.sections)
    for row in owned.rows:
        if row.position in owned.heading:
            yield PlacedRow(row, "rubrik", at)
        elif (found := words.take(alphanumerics(row.text))) is not None:
            yield PlacedRow(row, "avsnitt", at, *found)
        else:
            yield PlacedRow(row, "utan plats", at)


class _SectionText:
    """Cursor over the letters of a §'s sections, taken row by row."""

    def __init__(self, sections: Sequence[Section]) -> None:
        parts = [alphanumerics(f"{section.heading or ''}{section.text}") for section in sections]
        self._text = "".join(parts)
        self._starts = [0, *accumulate(len(part) for part in parts)][: len(parts)]
        self._next = [0, 0]  # where reading goes on, and where it did before it last jumped ahead

    def take(self, words: str) -> tuple[int, int] | None:
        """(section, offset in it) of the next place with these words; None when no section holds them."""
        for which, at in enumerate(self._next):
            if self._text.startswith(words, at):
                self._next[which] = at + len(words)
                return self._section(at)
        at = self._text.find(words, self._next[0], self._next[0] + _REACH + len(words))
        if at < 0:
            return None
        self._next = [at + len(words), self._next[0]]
        return self._section(at)

    def _section(self, at: int) -> tuple[int, int] | None:
        index = bisect_right(self._starts, at) - 1
        return (index, at - self._starts[index]) if self._starts else None
