"""Why a § stands where it stands: each leg's rank and score, what they count for, and each boost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.engine import Legs, Scored
from indexer.query.expansion import Expansion
from indexer.ranking.fusion import IDENTIFIER, KEYWORD, SEMANTIC, LegWeights

RERANKED = "omrangordning"


@dataclass(frozen=True, slots=True)
class Placing:
    """A § in one leg: its rank from 1 and its raw score there."""

    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class HitExplanation:
    """A hit's places in the legs that found it, and the factors its score was multiplied by (1 is left out)."""

    legs: Mapping[str, Placing]
    factors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class QueryExplanation:
    """The words that were added to the question, and what each leg counted for (0–1)."""

    added: tuple[Expansion, ...]
    weights: Mapping[str, float]


Placings = Mapping[str, Mapping[str, Placing]]  # by the leg's Swedish name and the §'s id


def placings(legs: Legs, reranked: Mapping[str, Placing]) -> Placings:
    """Where each § stands in each leg."""
    by_name = {KEYWORD: legs.keyword, SEMANTIC: legs.semantic, IDENTIFIER: legs.identifier}
    places: dict[str, Mapping[str, Placing]] = {name: _places(leg) for name, leg in by_name.items()}
    return {**places, RERANKED: reranked} if reranked else places


def explain_hit(document_id: str, places: Placings, boosts: Mapping[str, Mapping[str, float]]) -> HitExplanation:
    """Why this § stands where it stands."""
    legs = {name: placed[document_id] for name, placed in places.items() if document_id in placed}
    factors = {name: round(factor, 4) for name, factor in boosts.get(document_id, {}).items()}
    return HitExplanation(legs, {} if IDENTIFIER in legs else factors)


def explain_query(added: Sequence[Expansion], weights: LegWeights) -> QueryExplanation:
    """How the question was widened and weighed."""
    whole = (weights.keyword + weights.semantic) or 1.0
    shares = {KEYWORD: round(weights.keyword / whole, 4), SEMANTIC: round(weights.semantic / whole, 4)}
    return QueryExplanation(tuple(added), shares)


def _places(leg: Sequence[Scored]) -> dict[str, Placing]:
    return {scored.id: Placing(rank, scored.score) for rank, scored in enumerate(leg, start=1)}
