"""The parser's steps in order, for one file."""

from collections.abc import Sequence
from itertools import islice

from indexer.identifiers import find_references
from indexer.identifiers.renumbering import cut_same_case
from indexer.model import CaseNumber, Paragraph, Protocol, Reference, Section
from pipelines.parse.checks.checks import find_remarks, missing_numbers
from pipelines.parse.facts.ballots import with_ballot_table, with_voting_lists
from pipelines.parse.facts.decisions import decision_text, paragraph_outcome
from pipelines.parse.facts.people import find_people
from pipelines.parse.facts.votes import deciding_vote
from pipelines.parse.layout.furniture import mark_furniture, without_furniture
from pipelines.parse.layout.lines import Row, read_rows
from pipelines.parse.layout.provenance import ParagraphRows, PlacedRow, Position, RowRole, TracedProtocol, place_rows
from pipelines.parse.layout.reflow import Layout, measure_layout
from pipelines.parse.layout.split_protocols import split_protocols
from pipelines.parse.structure.appendices import prose_in_appendices, without_appendices
from pipelines.parse.structure.document_type import document_type
from pipelines.parse.structure.head import Head, read_head
from pipelines.parse.structure.paragraphs import ParagraphStart, find_paragraphs
from pipelines.parse.structure.sections import split_sections
from pipelines.parse.structure.titles import case_numbers_of_line, distinct_numbers, read_title
from pipelines.readers.laid_out_text import LaidOutText

_MOST_ABOVE = 4  # lines of case numbers


def parse(text: LaidOutText, source: str, *, municipality: str | None = None) -> tuple[Protocol, ...]:
    """Every protocol of a file, at least one; `municipality` is what to assume where the text does not say."""
    return tuple(reading.protocol for reading in parse_traced(text, source, municipality=municipality))


def parse_traced(text: LaidOutText, source: str, *, municipality: str | None = None) -> tuple[TracedProtocol, ...]:
    """As `parse`, each protocol beside the lines it was read from."""
    marked = mark_furniture(read_rows(text))
    layout = measure_layout(text, marked)
    return tuple(_reading(part, layout, source, municipality, text.warnings) for part in split_protocols(marked))


def _reading(
    part: Sequence[Row], layout: Layout, source: str, municipality: str | None, reader_warnings: tuple[str, ...]
) -> TracedProtocol:
    kept = without_furniture(part)
    found = find_paragraphs(kept)
    first = _row_of(part, found[0].candidate.row) if found else len(part)
    head = read_head(part[:first], part[first:], source)
    owned = _owned(kept, found, head, layout)
    kind = document_type(part[:first], [one.paragraph for one in owned])
    outside = _outside(part[:first] if found else (), head, _tail(kept, found))
    if kind == "kallelse":
        owned, outside = (), {row.position: "försättsblad" for row in part}
    places = place_rows(part, owned, outside)
    paragraphs = with_voting_lists([one.paragraph for one in owned], _tail(kept, found))
    missing = missing_numbers(paragraphs, head, kind)
    remarked = find_remarks(paragraphs, head, kind, missing, places)
    protocol = Protocol(
        source=source,
        municipality=head.municipality or municipality,
        body=head.body,
        body_code=head.body_code,
        date=head.date,
        date_source=head.date_source,
        document_type=kind,
        paragraphs=paragraphs,
        missing_paragraphs=missing,
        warnings=(*reader_warnings, *(remark.message for remark in remarked)),
        remarks=remarked,
        unparsed_share=_unparsed(places),
    )
    return TracedProtocol(protocol, places)


def _tail(kept: Sequence[Row], found: Sequence[ParagraphStart]) -> Sequence[Row]:
    """What follows the last § and belongs to none."""
    if not found:
        return ()
    own = kept[found[-1].candidate.row :]
    return own[len(without_appendices(own, 0)) :]


def _row_of(part: Sequence[Row], kept: int) -> int:
    """Where the row stands that is number `kept` of those that are no furniture."""
    return next(islice((at for at, row in enumerate(part) if not row.furniture), kept, None))


