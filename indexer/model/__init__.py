from indexer.model.access import Access, valid_label
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
    "Section",
    "SectionType",
    "Vote",
    "valid_label",
]
