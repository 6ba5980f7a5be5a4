"""Measures of one ranked list against graded judgements."""

from collections.abc import Mapping, Sequence
from math import log2


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    """Normalised discounted cumulative gain, gain 2^grade − 1; 0 when nothing is relevant."""
    found = _dcg([relevant.get(name, 0) for name in _once(ranked)[:depth]])
    best = _dcg(sorted(relevant.values(), reverse=True)[:depth])
    return found / best if best else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """One over the rank of the first relevant name, 0 when there is none."""
    return next((1 / rank for rank, name in enumerate(ranked, start=1) if relevant.get(name, 0) > 0), 0.0)


def recall(ranked: Sequence[str], relevant: Mapping[str, int], depth: int) -> float:
    """Share of what could be found in `depth` places that was found."""
    wanted = {name for name, grade in relevant.items() if grade > 0}
    return len(wanted & set(ranked[:depth])) / min(len(wanted), depth) if wanted else 0.0


def best_first(ranked: Sequence[str], relevant: Mapping[str, int]) -> float:
    """1 when the first name has the highest grade that was given, else 0."""
    best = max(relevant.values(), default=0)
    return float(bool(ranked) and best > 0 and relevant.get(ranked[0], 0) == best)


def _once(ranked: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ranked))


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
