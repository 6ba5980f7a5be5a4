"""Citations of other §§, dated and by body, told apart from statutes; and the § a question asks for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from indexer.identifiers.bodies import BodyMatch, find_bodies
from indexer.identifiers.dates import DateMatch, find_dates
from indexer.language.spans import without_overlap
from indexer.model import ParagraphKey, Reference

_SIGN = re.compile(
    r"§{1,2}[  ]?(?P<nr>\d{1,4}[a-z]?\b)(?P<more>(?:[-–,]| och| samt) ?\d{1,3}[a-z]?\b(?![-–/.:]\d| ?kap\b)){0,8}",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"\b(?:paragraf(?:en)?|par\.)[  ]?(?P<nr>\d{1,4}[a-z]?)\b", re.IGNORECASE)
_LAW_NAME = (
    r"(?:[a-zåäö]{2,40}(?:lagen?|balken?|förordningen?|ordningen)s?|lagen? \([^()\n]{4,12}\)|lagen? (?:om|med)(?: [a-zåäö]{2,30}){1,6}"
    r"|KL|MBL|PBL|MB|SoL|LSS|OSL|FL|TF|RF|LOU|LUF|SkolL|ABL|LVU|LVM|FB)"
)
_LAW = re.compile(
    r"(?<![\w§])(?<!\d[-–])(?:(?P<kap>\d{1,3} ?[a-z]? ?kap\.?) )?(?:\d{1,3}(?: ?[a-z])?(?:[-–, ]| och ){1,3}){0,4}\d{1,3}(?: ?[a-z])? ?§{1,2}(?!\s?\d)"
    rf"(?:,? \d (?:st\.?|stycket|p\.?|punkten))?(?: (?:i )?(?P<name>{_LAW_NAME})(?!\w))?(?: \((?:SFS )?\d{{4}}:\d{{1,4}}\))?"
)
_LAW_NUMBER = re.compile(rf"\b{_LAW_NAME} \((?:SFS )?\d{{4}}:\d{{1,4}}\)", re.IGNORECASE)
_LAW_AFTER = re.compile(r"(?:KL|MBL|PBL|kommunallagen) (?:\d{1,3} ?kap\.? ?)?\d{1,3}(?:[-–]\d{1,3})? §{1,2}(?!\s?\d)")
_FILLER = re.compile(
    r"(?:[\s,.:;()]|den|av|från|i|vid|för|s|protokoll(?:et|s)?|-protokollet|sammanträde(?:t)?|möte(?:t)?|beslut(?:et|s)?|uppdrag|har|hade|punkt \d{1,2}|nr){0,6}",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(r"protokoll", re.IGNORECASE)
_MORE = re.compile(r"([-–,]| och| samt) ?(\d{1,3}[a-z]?)\b", re.IGNORECASE)
_SENTENCE = 200  # characters back to where a sentence began
_SENTENCE_START = re.compile(r"[.!?:]\s+|\n\s*")
_WIDEST = 50  # §§ between the ends of a span
_REACH = 40  # characters: how far a date or body may stand from its §


@dataclass(frozen=True, slots=True)
class ReferenceMatch:
    """A citation in a text."""

    start: int
    end: int
    reference: Reference


@dataclass(frozen=True, slots=True)
class ParagraphKeyMatch:
    """A § (or, with `key.paragraph` None, a whole protocol) that a question names. `month` and `day` wait for a year."""

    start: int
    end: int
    key: ParagraphKey
    month: int | None = None
    day: int | None = None


class _Law(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Cited:
    start: int
    end: int
    number: str
    date: DateMatch | None
    body: BodyMatch | None


def find_references(text: str, *, meeting_year: int | None = None) -> tuple[ReferenceMatch, ...]:
    """Citations in order: §§ with the body and date that stand by them, and laws. A date without a year gets `meeting_year`."""
    laws = _laws(text)
    cited = _cited(text, [m for m in _SIGN.finditer(text) if not _inside(m.start(), laws)])
    found = [ReferenceMatch(*law, Reference(raw=text[slice(*law)], law=text[slice(*law)])) for law in laws]
    bodies = find_bodies(text) if any(one.date and not one.body for one in cited) else ()
    for one in cited:
        body = one.body or (_subject(text, one.start, bodies) if one.date else None)
        reference = Reference(
            raw=text[one.start : one.end],
            body_code=body.code if body else None,
            date=_day(one.date, meeting_year),
            paragraph=one.number,
        )
        found.append(ReferenceMatch(one.start, one.end, reference))
    return tuple(sorted(found, key=lambda m: m.start))


def _subject(text: str, at: int, bodies: Sequence[BodyMatch]) -> BodyMatch | None:
    """The one body that the sentence before a dated § opens with: `Kommunstyrelsen behandlade budgeten den 30 maj 2023, § 92`."""
    start = max(0, at - _SENTENCE)
    opening = max((m.end() for m in _SENTENCE_START.finditer(text, start, at)), default=0 if start == 0 else at)
    first = bisect_left(bodies, opening, key=_start)
    own = bodies[first : bisect_left(bodies, at, key=_start)]
    opens = len(own) == 1 and own[0].start == opening and not text[opening : own[0].end].endswith("s")
    return own[0] if opens else None


def find_paragraph_keys(text: str) -> tuple[ParagraphKeyMatch, ...]:
    """The §§ a question names, in any order of body, date and number; `ks-protokollet 12 mars` names a whole protocol."""
    laws = [
        law
        for law in _laws(text)
        if "kap" in text[law.start : law.end] or re.search(_LAW_NAME, text[law.start : law.end])
    ]
    anchors = [m for p in (_SIGN, _WRITTEN) for m in p.finditer(text) if not _inside(m.start(), laws)]
    if anchors:
        return tuple(_key(one) for cited in _cited(text, anchors, loose=True) for one in _each(cited, text))
    return _whole_protocol(text)


def _each(cited: _Cited, text: str) -> Iterator[_Cited]:
    """Every § of `§§ 12–14, 17`: the first, then the others."""
    yield cited
    anchor = _SIGN.search(text, cited.start, cited.end)
    rest = text[anchor.end("nr") : anchor.end()] if anchor else ""
    last = cited.number
    for sign, number in _MORE.findall(rest):
        span = sign in ("-", "–") and last.isdigit() and number.isdigit()
        between = range(int(last) + 1, int(number)) if span else range(0)
        if len(between) <= _WIDEST:
            yield from (replace(cited, number=str(n)) for n in between)
        yield replace(cited, number=number)
        last = number


def _whole_protocol(text: str) -> tuple[ParagraphKeyMatch, ...]:
    bodies, dates = find_bodies(text, loose=True), find_dates(text, loose=True)
    word = _PROTOCOL.search(text)
    if not (word and bodies and dates and dates[0].day):
        return ()
    start = min(word.start(), bodies[0].start, dates[0].start)
    end = max(word.end(), bodies[0].end, dates[0].end)
    return (_key(_Cited(start, end, "", dates[0], bodies[0])),)


def _key(one: _Cited) -> ParagraphKeyMatch:
    date = one.date
    key = ParagraphKey(
        paragraph=one.number or None,
        date_from=date.date_from if date else None,
        date_to=date.date_to if date else None,
        body_code=one.body.code if one.body else None,
    )
    undated = date is not None and date.year is None
    return ParagraphKeyMatch(
        one.start, one.end, key, date.month if date and undated else None, date.day if date and undated else None
    )


def _cited(text: str, anchors: Sequence[re.Match[str]], *, loose: bool = False) -> list[_Cited]:
    """Each § number with the nearest date and body that only filler words part from it, left first."""
    parts: list[DateMatch | BodyMatch] = sorted(
        (*find_dates(text, loose=loose), *find_bodies(text, loose=loose)), key=lambda m: m.start
    )
    taken: set[int] = set()
    cited = []
    for anchor in sorted(anchors, key=lambda m: m.start()):
        start, end, near = _spread(text, anchor.start(), anchor.end(), parts, taken)
        date = next((p for p in near if isinstance(p, DateMatch)), None)
        body = next((p for p in near if isinstance(p, BodyMatch)), None)
        cited.append(_Cited(start, end, anchor["nr"], date, body))
    return cited


def _spread(
    text: str, start: int, end: int, parts: Sequence[DateMatch | BodyMatch], taken: set[int]
) -> tuple[int, int, list[DateMatch | BodyMatch]]:
    """From where to where a citation reaches over the `parts` beside it; those are then `taken`."""
    near: list[DateMatch | BodyMatch] = []
    for at in range(bisect_left(parts, start, key=_start) - 1, -1, -1):
        part = parts[at]
        if start - part.end > _REACH:
            break
        if part.end > start or at in taken:
            continue
        if not _FILLER.fullmatch(text, part.end, start) or _same_kind(part, near):
            break
        near.append(part)
        taken.add(at)
        start = part.start
    for at in range(bisect_left(parts, end, key=_start), len(parts)):
        part = parts[at]
        if part.start - end > _REACH:
            break
        if at in taken:
            continue
        parted = _SENTENCE_START.search(text, end, part.start + 1) or not _FILLER.fullmatch(text, end, part.start)
        if parted or _same_kind(part, near):
            break
        near.append(part)
        taken.add(at)
        end = part.end
    return start, end, near


def _start(part: DateMatch | BodyMatch | _Law) -> int:
    return part.start


def _same_kind(part: DateMatch | BodyMatch, near: Sequence[DateMatch | BodyMatch]) -> bool:
    return any(type(part) is type(other) for other in near)


def _laws(text: str) -> tuple[_Law, ...]:
    found = (m.span() for p in (_LAW, _LAW_NUMBER, _LAW_AFTER) for m in p.finditer(text))
    return without_overlap(_Law(*span) for span in found)


def _inside(position: int, laws: Sequence[_Law]) -> bool:
    at = bisect_right(laws, position, key=_start) - 1
    return at >= 0 and position < laws[at].end


def _day(date: DateMatch | None, meeting_year: int | None) -> str | None:
    if date is None or date.day is None or date.month is None:
        return None
    year = date.year or meeting_year
    return f"{year}-{date.month:02}-{date.day:02}" if year else None
