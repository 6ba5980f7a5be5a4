"""Sentence boundaries in Swedish protocol text.

Two functions, since they serve two ends: passages must not end after an abbreviation, and keep a list with the colon that
announces it; a quote is better short, so a colon and a line mark end it too. One in place of the other moves quotes.
"""

import re
from collections.abc import Iterator
from functools import cache

from indexer.codec import read_table

_STOP = re.compile(r"[.!?…](?=[\"”’»)\]]*\s)")
_WORD_BEFORE = re.compile(r"[\w.:]+\Z")
_LOOKBACK = 24  # characters: longer than any abbreviation
_QUOTE_END = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ0-9§\"”–•-])|\n+")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence, in order; a line break always ends one. Spans skip surrounding white space."""
    start = 0
    for end in _boundaries(text):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + piece.index(stripped[0])
            yield first, first + len(stripped)
        start = end


def quote_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each quotable sentence, in order; a line is one of its own, and so is what a colon announces."""
    start = 0
    for match in _QUOTE_END.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _boundaries(text: str) -> Iterator[int]:
    line_start = 0
    while line_start < len(text):
        line_end = text.find("\n", line_start)
        line_end = len(text) if line_end < 0 else line_end
        for stop in _STOP.finditer(text, line_start, line_end):
            if _ends_sentence(text, stop.start(), line_end):
                yield _after_closers(text, stop.end(), line_end)
        yield min(line_end + 1, len(text))
        line_start = line_end + 1


def _ends_sentence(text: str, stop: int, line_end: int) -> bool:
    following = text[stop + 1 : min(line_end, stop + 1 + _LOOKBACK)].lstrip(' "”’»)]')
    if following[:1].islower():
        return False
    if text[stop] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, stop - _LOOKBACK), stop)
    if before is None:
        return True
    word = before.group().lower()
    single_letter_or_number = len(word) == 1 or (word.isdigit() and len(word) <= 2)  # noqa: PLR2004 - "1." is a list mark
    return not single_letter_or_number and word not in _abbreviations()


def _after_closers(text: str, end: int, line_end: int) -> int:
    while end < line_end and text[end] in '"”’»)]':
        end += 1
    return end


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(read_table("indexer.language", "data/abbreviations.toml", dict[str, str])["words"].split())
