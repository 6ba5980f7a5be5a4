"""How many texts a transformer is given at a time: as many as the memory holds, fewer when that was too many."""

import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_SHARE = 0.25  # of the free memory, for the activations of a batch
_FLOATS_A_CELL = 24  # live floats a token and hidden unit at the widest point of a layer, keys and values included
_LARGEST, _SMALLEST = 512, 1
_PLAIN_LENGTH, _PLAIN_WIDTH = 512, 768  # tokens and hidden units of a model that does not say


def batch_size(model: Any) -> int:  # noqa: ANN401 - its type lives in the extra
    """Texts a batch for a sentence-transformers model on its own device."""
    length = getattr(model, "max_seq_length", None) or _PLAIN_LENGTH
    width = model.get_embedding_dimension() or _PLAIN_WIDTH
    fits = int(_SHARE * _free_bytes(model.device) / (4 * _FLOATS_A_CELL * length * width))
    return max(_SMALLEST, min(_LARGEST, fits))


def in_batches(
    encode: Callable[[Sequence[str], int], NDArray[np.float32]], texts: Sequence[str], size: int
) -> NDArray[np.float32]:
    """`encode(texts, size)`, tried again with half the batch as long as memory runs out and there is a half."""
    while True:
        try:
            return encode(texts, size)
        except (MemoryError, RuntimeError) as error:
            if size <= _SMALLEST or "memory" not in str(error).lower():
                raise
            size //= 2


def _free_bytes(device: Any) -> int:  # noqa: ANN401 - as above
    if device.type == "cuda":
        import torch  # noqa: PLC0415 - seconds to load, only behind a model of the extra

        return int(torch.cuda.mem_get_info(device)[0])
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
