"""One § from its rows: title, sections and the facts read out of them."""

from collections.abc import Sequence

from indexer.identifiers import find_references
from indexer.identifiers.renumbering import cut_same_case
from indexer.model import CaseNumber, Paragraph, Reference, Section
from pipelines.parse.facts.ballots import with_ballot_table
from pipelines.parse.facts.decisions import decision_text, paragraph_outcome
from pipelines.parse.facts.people import find_people
from pipelines.parse.facts.votes import deciding_vote
from pipelines.parse.layout.lines import Row
from pipelines.parse.layout.provenance import ParagraphRows
from pipelines.parse.layout.reflow import Layout
from pipelines.parse.structure.appendices import without_appendices
from pipelines.parse.structure.head import Head
from pipelines.parse.structure.paragraphs import ParagraphStart
from pipelines.parse.structure.sections import split_sections
from pipelines.parse.structure.titles import case_numbers_of_line, distinct_numbers, read_title

_MOST_ABOVE = 4  # lines of case numbers


def parse_paragraphs(
    kept: Sequence[Row], starts: Sequence[ParagraphStart], head: Head, layout: Layout
) -> tuple[ParagraphRows, ...]:
    """Every § of a protocol with its rows; `kept` are the protocol's rows without furniture."""
    begins = _with_numbers_above(kept, [start.candidate.row for start in starts], head.year)
    ends = [*begins[1:], len(kept)][: len(begins)]
    return tuple(
        _paragraph(_own_rows(kept, start, begin, end), start, begin, head, layout)
        for start, begin, end in zip(starts, begins, ends, strict=True)
    )


def _own_rows(kept: Sequence[Row], start: ParagraphStart, begin: int, end: int) -> Sequence[Row]:
    """The rows of one §; the last § ends where matter of the meeting begins."""
    rows = kept[begin:end]
    return rows if end < len(kept) else without_appendices(rows, start.candidate.row - begin)


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
    """`own` are the rows of the §, the first of which is number `begin` of the protocol."""
    at = start.candidate.row - begin
    repeats = {row - begin for row in start.repeats if row - begin < len(own)}
    body = [row for n, row in enumerate(own) if n > at and n not in repeats]
    title = read_title(start.candidate.rest, body, layout, head.year)
    above = [number for row in own[:at] for number in case_numbers_of_line(row.text, head.year)]
    sections = split_sections(body[title.used :], layout, head.body_code)
    pages = [row.page for row in own if row.page is not None]
    paragraph = Paragraph(
        number=start.candidate.number,
        heading=title.text,
        case_numbers=_with_renumberings(title.numbers or tuple(above), sections, head.year),
        page_from=pages[0] if pages else None,
        page_to=pages[-1] if pages else None,
        sections=sections,
        decision=decision_text(sections),
        outcome=paragraph_outcome(sections),
        vote=deciding_vote(sections),
        references=_references(sections, head.year),
        people=find_people(title.text, sections),
    )
    titled = (*own[: at + 1], *(own[row] for row in repeats), *body[: title.used])
    return ParagraphRows(with_ballot_table(paragraph, body), own, frozenset(row.position for row in titled))


def _with_renumberings(
    own: tuple[CaseNumber, ...], sections: Sequence[Section], year: int | None
) -> tuple[CaseNumber, ...]:
    """The numbers of the title, and those that the text gives the same case. Without a number of its own a § has none."""
    others = (number for section in sections for number in cut_same_case(section.text, year)[1])
    return distinct_numbers((*own, *others)) if own else ()


def _references(sections: Sequence[Section], year: int | None) -> tuple[Reference, ...]:
    lines = (line for section in sections for line in section.text.split("\n"))
    return tuple(dict.fromkeys(m.reference for line in lines for m in find_references(line, meeting_year=year)))
