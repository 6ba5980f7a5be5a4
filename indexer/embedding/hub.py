"""Any sentence-transformers model, by name or folder. Needs the extra `hub`; nothing of it is imported before use."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.batches import batch_size, in_batches
from indexer.errors import SettingsError

# Models that were trained with a word before the text but do not say so in their own settings: part of the name,
# the query's word, the passage's word.
_PREFIXES = (
    ("e5-", "query: ", "passage: "),
    ("arctic-embed", "query: ", ""),
    ("nomic-embed", "search_query: ", "search_document: "),
)
_HASH_DIGITS = 12


class SentenceTransformerEmbedder:
    """A sentence-transformers model. `query_prefix` and `passage_prefix` None: the model's own, or those of its family."""

    def __init__(self, model: str, query_prefix: str | None = None, passage_prefix: str | None = None) -> None:
        """Load `model`, a folder or the name of a model that is, or can be, fetched.

        Raises:
            SettingsError: the extra is not installed, or there is no such model.
        """
        self._model = _load(model)
        known = next(((query, passage) for part, query, passage in _PREFIXES if part in model.lower()), (None, None))
        self._query_prefix = known[0] if query_prefix is None else query_prefix
        self._passage_prefix = known[1] if passage_prefix is None else passage_prefix
        self._name = f"{model}-{_content_hash(self._model, self._query_prefix, self._passage_prefix)}"

    @property
    def name(self) -> str:
        """The model's name and a hash of its weights and prefixes."""
        return self._name

    @property
    def dimension(self) -> int:
        """Columns of every row."""
        return int(self._model.get_embedding_dimension())

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return in_batches(self._encode_passages, texts, batch_size(self._model))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (dimension,)."""
        return _rows(
            self._model.encode_query(
                text, prompt=self._query_prefix, normalize_embeddings=True, show_progress_bar=False
            )
        )

    def _encode_passages(self, texts: Sequence[str], size: int) -> NDArray[np.float32]:
        """Longer texts than the model reads are cut by its own tokenizer."""
        return _rows(
            self._model.encode_document(
                list(texts),
                prompt=self._passage_prefix,
                batch_size=size,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        )


def _load(model: str) -> Any:  # noqa: ANN401 - its type lives in the extra
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds and gigabytes, only when asked for
    except ImportError as error:
        raise SettingsError("embedder_needs_hub", model=model) from error
    try:
        return SentenceTransformer(model)
    except (OSError, ValueError) as error:
        raise SettingsError("embedder_not_found", model=model) from error


def _content_hash(model: Any, *prefixes: str | None) -> str:  # noqa: ANN401 - as _load
    digest = hashlib.sha256(repr((prefixes, model.prompts)).encode())
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().cpu().float().numpy().tobytes())
    return digest.hexdigest()[:_HASH_DIGITS]


def _rows(encoded: Any) -> NDArray[np.float32]:  # noqa: ANN401 - as _load
    return np.asarray(encoded, dtype=np.float32)
