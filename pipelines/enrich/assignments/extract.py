"""What a decision tells somebody to do: to whom, what, and by when. Every text is a slice of the decision."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from indexer.identifiers.dates import find_dates
from indexer.identifiers.periods import LAST_DAY, find_periods
from indexer.language.sentences import quote_spans
from indexer.language.spans import last_match
from indexer.model import Assignment, Document
from indexer.ranking.weights import PROPOSING
from pipelines.enrich.assignments import patterns

_GIVES = re.compile(patterns.GIVES, re.IGNORECASE)
_RECEIVES = re.compile(patterns.RECEIVES, re.IGNORECASE)
_HANDS = re.compile(patterns.HANDS, re.IGNORECASE)
_OPENS = re.compile(patterns.OPENS, re.IGNORECASE)
_DECIDES = re.compile(patterns.DECIDES, re.IGNORECASE)
_INVERTS = re.compile(patterns.INVERTS, re.IGNORECASE)
_OWN_PART = re.compile(patterns.OWN_PART, re.IGNORECASE)
_NOT_GIVEN = re.compile(patterns.NOT_GIVEN, re.IGNORECASE)
_DUES = [re.compile(pattern, re.IGNORECASE) for pattern in patterns.DUES]
_OPEN_ENDED = re.compile(patterns.OPEN_ENDED, re.IGNORECASE)
_FOLLOWS_UP = re.compile(patterns.FOLLOWS_UP, re.IGNORECASE)
_POINT = re.compile(r"^[ \t]{0,4}(\d{1,2})[.)]\s", re.MULTILINE)
_THAT = re.compile(r"[\s,:–-]{0,6}\batt\b[\s,:–-]{0,6}")
_GLUE = re.compile(r"[\s,:–-]{0,6}")
_MARGIN = " \n\t.,:–-"
_HANDED_ON = re.compile(
    r"^.{0,200}\btill\s(?=.{1,200}\ssom$)|\ssom$"
)  # `återremitteras till kontoret som får i uppdrag`
_ASSIGNMENT, _STEM = "uppdrag", "uppdra"
_SHORTEST = 8  # characters of a sentence that says anything
_LONGEST_NAME = 300  # characters of those who are told
_LONGEST_TEXT = 2_000  # of one sentence that is read


def extract_assignments(document: Document) -> tuple[Assignment, ...]:
    """The assignments a § gives. One that is only proposed to a higher body is not given yet."""
    text = document.decision or ""
    start = _own_part(text) if document.outcome in PROPOSING else 0
    return () if start is None or _STEM not in text[start:].lower() else _given(text, start, document.date)


def _given(text: str, start: int, meeting: str | None) -> tuple[Assignment, ...]:
    points = [(match.start(), match[1]) for match in _POINT.finditer(text)]
    spans = [
        (max(one[0], start), one[1]) for one in quote_spans(text) if one[1] > start and not _bare(text[slice(*one)])
    ]
    found: list[Assignment] = []
    for at, (first, _) in enumerate(spans):
        following = _sentence(text, spans, at + 1)
        told = _in_sentence(_sentence(text, spans, at), following)
        if told:
            due, day = _due([told[1], _follow_up(following)], meeting)
            found.append(Assignment(*told, due, day, _point(points, first)))
    return tuple(found)


def _own_part(text: str) -> int | None:
    match = _OWN_PART.search(text)
    return match.end() if match else None


def _bare(text: str) -> bool:
    """Whether it is the number of a point and nothing else."""
    return len(text) < _SHORTEST and not any(map(str.isalpha, text))


def _sentence(text: str, spans: Sequence[tuple[int, int]], at: int) -> str:
    first, last = spans[at] if at < len(spans) else (0, 0)
    return text[first : min(last, first + _LONGEST_TEXT)].strip()


def _in_sentence(text: str, following: str) -> tuple[str, str] | None:
    """Who is told what; what is told may be a list that begins on the next line."""
    if _STEM not in text.lower() or _NOT_GIVEN.search(text):
        return None
    told = (_told(text, match) for match in _GIVES.finditer(text))
    to, start = next(((name, at) for name, at in told if name), ("", 0))
    what = text[start:].strip(_MARGIN) or following.strip(_MARGIN)
    return (to, what) if to and what else None


def _told(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Who is told, and where what they are told begins. Nobody: the sentence only mentions an assignment."""
    before = text[max(0, match.start() - _LONGEST_NAME) : match.start()]
    word = match.group().lower()
    that = _THAT.search(text, match.end(), match.end() + _LONGEST_NAME)
    named_after = re.match(r"\s(?:åt|till)\s", text[match.end() : match.end() + 6])
    if word.endswith(("åt", "till")) or named_after:
        start = match.end() + (named_after.end() if named_after else 0)
        return (_name(text[start : that.start()]), that.end()) if that else ("", match.end())
    glue = _GLUE.match(text, match.end())
    begins = that.end() if that and glue and that.start() <= glue.end() else match.end()
    return _name(_before(before, word)), begins


def _before(before: str, word: str) -> str:
    """The name in what stands before the telling phrase."""
    if word == "uppdras":
        return before
    receives, hands = last_match(_RECEIVES, before), last_match(_HANDS, before)
    if hands and (not receives or hands.start() > receives.start()):
        return before[hands.end() :]
    if not receives:
        return ""
    subject = _subject(before[: receives.start()])
    return subject if subject and not _INVERTS.search(subject) else before[receives.end() :]


def _subject(text: str) -> str:
    decided = last_match(_DECIDES, text)
    text = text[decided.end() :] if decided else text
    text = text.rsplit(":", 1)[-1]
    return _OPENS.sub("", text, count=1).strip(" ,\n\t")


def _name(text: str) -> str:
    """A name, or nothing where it is an assignment that is talked about."""
    name = _HANDED_ON.sub("", _subject(text))
    return "" if _ASSIGNMENT in name.lower() else re.sub(r"^(?:åt|till)\s", "", name).strip(_MARGIN)


def _follow_up(text: str) -> str:
    return text if _FOLLOWS_UP.search(text) else ""


def _due(texts: Sequence[str], meeting: str | None) -> tuple[str | None, str | None]:
    """The day as written and, when it says one, as ISO 8601."""
    found = next((m["due"] for pattern in _DUES for text in texts if (m := pattern.search(text))), None)
    if found is None or _OPEN_ENDED.search(found):
        return found, None
    return found, _last_day(found, meeting)


def _last_day(text: str, meeting: str | None) -> str | None:
    """The last day meant; one without a year is the first such day after the meeting."""
    if not meeting:
        return None
    held = date.fromisoformat(meeting)
    known = [period.last for period in find_periods(text, lambda: held) if period.last != LAST_DAY]
    return max((*known, *_next_days(text, held)), default=None)


def _next_days(text: str, held: date) -> Iterator[str]:
    for match in find_dates(text):
        if match.year is None and match.month:
            year = held.year + ((match.month, match.day or 31) < (held.month, held.day))
            day = min(match.day or 31, monthrange(year, match.month)[1])
            yield date(year, match.month, day).isoformat()


def _point(points: Sequence[tuple[int, str]], at: int) -> str | None:
    place = bisect_right(points, (at, "99")) - 1
    return points[place][1] if place >= 0 else None
