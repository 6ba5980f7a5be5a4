"""The shortcuts to the best rows against comparing and sorting all of them."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.embedded.exact_knn import best_per_paragraph, exact_knn
from indexer.engine.embedded.quantized import QuantizedVectors


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
    assert set(best_per_paragraph(scores, owners, limit).tolist()) == _sorted(scores, owners, limit)


@pytest.mark.parametrize("together", [1, 5_000])
def test_one_paragraph_with_all_the_best_rows_does_not_hide_the_others(together):
    scores = np.linspace(1, 0, 20_000, dtype=np.float32)
    owners = np.maximum(np.arange(20_000) - together, 0).astype(np.uint32)
    assert set(best_per_paragraph(scores, owners, 3).tolist()) == _sorted(scores, owners, 3)


def _vectors(random, rows, dimension, kinds):
    """Unit rows, many of them nearly or wholly the same, and some that are nothing like the others."""
    near = random.normal(size=(kinds, dimension))[random.integers(0, kinds, rows)]
    near += random.normal(size=(rows, dimension)) * random.choice([0, 1e-7, 1e-3, 0.1], (rows, 1))
    near[random.random(rows) < 0.02] = np.eye(dimension)[0]
    near[random.random(rows) < 0.02] = 0
    return (near / np.maximum(np.linalg.norm(near, axis=1, keepdims=True), 1e-9)).astype(np.float32)


@given(
    st.integers(1, 2_000), st.integers(1, 40), st.sampled_from([4, 64, 256]), st.integers(1, 30), st.integers(0, 2**32)
)
def test_the_nearest_of_all_are_found_from_their_sketches(rows, limit, dimension, kinds, seed):
    random = np.random.default_rng(seed)
    vectors = _vectors(random, rows, dimension, kinds)
    owners = np.sort(random.integers(0, max(1, rows // 2), rows)).astype(np.uint32)
    allowed = random.random(rows) < random.choice([0.1, 0.5, 1.0])
    stored = SimpleNamespace(vectors=vectors, owners=owners, sketch=QuantizedVectors.of(vectors))
    vector = vectors[random.integers(rows)]
    found, scores = exact_knn(stored, allowed, vector, limit)
    exact = np.where(allowed, np.einsum("ij,j->i", vectors, vector), -np.inf)
    assert set(found.tolist()) == _sorted(exact, owners, limit)
    assert (scores == exact[found]).all()


@given(st.integers(1, 500), st.sampled_from([1, 7, 256]), st.floats(1e-6, 1e6), st.integers(0, 2**32))
def test_no_product_of_a_sketch_is_further_from_the_truth_than_it_says(rows, dimension, size, seed):
    random = np.random.default_rng(seed)
    vectors = (_vectors(random, rows, dimension, 5) * size).astype(np.float32)
    vector = _vectors(random, 1, dimension, 1)[0]
    about, error = QuantizedVectors.of(vectors).product(vector)
    assert np.abs(about - vectors.astype(float) @ vector).max() <= error
