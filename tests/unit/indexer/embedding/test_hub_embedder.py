import subprocess
import sys

import numpy as np
import pytest
from safetensors.numpy import load_file
from saying import raises_saying
from tokenizers import Tokenizer

from indexer.embedding import BUNDLED_FOLDER, SentenceTransformerEmbedder, load_embedder
from indexer.embedding.static import TOKENIZER_FILE, WEIGHTS_FILE
from indexer.errors import SettingsError

TEXTS = ["Höjda avgifter i förskolan", "Detaljplan för bostäder"]


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory):
    pytest.importorskip("sentence_transformers", reason="the extra hub is not installed")
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - part of the extra
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding  # noqa: PLC0415 - part of the extra

    data = load_file(BUNDLED_FOLDER / WEIGHTS_FILE)
    tokenizer = Tokenizer.from_file(str(BUNDLED_FOLDER / TOKENIZER_FILE))
    module = StaticEmbedding(tokenizer, embedding_weights=data["q"].astype(np.float32) * data["scale"])
    folder = tmp_path_factory.mktemp("hub") / "e5-liten"
    SentenceTransformer(modules=[module], device="cpu").save(str(folder))
    return str(folder)


def test_a_saved_model_gives_unit_rows_like_the_bundled(model_folder):
    plain = SentenceTransformerEmbedder(model_folder, query_prefix="", passage_prefix="")
    assert plain.dimension == load_embedder().dimension
    assert plain.embed_passages(TEXTS) == pytest.approx(load_embedder().embed_passages(TEXTS), abs=1e-5)
    assert plain.embed_query(TEXTS[0]) == pytest.approx(load_embedder().embed_query(TEXTS[0]), abs=1e-5)
    assert plain.embed_passages([]).shape == (0, plain.dimension)


def test_a_family_gets_its_prefixes(model_folder):
    embedder, bundled = load_embedder(model_folder), load_embedder()
    assert embedder.embed_query("bad") == pytest.approx(bundled.embed_query("query: bad"), abs=1e-5)
    assert embedder.embed_passages(["bad"])[0] == pytest.approx(bundled.embed_query("passage: bad"), abs=1e-5)


def test_the_name_follows_weights_and_prefixes(model_folder):
    assert load_embedder(model_folder).name == load_embedder(model_folder).name
    assert load_embedder(model_folder).name != SentenceTransformerEmbedder(model_folder, query_prefix="fråga: ").name


def test_a_folder_without_a_model_says_what_to_do(tmp_path, model_folder):
    (tmp_path / "modell").mkdir()
    with raises_saying(SettingsError, match="kunde inte läsas; ange en mapp"):
        load_embedder(str(tmp_path / "modell"))


def test_a_missing_extra_says_what_to_install():
    code = (
        "import sys; sys.modules['sentence_transformers'] = None\n"
        "from indexer.embedding import load_embedder\n"
        "from indexer.errors import SettingsError\n"
        "from search_api.messages import error_text\n"
        "try: load_embedder('intfloat/multilingual-e5-small')\n"
        "except SettingsError as error: print(error_text(error))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "uv sync --extra hub" in said


def test_the_bundled_model_needs_no_torch():
    code = "import sys; from indexer.embedding import load_embedder; load_embedder().embed_query('hej'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"torch", "sentence_transformers", "spacy"}.isdisjoint(loaded)
