"""The engine contract; the engines themselves are loaded by name in `indexer.wiring`."""

from indexer.engine.clauses import NO_TEXT, AllOf, AnyOf, Clause, FieldBoosts, Phrase, Term, TextQuery
from indexer.engine.contract import (
    LEG_WINDOW,
    SEMANTIC_WINDOW,
    Batch,
    BatchResult,
    DocumentsRequest,
    EngineStats,
    LegRequest,
    Legs,
    ResultSet,
    ResultSetRequest,
    Scored,
    SearchEngine,
    Sort,
    Vectors,
)
from indexer.engine.filters import NO_FILTERS, Condition, Filters
from indexer.engine.search_field import FacetField

__all__ = [
    "LEG_WINDOW",
    "NO_FILTERS",
    "NO_TEXT",
    "SEMANTIC_WINDOW",
    "AllOf",
    "AnyOf",
    "Batch",
    "BatchResult",
    "Clause",
    "Condition",
    "DocumentsRequest",
    "EngineStats",
    "FacetField",
    "FieldBoosts",
    "Filters",
    "LegRequest",
    "Legs",
    "Phrase",
    "ResultSet",
    "ResultSetRequest",
    "Scored",
    "SearchEngine",
    "Sort",
    "Term",
    "TextQuery",
    "Vectors",
]
