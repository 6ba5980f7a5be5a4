"""Page furniture: running heads, page numbers and signature lines, which belong to no §."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.identifiers import LABEL, body_code
from pipelines.parse.layout.lines import Row
from pipelines.parse.structure.section_headings import section_type

_EDGE = 5  # lines from the top or foot of a page where furniture stands
_FEW_PAGES = 3
_AT_TOP, _AT_FOOT = 0.5, 0.8  # share of pages; the last lines of a § repeat themselves too
_LONGEST = 90  # characters; a longer line is prose
_MOST_WORDS = 8  # of a body's name
_WIDEST = 250  # columns of a running head, set wide
_PAGE_NUMBER = re.compile(
    r"(?:sida?\.?|s\.)? ?\d{1,4} ?(?:\(\d{1,4}\)|\[\d{1,4}\]|av \d{1,4})|(?:sida|sid\.?) \d{1,4}|[-–] ?\d{1,4} ?[-–]"
    r"|.{0,60}\b(?:sammanträdes)?protokoll(?:sutdrag)?,? (?:(?:sida?\.? |blad )?\d{1,4} ?[(\[]\d{1,4}[)\]]|(?:sida?\.?|blad) \d{1,4})"
    r"|.{3,60} (?:19|20)\d{2}-\d{2}-\d{2} \d{1,4} ?[(\[]\d{1,4}[)\]]",
    re.IGNORECASE,
)
# A running head with the page's number at its end; only one that comes again is no text.
_ENDS_IN_PAGE = re.compile(
    r".{3,90} (?:(?:sida?\.?|blad|s\.) ?\d{1,4}|\d{1,4} ?(?:\(\d{1,4}\)|av \d{1,4}))", re.IGNORECASE
)
_DATED = re.compile(r" ?(?:sammanträdesdatum:? ?|datum:? ?)?(?:19|20)\d{2}-\d{2}-\d{2} ?", re.IGNORECASE)
_SIGN = (
    r"(?:(?:justerandes?|justerares?|ordförandens?|sekreterarens?|protokollsjusterares?)[:.]? ?"
    r"(?:sign(?:atur|aturer|\.)?|signum)[:.]?|justering \(sign\)|justerare|sign(?:atur(?:er)?|\.)?|utdragsbestyrkande|expediering|utdraget bestyrks)"
)
_RULE = re.compile(
    rf"[_.…\-–—=*]{{5,}}(?: [_.…\-–—=*]{{5,}}){{0,6}}|{_SIGN}(?: {_SIGN}){{1,4}}|digitalt justerat(?: protokoll)?"
    r"|(?:justera|ordföra)\w{2,12}[.:]? ?sign\w{0,8}[.:]? .{0,14}utdragsbestyrkande"  # with what a scanner made of the ink
    r"|(?:dokumentet|sidan) är hämta[dt] från .{0,120}|(?:https?://|www\.)\S{4,120}(?: .{0,30})?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"\(?forts(?:\.|ättning)?,? (?:av |från |på )?(?:\w{1,10} ?)?§ ?\d{1,4}[a-z]?\)?|"
    rf"(?:utdragsbestyrkande|(?:justera|ordföra|sekrete|protokollsjust)\w*[:.]? ?sign\w*[:.]?)(?: {_SIGN})?",
    re.IGNORECASE,
)
# A line that is furniture when it stands at the edge of a page, beside a line that is.
_LIKELY = re.compile(
    r"(?:sammanträdes)?protokoll(?: ?\(?nr\.? ?\d{1,4}\)?)?|.{0,60}[ ,]protokoll|(?:sammanträdes|mötes)?datum:? ?.{0,30}"
    r"|(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,4}|justerare|expediering|.{0,60} kommun|.{0,60} stad|.{0,60} (?:sammanträdes)?protokoll|(?:.{0,60} )?datum(?: sida?(?: ?nr)?)?|(?:justerandes? )?sign",
    re.IGNORECASE,
)
_RUNNING_HEAD = re.compile(
    r"(?:sammanträdes)?protokoll(?: ?\(?nr\.? ?\d{1,4}\)?)?|(?:sammanträdes|mötes)datum:? ?[\d -]{0,30}"
    r"|.{3,60} (?:stad|kommun|region),? .{3,60}(?:, |s |s-)(?:sammanträdes)?protokoll",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:\w{1,10} ?)?§\s?\d")
_DIGITS = re.compile(r"\d+")
_FOOT_WORDS = frozenset({"expediering", "justering"})


def mark_furniture(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, page furniture marked as such. A row after a page number begins a page."""
    often = Counter(_repetition_key(row) for row in rows if len(row.text) <= _WIDEST)
    numbers = [_ends_page(row.plain, often[_repetition_key(row)]) for row in rows]
    sure = [
        number or bool(_RULE.fullmatch(row.plain) or _SIGNATURE.fullmatch(row.plain))
        for row, number in zip(rows, numbers, strict=True)
    ]
    gone = _grow_from_edges(
        rows, numbers, [a or b for a, b in zip(sure, _recurring_at_edges(rows, numbers), strict=True)]
    )
    gone = _running_heads_inside(rows, gone)
    gone = _running_heads_alone(rows, gone)
    return tuple(
        replace(row, furniture=away, breaks=row.breaks or number)
        for row, away, number in zip(rows, gone, numbers, strict=True)
    )


