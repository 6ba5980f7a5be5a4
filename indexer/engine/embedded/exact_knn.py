"""The best rows for a vector, exactly, where several rows belong to one §."""

import numpy as np
from numpy.typing import NDArray

from indexer.engine import Vectors
from indexer.engine.embedded.vector_files import VectorFiles

_GATHERED = 0.3  # share of rows below which copying them out costs less than comparing all
_BLOCK = 64  # rows whose best stands for them: a border is found among so many fewer
_EACH = 4  # rows a § that are looked at first


def exact_knn(
    rows: VectorFiles, allowed: NDArray[np.bool_], vector: Vectors, limit: int
) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The best allowed row of each of the `limit` best §§ (and of those that share the last one's score), and its score.

    Every row is compared in its sketch; those whose sketch is near enough to be among the best, as they are.
    """
    count = np.count_nonzero(allowed)
    if not count:
        return np.empty(0, np.intp), np.empty(0, np.float32)
    few = np.flatnonzero(allowed) if count < _GATHERED * len(allowed) else None
    about, error = (rows.sketch if few is None else rows.sketch.at(few)).product(vector)
    if few is None:
        about[~allowed] = -np.inf
    owners = rows.owners if few is None else rows.owners[few]
    best = about[best_per_paragraph(about, owners, limit)]
    border = best.min() - 2 * error if len(best) >= limit else np.finfo(np.float32).min
    likely = np.flatnonzero(about >= border)
    likely = likely if few is None else few[likely]
    scores = np.einsum("ij,j->i", rows.vectors[likely], vector)  # unlike @ the same for equal rows wherever they stand
    kept = best_per_paragraph(scores, rows.owners[likely], limit)
    return likely[kept], scores[kept]


def best_per_paragraph(scores: NDArray[np.float32], owners: NDArray[np.uint32], limit: int) -> NDArray[np.intp]:
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
