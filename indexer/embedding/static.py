"""The bundled kind of model: a table of subword vectors and a tokenizer. No torch, ready in a tenth of a second."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load
from tokenizers import Tokenizer

from indexer.errors import SettingsError

WEIGHTS_FILE = "static-int8.safetensors"
TOKENIZER_FILE = "tokenizer.json"
_TEXTS_AT_A_TIME = 256
_SMALLEST_NORM = 1e-12


class StaticEmbedder:
    """Mean of a text's subword vectors, L2-normalised; a text of no known subword gives a zero row.

    A passage is given as its §'s heading, a line break and its own text, or better, apart: `embed_under_headings`.
    """

    def __init__(self, folder: Path) -> None:
        """Load `folder`'s two files.

        Raises:
            SettingsError: a file is missing or is not what it is called.
        """
        try:
            weights = (folder / WEIGHTS_FILE).read_bytes()
            tokenizer = (folder / TOKENIZER_FILE).read_bytes()
            tensors = load(weights)
            self._rows: NDArray[np.int8] = tensors["q"]
            self._scales: NDArray[np.float32] = tensors["scale"].ravel()
            self._tokenizer = Tokenizer.from_buffer(tokenizer)
        except (OSError, SafetensorError, KeyError, ValueError) as error:
            raise SettingsError(
                "embedder_unreadable", folder=folder, weights=WEIGHTS_FILE, tokenizer=TOKENIZER_FILE
            ) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._name = f"{folder.name}-{hashlib.sha256(weights + tokenizer).hexdigest()[:12]}"

    @property
    def name(self) -> str:
        """The folder's name and a hash of its content."""
        return self._name

    @property
    def dimension(self) -> int:
        """Columns of every row."""
        return int(self._rows.shape[1])

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension)."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for number, pieces in enumerate(self._pieces(texts)):
            rows[number] = self._vector(pieces)
        return rows

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (dimension,)."""
        return self._vector(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _pieces(self, texts: Sequence[str]) -> Iterator[list[int]]:
        for at in range(0, len(texts), _TEXTS_AT_A_TIME):
            batch = list(texts[at : at + _TEXTS_AT_A_TIME])
            for encoded in self._tokenizer.encode_batch_fast(batch, add_special_tokens=False):
                yield encoded.ids

    def _vector(self, pieces: list[int]) -> NDArray[np.float32]:
        """The direction of the mean, which is that of the sum."""
        total: NDArray[np.float32] = self._scales[pieces] @ self._rows[pieces].astype(np.float32)
        norm = np.linalg.norm(total)
        return total / norm if norm > _SMALLEST_NORM else np.zeros_like(total)
