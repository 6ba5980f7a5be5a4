"""Paragraph segmentation: candidate § headings, the evidence for each, and the best chain of rising numbers."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.identifiers import LABEL, body_name, find_case_numbers
from indexer.model.paragraph_numbers import leading_number
from pipelines.parse.layout.lines import Row
from pipelines.parse.structure.section_headings import section_type

_HEADING = re.compile(
    r"(?:(?P<org>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,9})\.?[ \u00a0]?)?(?:§|(?:Paragraf|PARAGRAF)(?= \d))\s?(?P<number>\d{1,4}[a-z]?)(?![\w§])"
    r"(?:/(?:19|20)?\d\d(?![\d/]))?(?P<rest>.*)"
)
_UNSIGNED = re.compile(
    r"(?:(?P<org>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,4}) {1,3})?(?P<number>\d{1,4})(?:\.?[ \u00a0]{1,80}(?P<rest>[A-ZÅÄÖ\d(][^\n]{3,}))?"
)
# What follows the number in running text: a list, a sentence that goes on, the end of one.
_RUNS_ON = re.compile(
    r"\s*(?:[,;)§]|[-–]\s?\d|[.:]\s*\Z|[.:]?\s*(?!dnr|diarienr|diarienummer|ärende|forts|e-)[a-zåäö])"
)
_AFTER_NUMBER = re.compile(r"\A[.:](?=\s)")
_TOC = re.compile(r"(?:\.{3}|…|(?: \.){3})\s*\d{1,4}\s*\Z")
_LINE_END = 60  # characters in which dots and a page number stand
_CONTINUED = re.compile(r"\s\(?forts(?:\.|ättning)?\)?\s*\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.:!?”\"]\Z")
_DEEPEST = 70  # columns a heading may be indented
_LISTED = 8  # lines under a § in a table of contents, at most
_LOOK_AHEAD = 8
_WRAPS = 60  # characters; a line this long may have broken off in mid-sentence
_JUMP_COST = 2.0
_STEP_GAIN = 1.0
_LETTERS = 4  # 14, 14a, 14b, 14c may stand before 15


@dataclass(frozen=True, slots=True)
class HeadingCandidate:
    """A line that could open a §. `row` is its position, `rest` what follows the number, `weight` the evidence for it."""

    row: int
    number: str
    rest: str
    weight: float = 0.0
    continued: bool = False

    @property
    def order(self) -> int:
        """Sortable: 14 < 14a < 15."""
        return (leading_number(self.number) or 0) * 32 + (ord(self.number[-1]) - 96 if self.number[-1].isalpha() else 0)


@dataclass(frozen=True, slots=True)
class ParagraphStart:
    """A § and the rows that only repeat its heading further down."""

    candidate: HeadingCandidate
    repeats: tuple[int, ...] = ()


def find_paragraphs(rows: Sequence[Row]) -> tuple[ParagraphStart, ...]:
    """Paragraphs of one protocol, in order."""
    found = heading_candidates(rows)
    if not found:
        found = _candidates_without_sign(rows)
    if not found:
        return ()
    listed = _contents_rows(rows, found)
    real = [one for one in found if one.row not in listed]
    chain = _best_chain([one for one in real if not one.continued])
    return tuple(_with_repeats(chain, real))


def heading_candidates(rows: Sequence[Row]) -> list[HeadingCandidate]:
    """Lines that look like a § heading and not like law, a citation or a table of contents."""
    found = []
    for at, row in enumerate(rows):
        if "§" not in row.text[:14] and not row.text.startswith(("Paragraf ", "PARAGRAF ")):
            continue
        match = _HEADING.fullmatch(row.text)
        if match and row.indent <= _DEEPEST and not _is_running_text(match, rows, at):
            rest = _AFTER_NUMBER.sub("", match["rest"])
            continued = bool(_CONTINUED.search(rest[-_LINE_END:]))
            found.append(HeadingCandidate(at, match["number"], rest, _weight(rows, at, rest), continued))
    return found


def _is_running_text(match: re.Match[str], rows: Sequence[Row], at: int) -> bool:
    org, rest = match["org"], match["rest"]
    if org and not (org.isupper() or body_name(org)):
        return True
    if _RUNS_ON.match(rest) or _TOC.search(rest[-_LINE_END:]):
        return True
    above = rows[at - 1] if at else None
    broken_off = (
        above is not None
        and not rows[at].gap
        and not rows[at].breaks
        and len(above.text) >= _WRAPS
        and not _SENTENCE_END.search(above.text)
    )
    return broken_off and (not rest.strip() or rest.rstrip().endswith("."))


def _weight(rows: Sequence[Row], at: int, rest: str) -> float:
    row = rows[at]
    below = rows[at + 1 : at + 1 + _LOOK_AHEAD]
    labelled = bool(LABEL.search(rest) or find_case_numbers(rest)) or any(LABEL.match(r.text) for r in below[:5])
    apart = row.gap > 0 or row.breaks or at == 0 or row.level is not None
    headed = any(section_type(r.text) for r in below)
    return 2.0 + 2.0 * labelled + apart + headed + (row.level is not None)


def _candidates_without_sign(rows: Sequence[Row]) -> list[HeadingCandidate]:
    """Scans that lost the § sign: numbered lines under which a decision stands before the next one."""
    lines = [(at, m) for at, row in enumerate(rows) if (m := _UNSIGNED.fullmatch(row.text)) and _may_open(row, m)]
    ends = [*(at for at, _ in lines[1:]), len(rows)][: len(lines)]
    sure = {
        int(match["number"])
        for (at, match), end in zip(lines, ends, strict=True)
        if any(section_type(row.text) == "beslut" for row in rows[at + 1 : end])
    }
    return [
        HeadingCandidate(at, match["number"], f" {match['rest'] or ''}", 2.0)
        for at, match in lines
        if (number := int(match["number"])) in sure or (_stands_apart(rows[at]) and {number - 1, number + 1} & sure)
    ]


def _may_open(row: Row, match: re.Match[str]) -> bool:
    """A number alone, a title, or a case number behind it; a count, an amount or a row of a table is none."""
    org, rest = match["org"], match["rest"]
    if (org and not (org.isupper() or body_name(org.upper()))) or _TOC.search(row.text[-_LINE_END:]):
        return False
    if rest is None:
        return _stands_apart(row)
    numbered = rest[0].isupper() or any(m.start == 0 for m in find_case_numbers(rest, labelled=True))
    return numbered and not section_type(rest)


def _stands_apart(row: Row) -> bool:
    return row.gap > 0 or row.breaks


def _contents_rows(rows: Sequence[Row], found: Sequence[HeadingCandidate]) -> frozenset[int]:
    """Rows of a table of contents: numbers that come again with more beneath them."""
    ends = [one.row for one in found[1:]] + [len(rows)]
    matter = {one.row: _rows_below(rows[one.row + 1 : end]) for one, end in zip(found, ends, strict=True)}
    most: dict[str, int] = defaultdict(int)
    for one in found:
        most[one.number] = max(most[one.number], matter[one.row])
    return frozenset(one.row for one in found if matter[one.row] <= _LISTED < most[one.number] and not one.continued)


def _rows_below(rows: Sequence[Row]) -> int:
    """Amount of text under a heading, in rows; a section heading outweighs any table of contents."""
    lines = len(rows)
    for row in rows[:200]:
        if section_type(row.text):
            return lines + _LISTED + 1
    return min(lines, _LISTED)


def _best_chain(found: Sequence[HeadingCandidate]) -> list[HeadingCandidate]:
    """The rising row of numbers with the most evidence; a step of one is worth more than a jump."""
    orders = sorted({one.order for one in found})
    ahead: list[tuple[float, int]] = [(0.0, -1)] * (len(orders) + 1)  # Fenwick tree of the best score up to an order
    exact: dict[int, tuple[float, int]] = {}
    back = [-1] * len(found)
    best = (0.0, -1)
    for index, one in enumerate(found):
        rank = bisect_left(orders, one.order)
        score, back[index] = _best_before(ahead, exact, one.order, rank)
        entry = (score + one.weight, index)
        exact[one.order] = max(exact.get(one.order, entry), entry, key=lambda e: e[0])
        _update(ahead, rank + 1, entry)
        best = max(best, entry, key=lambda e: e[0])
    chain = []
    index = best[1]
    while index >= 0:
        chain.append(found[index])
        index = back[index]
    return chain[::-1]


def _best_before(
    ahead: Sequence[tuple[float, int]], exact: dict[int, tuple[float, int]], order: int, rank: int
) -> tuple[float, int]:
    jump = _highest(ahead, rank)
    options = [(0.0, -1), (jump[0] - _JUMP_COST, jump[1])]
    number, letter = divmod(order, 32)
    before = [order - 1] if letter else [(number - 1) * 32 + n for n in range(_LETTERS)]
    options += [(exact[o][0] + _STEP_GAIN, exact[o][1]) for o in before if o in exact]
    return max(options, key=lambda e: e[0])


def _highest(tree: Sequence[tuple[float, int]], upto: int) -> tuple[float, int]:
    best = (0.0, -1)
    while upto > 0:
        best = max(best, tree[upto], key=lambda e: e[0])
        upto -= upto & -upto
    return best


def _update(tree: list[tuple[float, int]], at: int, entry: tuple[float, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], entry, key=lambda e: e[0])
        at += at & -at


def _with_repeats(chain: Sequence[HeadingCandidate], real: Sequence[HeadingCandidate]) -> list[ParagraphStart]:
    """A number met again before the next § began is the same § going on over a page."""
    by_number: dict[str, list[HeadingCandidate]] = defaultdict(list)
    for one in real:
        by_number[one.number].append(one)
    befores = [-1, *(one.row for one in chain)]
    afters = [*(one.row for one in chain[1:]), None]
    found = []
    for one, before, after in zip(chain, befores, afters, strict=False):
        same = [o for o in by_number[one.number] if o.row > before and (after is None or o.row < after)]
        first = max((o for o in same if not o.continued), key=lambda o: (o.weight, -o.row), default=one)
        found.append(ParagraphStart(first, tuple(o.row for o in same if o.row > first.row)))
    return found
