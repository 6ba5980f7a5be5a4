"""The parser's steps in order, for one file."""

from collections.abc import Sequence
from itertools import islice

from indexer.identifiers import find_references
from indexer.model import Paragraph, Protocol, Reference, Section
from pipelines.parse.appendices import lost_in_tail, without_tail
from pipelines.parse.checks import missing_numbers, warnings
from pipelines.parse.decisions import decision_text, outcome_of
from pipelines.parse.furniture import mark_furniture, without_furniture
from pipelines.parse.head import Head, read_head
from pipelines.parse.headings import number_line, read_title
from pipelines.parse.kinds import document_type
from pipelines.parse.paragraphs import Start, starts
from pipelines.parse.people import people
from pipelines.parse.reflow import Layout, measure
from pipelines.parse.rows import Row, rows
from pipelines.parse.sections import sections
from pipelines.parse.split import protocol_parts
from pipelines.parse.votes import deciding_vote
from pipelines.readers.base import LaidOutText


def parse(text: LaidOutText, source: str, *, municipality: str | None = None) -> tuple[Protocol, ...]:
    """Every protocol of a file, at least one; `municipality` is what to assume where the text does not say."""
    marked = mark_furniture(rows(text))
    layout = measure(text, marked)
    return tuple(_protocol(part, layout, source, municipality, text.warnings) for part in protocol_parts(marked))


def _protocol(
    part: Sequence[Row], layout: Layout, source: str, municipality: str | None, reader_warnings: tuple[str, ...]
) -> Protocol:
    kept = without_furniture(part)
    found = starts(kept)
    first = _row_of(part, found[0].candidate.row) if found else len(part)
    head = read_head(part[:first], part[first:], source)
    paragraphs = _paragraphs(kept, found, head, layout)
    kind = document_type(part[:first], paragraphs)
    if kind == "kallelse":
        paragraphs = ()
    missing = missing_numbers(paragraphs, head)
    return Protocol(
        source=source,
        municipality=head.municipality or municipality,
        body=head.body,
        body_code=head.body_code,
        date=head.date,
        date_source=head.date_source,
        document_type=kind,
        paragraphs=paragraphs,
        missing_paragraphs=missing,
        warnings=(*reader_warnings, *warnings(paragraphs, head, kind, missing)),
        unparsed_share=_unparsed(part, first, head, lost_in_tail(_tail(kept, found))),
    )


def _tail(kept: Sequence[Row], found: Sequence[Start]) -> Sequence[Row]:
    """What follows the last § and belongs to none."""
    if not found:
        return ()
    own = kept[found[-1].candidate.row :]
    return own[len(without_tail(own, 0)) :]


def _row_of(part: Sequence[Row], kept: int) -> int:
    """Where the row stands that is number `kept` of those that are no furniture."""
    return next(islice((at for at, row in enumerate(part) if not row.furniture), kept, None))


def _paragraphs(kept: Sequence[Row], found: Sequence[Start], head: Head, layout: Layout) -> tuple[Paragraph, ...]:
    begins = [_with_number_above(kept, start.candidate.row, head.year) for start in found]
    ends = [*begins[1:], len(kept)][: len(begins)]
    return tuple(
        _paragraph(kept[begin:end], start, begin, head, layout)
        if end < len(kept)
        else _paragraph(without_tail(kept[begin:end], start.candidate.row - begin), start, begin, head, layout)
        for start, begin, end in zip(found, begins, ends, strict=True)
    )


def _with_number_above(kept: Sequence[Row], at: int, year: int | None) -> int:
    """Some templates print the case number on the line above the §."""
    above = kept[at - 1] if at else None
    if above is None or kept[at].gap or not above.gap or not number_line(above.text, year):
        return at
    return at - 1


def _paragraph(own: Sequence[Row], start: Start, begin: int, head: Head, layout: Layout) -> Paragraph:
    """One §; `own` are its rows, the first of which is number `begin` of the protocol."""
    at = start.candidate.row - begin
    repeats = {row - begin for row in start.repeats}
    body = [row for n, row in enumerate(own) if n > at and n not in repeats]
    title = read_title(start.candidate.rest, body, layout, head.year)
    above = number_line(own[0].text, head.year) if at else []
    found = sections(body[title.used :], layout, head.body_code)
    pages = [row.page for row in own if row.page is not None]
    return Paragraph(
        number=start.candidate.number,
        heading=title.text,
        case_numbers=title.numbers or tuple(above),
        page_from=pages[0] if pages else None,
        page_to=pages[-1] if pages else None,
        sections=found,
        decision=decision_text(found),
        outcome=outcome_of(found),
        vote=deciding_vote(found),
        references=_references(found, head.year),
        people=people(title.text, found),
    )


def _references(found: Sequence[Section], year: int | None) -> tuple[Reference, ...]:
    lines = (line for section in found for line in section.text.split("\n"))
    return tuple(dict.fromkeys(m.reference for line in lines for m in find_references(line, meeting_year=year)))


def _unparsed(part: Sequence[Row], first: int, head: Head, tail: int) -> float:
    """Share of the letters that ended nowhere: all without a §, the lines before § 1 when no head, prose after the last."""
    total = sum(len(row.text) for row in part)
    if not total:
        return 0.0
    said = any((head.body, head.date_source == "stated", head.municipality))
    lost = sum(len(row.text) for row in part[:first]) if first == len(part) or not said else 0
    return round((lost + tail) / total, 4)
