"""Date checks: a meeting's date against running heads, adjustment and citations."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from indexer.identifiers.dates import find_days
from indexer.model import Paragraph, Remark
from pipelines.parse.checks.check_tables import check_table, enumerated
from pipelines.parse.layout.provenance import PlacedRow, group_by_paragraph, line_of

_MEETING = re.compile(r"(?:sammanträdes|mötes)(?:datum|dag)\b|\bdagens (?:sammanträde|möte)\b", re.IGNORECASE)
_ADJUSTED = re.compile(
    r"justering(?:en)?s? ?(?:datum|dag)\b|justeringens (?:plats och (?:tid|datum)|tid och plats)\b"
    r"|(?:datum|plats och tid|tid och plats) för justering(?:en)?\b|\bjusterat\b",
    re.IGNORECASE,
)
_OF_ANOTHER_DAY = re.compile(r"juster|ansla?g|anslå|överklag|bevis|uppsätt|nedtag|utskr|hämta|kallelse", re.IGNORECASE)
_NEAR = 60  # characters from a label to its date
_LONGEST = 250  # characters of a line that is searched


def date_remarks(meeting: str | None, paragraphs: Sequence[Paragraph], places: Sequence[PlacedRow]) -> Iterator[Remark]:
    """Remarks on dates that contradict the meeting's; none when it is unknown."""
    if meeting is None:
        return
    around = [place for place in places if place.role != "avsnitt" and len(place.row.text) <= _LONGEST]
    yield from _other_days(meeting, around)
    yield from _adjusted(date.fromisoformat(meeting), around)
    yield from _cited_too_early(meeting, paragraphs, places)


def _other_days(meeting: str, around: Sequence[PlacedRow]) -> Iterator[Remark]:
    """Another day in a running head or after the word for the meeting's day."""
    found: dict[str, list[int]] = {}
    for place in around:
        text = place.row.plain
        if place.role == "sidram" and not _OF_ANOTHER_DAY.search(text):
            day = _only_day(text)
        else:
            day = _day_after(_MEETING, text)
        if day and day != meeting:
            found.setdefault(day, []).append(place.row.line)
    for day, lines in found.items():
        said = f"Rad {lines[0]} anger sammanträdesdatum {day}, men protokollet är daterat {meeting}; kontrollera vilket som gäller."
        yield Remark("datum skiljer sig", said, tuple(lines))


def _adjusted(meeting: date, around: Sequence[PlacedRow]) -> Iterator[Remark]:
    """Adjusted before the meeting was held, or long after."""
    latest = check_table().date.adjusted_within
    for place in around:
        day = _day_after(_ADJUSTED, place.row.plain)
        if day and not 0 <= (date.fromisoformat(day) - meeting).days <= latest:
            line = place.row.line
            said = (
                f"Justeringen den {day} på rad {line} stämmer inte med sammanträdet den {meeting}; kontrollera datumen."
            )
            yield Remark("datum skiljer sig", said, (line,))


def _cited_too_early(meeting: str, paragraphs: Sequence[Paragraph], places: Sequence[PlacedRow]) -> Iterator[Remark]:
    """No § can cite another that was decided after the meeting."""
    owned = group_by_paragraph(places)
    late = [
        (paragraph.number, line_of(owned[at], paragraph.sections, reference.raw), reference.raw)
        for at, paragraph in enumerate(paragraphs)
        for reference in paragraph.references
        if reference.date and reference.date > meeting and reference.date[:4] in reference.raw
    ]
    if late:
        named = enumerated([f"{number} (rad {line}: {raw})" for number, line, raw in late])
        said = f"Paragraf {named} hänvisar till beslut efter sammanträdet den {meeting}; kontrollera datumen."
        numbers, lines, _ = zip(*late, strict=True)
        yield Remark("datum skiljer sig", said, lines, tuple(dict.fromkeys(numbers)))


def _only_day(text: str) -> str | None:
    days = list(find_days(text))
    return days[0] if len(days) == 1 else None


def _day_after(label: re.Pattern[str], text: str) -> str | None:
    """The first day close behind a label."""
    match = label.search(text)
    return next(find_days(text[match.end() : match.end() + _NEAR]), None) if match else None
