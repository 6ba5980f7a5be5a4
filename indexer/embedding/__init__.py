"""Embedding models: the bundled static one, a folder with another, or any sentence-transformers model."""

from pathlib import Path

from indexer.embedding.base import Embedder
from indexer.embedding.cache import CACHE_FILE, CachedEmbedder
from indexer.embedding.hub import SentenceTransformerEmbedder
from indexer.embedding.static import WEIGHTS_FILE, StaticEmbedder
from indexer.embedding.with_heading import embed_under_headings

__all__ = [
    "CachedEmbedder",
    "Embedder",
    "SentenceTransformerEmbedder",
    "StaticEmbedder",
    "embed_under_headings",
    "load_embedder",
]

BUNDLED = "bundled"
BUNDLED_FOLDER = Path(__file__).parent / "models" / "static-sv"


def load_embedder(
    name: str = BUNDLED,
    *,
    query_prefix: str | None = None,
    passage_prefix: str | None = None,
    cache: Path | None = None,
) -> Embedder:
    """The model called `bundled`, in the folder `name` (with `static-int8.safetensors`), or of that sentence-transformers name.

    Prefixes are for models of the last kind; None leaves them to the model. Their vectors, dear to make, are kept in the
    folder `cache`; a static model's are not.

    Raises:
        SettingsError: the model cannot be loaded; the sentence says what to do.
    """
    if name == BUNDLED:
        return StaticEmbedder(BUNDLED_FOLDER)
    if (Path(name) / WEIGHTS_FILE).is_file():
        return StaticEmbedder(Path(name))
    model = SentenceTransformerEmbedder(name, query_prefix, passage_prefix)
    return CachedEmbedder(model, cache / CACHE_FILE) if cache else model
