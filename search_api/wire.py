"""Answers as plain JSON objects, in the one shape of hits and citations."""

from typing import Any

from indexer.model import Document
from search_api.context import Context, Quoted
from search_api.holdings import Holdings
from search_api.messages import note_text
from search_api.result_json import document_json, passage_json
from search_api.service import Meeting


def paragraph_json(document: Document) -> dict[str, Any]:
    """A whole §: its citation fields, its sections typed, and what was read out of it."""
    vote = document.vote
    return {
        **document_json(document),
        "protocol": document.protocol_id,
        "date_source": document.date_source,
        "page_from": document.page_from,
        "page_to": document.page_to,
        "sections": [{"type": s.type, "heading": s.heading, "text": s.text} for s in document.sections],
        "vote": {"ja": vote.ja, "nej": vote.nej, "avstår": vote.abstained} if vote else None,
        "references": [
            {"raw": r.raw, "body_code": r.body_code, "date": r.date, "paragraph": r.paragraph, "law": r.law}
            for r in document.references
        ],
        "people": [{"name": p.name, "party": p.party, "roles": list(p.roles)} for p in document.people],
    }


def meeting_json(meeting: Meeting) -> dict[str, Any]:
    """A protocol: its §§ in order and the numbers that are not here."""
    first = meeting.documents[0]
    return {
        "id": meeting.id,
        "source": first.source,
        "municipality": first.municipality,
        "body": first.body,
        "body_code": first.body_code,
        "date": first.date,
        "date_source": first.date_source,
        "missing_paragraphs": list(meeting.missing),
        "paragraphs": [paragraph_json(document) for document in meeting.documents],
    }


def context_json(context: Context) -> dict[str, Any]:
    """The chat context."""
    return {
        "query": context.query,
        "query_used": context.query_used,
        "passages": [_quoted_json(quoted) for quoted in context.passages],
        "coverage": coverage_json(context.coverage),
        "truncated": context.truncated,
        "confidence": context.confidence,
        "tokens": context.tokens,
        "token_budget": context.token_budget,
        "degraded": list(context.degraded),
        "notes": [note_text(note) for note in context.notes],
    }


def coverage_json(coverage: Holdings) -> dict[str, Any]:
    """What there is to find."""
    return {
        "paragraphs": coverage.paragraphs,
        "bodies": dict(coverage.bodies),
        "first_date": coverage.first_date,
        "last_date": coverage.last_date,
    }


def _quoted_json(quoted: Quoted) -> dict[str, Any]:
    return {
        **document_json(quoted.document),
        **passage_json(quoted.passage),
        "label": quoted.label,
        "score": quoted.score,
        "matched_by": list(quoted.matched_by),
        "tokens": quoted.tokens,
    }
