import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tiny_transformers import LENGTH, save_encoder

from indexer.embedding import SentenceTransformerEmbedder, load_embedder
from indexer.embedding.batches import batch_size, in_batches
from indexer.embedding.cache import CACHE_FILE, CachedEmbedder

TEXTS = ["skola och buss", "vatten", "avgift i förskola"]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return save_encoder(tmp_path_factory.mktemp("transformer"))


@pytest.fixture(scope="module")
def other_model(tmp_path_factory):
    return save_encoder(tmp_path_factory.mktemp("transformer"), seed=1)


def test_rows_are_unit_and_the_same_one_by_one(model):
    embedder = load_embedder(model)
    rows = embedder.embed_passages(TEXTS)
    assert rows.shape == (3, embedder.dimension) == (3, 16)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.vstack([embedder.embed_passages([text]) for text in TEXTS]) == pytest.approx(rows, abs=1e-5)


def test_long_texts_are_cut_by_the_models_own_tokenizer(model):
    embedder = load_embedder(model)
    fits = " ".join(["buss"] * (LENGTH - 2))  # with the tokens for beginning and end
    assert embedder.embed_query(f"{fits} {'vatten ' * 5000}") == pytest.approx(embedder.embed_query(fits), abs=1e-5)


def test_prefixes_stand_before_questions_and_passages(model):
    plain, prefixed = load_embedder(model), load_embedder(model, query_prefix="skola ", passage_prefix="plan ")
    assert prefixed.embed_query("buss") == pytest.approx(plain.embed_query("skola buss"), abs=1e-5)
    assert prefixed.embed_passages(["buss"])[0] == pytest.approx(plain.embed_query("plan buss"), abs=1e-5)
    assert prefixed.name != plain.name


def test_the_batch_fits_the_memory(model):
    embedder = SentenceTransformerEmbedder(model)
    assert 1 <= batch_size(embedder._model) <= 512


def test_a_batch_that_is_too_large_is_halved():
    tried = []

    def encode(texts, size):
        tried.append(size)
        if size > 2:
            raise RuntimeError("CUDA out of memory. Tried to allocate 20.00 GiB")
        return np.ones((len(texts), 1), np.float32)

    assert in_batches(encode, TEXTS, 16).shape == (3, 1)
    assert tried == [16, 8, 4, 2]


def test_other_errors_are_not_hidden():
    def encode(texts, size):
        raise RuntimeError("shapes do not agree")

    with pytest.raises(RuntimeError, match="shapes"):
        in_batches(encode, TEXTS, 16)


class Counting:
    """An embedder that says what it was asked to embed."""

    def __init__(self, embedder):
        self.embedder, self.asked = embedder, []
        self.name, self.dimension = embedder.name, embedder.dimension

    def embed_passages(self, texts):
        self.asked += texts
        return self.embedder.embed_passages(texts)


def test_no_text_is_embedded_twice_by_one_model(model, tmp_path):
    inner = Counting(load_embedder(model))
    first = CachedEmbedder(inner, tmp_path / CACHE_FILE).embed_passages([*TEXTS, TEXTS[0]])
    again = CachedEmbedder(inner, tmp_path / CACHE_FILE).embed_passages([*TEXTS, "plan"])
    assert inner.asked == [*TEXTS, "plan"]
    assert np.array_equal(first[:3], again[:3])
    assert np.array_equal(first[0], first[3])
    assert again == pytest.approx(load_embedder(model).embed_passages([*TEXTS, "plan"]), abs=1e-5)


def test_two_models_and_two_prefixes_never_share_a_row(model, other_model, tmp_path):
    embedders = [load_embedder(model), load_embedder(other_model), load_embedder(model, passage_prefix="plan ")]
    for embedder in embedders * 2:
        cached = CachedEmbedder(embedder, tmp_path / CACHE_FILE)
        assert cached.embed_passages(TEXTS) == pytest.approx(embedder.embed_passages(TEXTS), abs=1e-5)


def test_a_cache_gives_no_rows_for_no_texts(model, tmp_path):
    assert load_embedder(model, cache=tmp_path).embed_passages([]).shape == (0, 16)


def protokoll(*arguments, **environment):
    command = [str(Path(sys.executable).parent / "protokoll"), *map(str, arguments)]
    env = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


def test_a_store_asks_for_a_rebuild_when_the_model_or_its_dimension_changes(model, other_model, tmp_path):
    source, store = tmp_path / "ks.txt", tmp_path / "store"
    source.write_text(
        "EKHAMRA KOMMUN\nProtokoll\nKommunstyrelsen 2025-03-12\n\n§ 1 Ny skola\n\nBeslut\nEn skola byggs.\n",
        encoding="utf-8",
    )
    assert protokoll("ingest", source, "--store", store, PROTOKOLL_EMBEDDER=model).returncode == 0
    assert (store / CACHE_FILE).is_file()
    for other in (other_model, "bundled"):
        said = protokoll("search", "skola", "--store", store, PROTOKOLL_EMBEDDER=other)
        assert said.returncode == 1
        assert "kör `protokoll reindex`" in said.stderr
    assert protokoll("reindex", "--store", store, PROTOKOLL_EMBEDDER=other_model).returncode == 0
    found = protokoll("search", "skola", "--json", "--store", store, PROTOKOLL_EMBEDDER=other_model)
    assert '"total":1' in found.stdout.replace(" ", "")
