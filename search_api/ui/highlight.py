"""Text cut and marked for display. Offsets in, pieces out: the template escapes every piece."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_LONGEST_FRAGMENT = 240  # characters; more than that is read on the § page
_LONGEST_LINE = 5_000  # characters; longer is a table or bait
_ELLIPSIS = "…"
_FULL_LINE = 50  # characters; a shorter line was ended on purpose
_ITEM = re.compile(r"[-–•*]|\d{1,3}[.)]\s|[a-zåäö][.)]\s")
_STOPS = (".", "!", "?", ":")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked or not."""

    text: str
    marked: bool = False


def pieces(text: str, marks: Iterable[Sequence[int]], start: int = 0, end: int | None = None) -> list[Piece]:
    """`text[start:end]` cut at the marks (pairs of offsets in `text`, in order); marks outside are left out."""
    stop = len(text) if end is None else min(end, len(text))
    cut, at = [], start
    for mark_start, mark_end in marks:
        first, last = max(mark_start, at), min(mark_end, stop)
        if first < last:
            cut += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
            at = last
    return [piece for piece in [*cut, Piece(text[at:stop])] if piece.text]


def fragment(text: str, marks: Sequence[Sequence[int]], start: int, end: int) -> list[Piece]:
    """At most a fragment's length of `text`, around its first mark inside `start:end`, with … where it was cut."""
    first_mark = next((mark[0] for mark in marks if start <= mark[0] < end), start)
    if first_mark - start > _LONGEST_FRAGMENT // 2:
        start = _word_start(text, first_mark - _LONGEST_FRAGMENT // 3)
    stop = _word_end(text, start, min(end, start + _LONGEST_FRAGMENT)) if end - start > _LONGEST_FRAGMENT else end
    before = [Piece(_ELLIPSIS)] if start > 0 else []
    after = [Piece(f" {_ELLIPSIS}" if text[stop - 1 : stop] in _STOPS else _ELLIPSIS)] if stop < len(text) else []
    return [*before, *pieces(text, marks, start, stop), *after]


def shortened(text: str, longest: int) -> str:
    """`text` on one line, cut between words to at most `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: _word_end(line, 0, longest - 1)].rstrip(" ,;:") + _ELLIPSIS


def reading_lines(text: str) -> Iterator[str]:
    """The lines of a section as sentences run: hard breaks undone, blank lines left out, endless lines cut."""
    for line in _unbroken(filter(None, map(str.strip, text.splitlines()))):
        at = 0
        while len(line) - at > _LONGEST_LINE:
            stop = _word_end(line, at, at + _LONGEST_LINE)
            yield line[at:stop]
            at = stop
        yield line[at:]


def _unbroken(lines: Iterable[str]) -> Iterator[str]:
    """A full line that ends no sentence runs on in the next, unless that begins an item of a list."""
    run: list[str] = []
    for line in lines:
        if run and (len(run[-1]) < _FULL_LINE or run[-1].endswith(_STOPS) or _ITEM.match(line)):
            yield " ".join(run)
            run = []
        run.append(line)
    if run:
        yield " ".join(run)


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at)
    return space + 1 if 0 <= space < at + _LONGEST_FRAGMENT // 4 else at


def _word_end(text: str, start: int, at: int) -> int:
    space = text.rfind(" ", start + 1, at + 1)
    return space if space > 0 else at
