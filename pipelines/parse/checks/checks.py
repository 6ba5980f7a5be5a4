"""Checks of a parsed protocol: gaps in the numbers, decisions missing or too long, text that no section holds."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median_low

from indexer.model import DocumentType, Paragraph, Remark, RemarkKind
from indexer.model.paragraph_numbers import leading_number
from pipelines.parse.checks.check_tables import check_table, enumerated
from pipelines.parse.checks.date_checks import date_remarks
from pipelines.parse.layout.provenance import PlacedRow, group_by_paragraph, line_of
from pipelines.parse.structure.head import Head

_WIDEST_GAP = 200  # numbers; a longer gap is no row of hidden §§
_Owned = Mapping[int, Sequence[PlacedRow]]  # the places of each § by its index


def missing_numbers(paragraphs: Sequence[Paragraph], head: Head, kind: DocumentType) -> tuple[str, ...]:
    """Paragraph numbers skipped in the sequence or promised by page one; an excerpt promises none."""
    have = {_number(p) for p in paragraphs}
    if not have or kind == "utdrag":
        return ()
    first, last = min(have), max(have)
    if head.first is not None and head.last is not None and head.first <= last and first <= head.last:
        first, last = min(first, head.first), max(last, head.last)
    if last - first - len(have) > _WIDEST_GAP:
        return ()
    return tuple(str(n) for n in range(first, last + 1) if n not in have)


def find_remarks(
    paragraphs: Sequence[Paragraph], head: Head, kind: DocumentType, missing: Sequence[str], places: Sequence[PlacedRow]
) -> tuple[Remark, ...]:
    """Remarks on one protocol, a Swedish sentence each."""
    if kind == "kallelse":
        said = "Filen är en kallelse eller föredragningslista, inte ett protokoll, och har därför inga paragrafer."
        return (Remark("kallelse", said),)
    if not paragraphs:
        return (Remark("inget protokoll", "Ingen paragraf (§) hittades; filen verkar inte vara ett protokoll."),)
    owned = group_by_paragraph(places)
    return (
        *_numbers(paragraphs, head, missing),
        *_head(head),
        *date_remarks(head.date, paragraphs, places),
        *_undecided(paragraphs, owned),
        *_long(paragraphs, owned),
        *_unplaced(places),
    )


def _numbers(paragraphs: Sequence[Paragraph], head: Head, missing: Sequence[str]) -> Iterator[Remark]:
    if missing:
        said = f"Paragraf {enumerated(missing)} saknas i filen; de kan vara sekretessbelagda eller borttagna."
        yield Remark("paragrafer saknas", said, paragraphs=tuple(missing))
    if head.first is not None and head.last is not None:
        extra = tuple(p.number for p in paragraphs if not head.first <= _number(p) <= head.last)
        if extra:
            said = f"Paragraf {enumerated(extra)} ligger utanför de paragrafer som första sidan anger."
            yield Remark("paragrafer utanför", said, paragraphs=extra)


def _head(head: Head) -> Iterator[Remark]:
    if head.body is None:
        yield Remark("organ saknas", "Organet framgår inte av filen.")
    if head.date is None:
        yield Remark("datum saknas", "Sammanträdets datum framgår inte av filen.")


def _undecided(paragraphs: Sequence[Paragraph], owned: _Owned) -> Iterator[Remark]:
    """Paragraphs without a decision, but for those whose headings promise none."""
    if all(p.decision is None for p in paragraphs):
        yield Remark("beslut saknas", "Inget beslut hittades i någon paragraf.")
        return
    without = [at for at, p in enumerate(paragraphs) if p.decision is None and not _promises_none(p)]
    if without:
        verb = "är utan beslut; kontrollera att inget beslut har missats."
        yield _paragraph_remark("beslut saknas", paragraphs, {at: owned[at][0].row.line for at in without}, verb)


def _promises_none(paragraph: Paragraph) -> bool:
    headings = " ".join((paragraph.heading, *(s.heading for s in paragraph.sections if s.heading)))
    return not check_table().undecided.words.isdisjoint(re.findall(r"\w+", headings.casefold()))


def _long(paragraphs: Sequence[Paragraph], owned: _Owned) -> Iterator[Remark]:
    """Decisions so long, beside the file's others, that text of another kind may have come along."""
    lengths = {at: len(p.decision) for at, p in enumerate(paragraphs) if p.decision}
    if not lengths:
        return
    limits = check_table().decision
    often = max(limits.often, limits.times * median_low(lengths.values()))
    long = [at for at, length in lengths.items() if length > min(limits.always, often)]
    if long:
        verb = "har ovanligt långt beslut; kontrollera att inget annat har kommit med."
        lines = {at: line_of(owned[at], paragraphs[at].sections, _longest_part(paragraphs[at])) for at in long}
        yield _paragraph_remark("långt beslut", paragraphs, lines, verb)


def _unplaced(places: Sequence[PlacedRow]) -> Iterator[Remark]:
    lines = tuple(place.row.line for place in places if place.role == "utan plats")
    if lines:
        yield Remark(
            "text utan plats", f"Texten på rad {enumerated(_spans(lines))} hör inte till någon paragraf.", lines
        )


def _paragraph_remark(kind: RemarkKind, paragraphs: Sequence[Paragraph], lines: dict[int, int], verb: str) -> Remark:
    """A remark about paragraphs by index, each with the line to look at."""
    named = enumerated([f"{paragraphs[at].number} (rad {line})" for at, line in lines.items()])
    numbers = tuple(paragraphs[at].number for at in lines)
    return Remark(kind, f"Paragraf {named} {verb}", tuple(lines.values()), numbers)


def _longest_part(paragraph: Paragraph) -> str:
    """The text of a decision's longest section."""
    return max((section.text for section in paragraph.sections if section.type == "beslut"), key=len)


def _spans(lines: Iterable[int]) -> list[str]:
    """`3, 4, 5, 9` as `3–5, 9`."""
    spans: list[list[int]] = []
    for line in lines:
        if spans and line == spans[-1][-1] + 1:
            spans[-1][1:] = [line]
        else:
            spans.append([line])
    return ["–".join(map(str, span)) for span in spans]


def _number(paragraph: Paragraph) -> int:
    return leading_number(paragraph.number) or 0
