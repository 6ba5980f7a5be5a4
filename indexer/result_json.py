"""Answers as plain JSON objects: one shape for API, command line and context."""

from typing import Any

from indexer.model import Document
from indexer.rank.snippets import HitPassage
from indexer.search import Case, Hit, Results


def label(document: Document, page: int | None) -> str:
    """How a § is cited: `KS 2025-03-12 § 112 (KS 2025/1036), s. 7`; what is unknown is left out."""
    cases = ", ".join(number.canonical for number in document.case_numbers)
    parts = [
        document.body_code or document.body,
        document.date,
        f"§ {document.paragraph}",
        f"({cases})" if cases else None,
    ]
    return " ".join(part for part in parts if part) + (f", s. {page}" if page is not None else "")


def document_json(document: Document) -> dict[str, Any]:
    """What names a §, wherever it is shown."""
    return {
        "id": document.id,
        "url": f"/paragraf/{document.id}",
        "source": document.source,
        "municipality": document.municipality,
        "body": document.body,
        "body_code": document.body_code,
        "date": document.date,
        "paragraph": document.paragraph,
        "heading": document.heading,
        "case_numbers": [number.canonical for number in document.case_numbers],
        "outcome": document.outcome,
        "decision": document.decision,
        "label": label(document, document.page_from),
    }


def passage_json(passage: HitPassage) -> dict[str, Any]:
    """A quotable passage."""
    return {
        "source_id": passage.source_id,
        "section": passage.section,
        "text": passage.text,
        "page": passage.page,
        "marks": [list(mark) for mark in passage.marks],
        "quote": passage.quote,
        "quote_start": passage.quote_start,
        "quote_end": passage.quote_end,
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """A § that was found, and the passages that say why; the label names the page of the first."""
    page = hit.passages[0].page if hit.passages else hit.document.page_from
    return {
        **document_json(hit.document),
        "label": label(hit.document, page),
        "passages": [passage_json(passage) for passage in hit.passages],
        "score": round(hit.score, 4),
        "matched_by": list(hit.matched_by),
        **({"collapsed": list(hit.collapsed)} if hit.collapsed else {}),
    }


def results_json(results: Results) -> dict[str, Any]:
    """One page of hits; `total` and `facets` count the whole result set."""
    return {
        "query": results.query,
        "total": results.total,
        "hits": [hit_json(hit) for hit in results.hits],
        "facets": {field: dict(counts) for field, counts in results.facets.items()},
        "notes": list(results.notes),
        "degraded": list(results.degraded),
        "confidence": results.confidence,
    }


def case_json(case: Case) -> dict[str, Any]:
    """Every § of a case in time order; `final` is the id of the one that has the last word."""
    return {
        "number": case.number,
        "total": len(case.documents),
        "hits": [document_json(document) for document in case.documents],
        "final": case.final.id if case.final else None,
    }
