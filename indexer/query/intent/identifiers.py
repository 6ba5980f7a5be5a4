"""The case numbers and §§ that a question names, with what the page shows for each."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from indexer.identifiers.bodies import find_bodies
from indexer.identifiers.citations import ParagraphKeyMatch, find_paragraph_keys
from indexer.identifiers.typed_case_numbers import find_query_case_numbers
from indexer.language.spans import blank
from indexer.model import CaseNumber, ParagraphKey
from indexer.query.model import Understood
from indexer.query.syntax.tokenizer import Token

CASE, CITED = "diarienummer", "hänvisning"
_BODY_AND_DATE = re.compile(r"(?<=[^\W\d_])-(?=\d{4}-)")  # `kf-2025-06-18`, as files are named
_SIGN_AND_YEAR = re.compile(r"(?<=§)(\s?\d{1,4}[a-z]?)/(?=(?:19|20)\d{2}\b)")  # `§ 112/2025`
_SIGN_AND_SHORT_YEAR = re.compile(r"(?<=§)(\s?\d{1,4}[a-z]?)/\d{2}\b")  # `§ 112/25`
_SIGN_LAST = re.compile(r"(?<![\w.:/§-])(\d{1,4}[a-z]?) §(?!\s?\d)")  # `112 §`
_OF_LAW = re.compile(r"\bkap\b|lag(?:en)?\b|balk(?:en)?\b|förordning", re.IGNORECASE)
_NEWEST = re.compile(
    r"\bsenaste\b(?: (?P<meeting>(?:möte|sammanträde|protokoll)(?:t|et)?)\b)?(?: (?:i|med|från|av|för)\b)?",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 40  # characters of a typed case number
_YEARS_BACK = 10  # how far back a day without a year may lie


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What was found, a chip for each, and the spans they stand in."""

    case_numbers: tuple[CaseNumber, ...]
    paragraphs: tuple[ParagraphKey, ...]
    chips: tuple[Understood, ...]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the identifiers stand in the text."""
        return [(chip.start, chip.end) for chip in self.chips]


def find_identifiers(text: str, today: date) -> Identifiers:
    """The identifiers of a question; a § with a day but no year is looked for in every late year."""
    text = _SIGN_AND_SHORT_YEAR.sub(r"\1   ", _SIGN_AND_YEAR.sub(r"\1 ", text))
    if not _OF_LAW.search(text):
        text = _SIGN_LAST.sub(r"§ \1", text)
    cases = find_query_case_numbers(text)
    rest = blank(text, ((match.start, match.end) for match in cases))
    cited = find_paragraph_keys(_BODY_AND_DATE.sub(" ", rest))
    chips = [Understood(CASE, match.number.canonical, match.start, match.end) for match in cases]
    chips += [Understood(CITED, paragraph_name(match.key), match.start, match.end) for match in cited]
    return Identifiers(
        case_numbers=tuple(dict.fromkeys(match.number for match in cases)),
        paragraphs=tuple(key for match in cited for key in _dated(match, today)),
        chips=tuple(chips),
    )


def resolve_newest_meeting(text: str, newest: Callable[[str | None], date]) -> str:
    """`senaste ks` and `ks senaste möte` with the day of that meeting for the word, six digits, so that offsets stay."""
    bodies = find_bodies(text, loose=True)
    for match in _NEWEST.finditer(text):
        following = next((body for body in bodies if 0 <= body.start - match.end() <= 1), None)
        if following or match["meeting"]:
            body = following or next((one for one in reversed(bodies) if one.end <= match.start()), None)
            day = newest(body.code if body else None).strftime("%y%m%d ")
            text = text[: match.start()] + day + text[match.start() + len(day) :]
    return text


def paragraph_name(key: ParagraphKey) -> str:
    """`KS 2025-03-12 § 112`, as far as the key says."""
    day = key.date_from if key.date_from == key.date_to else f"{key.date_from}–{key.date_to}"
    number = f"§ {key.paragraph}" if key.paragraph else None
    return " ".join(part for part in (key.body_code, day, number) if part)


def _dated(match: ParagraphKeyMatch, today: date) -> Iterator[ParagraphKey]:
    if match.month is None:
        yield match.key
        return
    for year in range(today.year, today.year - _YEARS_BACK, -1):
        days = monthrange(year, match.month)[1]
        if (match.day or 1) <= days:
            first, last = match.day or 1, match.day or days
            start, end = (f"{year}-{match.month:02}-{day:02}" for day in (first, last))
            yield replace(match.key, date_from=start, date_to=end)


def join_case_numbers(text: str, tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, where a field whose value begins a case number with spaces (`dnr:KS 2024/118`) takes all of it."""
    taken = 0
    for token in tokens:
        if token.start < taken:
            continue
        at = token.end - len(token.text)
        asked = find_query_case_numbers(text[at : at + _LONGEST_NUMBER]) if token.kind == "field" else ()
        number = asked[0] if asked else None
        if number and number.start == 0 and at + number.end > token.end:
            taken = at + number.end
            yield replace(token, text=text[at:taken], end=taken)
        else:
            yield token
