"""The deciding § before the ones that only move a case along or run the meeting."""

import re
from collections.abc import Mapping, Sequence
from math import prod

from indexer.engine.index_fields import date_number
from indexer.identifiers.body_words import COMMITTEES, COUNCILS
from indexer.model import Document
from indexer.query import Query
from indexer.query.intent.soft_filters import Kind
from indexer.ranking.fusion import Fused
from indexer.ranking.soft_filter_match import match
from indexer.ranking.weights import (
    LEVEL_FACTORS,
    MISS_FACTORS,
    OUTCOME_FACTORS,
    POSTPONING,
    PROCEDURAL,
    PROCEDURAL_FACTOR,
)

_PROCEDURAL = re.compile("|".join(PROCEDURAL), re.IGNORECASE)
COMMITTEE, BOARD, COUNCIL = 0, 1, 2


def boost_decisions(
    fused: Sequence[Fused], weighed: Mapping[str, Document], boosts: Mapping[str, Mapping[str, float]]
) -> list[Fused]:
    """The weighed §§ by score times their factors, the newest first of equals; the others follow, with no higher score."""
    ranked = [one.times(prod(boosts.get(one.id, {}).values(), start=1.0)) for one in fused if one.id in weighed]
    ranked.sort(key=lambda one: (-one.score, *_newest(weighed[one.id])))
    lowest = ranked[-1].score if ranked else 1.0
    return [*ranked, *(one.at_most(lowest) for one in fused if one.id not in weighed)]


def soft_filter_factors(document: Document, query: Query) -> dict[str, float]:
    """Per kind of soft filter, the more it is missed the lower. Of 1 it neither lifts nor lowers, as all factors."""
    return {
        f"önskat: {kind}": 1 - (1 - MISS_FACTORS[kind]) * (1 - match)
        for kind, match in _matches(document, query).items()
    }


def outcome_factor(document: Document, query: Query) -> dict[str, float]:
    """Lower for what only puts a case off, unless an outcome is asked for."""
    asked = any(one.kind == "utfall" for one in query.soft_filters)
    return {"utfall": 1.0 if asked or not document.outcome else OUTCOME_FACTORS.get(document.outcome, 1.0)}


def body_level_factor(document: Document, _query: Query) -> dict[str, float]:
    """Lower the lower the body stands."""
    return {"instans": LEVEL_FACTORS[body_level(document)]}


def procedure_factor(document: Document, query: Query) -> dict[str, float]:
    """Lower for the meeting's own §§, unless they are asked for."""
    return {"formalia": PROCEDURAL_FACTOR if is_procedural(document) and not _PROCEDURAL.search(query.raw) else 1.0}


def _matches(document: Document, query: Query) -> dict[Kind, float]:
    """Per kind of soft filter, the best match: bodies, years and parties are named as alternatives."""
    matches: dict[Kind, float] = {}
    for asked in query.soft_filters:
        matches[asked.kind] = max(matches.get(asked.kind, 0.0), match(asked, document))
    return matches


def _newest(document: Document) -> tuple[int, str]:
    return -(date_number(document.date) or 0), document.id


def body_level(document: Document) -> int:
    """How high the body stands: the council, a board, or a committee that prepares for a board."""
    name, code = (document.body or "").casefold(), (document.body_code or "").upper()
    if code in COUNCILS or "fullmäktige" in name:
        return COUNCIL
    return COMMITTEE if any(word in name for word in COMMITTEES) else BOARD


def is_procedural(document: Document) -> bool:
    """Whether the § is about the meeting itself: roll call, adjusters, agenda."""
    return _PROCEDURAL.match(document.heading) is not None


def is_postponement(document: Document) -> bool:
    """Whether the § only puts the case off or sends it back."""
    return document.outcome in POSTPONING
