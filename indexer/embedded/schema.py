"""What tantivy holds of a §: words, filters, facets, and the § itself as JSON."""

from collections.abc import Mapping

import tantivy

from indexer.analysis import grams, surfaces, terms
from indexer.codec import dumps
from indexer.identifiers import index_keys
from indexer.model import Document

SCHEMA_VERSION = 2
UNDATED = 0
UNDATED_LAST = 99_999_999  # sorts an undated § after every date, oldest first
META = "meta"  # the one document that is no §: what the last commit covers
_RAW = (
    "id",
    "protocol",
    "labelled",
    "access",
    "municipality",
    "body",
    "case_key",
    "paragraph",
    "body_code",
    "party",
    "outcome",
    "section",
    "kind",
)
_WORDS = ("heading_terms", "text_terms", "heading_surface", "text_surface", "person")
_FACETS = ("facet_municipality", "facet_body", "facet_outcome", "facet_section", "facet_party")
_COVERED = ("watermark", "rows", "rids", "id_bytes", "generation")  # by a commit
_NUMBERS = ("rid", "row_count", "date", "date_oldest", "year", *_COVERED)
_PERSON_GAP = "\x1f \x1f \x1f"  # no phrase with slop 2 reaches from one person into the next


def build_schema() -> tantivy.Schema:
    """The schema of `SCHEMA_VERSION`."""
    builder = tantivy.SchemaBuilder()
    for name in _RAW:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in _WORDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("heading_grams", tokenizer_name="whitespace", index_option="freq")
    for name in _FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in _NUMBERS:
        builder.add_unsigned_field(name, stored=True, indexed=True, fast=True)
    builder.add_text_field("json", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def to_tantivy(document: Document, rid: int) -> tantivy.Document:
    """A § as tantivy stores it; `rid` ties it to its vectors."""
    row = tantivy.Document()
    for name, values in _texts(document).items():
        for value in values:
            row.add_text(name, value)
    date = date_number(document.date)
    numbers = {"rid": rid, "row_count": len(document.passages), "date": date or UNDATED}
    numbers["date_oldest"] = date or UNDATED_LAST
    if document.year:
        numbers["year"] = document.year
    for name, number in numbers.items():
        row.add_unsigned(name, number)
    return row


def meta_document(numbers: Mapping[str, int]) -> tantivy.Document:
    """The document that says what a commit covers."""
    row = tantivy.Document()
    row.add_text("kind", META)
    for name, number in numbers.items():
        row.add_unsigned(name, number)
    return row


def date_number(date: str | None) -> int | None:
    """`2025-03-12` → 20250312."""
    return int(date.replace("-", "")) if date else None


def _texts(document: Document) -> dict[str, list[str]]:
    text = "\n".join(section.text for section in document.sections)
    words = surfaces(document.heading)
    return {**_labels(document), **_facets(document)} | {
        "heading_terms": [" ".join(terms(document.heading))],
        "heading_surface": [" ".join(words)],
        "heading_grams": [" ".join(gram for word in words for gram in grams(word))],
        "text_terms": [" ".join(terms(text))],
        "text_surface": [" ".join(surfaces(text))],
        "person": [f" {_PERSON_GAP} ".join(" ".join(surfaces(person.name)) for person in document.people)],
        "json": [dumps(document)],
    }


def _labels(document: Document) -> dict[str, list[str]]:
    return {
        "id": [document.id],
        "protocol": [document.protocol_id],
        "labelled": ["1"] if document.access else [],
        "access": [document.access] if document.access else [],
        "municipality": [document.municipality.lower()],
        "body": [name.lower() for name in (document.body, document.body_code) if name],
        "body_code": [document.body_code] if document.body_code else [],
        "case_key": sorted({key for number in document.case_numbers for key in index_keys(number)}),
        "paragraph": [document.paragraph.lower()],
        "outcome": [document.outcome] if document.outcome else [],
        "section": _sections(document),
        "party": [party.lower() for party in _parties(document)],
    }


def _facets(document: Document) -> dict[str, list[str]]:
    return {
        "facet_municipality": [document.municipality],
        "facet_body": [document.body] if document.body else [],
        "facet_outcome": [document.outcome] if document.outcome else [],
        "facet_section": _sections(document),
        "facet_party": _parties(document),
    }


def _sections(document: Document) -> list[str]:
    return list(dict.fromkeys(section.type for section in document.sections))


def _parties(document: Document) -> list[str]:
    return list(dict.fromkeys(person.party for person in document.people if person.party))
