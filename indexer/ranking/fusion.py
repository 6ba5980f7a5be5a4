"""Legs with scores of their own kind to one score a §, between 0 and 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.engine import Legs, Scored

KEYWORD, SEMANTIC, IDENTIFIER, SOFT_FILTERED = "ord", "betydelse", "identifierare", "villkor"
_MATCHED = {(True, True): (KEYWORD, SEMANTIC), (True, False): (KEYWORD,), (False, True): (SEMANTIC,)}
_DIGITS = 5  # further out the engines' own arithmetic differs; what is equal so far stands by id


@dataclass(frozen=True, slots=True)
class LegWeights:
    """What each leg counts for in one question; only the proportion matters."""

    keyword: float
    semantic: float


class Fused(NamedTuple):
    """A § with its score (0–1), the legs that found it, and the passage that the semantic leg liked best."""

    id: str
    score: float
    matched_by: tuple[str, ...]
    passage: int | None = None

    def times(self, factor: float) -> "Fused":
        """The same, worth `factor` (0–1) of its score."""
        return self._replace(score=self.score * factor)

    def at_most(self, score: float) -> "Fused":
        """The same with no higher score than this."""
        return self if self.score <= score else self._replace(score=score)


def fuse(legs: Legs, share: LegWeights, window: int) -> list[Fused]:
    """The scored §§ of the word and meaning legs, best first, ties by id."""
    keyword, semantic = min_max(legs.keyword, window), min_max(legs.semantic, window)
    passages = {scored.id: scored.passage for scored in legs.semantic}
    whole = (share.keyword + share.semantic) or 1.0
    by_words, by_meaning = share.keyword / whole, share.semantic / whole
    ranked = sorted(
        (-round(by_words * keyword.get(name, 0.0) + by_meaning * semantic.get(name, 0.0), _DIGITS), name)
        for name in keyword.keys() | semantic.keys()
    )
    return [
        Fused(name, -score, _MATCHED[name in keyword, name in semantic], passages.get(name)) for score, name in ranked
    ]


def unranked(fused: Sequence[Fused], listed: Sequence[str]) -> list[Fused]:
    """Listed §§ first, then the fused ones, all of one score: where no matter was named, only soft filters tell them apart."""
    found = {one.id: one for one in fused}
    names = dict.fromkeys([*listed, *found])
    return [Fused(name, 1.0, (SOFT_FILTERED, *(found[name].matched_by if name in found else ()))) for name in names]


def min_max(leg: Sequence[Scored], window: int) -> dict[str, float]:
    """Scores to 0–1 over the leg's window. A leg that did not fill its window has no edge there: 0 stays 0."""
    if not leg:
        return {}
    scores = [scored.score for scored in leg]
    high = max(scores)
    low = min(scores) if len(leg) >= window else min(0.0, *scores)
    width = high - low
    return {scored.id: (scored.score - low) / width if width > 0 else 1.0 for scored in leg}
