"""Protocol splitting: where the next protocol in one file begins."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from indexer.identifiers import body_code
from indexer.identifiers.dates import find_days
from pipelines.parse.layout.lines import Row, body_named_by
from pipelines.parse.structure.paragraphs import heading_candidates

_TITLE = re.compile(
    r"(?:.{0,60}[ ,])?(?:sammanträdes)?protokoll(?: ?\(?nr\.? ?\d{1,3}\)?)?(?: ?\d{1,3} ?\(\d{1,3}\))?", re.IGNORECASE
)
_FIRST_PAGE = re.compile(
    r"(?:plats och tid|tid och plats|beslutande|närvarande|justerare|paragrafer|utses att justera)\b.*", re.IGNORECASE
)
_LABELS = 2  # of a first page, at least
_ABOVE, _BELOW = 3, 4  # rows around a title in which its body and date stand
_PAGE = 30  # rows of a first page in which its labels stand
_LONGEST = 120  # characters of a title
_LABELLED = re.compile(r"(?:sammanträdes|mötes)?(?:datum|dag)\b.{0,60}", re.IGNORECASE)
_DATED = re.compile(_LABELLED.pattern + r"|(?:19|20)\d{2}-\d{2}-\d{2}", re.IGNORECASE)

_BODY_AND_DATE = re.compile(
    r"(?P<body>[^\d]{2,80}?) (?:(?:sammanträdes|mötes)?datum:? )?(?P<date>(?:19|20)\d{2}-\d{2}-\d{2})(?: \d{1,3} ?[(\[]\d{1,3}[)\]])?",
    re.IGNORECASE,
)

_Identity = tuple[str | None, str | None]


def split_protocols(rows: Sequence[Row]) -> tuple[Sequence[Row], ...]:
    """The rows of each protocol, in order; one part when there is but one."""
    numbered = [one.row for one in heading_candidates(rows)]
    cuts = [0]
    current: _Identity = (None, None)
    for at, row in enumerate(rows):
        if len(row.text) > _LONGEST or not _TITLE.fullmatch(row.plain):
            continue
        first_page = _is_first_page(rows, at)
        identity = _identity(rows, at, _DATED if first_page else _LABELLED)
        between = bisect_left(numbered, at)
        follows = between < len(numbered) and bisect_left(numbered, cuts[-1]) < between
        if follows and _differs(identity, current, first_page=first_page):
            cuts.append(_top_of(rows, at))
            current = identity
        else:
            current = (current[0] or identity[0], current[1] or identity[1])
    return tuple(rows[start:end] for start, end in zip(cuts, [*cuts[1:], len(rows)], strict=True))


def _identity(rows: Sequence[Row], at: int, dated: re.Pattern[str]) -> _Identity:
    """Body and date in the lines around a title."""
    around = rows[max(0, at - _ABOVE) : at + _BELOW]
    both = next((pair for row in around if (pair := _body_and_date(row.plain))), None)
    if both and dated is _DATED:  # elsewhere it is a citation
        return both
    body = next((code for row in around if (code := body_named_by(row))), None)
    days = (day for row in around if dated.fullmatch(row.plain) for day in find_days(row.text))
    return body, next(days, None)


def _body_and_date(text: str) -> _Identity | None:
    """Of a line that holds just these two: `Kommunstyrelsen 2022-03-08`."""
    match = _BODY_AND_DATE.fullmatch(text)
    code = body_code(match["body"]) if match else None
    return (code, match["date"]) if match and code else None


def _differs(one: _Identity, other: _Identity, *, first_page: bool) -> bool:
    """Another day, or another body on a first page. Names near a running head may be recipients."""
    other_day = None not in {one[1], other[1]} and one[1] != other[1]
    other_body = None not in {one[0], other[0]} and one[0] != other[0]
    return other_day or (other_body and first_page)


def _is_first_page(rows: Sequence[Row], at: int) -> bool:
    return sum(bool(_FIRST_PAGE.fullmatch(row.plain)) for row in rows[at : at + _PAGE]) >= _LABELS


def _top_of(rows: Sequence[Row], at: int) -> int:
    """The first row of the page, or of the lines close above the title."""
    for above in range(at, max(0, at - _ABOVE), -1):
        if rows[above].breaks or (rows[above].gap and not body_named_by(rows[above - 1])):
            return above
    return at
