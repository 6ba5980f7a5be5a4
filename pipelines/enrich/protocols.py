"""Enrichment of a parsed protocol: ids, passages, assignments and entities, then vectors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol as Interface

from indexer.embedding.base import Embedder
from indexer.embedding.documents import embed_documents
from indexer.model import Document, Entity, Paragraph, Protocol
from indexer.store.ids import protocol_key
from indexer.store.record import ProtocolPart
from pipelines.enrich.assignments import extract_assignments, extract_reports
from pipelines.enrich.passages import passages


class Marker(Interface):
    """Entity recogniser; offsets are code points of each text as given."""

    @property
    def name(self) -> str:
        """Pipeline and revision."""
        ...

    def mark(self, texts: Sequence[str]) -> Sequence[tuple[Entity, ...]]:
        """The entities of each text, sorted, without overlap."""
        ...


@dataclass(frozen=True, slots=True)
class Origin:
    """Provenance of a file beside its text: access label, municipality to fall back on, hash of its content."""

    access: str
    municipality: str | None
    content_hash: str


@dataclass(frozen=True, slots=True)
class EnrichedProtocol:
    """The documents of one protocol of a file, under the id it asks for; `missing` are the numbers it skips."""

    key: str
    document_type: str
    documents: tuple[Document, ...]
    missing: tuple[str, ...]


def enrich(protocol: Protocol, origin: Origin, marker: Marker) -> EnrichedProtocol:
    """A document a §, with passages and entities."""
    municipality = protocol.municipality or origin.municipality or f"okänd-{origin.content_hash[:8]}"
    key = protocol_key(protocol, municipality, origin.content_hash)
    plain = [_document(protocol, paragraph, key, municipality, origin.access) for paragraph in protocol.paragraphs]
    documents = tuple(_marked(list(map(with_assignments, plain)), marker))
    return EnrichedProtocol(key, protocol.document_type, documents, protocol.missing_paragraphs)


def embed(protocol: EnrichedProtocol, embedder: Embedder) -> ProtocolPart:
    """The protocol as the record takes it, with a vector a passage."""
    return ProtocolPart(
        key=protocol.key,
        document_type=protocol.document_type,
        documents=protocol.documents,
        vectors=embed_documents(embedder, protocol.documents),
        missing=protocol.missing,
    )


def with_assignments(document: Document) -> Document:
    """The § with the assignments it gives and those it reports back."""
    return replace(document, assignments=extract_assignments(document), reports=extract_reports(document))


def _document(protocol: Protocol, paragraph: Paragraph, key: str, municipality: str, access: str) -> Document:
    return Document(
        id=f"{key}/{paragraph.number}",
        protocol_id=key,
        source=protocol.source,
        municipality=municipality,
        body=protocol.body,
        body_code=protocol.body_code,
        date=protocol.date,
        date_source=protocol.date_source,
        paragraph=paragraph.number,
        heading=paragraph.heading,
        case_numbers=paragraph.case_numbers,
        page_from=paragraph.page_from,
        page_to=paragraph.page_to,
        sections=paragraph.sections,
        decision=paragraph.decision,
        outcome=paragraph.outcome,
        vote=paragraph.vote,
        references=paragraph.references,
        people=paragraph.people,
        passages=passages(paragraph.heading, paragraph.sections),
        access=access,
    )


def _marked(documents: Sequence[Document], marker: Marker) -> list[Document]:
    """The documents with entities; one call for all, so that a name spelt out in one § is known in the next."""
    texts = [text for d in documents for text in (d.heading, *(s.text for s in d.sections))]
    marked = iter(marker.mark(texts))
    return [replace(d, entities=_entities(marked, d)) for d in documents]


def _entities(marked: Iterator[tuple[Entity, ...]], document: Document) -> tuple[Entity, ...]:
    indexes = (None, *range(len(document.sections)))
    return tuple(replace(e, section_index=index) for index in indexes for e in next(marked))
