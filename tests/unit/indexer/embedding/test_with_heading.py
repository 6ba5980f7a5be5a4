import numpy as np
import pytest

from indexer.embedding import embed_under_headings, load_embedder

HEADINGS = ["Taxa för båtplatser", "Taxa för båtplatser", "", "Ny bro", "☃"]
TEXTS = ["Avgiften höjs med två procent.", "Reservation mot beslutet.", "Nämnden beslutar.", "Ny bro", "☃"]


def test_the_heading_weighs_more_than_the_text_and_both_count():
    embedder = load_embedder()
    rows = embed_under_headings(embedder, HEADINGS, TEXTS)
    heading, text = embedder.embed_query(HEADINGS[0]), embedder.embed_query(TEXTS[0])
    assert rows[0] @ heading > rows[0] @ text > heading @ text
    assert not np.array_equal(rows[0], rows[1])


def test_rows_are_unit_also_where_one_side_says_nothing():
    embedder = load_embedder()
    rows = embed_under_headings(embedder, HEADINGS, TEXTS)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 1, 0], abs=1e-5)
    assert rows[2] == pytest.approx(embedder.embed_query(TEXTS[2]), abs=1e-6)
    assert rows[3] == pytest.approx(embedder.embed_query("Ny bro"), abs=1e-6)


def test_nothing_in_nothing_out():
    assert embed_under_headings(load_embedder(), [], []).shape == (0, load_embedder().dimension)
