"""The shortcut to the best rows against sorting all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.embedded.nearest import best_of_each


def _sorted(scores, owners, limit):
    best = {}
    for row, (score, owner) in enumerate(zip(scores.tolist(), owners.tolist(), strict=True)):
        if score > -np.inf and (owner not in best or score > scores[best[owner]]):
            best[owner] = row
    ordered = sorted(best.values(), key=lambda row: -scores[row])
    return {row for row in ordered if len(ordered) <= limit or scores[row] >= scores[ordered[limit - 1]]}


@given(
    st.integers(1, 3_000), st.integers(1, 300), st.integers(1, 60), st.integers(0, 2**32), st.sampled_from([1, 2, 6])
)
def test_the_same_rows_as_sorting_all(rows, limit, each, seed, digits):
    random = np.random.default_rng(seed)
    owners = np.sort(random.integers(0, max(1, rows // each), rows)).astype(np.uint32)
    scores = random.normal(size=rows).round(digits).astype(np.float32)  # few digits: many share a score
    scores[random.random(rows) < random.random()] = -np.inf
    assert set(best_of_each(scores, owners, limit).tolist()) == _sorted(scores, owners, limit)


@pytest.mark.parametrize("together", [1, 5_000])
def test_one_paragraph_with_all_the_best_rows_does_not_hide_the_others(together):
    scores = np.linspace(1, 0, 20_000, dtype=np.float32)
    owners = np.maximum(np.arange(20_000) - together, 0).astype(np.uint32)
    assert set(best_of_each(scores, owners, 3).tolist()) == _sorted(scores, owners, 3)
