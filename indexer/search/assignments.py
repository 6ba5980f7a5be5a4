"""Assignments asked for: which of a hit's are told, and what the asker should know of the answer."""

from collections.abc import Iterator

from indexer.model import Assignment, Document, Note
from indexer.model.assignment import OPEN
from indexer.query import Query
from indexer.query.intent.soft_filters import SoftFilter
from indexer.ranking.soft_filter_match import assignment_matches

_OPEN = Note("assignments_open")
_NONE = Note("assignments_none")


def asks_for_assignments(query: Query) -> bool:
    """Whether a question is about assignments."""
    return bool(query.filters.values("assignment") or _asked_softly(query))


def assignments_told(document: Document, query: Query) -> tuple[Assignment, ...]:
    """The assignments of a hit, those that the question asks for first; none when it asks for no assignments."""
    if not asks_for_assignments(query):
        return ()
    soft_filters, demanded = _asked_softly(query), query.filters.values("assignment")
    return tuple(sorted(document.assignments, key=lambda one: not _asked(one, soft_filters, demanded)))


def assignment_notes(query: Query, *, found: bool) -> Iterator[Note]:
    """`found`: whether any § gives such an assignment as the question asks for (`assignment_filters`)."""
    asked = [soft_filter.value for soft_filter in _asked_softly(query)]
    if asked and not found:
        yield _NONE
    elif OPEN in (*query.filters.values("assignment"), *asked):
        yield _OPEN


def _asked_softly(query: Query) -> list[SoftFilter]:
    return [soft_filter for soft_filter in query.soft_filters if soft_filter.kind in ("uppdrag", "mottagare")]


def _asked(one: Assignment, soft_filters: list[SoftFilter], demanded: tuple[str, ...]) -> bool:
    return all(assignment_matches(soft_filter, one) for soft_filter in soft_filters) and (
        not demanded or any(map(one.has_status, demanded))
    )
