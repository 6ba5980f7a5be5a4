"""What a § says of an assignment given before: that it is reported back, finished or answered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.model import AssignmentReport, Document, Reference
from indexer.ranking.weights import POSTPONING, PROPOSING
from pipelines.enrich.assignments import patterns

_REPORTS_BACK = re.compile(patterns.REPORTS_BACK, re.IGNORECASE)
_FINISHES = re.compile(patterns.FINISHES, re.IGNORECASE)
_NOT_YET = re.compile(patterns.NOT_YET, re.IGNORECASE)
_POINTS = re.compile(patterns.POINTS, re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})(?:\s?[–-]\s?(\d{1,2}))?")
_ASSIGNMENT = "uppdrag"
_LONGEST_LINE = 2_000


def extract_reports(document: Document) -> tuple[AssignmentReport, ...]:
    """The assignments a § reports on. One that is put off reports nothing yet."""
    if document.outcome in POSTPONING:
        return ()
    lines = [line[:_LONGEST_LINE] for line in (document.heading, *(document.decision or "").split("\n"))]
    telling = [line for line in lines if _ASSIGNMENT in line.lower() and _tells(line)]
    cited = dict.fromkeys(report for line in telling for report in _cited(line, document.references))
    found = tuple(cited) or ((AssignmentReport(),) if telling else ())
    return tuple(replace(report, proposes=document.outcome in PROPOSING) for report in found)


def _tells(line: str) -> bool:
    """Whether a line says that an assignment is reported back."""
    return bool(_REPORTS_BACK.search(line) or _FINISHES.search(line)) and not _NOT_YET.search(line)


def _cited(line: str, references: Sequence[Reference]) -> Iterator[AssignmentReport]:
    """The §§ a line cites, with the points it names; a § cites another once, however often it stands there."""
    plain = line.lower()
    for one in references:
        at = plain.find(one.raw.lower()) if one.paragraph and one.date else -1
        if at >= 0:
            points = _POINTS.match(line, at + len(one.raw))
            named = tuple(dict.fromkeys(_numbers(points["points"]))) if points else ()
            yield AssignmentReport(one.paragraph, one.date, one.body_code, named)


def _numbers(text: str) -> Iterator[str]:
    """`1, 3–5` → 1, 3, 4, 5."""
    for match in _NUMBERS.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        yield from map(str, range(first, max(first, last) + 1))