def _owned(
    kept: Sequence[Row], found: Sequence[ParagraphStart], head: Head, layout: Layout
) -> tuple[ParagraphRows, ...]:
    begins = _with_numbers_above(kept, [start.candidate.row for start in found], head.year)
    ends = [*begins[1:], len(kept)][: len(begins)]
    return tuple(
        _paragraph(kept[begin:end], start, begin, head, layout)
        if end < len(kept)
        else _paragraph(without_appendices(kept[begin:end], start.candidate.row - begin), start, begin, head, layout)
        for start, begin, end in zip(found, begins, ends, strict=True)
    )


def _with_numbers_above(kept: Sequence[Row], begins: Sequence[int], year: int | None) -> list[int]:
    """Some templates print the case numbers above the §: close to it, or with space between in most §§ of the file."""
    before = [-1, *begins]
    above = [_numbers_above(kept, at, after + 1, year) for after, at in zip(before, begins, strict=False)]
    usual = sum(first < at for first, at in zip(above, begins, strict=True)) * 2 >= len(begins) > 1
    return [
        first if first < at and (usual or (at - first == 1 and kept[first].gap and not kept[at].gap)) else at
        for first, at in zip(above, begins, strict=True)
    ]


def _numbers_above(kept: Sequence[Row], at: int, after: int, year: int | None) -> int:
    """The first of the lines from row `after` to row `at` that hold nothing but case numbers; `at` where there are none."""
    first = at
    while first > after and at - first < _MOST_ABOVE and case_numbers_of_line(kept[first - 1].text, year):
        first -= 1
    return first


def _paragraph(own: Sequence[Row], start: ParagraphStart, begin: int, head: Head, layout: Layout) -> ParagraphRows:
    """One §; `own` are its rows, the first of which is number `begin` of the protocol."""
    at = start.candidate.row - begin
    repeats = {row - begin for row in start.repeats if row - begin < len(own)}
    body = [row for n, row in enumerate(own) if n > at and n not in repeats]
    title = read_title(start.candidate.rest, body, layout, head.year)
    above = [number for row in own[:at] for number in case_numbers_of_line(row.text, head.year)]
    found = split_sections(body[title.used :], layout, head.body_code)
    pages = [row.page for row in own if row.page is not None]
    titled = (*own[: at + 1], *(own[row] for row in repeats), *body[: title.used])
    paragraph = Paragraph(
        number=start.candidate.number,
        heading=title.text,
        case_numbers=_with_others(title.numbers or tuple(above), found, head.year),
        page_from=pages[0] if pages else None,
        page_to=pages[-1] if pages else None,
        sections=found,
        decision=decision_text(found),
        outcome=paragraph_outcome(found),
        vote=deciding_vote(found),
        references=_references(found, head.year),
        people=find_people(title.text, found),
    )
    return ParagraphRows(with_ballot_table(paragraph, body), own, frozenset(row.position for row in titled))


def _with_others(own: tuple[CaseNumber, ...], found: Sequence[Section], year: int | None) -> tuple[CaseNumber, ...]:
    """The numbers of the title, and those that the text gives the same case. Without a number of its own a § has none."""
    others = (number for section in found for number in cut_same_case(section.text, year)[1])
    return distinct_numbers((*own, *others)) if own else ()


def _references(found: Sequence[Section], year: int | None) -> tuple[Reference, ...]:
    lines = (line for section in found for line in section.text.split("\n"))
    return tuple(dict.fromkeys(m.reference for line in lines for m in find_references(line, meeting_year=year)))


def _outside(first_page: Sequence[Row], head: Head, tail: Sequence[Row]) -> dict[Position, RowRole]:
    """What the lines are that no § owns; a first page that says nothing and prose after the last § went nowhere."""
    said = any((head.body, head.date_source == "stated", head.municipality))
    lost = {row.position for row in prose_in_appendices(tail)}
    before: RowRole = "försättsblad" if said else "utan plats"
    after: dict[Position, RowRole] = {
        row.position: "utan plats" if row.position in lost else "efter paragraferna" for row in tail
    }
    return {row.position: before for row in first_page} | after


def _unparsed(places: Sequence[PlacedRow]) -> float:
    """Share of the letters that ended nowhere."""
    total = sum(len(place.row.text) for place in places)
    lost = sum(len(place.row.text) for place in places if place.role == "utan plats")
    return round(lost / total, 4) if total else 0.0
