"""The tantivy schema and how a § becomes a row of it. Words arrive ready from `indexer.engine.index_fields`; tantivy only splits at spaces."""

from collections.abc import Mapping

import tantivy

from indexer.codec import dumps
from indexer.engine.index_fields import (
    FACET_FIELDS,
    HEADING_WORDS,
    LABELS,
    META_KIND,
    NAMES,
    WORDS,
    brief,
    heading_words,
    indexed_facets,
    indexed_labels,
    indexed_names,
    indexed_numbers,
    indexed_words,
    no_words,
)
from indexer.model import Document

SCHEMA_VERSION = 8
_COVERED = ("watermark", "rows", "rids", "id_bytes", "generation")  # by a commit
_NUMBERS = ("rid", "row_count", "date", "date_oldest", "year", *_COVERED)
_NAME_GAP = "\x1f \x1f \x1f"  # no phrase with slop 2 reaches from one name into the next


def build_schema() -> tantivy.Schema:
    """The schema of `SCHEMA_VERSION`."""
    builder = tantivy.SchemaBuilder()
    for name in LABELS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*WORDS, *NAMES):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (*FACET_FIELDS, HEADING_WORDS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in _NUMBERS:
        builder.add_unsigned_field(name, stored=True, indexed=True, fast=True)
    for name in ("json", "brief"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def to_tantivy(document: Document, rid: int) -> tantivy.Document:
    """A § as tantivy stores it; `rid` ties it to its vectors."""
    names = {field: f" {_NAME_GAP} ".join(several) for field, several in indexed_names(document).items()}
    values = {**indexed_labels(document), **indexed_facets(document), HEADING_WORDS: heading_words(document)}
    row = _row({**indexed_words(document), **names}, values, {**indexed_numbers(document), "rid": rid})
    row.add_bytes("json", dumps(document).encode())
    row.add_bytes("brief", dumps(brief(document)).encode())
    return row


def meta_document(numbers: Mapping[str, int]) -> tantivy.Document:
    """The document that says what a commit covers."""
    return _row({**no_words(), "kind": META_KIND}, {}, numbers)


def _row(texts: Mapping[str, str], values: Mapping[str, list[str]], numbers: Mapping[str, int]) -> tantivy.Document:
    row = tantivy.Document()
    for name, text in texts.items():
        row.add_text(name, text)
    for name, several in values.items():
        for value in several:
            row.add_text(name, value)
    for name, number in numbers.items():
        row.add_unsigned(name, number)
    return row
