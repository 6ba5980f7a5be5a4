"""Sentence boundaries in Swedish protocol text: enough to never cut a quote in mid-sentence."""

import re
from collections.abc import Iterator

# A full stop after one of these is no sentence end. Lower case, without the final full stop.
_ABBREVIATIONS = frozenset(
    """
    adj ang anm avd avs bil bl bl.a ca cit d.v.s d.y d.ä dnr dr dvs e.d el enl etc ev ex exkl f.d f.n f.r.o.m f.ö fg fig fr
    fr.o.m forts från.o.m följ ggr gm gn h.c i.o.m i.st.f inkl inv isf jfr jur k.m:t kap kl kungl kv l m.a.o m.fl m.h.t m.m
    m.m. mag max mfl milj min mkr mm mom n.n nr näml nästk o.d o.dyl o.s.v obs omr ordf osv p.g.a pga proc prof prop ref resp
    rskr s s.a.s s.k sek sekr sid skr sk st st.f t t.ex t.h t.o.m t.v tel tex tf tfn tjg tom tr u.a u.p.a ung uppl utg v vol
    vd v.d v.ordf åk äv ö.h.t övr
    """.split()
)
_STOP = re.compile(r"[.!?…](?=[\"”’»)\]]*\s)")
_WORD_BEFORE = re.compile(r"[\w.:]+\Z")
_LOOKBACK = 24  # characters: longer than any abbreviation above


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
    return not single_letter_or_number and word not in _ABBREVIATIONS


def _after_closers(text: str, end: int, line_end: int) -> int:
    while end < line_end and text[end] in '"”’»)]':
        end += 1
    return end
