"""Spans of a text: overlap resolution, blanking, last match."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Anything with offsets in a text, end exclusive."""

    @property
    def start(self) -> int:
        """Offset of the first character."""
        ...

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        ...


S = TypeVar("S", bound=Spanned)


def without_overlap(found: Iterable[S]) -> tuple[S, ...]:
    """Leftmost-longest: of spans that overlap the earliest, of those with one start the longest. In order."""
    kept: list[S] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def longest_of_overlapping(found: Iterable[S]) -> tuple[S, ...]:
    """Of spans that overlap the longest, of equals the earliest. In order."""
    kept: list[S] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return tuple(kept)


def first_come(found: Iterable[S], length: int) -> tuple[S, ...]:
    """Of spans that overlap the one that comes first in `found`, a text of `length` characters. In order of start."""
    kept: list[S] = []
    taken = bytearray(length)
    for span in found:
        if not any(taken[span.start : span.end]):
            kept.append(span)
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return tuple(sorted(kept, key=lambda s: s.start))


def beside(found: Iterable[S], taken: Iterable[Spanned]) -> list[S]:
    """The spans that overlap none of `taken`, which do not overlap one another. In order of `found`."""
    ordered = sorted(taken, key=lambda s: s.start)
    starts = [span.start for span in ordered]
    return [span for span in found if not _overlaps_before(span, ordered, starts)]


def starting_outside(found: Iterable[S], others: Sequence[Spanned]) -> list[S]:
    """The spans that begin inside none of `others`."""
    return [span for span in found if not any(other.start <= span.start < other.end for other in others)]


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these spans as spaces, so that offsets stay."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        begin = max(start, at)
        if end > begin:
            pieces += (text[at:begin], " " * (end - begin))
            at = end
    return "".join((*pieces, text[at:]))


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match that `finditer` gives."""
    last = None
    for last in pattern.finditer(text):  # noqa: B007 - the loop is there for its last value
        pass
    return last


def _overlaps_before(span: Spanned, ordered: Sequence[Spanned], starts: Sequence[int]) -> bool:
    """Whether the last span that begins before `span` ends reaches into it."""
    at = bisect_right(starts, span.end - 1) - 1
    return at >= 0 and ordered[at].end > span.start
