"""How far a § is as a soft filter says, 0–1."""

import re
from collections.abc import Callable, Mapping

from indexer.engine.assignments import name_stems
from indexer.model import Assignment, Document, Outcome
from indexer.query.intent.categories import names_party, shows_category
from indexer.query.intent.soft_filters import Kind, SoftFilter

_YES: frozenset[Outcome | None] = frozenset({"antagande", "bifall", "godkännande"})  # one yes is often read as another
_UNREAD: frozenset[Outcome | None] = frozenset({None, "annat"})
_UNSURE = 0.5  # a soft filter that the records of a § neither confirm nor deny


def match(soft_filter: SoftFilter, document: Document) -> float:
    """How far the § is as asked for."""
    return _MATCHES[soft_filter.kind](soft_filter, document)


def _category(asked: SoftFilter, document: Document) -> float:
    """A motion to the floor (yrkande) is both a category of § and something done in one of another."""
    if shows_category(document.heading, asked.value):
        return 1.0
    done = asked.value == "yrkande" and any(section.type == "yrkanden" for section in document.sections)
    return _UNSURE if done else 0.0


def _time(asked: SoftFilter, document: Document) -> float:
    """A year is also met by a heading that names it (`Taxa för 2024`)."""
    within = asked.value <= (document.date or "") <= asked.date_to
    return float(within or (asked.kind == "år" and _names_year(document.heading, asked.value[:4])))


def _party(asked: SoftFilter, document: Document) -> float:
    """What the party did, or that it is there at all."""
    if names_party(document.heading, asked.value):
        return 1.0
    of_party = [person for person in document.people if person.party == asked.value]
    if any(asked.role in person.roles for person in of_party) or (of_party and not asked.role):
        return 1.0
    return _UNSURE if of_party else 0.0


def _outcome(asked: SoftFilter, document: Document) -> float:
    if document.outcome == asked.value:
        return 1.0
    unsure = document.outcome in _UNREAD or (document.outcome in _YES and asked.value in _YES)
    return _UNSURE if unsure else 0.0


def _section(asked: SoftFilter, document: Document) -> float:
    return float(any(section.type == asked.value for section in document.sections))


def assignment_matches(asked: SoftFilter, assignment: Assignment) -> bool:
    """Whether an assignment is in the state asked for, or to the receiver asked for and in every such state."""
    if asked.kind == "uppdrag":
        return assignment.has_status(asked.value)
    to_receiver = name_stems(asked.value) <= name_stems(assignment.to)
    return to_receiver and all(map(assignment.has_status, asked.statuses))


def _assignment(asked: SoftFilter, document: Document) -> float:
    return float(any(assignment_matches(asked, one) for one in document.assignments))


_MATCHES: Mapping[Kind, Callable[[SoftFilter, Document], float]] = {
    "nämnd": lambda asked, document: float(document.body_code == asked.value),
    "dag": _time,
    "år": _time,
    "utfall": _outcome,
    "typ": _category,
    "parti": _party,
    "avsnitt": _section,
    "uppdrag": _assignment,
    "mottagare": _assignment,
    "kommun": lambda asked, document: float(document.municipality in asked.names),
}


def _names_year(heading: str, year: str) -> bool:
    """Whether a heading says the year itself, not as part of a number (`SOU 2024:18`)."""
    return re.search(rf"(?<![\w:/.]){year}(?![:/\d])", heading) is not None
