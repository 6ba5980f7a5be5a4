"""Vectors on disk: int8 with one scale a row, beside the tokenizer."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load, save
from tokenizers import Tokenizer

from indexer.embedding.static import TOKENIZER_FILE, WEIGHTS_FILE
from pipelines.training.embedding.subwords import PAD, UNKNOWN, WORD_START

_LARGEST = 127  # of a signed byte


def pack_model(vectors: NDArray[np.float32], tokenizer: Tokenizer, facts: dict[str, Any], folder: Path) -> None:
    """Write `static-int8.safetensors`, `tokenizer.json` and `training.json` (what it was made of) into `folder`.

    Padding, the unknown piece and the bare start of a word get zero rows, so a text of nothing known is a zero vector.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vectors = vectors.copy()
    for piece in (PAD, UNKNOWN, WORD_START):
        if (row := tokenizer.token_to_id(piece)) is not None:
            vectors[row] = 0
    scale = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) / _LARGEST
    rounded = np.round(vectors / scale).astype(np.int8)
    (folder / WEIGHTS_FILE).write_bytes(save({"q": rounded, "scale": scale.astype(np.float32)}))
    _write_json(folder / TOKENIZER_FILE, json.loads(tokenizer.to_str()), indent=None)
    _write_json(folder / "training.json", facts, indent=1)


def unpack_model(folder: Path) -> tuple[NDArray[np.float32], Tokenizer]:
    """Vectors and tokenizer of a packed model."""
    tensors = load((folder / WEIGHTS_FILE).read_bytes())
    vectors: NDArray[np.float32] = tensors["q"].astype(np.float32) * tensors["scale"]
    return vectors, Tokenizer.from_file(str(folder / TOKENIZER_FILE))


def _write_json(path: Path, content: dict[str, Any], indent: int | None) -> None:
    separators = (",", ":") if indent is None else None
    path.write_text(json.dumps(content, ensure_ascii=False, indent=indent, separators=separators), encoding="utf-8")
