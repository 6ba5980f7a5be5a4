import numpy as np
import pytest
from safetensors.numpy import load_file
from saying import raises_saying

from indexer.embedding import BUNDLED_FOLDER, StaticEmbedder, load_embedder
from indexer.embedding.static import TOKENIZER_FILE, WEIGHTS_FILE
from indexer.errors import SettingsError
from pipelines.training.embedding.pack import pack_model
from pipelines.training.embedding.subwords import UNKNOWN, WORD_START, train_tokenizer

TEXTS = [
    "Avgiftsfri kollektivtrafik för pensionärer\nKommunstyrelsen beslutar att avslå motionen.",
    "Höjda avgifter i förskolan",
    "Detaljplan för bostäder vid Björkgatan, ÅÄÖ åäö é – 2025/1036",
    "",
    "☃☃☃",
]


@pytest.fixture(scope="module")
def tokenizer():
    return train_tokenizer([f"{text} nämnden beslutar om ärende {number}" for number, text in enumerate(TEXTS * 20)])


@pytest.fixture
def make_model(tmp_path, tokenizer):
    def make(name, seed):
        vectors = np.random.default_rng(seed).normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
        pack_model(vectors, tokenizer, {}, tmp_path / name)
        return vectors, tmp_path / name

    return make


def test_a_text_is_the_normalised_mean_of_its_subwords(make_model, tokenizer):
    vectors, folder = make_model("a", 1)
    text = "nämnden beslutar om förskolan"
    known = [piece for piece in tokenizer.encode(text).ids if tokenizer.id_to_token(piece) not in {UNKNOWN, WORD_START}]
    expected = vectors[known].mean(axis=0)
    got = StaticEmbedder(folder).embed_query(text)
    assert got @ expected / np.linalg.norm(expected) > 0.999  # a byte a number costs less than this


def test_rows_are_unit_float32_and_zero_without_known_words():
    embedder = load_embedder()
    rows = embedder.embed_passages(TEXTS)
    assert rows.shape == (len(TEXTS), embedder.dimension)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 0, 0], abs=1e-5)
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


def test_query_and_passage_are_embedded_alike_one_or_many():
    embedder = load_embedder()
    rows = embedder.embed_passages(TEXTS * 100)
    for text, row in zip(TEXTS, rows[-len(TEXTS) :], strict=True):
        assert np.array_equal(embedder.embed_query(text), row)


def test_same_vectors_as_sentence_transformers():
    pytest.importorskip("sentence_transformers", reason="the extra hub is not installed")
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - part of the extra
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding  # noqa: PLC0415 - part of the extra
    from tokenizers import Tokenizer  # noqa: PLC0415 - beside its users

    data = load_file(BUNDLED_FOLDER / WEIGHTS_FILE)
    module = StaticEmbedding(
        Tokenizer.from_file(str(BUNDLED_FOLDER / TOKENIZER_FILE)),
        embedding_weights=data["q"].astype(np.float32) * data["scale"],
    )
    theirs = SentenceTransformer(modules=[module], device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert load_embedder().embed_passages(TEXTS) == pytest.approx(theirs, abs=1e-5)


def test_meaning_without_a_word_in_common():
    embedder = load_embedder()
    query = embedder.embed_query("gratis buss för gamla")
    near, far = embedder.embed_passages(
        ["Avgiftsfri kollektivtrafik för pensionärer", "Revidering av bolagsordning för hamnbolaget"]
    )
    assert query @ near > query @ far + 0.1


def test_the_name_follows_the_content(make_model):
    first, same, other = (
        StaticEmbedder(make_model(f"{n}/modell", seed)[1]) for n, seed in (("x", 1), ("y", 1), ("z", 2))
    )
    assert first.name == same.name
    assert first.name != other.name
    assert first.name.startswith("modell-")


def test_the_bundled_model_is_small():
    assert sum(path.stat().st_size for path in BUNDLED_FOLDER.iterdir()) <= 10_000_000


def test_a_hundred_thousand_characters_in_one_word():
    assert np.linalg.norm(load_embedder().embed_query("å" * 100_000)) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("damaged", [WEIGHTS_FILE, TOKENIZER_FILE])
@pytest.mark.parametrize("content", [b"", b"{}", b"not a model at all", None])
def test_a_damaged_model_says_so(make_model, damaged, content):
    _, folder = make_model("m", 1)
    if content is None:
        (folder / damaged).unlink()
    else:
        (folder / damaged).write_bytes(content)
    with raises_saying(SettingsError, match=r"kan inte läsas; den skall ha filerna"):
        StaticEmbedder(folder)


def test_a_folder_is_loaded_by_its_path(make_model):
    _, folder = make_model("egen", 3)
    assert load_embedder(str(folder)).dimension == 8
