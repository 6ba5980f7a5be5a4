"""Answers as plain JSON objects: one shape for API, command line and context."""

from typing import Any

from indexer.assignments import Followed
from indexer.identifiers.periods import FIRST_DAY, LAST_DAY
from indexer.model import Document
from indexer.query import Query
from indexer.query.intent.soft_filters import SoftFilter
from indexer.ranking.explain import HitExplanation, QueryExplanation
from indexer.ranking.highlights import HitPassage
from indexer.search.results import Case, Hit, Results
from search_api.messages import note_text


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
        **({"superseded_by": hit.superseded_by} if hit.superseded_by else {}),
        **({"supersedes": list(hit.supersedes)} if hit.supersedes else {}),
        **({"assignments": [assignment_json(one) for one in hit.assignments]} if hit.assignments else {}),
        **({"explanation": _hit_explanation(hit.explanation)} if hit.explanation else {}),
    }


def assignment_json(one: Followed) -> dict[str, Any]:
    """Who was told to do what and by when, as written; `reported_by` is null when no report is found here."""
    return {
        "to": one.assignment.to,
        "what": one.assignment.what,
        "due": one.assignment.due,
        "due_date": one.assignment.due_date,
        "point": one.assignment.point,
        "reported_by": one.reported_by,
    }


def results_json(results: Results) -> dict[str, Any]:
    """One page of hits; `total` and `facets` count the whole result set."""
    return {
        "query": results.query,
        "total": results.total,
        "hits": [hit_json(hit) for hit in results.hits],
        "facets": {field: dict(counts) for field, counts in results.facets.items()},
        "notes": [note_text(note) for note in results.notes],
        "degraded": list(results.degraded),
        "confidence": results.confidence,
        "understood": understood_json(results.understood),
        **({"did_you_mean": results.did_you_mean} if results.did_you_mean else {}),
        **({"explanation": _query_explanation(results.explanation)} if results.explanation else {}),
    }


def understood_json(query: Query) -> list[dict[str, Any]]:
    """What the question was read as, in its order: `hard` parts are filters, the others lift what meets them."""
    hard = [(chip.start, chip.end, str(chip.kind), chip.value, True) for chip in query.understood]
    soft = [(wish.start, wish.end, str(wish.kind), wish_text(wish), False) for wish in query.soft_filters]
    return [
        {"kind": kind, "value": value, "start": start, "end": end, "hard": is_hard}
        for start, end, kind, value, is_hard in sorted([*hard, *soft])
    ]


def wish_text(wish: SoftFilter) -> str:
    """A wish as a person reads it: a time by its ends, unless it is a year or a day."""
    if wish.kind == "år":
        return wish.value[:4]
    if wish.kind != "dag" or wish.value == wish.date_to:
        return wish.value
    first, last = ("" if day in (FIRST_DAY, LAST_DAY) else day for day in (wish.value, wish.date_to))
    return f"{first}..{last}"


def _hit_explanation(explanation: HitExplanation) -> dict[str, Any]:
    legs = {name: {"rank": place.rank, "score": round(place.score, 4)} for name, place in explanation.legs.items()}
    return {"legs": legs, "factors": dict(explanation.factors)}


def _query_explanation(explanation: QueryExplanation) -> dict[str, Any]:
    added = [
        {"kind": one.kind, "of": list(one.words), "word": one.target, "weight": round(one.weight, 3)}
        for one in explanation.added
    ]
    return {"added": added, "weights": dict(explanation.weights)}


def case_json(case: Case) -> dict[str, Any]:
    """Every § of a case in time order; `final` is the id of the one that has the last word."""
    return {
        "number": case.number,
        "total": len(case.documents),
        "hits": [document_json(document) for document in case.documents],
        "final": case.final.id if case.final else None,
    }
