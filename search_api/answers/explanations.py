"""How a question was read and why a hit stands where it stands, as answers."""

from typing import Literal

from indexer.index import HitExplanation, Query, QueryExplanation
from search_api.answers.base import Answer


class PlacingAnswer(Answer):
    """A § in one leg."""

    rank: int
    score: float


class HitExplanationAnswer(Answer):
    """Where each leg placed the §, and what its score was multiplied by for what it is."""

    legs: dict[str, PlacingAnswer]
    factors: dict[str, float]


class AddedAnswer(Answer):
    """A word that was added to the question: another name, a part of a compound or another spelling of typed words."""

    kind: Literal["även", "del", "stavning"]
    of: list[str]
    word: str
    weight: float


class QueryExplanationAnswer(Answer):
    """How the question was widened, and what each leg counted for."""

    added: list[AddedAnswer]
    weights: dict[str, float]


class UnderstoodAnswer(Answer):
    """A part of the question (`start`–`end`) that was read as more than words; `hard` ones are filters."""

    kind: str
    value: str
    start: int
    end: int
    hard: bool


def understood_parts(query: Query) -> list[UnderstoodAnswer]:
    """What the question was read as, in its order."""
    return [
        UnderstoodAnswer(kind=part.kind, value=part.value, start=part.start, end=part.end, hard=part.hard)
        for part in query.parts
    ]


def hit_explanation(explanation: HitExplanation) -> HitExplanationAnswer:
    """Placings and factors of one hit."""
    legs = {
        name: PlacingAnswer(rank=place.rank, score=round(place.score, 4)) for name, place in explanation.legs.items()
    }
    return HitExplanationAnswer(legs=legs, factors=dict(explanation.factors))


def query_explanation(explanation: QueryExplanation) -> QueryExplanationAnswer:
    """Added words and the legs' weights."""
    added = [
        AddedAnswer(kind=one.kind, of=list(one.words), word=one.target, weight=round(one.weight, 3))
        for one in explanation.added
    ]
    return QueryExplanationAnswer(added=added, weights=dict(explanation.weights))
