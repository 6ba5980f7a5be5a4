"""Why a § stands where it stands: each leg's rank and score, what they count for, and each boost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.engine import Legs, Scored
from indexer.model import Document
from indexer.query import Query
from indexer.query.expansion import Expansion
from indexer.ranking.boosts import boost_factors
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


class Explainer:
    """Explains the hits of one answer."""

    def __init__(self, query: Query, legs: Legs, reread: Mapping[str, Placing] | None = None) -> None:
        self._query = query
        by_name = {KEYWORD: legs.keyword, SEMANTIC: legs.semantic, IDENTIFIER: legs.identifier}
        self._places = {name: _places(leg) for name, leg in by_name.items()}
        if reread:
            self._places[RERANKED] = dict(reread)

    def hit(self, document: Document) -> HitExplanation:
        """Why this § stands where it stands."""
        legs = {name: places[document.id] for name, places in self._places.items() if document.id in places}
        changed = {name: round(part, 4) for name, part in boost_factors(document, self._query).items() if part != 1.0}
        return HitExplanation(legs, {} if IDENTIFIER in legs else changed)


def query_explanation(added: Sequence[Expansion], share: LegWeights) -> QueryExplanation:
    """How the question was widened and weighed."""
    whole = (share.keyword + share.semantic) or 1.0
    weights = {KEYWORD: round(share.keyword / whole, 4), SEMANTIC: round(share.semantic / whole, 4)}
    return QueryExplanation(tuple(added), weights)


def _places(leg: Sequence[Scored]) -> dict[str, Placing]:
    return {scored.id: Placing(rank, scored.score) for rank, scored in enumerate(leg, start=1)}
