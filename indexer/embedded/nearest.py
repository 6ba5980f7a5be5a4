"""The best rows of a long list of scores, where several rows belong to one §."""

import numpy as np
from numpy.typing import NDArray

_BLOCK = 64  # rows whose best stands for them: a border is found among so many fewer
_EACH = 4  # rows a § that are looked at first


def best_of_each(scores: NDArray[np.float32], owners: NDArray[np.uint32], limit: int) -> NDArray[np.intp]:
    """The best row of each of the `limit` best owners, and of those that share the last one's score; no order.

    `owners` are sorted, one a row. Rows scored -inf are left out.
    """
    wanted = _EACH * limit
    maxima = np.maximum.reduceat(scores, np.arange(0, len(scores), _BLOCK))
    while True:
        best = _first_of_each(_above(scores, maxima, wanted), scores, owners)
        if len(best) >= limit or wanted >= len(scores):
            break
        wanted *= _EACH
    if len(best) <= limit:
        return best
    own = scores[best]
    kept: NDArray[np.intp] = best[own >= np.partition(own, -limit)[-limit]]
    return kept


def _above(scores: NDArray[np.float32], maxima: NDArray[np.float32], wanted: int) -> NDArray[np.intp]:
    """At least the `wanted` best rows: no fewer rows than blocks have one that is no worse than the border."""
    among = maxima if wanted < len(maxima) else scores
    border = np.partition(among, -wanted)[-wanted] if wanted < len(among) else -np.inf
    return np.flatnonzero((scores >= border) & (scores > -np.inf))


def _first_of_each(rows: NDArray[np.intp], scores: NDArray[np.float32], owners: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Of these rows the best of each owner, the first of equals."""
    order = rows[np.lexsort((-scores[rows], owners[rows]))]
    own = owners[order]
    return order[np.flatnonzero(np.r_[True, own[1:] != own[:-1]])] if len(order) else order
