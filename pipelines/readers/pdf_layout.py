"""Words with positions to lines of text: rows by height, columns in reading order, gaps kept as spaces."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_ROW_OVERLAP = 0.5  # of the lower word's height: words that overlap this much stand on one row
_BLANK_ROW = 1.6  # row heights between two rows, past which an empty line is shown
_COLUMN_ROWS = 8  # rows on end that a gutter must part before it is a column and not a table
_COLUMN_WORDS = 3  # words a row and side, in the middle: fewer is a table or a right-aligned number
_GUTTER = 10.0  # points
_MOST_SPACES = 80


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points, y upwards."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def page_lines(words: Sequence[Word]) -> list[str]:
    """The lines of a page from the top, with empty lines where the page has room between them."""
    rows = _rows(words)
    if not rows:
        return []
    margin = min(word.left for row in rows for word in row)
    width = _letter_width(words)
    lines: list[str] = []
    for block in _blocks(rows):
        lines += _shown(block, margin, width)
    return lines


def _shown(rows: Sequence[Sequence[Word]], margin: float, width: float) -> Iterator[str]:
    above: Sequence[Word] | None = None
    for row in rows:
        if above is not None and _gap(above, row) > _BLANK_ROW:
            yield ""
        yield _line(row, margin, width)
        above = row


def _line(row: Sequence[Word], margin: float, width: float) -> str:
    text, at = "", margin
    for word in row:
        spaces = round((word.left - at) / width)
        text += " " * (min(max(1, spaces), _MOST_SPACES) if text else min(max(0, spaces), _MOST_SPACES)) + word.text
        at = word.right
    return text


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words by row from the top, each row from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -(w.top + w.bottom)):
        row = next((r for r in reversed(rows[-3:]) if _on_one_row(r[0], word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    for row in rows:
        row.sort(key=lambda w: w.left)
    return rows


def _on_one_row(one: Word, other: Word) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > _ROW_OVERLAP * max(min(one.top - one.bottom, other.top - other.bottom), 0.1)


def _gap(above: Sequence[Word], below: Sequence[Word]) -> float:
    height = max(max(w.top - w.bottom for w in row) for row in (above, below)) or 1.0
    return (max(w.top for w in above) - max(w.top for w in below)) / height


def _blocks(rows: list[list[Word]]) -> Iterator[list[list[Word]]]:
    """Runs of rows; where a gutter parts two columns, the left column comes before the right."""
    start = 0
    while start < len(rows):
        end, gutter = _column_run(rows, start)
        if gutter is None:
            stop = start + 1
            while stop < len(rows) and _column_run(rows, stop)[1] is None:
                stop += 1
            yield rows[start:stop]
            start = stop
        else:
            yield [left for row in rows[start:end] if (left := [w for w in row if w.right <= gutter])]
            yield [right for row in rows[start:end] if (right := [w for w in row if w.left >= gutter])]
            start = end


def _column_run(rows: list[list[Word]], start: int) -> tuple[int, float | None]:
    """(end, gutter) of the two-column run that begins at `start`; gutter None when none does."""
    for gutter in _gutters(rows[start]):
        end = start
        while end < len(rows) and not any(
            w.left < gutter + _GUTTER / 2 and w.right > gutter - _GUTTER / 2 for w in rows[end]
        ):
            end += 1
        if end - start >= _COLUMN_ROWS and _full_sides(rows[start:end], gutter):
            return end, gutter
    return start, None


def _gutters(row: Sequence[Word]) -> Iterator[float]:
    for left, right in pairwise(row):
        if right.left - left.right >= _GUTTER:
            yield (left.right + right.left) / 2


def _full_sides(rows: Sequence[Sequence[Word]], gutter: float) -> bool:
    lefts = [sum(w.right <= gutter for w in row) for row in rows]
    rights = [len(row) - left for row, left in zip(rows, lefts, strict=True)]
    return median(lefts) >= _COLUMN_WORDS and median(rights) >= _COLUMN_WORDS


def _letter_width(words: Sequence[Word]) -> float:
    widths = [(w.right - w.left) / len(w.text) for w in words if len(w.text) > 1]
    return max(median(widths), 1.0) if widths else 5.0
