"""PDF layout: words with positions to lines of text, rows by height, columns in reading order, gaps kept as spaces."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from statistics import median

_ROW_OVERLAP = 0.5  # of the lower word's height: words that overlap this much stand on one row
_BLANK_ROW = 1.3  # of the page's usual distance between rows, past which an empty line is shown
_WIDEST_LEADING = 1.6  # letter heights between rows; set wider than that, the page has a blank after every row
_COLUMN_ROWS = 8  # rows on end that a gutter must part before it is a column and not a table
_COLUMN_WORDS = 3  # words a row and side, in the middle: fewer is a table or a right-aligned number
_GUTTER = 10.0  # points
_CELL_GAP = 2 * _GUTTER  # a gap this wide beside the gutter makes a row one of a table
_MOST_SPACES = 80
_SPREAD_LETTERS = 6  # words of one letter on end, from which they are a word set with letter spacing
_SPREAD_GAP = 1.5  # of the usual gap between spread letters: a wider one parts words


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
    width, blank = _letter_width(words), _BLANK_ROW * _leading(rows, words)
    return list(_shown(chain.from_iterable(_blocks(rows)), margin, width, blank))


def _shown(rows: Iterable[Sequence[Word]], margin: float, width: float, blank: float) -> Iterator[str]:
    above: float | None = None
    for row in rows:
        foot = _foot(row)
        if above is not None and above - foot > blank:
            yield ""
        yield _line(row, margin, width)
        above = foot


def _foot(row: Sequence[Word]) -> float:
    return min(word.bottom for word in row)


def _leading(rows: Sequence[Sequence[Word]], words: Sequence[Word]) -> float:
    """The usual distance between rows inside a block of text: the lower quartile, since gaps between blocks are wider."""
    height = median(word.top - word.bottom for word in words)
    pitches = sorted(_foot(above) - _foot(below) for above, below in pairwise(rows))
    usual = pitches[len(pitches) // 4] if pitches else height
    return min(max(usual, height), _WIDEST_LEADING * height)


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
    return [_without_spread(sorted(row, key=lambda w: w.left)) for row in rows]


def _without_spread(row: list[Word]) -> list[Word]:
    """The row with runs of spread single letters ("P R O T O K O L L") joined into words."""
    joined: list[Word] = []
    for single, run in groupby(row, key=lambda w: len(w.text) == 1):
        words = list(run)
        joined += _closed_up(words) if single and len(words) >= _SPREAD_LETTERS else words
    return joined


def _closed_up(letters: list[Word]) -> Iterator[Word]:
    usual = median(right.left - left.right for left, right in pairwise(letters))
    start = 0
    for at in range(1, len(letters) + 1):
        if at == len(letters) or letters[at].left - letters[at - 1].right > _SPREAD_GAP * usual:
            yield _one_word(letters[start:at])
            start = at


def _one_word(letters: Sequence[Word]) -> Word:
    return Word(
        "".join(letter.text for letter in letters),
        letters[0].left,
        letters[-1].right,
        min(letter.bottom for letter in letters),
        max(letter.top for letter in letters),
    )


def _on_one_row(one: Word, other: Word) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > _ROW_OVERLAP * max(min(one.top - one.bottom, other.top - other.bottom), 0.1)


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
    first = rows[start : start + _COLUMN_ROWS]  # decide, so that each row is looked at a fixed number of times
    if len(first) == _COLUMN_ROWS:
        for gutter in _gutters(rows[start]):
            if all(_parted(row, gutter) for row in first) and _full_sides(first, gutter):
                end = start + _COLUMN_ROWS
                while end < len(rows) and _parted(rows[end], gutter):
                    end += 1
                return end, gutter
    return start, None


def _parted(row: Sequence[Word], gutter: float) -> bool:
    """Whether the gutter runs through the row and no other gap makes it one of a table."""
    low, high = gutter - _GUTTER / 2, gutter + _GUTTER / 2
    return all(w.right <= low or w.left >= high for w in row) and all(
        b.left - a.right < _CELL_GAP or (a.right <= low and b.left >= high) for a, b in pairwise(row)
    )


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
