"""Identifiers: case numbers, citations of paragraphs, bodies, parties and dates. Text in, spans out; shared by parser and search."""

from indexer.identifiers.bodies import BodyMatch, body_code, body_name, find_bodies
from indexer.identifiers.case_number_keys import index_keys, query_keys
from indexer.identifiers.case_numbers import LABEL, CaseNumberMatch, find_case_numbers
from indexer.identifiers.citations import ParagraphKeyMatch, ReferenceMatch, find_paragraph_keys, find_references
from indexer.identifiers.dates import DateMatch, find_dates
from indexer.identifiers.typed_case_numbers import find_query_case_numbers

__all__ = [
    "LABEL",
    "BodyMatch",
    "CaseNumberMatch",
    "DateMatch",
    "ParagraphKeyMatch",
    "ReferenceMatch",
    "body_code",
    "body_name",
    "find_bodies",
    "find_case_numbers",
    "find_dates",
    "find_paragraph_keys",
    "find_query_case_numbers",
    "find_references",
    "index_keys",
    "query_keys",
]
