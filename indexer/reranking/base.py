"""What a reranker offers, and how its answers are used without ever waiting longer than allowed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

TOP = 50  # candidates that are read again
_AT_A_TIME = 4  # texts between two looks at the clock


class Reranker(Protocol):
    """Scores texts against a question; higher answers better. Scores of one question compare, others do not."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """One score a text, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class Reranked:
    """The new order of the candidates, as their places in the old, and whether every one that should was read in time.

    `scores` are those of the candidates that were read, by their old places.
    """

    order: tuple[int, ...]
    complete: bool
    scores: tuple[float, ...] = ()


def rerank(
    reranker: Reranker,
    question: str,
    texts: Sequence[str],
    budget_s: float,
    clock: Callable[[], float] = time.monotonic,
) -> Reranked:
    """Order the first fifty `texts`, best first as given, by the reranker; the rest, and what time did not allow, keep theirs.

    The clock is looked at between groups of texts, so the budget is passed by one group's time at most. What was read
    in time is ordered among itself and stays before what was not.
    """
    wanted, end = min(len(texts), TOP), clock() + budget_s
    scores: list[float] = []
    while len(scores) < wanted and clock() < end:
        scores += map(float, reranker.scores(question, texts[len(scores) : min(len(scores) + _AT_A_TIME, wanted)]))
    read = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    return Reranked((*read, *range(len(scores), len(texts))), complete=len(scores) == wanted, scores=tuple(scores))
