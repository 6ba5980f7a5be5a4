from indexer.model.access import Access, valid_label
from indexer.model.document import Document, Entity, Passage
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
    Section,
    SectionType,
    Vote,
)

__all__ = [
    "Access",
    "CaseNumber",
    "DateSource",
    "Document",
    "DocumentType",
    "Entity",
    "EntityLabel",
    "FileError",
    "Outcome",
    "Paragraph",
    "Passage",
    "Person",
    "Protocol",
    "Reference",
    "Section",
    "SectionType",
    "Vote",
    "valid_label",
]