def _ends_page(text: str, times: int) -> bool:
    """Whether a line is, or ends in, the number of its page."""
    return bool(_PAGE_NUMBER.fullmatch(text)) or (times >= _FEW_PAGES and bool(_ENDS_IN_PAGE.fullmatch(text)))


def _running_heads_inside(rows: Sequence[Row], gone: Sequence[bool]) -> list[bool]:
    """Lines of a running head that slipped in among the text are known from the pages where they stand on top."""
    often = Counter(_repetition_key(row) for row, away in zip(rows, gone, strict=True) if away)
    return [
        away or (often[_repetition_key(row)] >= _FEW_PAGES and bool(_RUNNING_HEAD.fullmatch(row.plain)))
        for row, away in zip(rows, gone, strict=True)
    ]


def _running_heads_alone(rows: Sequence[Row], gone: Sequence[bool]) -> list[bool]:
    """In text that lost its pages a running head still stands apart from the text, again and again."""
    heads = [bool(_RUNNING_HEAD.fullmatch(row.plain)) for row in rows]
    often = Counter(
        _repetition_key(row)
        for at, row in enumerate(rows)
        if heads[at] and (row.gap > 0 or row.breaks or (at > 0 and heads[at - 1]))
    )
    heads = [head and often[_repetition_key(row)] >= _FEW_PAGES for row, head in zip(rows, heads, strict=True)]
    return [
        away or head or (any(heads[at + 1 : at + 3]) and _is_alone(rows, at) and _is_body(row.plain))
        for at, (row, away, head) in enumerate(zip(rows, gone, heads, strict=True))
    ]


def _is_alone(rows: Sequence[Row], at: int) -> bool:
    """Whether a row has empty lines above and below."""
    return rows[at].gap > 0 and at + 1 < len(rows) and rows[at + 1].gap > 0


def without_furniture(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without furniture; gaps and page breaks of those that go pass on to the next."""
    kept: list[Row] = []
    gap, breaks = 0, False
    for row in rows:
        gap, breaks = max(gap, row.gap), breaks or row.breaks
        if not row.furniture:
            kept.append(replace(row, gap=gap, breaks=breaks))
            gap, breaks = 0, False
    return tuple(kept)


def _recurring_at_edges(rows: Sequence[Row], numbers: Sequence[bool]) -> list[bool]:
    """Rows near a page's edge whose like stands there on most pages."""
    starts = _page_starts(rows, numbers)
    pages = len(starts) + 1
    tops = [at for start in (0, *starts) for at in _top(rows, start)]
    feet = [at for start in starts for at in range(max(0, start - _EDGE), start)]
    found = [False] * len(rows)
    for edge, share in ((tops, _AT_TOP), (feet, _AT_FOOT)):
        often = Counter(_repetition_key(rows[at]) for at in edge)
        for at in edge:
            found[at] = found[at] or (
                often[_repetition_key(rows[at])] >= max(_FEW_PAGES, share * pages) and _may_be_furniture(rows[at])
            )
    return found


def _top(rows: Sequence[Row], start: int) -> list[int]:
    """The first rows of a page; below a § heading only what looks like furniture."""
    top = list(range(start, min(len(rows), start + _EDGE)))
    heading = next((at for at in top if _HEADING.match(rows[at].text)), None)
    return [at for at in top if heading is None or at < heading or _LIKELY.fullmatch(rows[at].plain)]


def _page_starts(rows: Sequence[Row], numbers: Sequence[bool]) -> list[int]:
    breaks = [at for at, row in enumerate(rows) if row.breaks]
    return breaks if len(breaks) >= _FEW_PAGES else [at + 1 for at, number in enumerate(numbers) if number]


def _grow_from_edges(rows: Sequence[Row], numbers: Sequence[bool], found: Sequence[bool]) -> list[bool]:
    """Downwards from a page's beginning, upwards from a page number: what looks like furniture beside furniture."""
    gone = list(found)
    top = False
    for at, row in enumerate(rows):
        top = row.breaks or (at > 0 and numbers[at - 1]) or (top and gone[at - 1])
        gone[at] = gone[at] or (top and _is_likely(row, bodies=True))
    for at in range(len(rows) - 2, -1, -1):
        foot = gone[at + 1] and (numbers[at + 1] or not rows[at + 1].breaks) and not _is_rule(rows[at + 1])
        gone[at] = gone[at] or (foot and _is_likely(rows[at], bodies=False))
    return gone


def _is_rule(row: Row) -> bool:
    return bool(_RULE.fullmatch(row.plain))


def _may_be_furniture(row: Row) -> bool:
    text = row.plain
    heading = section_type(text) is not None and text.casefold() not in _FOOT_WORDS
    return len(text) <= _LONGEST and row.level is None and not heading and not _HEADING.match(text)


def _is_likely(row: Row, *, bodies: bool) -> bool:
    text = row.plain
    if not _may_be_furniture(row):
        return False
    plain = _DATED.sub("", text)
    return bool(_LIKELY.fullmatch(text)) or (bodies and _is_body(plain))


def _is_body(text: str) -> bool:
    """Whether a line is a body's name and nothing more: a sentence may end in one."""
    named = text[:1].isupper() and text.count(" ") < _MOST_WORDS
    return named and body_code(text) is not None and not text.endswith("s")


def _repetition_key(row: Row) -> str:
    """Key under which lines of different pages are one, digits masked; case numbers are told apart."""
    if LABEL.search(row.text):
        return row.plain
    return _DIGITS.sub("0", row.plain).casefold()
