"""How a question was read and why a hit stands where it stands, as answers."""

from typing import Literal

from indexer.identifiers.periods import FIRST_DAY, LAST_DAY
from indexer.query import Query
from indexer.query.intent.soft_filters import SoftFilter
from indexer.ranking.explain import HitExplanation, QueryExplanation
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
    """What the question was read as, in its order: `hard` parts are filters, the others lift what meets them."""
    hard = [(chip.start, chip.end, str(chip.kind), chip.value, True) for chip in query.understood]
    soft = [(one.start, one.end, str(one.kind), soft_filter_text(one), False) for one in query.soft_filters]
    return [
        UnderstoodAnswer(kind=kind, value=value, start=start, end=end, hard=is_hard)
        for start, end, kind, value, is_hard in sorted([*hard, *soft])
    ]


def soft_filter_text(soft_filter: SoftFilter) -> str:
    """A soft filter as a person reads it: a time by its ends, unless it is a year or a day."""
    if soft_filter.kind == "år":
        return soft_filter.value[:4]
    if soft_filter.kind != "dag" or soft_filter.value == soft_filter.date_to:
        return soft_filter.value
    ends = (soft_filter.value, soft_filter.date_to)
    first, last = ("" if day in (FIRST_DAY, LAST_DAY) else day for day in ends)
    return f"{first}..{last}"


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
