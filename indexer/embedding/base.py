"""What an embedding model offers to the index."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns text into L2-normalised float32 rows. `name` changes when, and only when, the vectors would."""

    @property
    def name(self) -> str:
        """Model and revision, stored beside the vectors so that two models are never mixed."""
        ...

    @property
    def dimension(self) -> int:
        """Columns of every row."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension). A text without any known token gives a zero row."""
        ...

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Shape (dimension,)."""
        ...
