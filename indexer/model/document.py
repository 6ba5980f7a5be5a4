"""What the index holds: one `Document` a §, with passages to quote and entities to mark."""

from dataclasses import dataclass

from indexer.model.assignment import Assignment, AssignmentReport
from indexer.model.protocol import (
    CaseNumber,
    DateSource,
    EntityLabel,
    Outcome,
    Person,
    Reference,
    Section,
    Vote,
)
from indexer.model.section_types import SectionType


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable slice of one section: `text` equals `sections[section_index].text[start:start + len(text)]`.

    `source_id` is 8 hex digits, unique within its §. A § without text has one passage, its heading, with
    `section_index` None.
    """

    source_id: str
    section: SectionType
    text: str
    section_index: int | None = None
    start: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked span. Offsets are code points of `sections[section_index].text` (of the heading when None), end exclusive."""

    start: int
    end: int
    label: EntityLabel
    text: str
    section_index: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One § as stored and found. `access` None is closed to everybody; `date` is ISO 8601 or None.

    `assignments` are those it gives, `reports` what it reports back of those given before.
    """

    id: str
    protocol_id: str
    source: str
    municipality: str
    body: str | None
    body_code: str | None
    date: str | None
    date_source: DateSource
    paragraph: str
    heading: str
    case_numbers: tuple[CaseNumber, ...] = ()
    page_from: int | None = None
    page_to: int | None = None
    sections: tuple[Section, ...] = ()
    decision: str | None = None
    outcome: Outcome | None = None
    vote: Vote | None = None
    references: tuple[Reference, ...] = ()
    people: tuple[Person, ...] = ()
    passages: tuple[Passage, ...] = ()
    entities: tuple[Entity, ...] = ()
    access: str | None = None
    assignments: tuple[Assignment, ...] = ()
    reports: tuple[AssignmentReport, ...] = ()

    @property
    def year(self) -> int | None:
        """Calendar year of the meeting, None when the date is unknown."""
        return int(self.date[:4]) if self.date else None
