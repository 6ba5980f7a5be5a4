"""Reflow: wrapped lines back to running text; lists, rows of names and short lines stay lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.parse.layout.lines import Row, first_word, squeeze
from pipelines.parse.person_patterns import NAME, PARTY
from pipelines.readers.laid_out_text import LaidOutText

_PROSE = 40  # characters; shorter lines say nothing of the width at which text wraps
_WIDE = 0.9  # quantile of line lengths taken as that width
_SLACK = 0.85  # letters differ in width: a line may end this early and still be full
_NARROWEST = 50
_LIST_MARK = re.compile(
    r"(?:[-–—•·▪◦●*]|o|\d{1,3}[.)]|\d{1,2}\.\d{1,2}\.?|[a-zåäö]{1,2}[.)]|\(?[a-z\d]{1,2}\))(?:\s|\Z)|(?:JA|NEJ|Ja|Nej) ?= ?"
)
_MEMBER = re.compile(rf"{NAME} {PARTY}")  # after a sentence that fills its line, a speaker begins a paragraph
_TERMINAL = re.compile(r"[.:;!?][”\"’')]?\Z")
_HYPHEN = re.compile(r"[^\W\d_][-‐‑]\Z")
_DIGIT_DASH = re.compile(r"\d[-–]\Z")
_SUSPENDED = frozenset({"och", "eller", "samt", "till", "respektive", "som", "men", "liksom", "kontra"})
_HYPHENATED = re.compile(r"[^\W\d_]{1,40}-[^\W\d_]{1,40}")


@dataclass(frozen=True, slots=True)
class Layout:
    """Line layout of one file: its width in characters, whether it wraps, and the words it writes with a hyphen."""

    width: int
    wrapped: bool
    hyphenated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item or lone line, with (offset, page) wherever the page changes."""

    text: str
    pages: tuple[tuple[int, int], ...] = ()


def measure_rows(rows: Sequence[Row], form: str) -> Layout:
    """Layout measured on some rows. In formats whose lines are whole paragraphs nothing is wrapped."""
    lengths = sorted(_end(row) for row in rows if len(row.text) > _PROSE)
    width = lengths[int(_WIDE * (len(lengths) - 1))] if lengths else _NARROWEST
    words = (word.casefold() for row in rows for word in _HYPHENATED.findall(row.text))
    return Layout(max(width, _NARROWEST), form in {"text", "pdf"}, frozenset(words))


def measure_layout(text: LaidOutText, rows: Sequence[Row]) -> Layout:
    """Layout of a whole file."""
    return measure_rows([row for row in rows if not row.furniture], text.format)


def reflow(rows: Sequence[Row], layout: Layout) -> tuple[Block, ...]:
    """Blocks of running text, list items and lone lines."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and continues(groups[-1][-1], row, layout):
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(_block(group, layout) for group in groups)


def continues(above: Row, below: Row, layout: Layout) -> bool:
    """Whether `below` goes on with the sentence that `above` broke off at the margin."""
    if not layout.wrapped or _LIST_MARK.match(below.text) or above.level != below.level:
        return False
    flows = (below.text[:1].islower() or below.text.startswith("§")) and not _TERMINAL.search(above.text)
    parted = below.gap > 0 and not below.breaks
    if parted:
        return flows and is_full(above, below, layout) and not below.text.startswith("att ")
    if is_full(above, below, layout):
        ended = _TERMINAL.search(above.text) and below.text[:1].isupper()
        return not (ended and (above.indent != below.indent or _MEMBER.match(below.text)))
    return flows and not below.text.startswith("att ")


def is_full(above: Row, below: Row, layout: Layout) -> bool:
    """Whether the first word of `below` had no room left on the line of `above`."""
    return _end(above) + 1 + len(first_word(below.text)) > _SLACK * layout.width


def join_lines(texts: Iterable[str], layout: Layout) -> str:
    """Lines as one text: hyphenation undone, double spaces gone."""
    return "".join(_with_separators([squeeze(text) for text in texts], layout))


def join_blocks(parts: Sequence[Block]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Blocks as the text of one section, a line each, with (offset, page) from 0 on."""
    starts: list[tuple[int, int]] = []
    offset = 0
    for part in parts:
        starts += [(offset + at, page) for at, page in part.pages if not starts or starts[-1][1] != page]
        offset += len(part.text) + 1
    return "\n".join(part.text for part in parts), tuple(starts)


def _block(group: Sequence[Row], layout: Layout) -> Block:
    parts = _with_separators([row.plain for row in group], layout)
    pages: list[tuple[int, int]] = []
    offset = 0
    for row, part in zip(group, parts, strict=True):
        if row.page is not None and (not pages or pages[-1][1] != row.page):
            pages.append((offset, row.page))
        offset += len(part)
    return Block("".join(parts), tuple(pages))


def _with_separators(lines: Sequence[str], layout: Layout) -> list[str]:
    """Each line with what parts it from the next: a space, nothing, or a hyphen less."""
    parts = [_with_separator(above, below, layout) for above, below in pairwise(lines)]
    return [*parts, *lines[-1:]]


def _with_separator(above: str, below: str, layout: Layout) -> str:
    if _DIGIT_DASH.search(above[-2:]) and below[:1].isdigit():
        return above
    first = re.split(r"[\s,.;:)]", below, maxsplit=1)[0].casefold()
    if not _HYPHEN.search(above[-2:]) or first in _SUSPENDED:
        return f"{above} "
    if not below[:1].islower() or not above[-2].islower():
        return above
    last = re.split(r"[\s(]", above[:-1])[-1].casefold()
    if f"{last}-{first}" in layout.hyphenated:
        return above
    thrice = above[-3:-1] == 2 * below[0]  # `till-lämplig` is `tillämplig`
    return above[:-2] if thrice else above[:-1]


def _end(row: Row) -> int:
    return row.indent + len(row.text)
