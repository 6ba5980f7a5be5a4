"""View model of a parsed file: every row in its order, beside the part of the parse it became."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.model import CaseNumber, Paragraph, Person, Protocol, Section, Vote
from pipelines.inspect.marks import Mark, TextPiece, marks_in_heading, marks_in_section, row_marks, split_at_marks
from pipelines.parse.layout.lines import clean
from pipelines.parse.layout.provenance import PlacedRow, RowRole, TracedProtocol

Facts = tuple[tuple[str, tuple[str, ...]], ...]  # names with values
_DEEPEST = 40  # columns of indentation that are shown


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source. `number` is its place in the file; `frame` says that it is a running head or foot."""

    number: int
    pieces: tuple[TextPiece, ...]
    indent: int
    page: int | None
    parted: bool
    frame: bool


@dataclass(frozen=True, slots=True)
class LineRun:
    """Consecutive lines with one role. `section` is that part the first time, None when it only goes on, or is none."""

    what: RowRole
    label: str
    lines: tuple[SourceLine, ...]
    section: Section | None = None
    text: tuple[TextPiece, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphGroup:
    """A § with its lines, or lines that no § holds."""

    paragraph: Paragraph | None
    runs: tuple[LineRun, ...]
    facts: Facts = ()


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """One protocol of a file; `source` is the file's name, fit to be shown."""

    source: str
    protocol: Protocol
    facts: Facts
    groups: tuple[ParagraphGroup, ...]


_Key = tuple[int | None, RowRole, int | None]  # of a run: §, what, section


def show(reading: TracedProtocol) -> ProtocolView:
    """The view of a protocol: every source line once, in order, grouped by §."""
    protocol = reading.protocol
    year = int(protocol.date[:4]) if protocol.date else None
    keyed = tuple(_keyed(reading.places))
    groups = []
    for at, own in groupby(keyed, key=lambda pair: pair[0][0]):
        if at is None:
            groups.append(ParagraphGroup(None, tuple(_outside(own))))
        else:
            paragraph = protocol.paragraphs[at]
            groups.append(ParagraphGroup(paragraph, tuple(_runs(own, paragraph, year)), _facts(paragraph)))
    return ProtocolView(clean(protocol.source), protocol, _head_facts(protocol), tuple(groups))


def _keyed(places: Sequence[PlacedRow]) -> Iterator[tuple[_Key, PlacedRow]]:
    """Running heads and feet stay with the lines above."""
    key: _Key = (None, "försättsblad", None)
    for place in places:
        if place.role != "sidram":
            key = (place.paragraph, place.role, place.section)
        yield key, place


def _outside(own: Iterator[tuple[_Key, PlacedRow]]) -> Iterator[LineRun]:
    for (_, what, _), pairs in groupby(own, key=lambda pair: pair[0]):
        yield LineRun(what, what, tuple(_line(place, ()) for _, place in pairs))


def _runs(own: Iterator[tuple[_Key, PlacedRow]], paragraph: Paragraph, year: int | None) -> Iterator[LineRun]:
    marks = [marks_in_section(section, paragraph.vote, year) for section in paragraph.sections]
    in_row = [row_marks(section, found) for section, found in zip(paragraph.sections, marks, strict=True)]
    raws = [number.raw for number in paragraph.case_numbers]
    seen: set[int] = set()
    for (_, what, index), pairs in groupby(own, key=lambda pair: pair[0]):
        places = [place for _, place in pairs]
        if index is None:
            lines = tuple(_line(place, marks_in_heading(place.row.text, raws)) for place in places)
            yield LineRun(what, what, lines)
            continue
        section = paragraph.sections[index]
        lines = tuple(_line(place, () if place.role == "sidram" else in_row[index](place)) for place in places)
        if index in seen:
            yield LineRun(what, f"{section.type} (forts.)", lines)
        else:
            yield LineRun(what, section.type, lines, section, split_at_marks(section.text, marks[index]))
        seen.add(index)


def _line(place: PlacedRow, marks: Sequence[Mark]) -> SourceLine:
    row = place.row
    return SourceLine(
        number=row.line,
        pieces=split_at_marks(row.text, marks),
        indent=min(row.indent, _DEEPEST),
        page=row.page,
        parted=row.gap > 0 or row.breaks,
        frame=place.role == "sidram",
    )


def _head_facts(protocol: Protocol) -> Facts:
    date_from = {"stated": "står i filen", "derived": "härlett", "unknown": "okänt"}[protocol.date_source]
    facts = {
        "Kommun": protocol.municipality,
        "Organ": protocol.body,
        "Datum": f"{protocol.date} ({date_from})" if protocol.date else None,
        "Dokument": protocol.document_type,
        "Paragrafer": str(len(protocol.paragraphs)),
        "Otolkat": f"{100 * protocol.unparsed_share:.1f} %".replace(".", ","),
    }
    return tuple((name, (value or "framgår inte",)) for name, value in facts.items())


def _facts(paragraph: Paragraph) -> Facts:
    """Facts of a §, the empty left out."""
    facts: dict[str, list[str]] = {
        "Ärende": [_spelt(number) for number in paragraph.case_numbers],
        "Utfall": [paragraph.outcome.replace("_", " ")] if paragraph.outcome else ["inget beslut"],
        "Omröstning": _vote(paragraph.vote) if paragraph.vote else [],
        "Hänvisningar": [reference.raw for reference in paragraph.references],
        "Personer": [_person(person) for person in paragraph.people],
        "Sidor": [_pages(paragraph)] if paragraph.page_from else [],
    }
    return tuple((name, tuple(values)) for name, values in facts.items() if values)


def _spelt(number: CaseNumber) -> str:
    return number.raw if number.raw == number.canonical else f"{number.raw} → {number.canonical}"


def _vote(vote: Vote) -> list[str]:
    counts = [f"{vote.ja} ja", f"{vote.nej} nej", f"{vote.abstained} avstår"]
    counts += [f"{vote.absent} frånvarande"] if vote.absent is not None else []
    meant = [f"{word} = {said}" for word, said in (("Ja", vote.ja_means), ("Nej", vote.nej_means)) if said]
    return [", ".join(counts), *meant]


def _person(person: Person) -> str:
    party = f" ({person.party})" if person.party else ""
    return f"{person.name}{party}" + (f": {', '.join(person.roles)}" if person.roles else "")


def _pages(paragraph: Paragraph) -> str:
    first, last = paragraph.page_from, paragraph.page_to
    return str(first) if first == last else f"{first}–{last}"
