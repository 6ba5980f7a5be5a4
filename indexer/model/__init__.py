from indexer.model.access import Access, valid_label
from indexer.model.assignment import Assignment, AssignmentReport, AssignmentStatus, ReportedBy
from indexer.model.citation import ParagraphKey
from indexer.model.document import Document, Entity, Passage
from indexer.model.note import Note
from indexer.model.protocol import (
    CaseNumber,
    DateSource,
    DocumentType,
    EntityLabel,
    FileError,
    Outcome,
    Paragraph,
    Person,
    Protocol,
    Reference,
    Remark,
    RemarkKind,
    Section,
    Vote,
)
from indexer.model.section_types import SectionType

__all__ = [
    "Access",
    "Assignment",
    "AssignmentReport",
    "AssignmentStatus",
    "CaseNumber",
    "DateSource",
    "Document",
    "DocumentType",
    "Entity",
    "EntityLabel",
    "FileError",
    "Note",
    "Outcome",
    "Paragraph",
    "ParagraphKey",
    "Passage",
    "Person",
    "Protocol",
    "Reference",
    "Remark",
    "RemarkKind",
    "ReportedBy",
    "Section",
    "SectionType",
    "Vote",
    "valid_label",
]
