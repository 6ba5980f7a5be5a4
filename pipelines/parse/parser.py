"""Parser pipeline: the steps in order, for one file."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.model import DocumentType, Paragraph, Protocol
from pipelines.parse.checks.checks import find_remarks, missing_numbers
from pipelines.parse.facts.ballots import with_voting_lists
from pipelines.parse.layout.furniture import mark_furniture, without_furniture
from pipelines.parse.layout.lines import Row, read_rows
from pipelines.parse.layout.provenance import PlacedRow, Position, RowRole, TracedProtocol, place_rows
from pipelines.parse.layout.reflow import Layout, measure_layout
from pipelines.parse.layout.split_protocols import split_protocols
from pipelines.parse.paragraph import parse_paragraphs
from pipelines.parse.structure.appendices import prose_in_appendices, without_appendices
from pipelines.parse.structure.document_type import document_type
from pipelines.parse.structure.head import Head, read_head
from pipelines.parse.structure.paragraphs import ParagraphStart, find_paragraphs
from pipelines.readers.laid_out_text import LaidOutText


@dataclass(frozen=True, slots=True)
class _File:
    """What all protocols of a file share; `municipality` is assumed where the text does not say."""

    source: str
    layout: Layout
    warnings: tuple[str, ...]
    municipality: str | None


def parse(text: LaidOutText, source: str, *, municipality: str | None = None) -> tuple[Protocol, ...]:
    """Every protocol of a file, at least one; `municipality` is what to assume where the text does not say."""
    return tuple(traced.protocol for traced in parse_traced(text, source, municipality=municipality))


def parse_traced(text: LaidOutText, source: str, *, municipality: str | None = None) -> tuple[TracedProtocol, ...]:
    """As `parse`, each protocol beside the rows it was read from."""
    rows = mark_furniture(read_rows(text))
    file = _File(source, measure_layout(text, rows), text.warnings, municipality)
    return tuple(_parse_protocol(part, file) for part in split_protocols(rows))


def _parse_protocol(part: Sequence[Row], file: _File) -> TracedProtocol:
    kept = without_furniture(part)
    starts = find_paragraphs(kept)
    cut = _row_of(part, starts[0].candidate.row) if starts else len(part)
    first_page, rest = part[:cut], part[cut:]
    head = read_head(first_page, rest, file.source)
    owned = parse_paragraphs(kept, starts, head, file.layout)
    kind = document_type(first_page, [own.paragraph for own in owned])
    appendices = _appendices(kept, starts)
    unowned = _unowned(first_page if starts else (), head, appendices)
    if kind == "kallelse":
        owned, unowned = (), {row.position: "försättsblad" for row in part}
    placed = place_rows(part, owned, unowned)
    paragraphs = with_voting_lists([own.paragraph for own in owned], appendices)
    return TracedProtocol(_protocol(file, head, kind, paragraphs, placed), placed)


def _protocol(
    file: _File, head: Head, kind: DocumentType, paragraphs: tuple[Paragraph, ...], placed: Sequence[PlacedRow]
) -> Protocol:
    missing = missing_numbers(paragraphs, head, kind)
    remarks = find_remarks(paragraphs, head, kind, missing, placed)
    return Protocol(
        source=file.source,
        municipality=head.municipality or file.municipality,
        body=head.body,
        body_code=head.body_code,
        date=head.date,
        date_source=head.date_source,
        document_type=kind,
        paragraphs=paragraphs,
        missing_paragraphs=missing,
        warnings=(*file.warnings, *(remark.message for remark in remarks)),
        remarks=remarks,
        unparsed_share=_unparsed_share(placed),
    )


def _appendices(kept: Sequence[Row], starts: Sequence[ParagraphStart]) -> Sequence[Row]:
    """What follows the last § and belongs to none."""
    if not starts:
        return ()
    own = kept[starts[-1].candidate.row :]
    return own[len(without_appendices(own, 0)) :]


def _row_of(part: Sequence[Row], kept: int) -> int:
    """Where the row stands that is number `kept` of those that are no furniture."""
    return next(islice((at for at, row in enumerate(part) if not row.furniture), kept, None))


def _unowned(first_page: Sequence[Row], head: Head, appendices: Sequence[Row]) -> dict[Position, RowRole]:
    """The roles of rows that no § owns; a first page that says nothing and prose after the last § have no place."""
    said = any((head.body, head.date_source == "stated", head.municipality))
    lost = {row.position for row in prose_in_appendices(appendices)}
    before: RowRole = "försättsblad" if said else "utan plats"
    after: dict[Position, RowRole] = {
        row.position: "utan plats" if row.position in lost else "efter paragraferna" for row in appendices
    }
    return {row.position: before for row in first_page} | after


def _unparsed_share(placed: Sequence[PlacedRow]) -> float:
    """Share of the characters without a place, 0–1."""
    total = sum(len(place.row.text) for place in placed)
    lost = sum(len(place.row.text) for place in placed if place.role == "utan plats")
    return round(lost / total, 4) if total else 0.0
