"""The deciding § before the ones that only move a case along or run the meeting."""

import re
from collections.abc import Iterable, Sequence
from math import prod

from indexer.model import Document
from indexer.query import Query
from indexer.query.intent.soft_filters import Kind
from indexer.ranking.fusion import Fused
from indexer.ranking.weights import (
    COMMITTEE_NAMES,
    COUNCIL_CODES,
    COUNCIL_NAMES,
    LEVEL_FACTORS,
    MISS_FACTORS,
    OUTCOME_FACTORS,
    POSTPONING,
    PROCEDURAL,
    PROCEDURAL_FACTOR,
)

_PROCEDURAL = re.compile("|".join(PROCEDURAL), re.IGNORECASE)
COMMITTEE, BOARD, COUNCIL = 0, 1, 2


def boost_decisions(fused: Sequence[Fused], documents: Iterable[Document], query: Query) -> list[Fused]:
    """The §§ whose documents are given, weighed by what they are; the others follow as they stood, with no higher score."""
    known = {document.id: document for document in documents}
    weighed = [one.times(boost_factor(known[one.id], query)) for one in fused if one.id in known]
    weighed.sort(key=lambda one: (-one.score, *_newest(known[one.id])))
    lowest = weighed[-1].score if weighed else 1.0
    return [*weighed, *(one.at_most(lowest) for one in fused if one.id not in known)]


def boost_factor(document: Document, query: Query) -> float:
    """What a §'s score is multiplied by for what it is, unless the question asks for just that."""
    return prod(boost_factors(document, query).values(), start=1.0)


def boost_factors(document: Document, query: Query) -> dict[str, float]:
    """The parts of `factor`, each 0–1, by their Swedish names; a part of 1 neither lifts nor lowers."""
    wished = any(wish.kind == "utfall" for wish in query.soft_filters)
    return {
        **{f"önskat: {kind}": 1 - (1 - MISS_FACTORS[kind]) * (1 - fit) for kind, fit in _fits(document, query).items()},
        "utfall": 1.0 if wished or not document.outcome else OUTCOME_FACTORS.get(document.outcome, 1.0),
        "instans": LEVEL_FACTORS[body_level(document)],
        "formalia": PROCEDURAL_FACTOR if is_procedural(document) and not _PROCEDURAL.search(query.raw) else 1.0,
    }


def _fits(document: Document, query: Query) -> dict[Kind, float]:
    """Per kind of wish, how far the best met of them is met: bodies, years and parties are named as alternatives."""
    fits: dict[Kind, float] = {}
    for wish in query.soft_filters:
        fits[wish.kind] = max(fits.get(wish.kind, 0.0), wish.fit(document))
    return fits


def _newest(document: Document) -> tuple[int, str]:
    return -int((document.date or "0").replace("-", "")), document.id


def body_level(document: Document) -> int:
    """How high the body stands: the council, a board, or a committee that prepares for a board."""
    name, code = (document.body or "").casefold(), (document.body_code or "").upper()
    if code in COUNCIL_CODES or any(word in name for word in COUNCIL_NAMES):
        return COUNCIL
    return COMMITTEE if any(word in name for word in COMMITTEE_NAMES) else BOARD


def is_procedural(document: Document) -> bool:
    """Whether the § is about the meeting itself: roll call, adjusters, agenda."""
    return _PROCEDURAL.match(document.heading) is not None


def is_postponement(document: Document) -> bool:
    """Whether the § only puts the case off or sends it back."""
    return document.outcome in POSTPONING
