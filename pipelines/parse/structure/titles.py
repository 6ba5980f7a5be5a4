"""Title and case numbers of a §: on its line, on the lines below, in parentheses or at the margin."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.identifiers import LABEL, CaseNumberMatch, find_case_numbers
from indexer.identifiers.renumbering import cut_same_case
from indexer.language.spans import last_match
from indexer.model import CaseNumber
from indexer.model.sequences import first_of_each
from pipelines.parse.layout.lines import Row, first_word, squeeze
from pipelines.parse.layout.reflow import Layout, join_lines
from pipelines.parse.structure.section_headings import inline_heading, read_heading

_LONGEST_TITLE = 10  # lines
_MOST_NUMBER_LINES = 6
_MOST_TIGHT = 6
_SET_LARGER = 1.25  # a line this much longer than the title's is set smaller: text
_NARROW = 50  # columns: titles are set larger than text, so their lines hold less
_CONTINUED = re.compile(r"\s*\(?forts(?:\.|ättning)?\)?\s*\Z", re.IGNORECASE)
_IMMEDIATE = re.compile(r"\s*[-–(]?\s*\(?omedelbart justera(?:d|t|s|de)\)?\s*\Z", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:handläggare|föredragande|ansvarig handläggare|kontaktperson|paragrafen (?:är|förklaras)|paragrafen justeras|ärendet är omedelbart|"
    r"omedelbar(?:t)? justera|[•▪◦●]|\d{1,2}\. |[a-zåäö]\) )",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:[-–,:(]| (?:och|för|av|till|i|om|med|på|från|samt|vid|en|ett|eller|som|the|mot|över|inom|under|den|det|de|den|hos))\Z"
)
_COMPANY = frozenset({"AB", "HB", "KB", "m.m.", "mm", "m. m."})  # alone on a line it ends what stands above
_PUNCTUATION = " \t-–,;:()."
_DNR_ONLY = re.compile(r"[\s,;:()&]*(?:(?:och|samt)\b[\s,;:]*)*\Z")
_MARGIN = re.compile(r" {3,}\S")
_BROKEN_NUMBER = re.compile(
    r"(?:\s|\A)(?:diarienummer|diarienr|ärendenummer|ärendenr|dnr)\b\.?:?(?:\s{1,3}[\w:/-]{1,20})?\s*\Z", re.IGNORECASE
)
_YEARS = re.compile(r"(?:19|20)\d{2}[-–](?:19|20)\d{2}\Z")
_LOST_SUB = re.compile(r"\A(?::-?\d{0,4}|[ \t]*[-–]?[ \t]*\d{3}(?=\s*\Z))")  # `SLK-2024-00010:-1`, `KS 2023/417  291`
_LOOSE = " \t,;:–-"  # what is left at the ends of a title whose number has been cut out
_TITLES_TOO = frozenset({"jäv", "övrigt"})  # types whose headings are also common titles


@dataclass(frozen=True, slots=True)
class Title:
    """Title of a §; `used` counts the rows below the § line that belong to it."""

    text: str
    numbers: tuple[CaseNumber, ...]
    used: int


def read_title(rest: str, below: Sequence[Row], layout: Layout, year: int | None) -> Title:
    """The title that begins with `rest` of the § line and goes on in the rows `below`."""
    first, numbers = split_case_numbers(_IMMEDIATE.sub("", _CONTINUED.sub("", rest)), year, on_heading_line=True)
    lines = [first] if first else []
    used, sure = 0, _title_rows(below) if layout.wrapped else 0
    for at, row in enumerate(below[: _LONGEST_TITLE + _MOST_NUMBER_LINES]):
        own = case_numbers_of_line(row.text, year)
        if own:
            numbers += own
        elif (lines and at and case_numbers_of_line(below[at - 1].text, year)) or (
            at >= sure and _ends_title(lines, row, layout)
        ):
            break
        else:
            text, inline = split_case_numbers(row.text, year, on_heading_line=False)
            numbers += inline
            lines.append(text)
        used = at + 1
    return Title(join_lines([line for line in lines if line], layout), distinct_numbers(numbers), used)


def case_numbers_of_line(text: str, year: int | None) -> list[CaseNumber]:
    """Case numbers of a line that holds nothing else, else none."""
    text, others = cut_same_case(text, year)
    labelled = bool(LABEL.match(text))
    if not labelled and len(text) > 40:  # noqa: PLR2004 - a bare number is short
        return []
    found = _numbers(text, meeting_year=year)
    return [*(m.number for m in found), *others] if found and not _cut_numbers(text, found) else []


def split_case_numbers(text: str, year: int | None, *, on_heading_line: bool) -> tuple[str, list[CaseNumber]]:
    """A heading line without the case numbers at its beginning, end or margin, and these numbers."""
    text, others = cut_same_case(text, year)
    found = _numbers(text, meeting_year=year)
    if on_heading_line and not found:
        found = _unlabelled(text, year)
    kept = [m for m in found if _stands_apart(text, m)]
    if kept:
        left = squeeze(_cut_numbers(text, kept)).strip(_LOOSE)
        more = _unlabelled(left, year) if on_heading_line else []
        return squeeze(_cut_numbers(left, more)).strip(_LOOSE) if more else left, [
            *(m.number for m in (*more, *kept)),
            *others,
        ]
    return squeeze(_BROKEN_NUMBER.sub("", text)), list(others)


def _unlabelled(text: str, year: int | None) -> list[CaseNumberMatch]:
    """`§ 15 1435/22` and numbers alone at the right margin need no label."""
    bare = text.strip()
    tail = text[match.end() - 1 :] if (match := last_match(_MARGIN, text)) else ""
    for part in (bare, tail):
        found = _numbers(part, labelled=True, meeting_year=year) if part else []
        if found and not _cut_numbers(part, found):
            return _numbers(text, labelled=True, meeting_year=year)[-len(found) :]
    return []


def _stands_apart(text: str, match: CaseNumberMatch) -> bool:
    """Whether a number is an addition to the title, not a word of it."""
    before, after = text[: match.start], text[match.end :]
    if before[-1:] == ":" and before[-2:-1].isupper():
        return False  # half of a number in no known form
    label = re.search(rf"(?:{LABEL.pattern})\Z", before, re.IGNORECASE)
    plain_before = before[: label.start()] if label else before
    return bool(label) or not plain_before.strip(_PUNCTUATION) or not after.strip(_PUNCTUATION)


def _cut_numbers(text: str, found: Sequence[CaseNumberMatch]) -> str:
    """The text with the numbers and their labels cut out; empty when only joining words are left."""
    left, at = "", 0
    for match in found:
        before = text[at : match.start]
        label = re.search(rf"(?:{LABEL.pattern})[\s(]*\Z", before, re.IGNORECASE)
        left += (before[: label.start()] if label else before) + " "
        at = match.end
    left += _LOST_SUB.sub("", text[at:])
    left = re.sub(r"\(\s*\)", " ", left)
    return "" if _DNR_ONLY.fullmatch(left) else left


def _title_rows(below: Sequence[Row]) -> int:
    """How many rows stand close together above the first section heading, as only titles do; 0 when text does."""
    for at, row in enumerate(below[: _MOST_TIGHT + 1]):
        if read_heading(row.text):
            return 0 if at and below[at - 1].text.endswith((".", ":")) else at
        if (at and row.gap) or _NO_TITLE.match(row.text):
            return 0
    return 0


def _ends_title(lines: Sequence[str], row: Row, layout: Layout) -> bool:
    """Whether `row` no longer belongs to a title of which `lines` have been read."""
    heading = read_heading(row.text)
    if heading and not lines:
        return not (heading.weak or heading.type in _TITLES_TOO)
    if heading or inline_heading(row.text) or _NO_TITLE.match(row.text) or len(lines) >= _LONGEST_TITLE:
        return True
    return bool(lines) and not _title_goes_on(lines, row, layout)


def _title_goes_on(lines: Sequence[str], row: Row, layout: Layout) -> bool:
    if row.text in _COMPANY:
        return True
    flows = row.text[:1].islower() or bool(_GOES_ON.search(lines[-1]))
    if not layout.wrapped:
        return False
    if row.gap or flows:
        return flows
    return row.text[0] in "(-–" or row.text[0].isdigit() or not _has_room(lines, row.text)


def _has_room(lines: Sequence[str], text: str) -> bool:
    """Whether the first word would have fitted on the title's last line: then a new text begins."""
    width = max(_NARROW, *(len(line) for line in lines))
    if len(text) > _SET_LARGER * width:
        return True
    return len(lines[-1]) + 1 + len(first_word(text)) <= width


def _numbers(text: str, *, meeting_year: int | None, labelled: bool = False) -> list[CaseNumberMatch]:
    """Case numbers without spans of years: `Lindhaga 2021-2025` is no number of a diary."""
    found = find_case_numbers(text, labelled=labelled, meeting_year=meeting_year)
    return [match for match in found if not _YEARS.search(match.number.raw)]


def distinct_numbers(numbers: Iterable[CaseNumber]) -> tuple[CaseNumber, ...]:
    """The case numbers in order, each canonical spelling once."""
    return first_of_each(numbers, lambda number: number.canonical)
