"""JSON of `parse --json`: every key always present."""

from typing import Any

from indexer.model import Paragraph, Protocol, Reference, Remark, Vote


def to_json(protocol: Protocol) -> dict[str, Any]:
    """The protocol as plain JSON values, with every key of the contract."""
    return {
        "source": protocol.source,
        "municipality": protocol.municipality,
        "body": protocol.body,
        "body_code": protocol.body_code,
        "date": protocol.date,
        "date_source": protocol.date_source,
        "document_type": protocol.document_type,
        "paragraphs": [_paragraph(paragraph) for paragraph in protocol.paragraphs],
        "missing_paragraphs": list(protocol.missing_paragraphs),
        "warnings": list(protocol.warnings),
        "remarks": [_remark(remark) for remark in protocol.remarks],
        "unparsed_share": protocol.unparsed_share,
        "error": {"code": protocol.error.code, "message": protocol.error.message} if protocol.error else None,
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "number": paragraph.number,
        "heading": paragraph.heading,
        "case_numbers": [{"raw": number.raw, "canonical": number.canonical} for number in paragraph.case_numbers],
        "page_from": paragraph.page_from,
        "page_to": paragraph.page_to,
        "sections": [{"type": s.type, "heading": s.heading, "text": s.text} for s in paragraph.sections],
        "decision": paragraph.decision,
        "outcome": paragraph.outcome,
        "vote": _vote(paragraph.vote) if paragraph.vote else None,
        "references": [_reference(reference) for reference in paragraph.references],
        "people": [{"name": p.name, "party": p.party, "roles": list(p.roles)} for p in paragraph.people],
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "kind": remark.kind,
        "message": remark.message,
        "lines": list(remark.lines),
        "paragraphs": list(remark.paragraphs),
    }


def _vote(vote: Vote) -> dict[str, int | str]:
    known = {"frånvarande": vote.absent, "ja_betyder": vote.ja_means, "nej_betyder": vote.nej_means}
    said = {key: value for key, value in known.items() if value is not None}
    return {"ja": vote.ja, "nej": vote.nej, "avstår": vote.abstained, **said}


def _reference(reference: Reference) -> dict[str, str | None]:
    plain = {
        "raw": reference.raw,
        "body_code": reference.body_code,
        "date": reference.date,
        "paragraph": reference.paragraph,
    }
    return plain | {"law": reference.law} if reference.law else plain
