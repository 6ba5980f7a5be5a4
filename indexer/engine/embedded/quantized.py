"""Rows in a byte a number: a product with them reads a quarter of the memory, and how far it can err is known."""

from dataclasses import dataclass
from functools import cached_property

import numkong
import numpy as np
from numpy.typing import NDArray

from indexer.engine import Vectors

SIZES = 3  # numbers a row beside its codes
_STEPS = 127  # either side of zero
_ROUNDING = 1e-5  # share of the longest row that the float32 arithmetic itself can err by, many times over


@dataclass(frozen=True)
class QuantizedVectors:
    """Each row is about `scale * code`; `sizes` says how far from the row that is and how long, both Euclidean."""

    codes: NDArray[np.int8]  # shape (rows, dimension)
    sizes: NDArray[np.float32]  # shape (rows, SIZES): scale, error, length

    @classmethod
    def of(cls, vectors: Vectors) -> "QuantizedVectors":
        """The nearest sketch of each row."""
        scales = np.abs(vectors).max(axis=1, initial=0) / _STEPS
        codes = np.rint(vectors / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
        about = codes * scales[:, None]
        errors, lengths = np.linalg.norm(vectors - about, axis=1), np.linalg.norm(about, axis=1)
        return cls(codes, np.stack([scales, errors, lengths], axis=1).astype(np.float32))

    def at(self, rows: NDArray[np.intp]) -> "QuantizedVectors":
        """Of some of the rows."""
        return QuantizedVectors(self.codes[rows], self.sizes[rows])

    def product(self, vector: Vectors) -> tuple[NDArray[np.float32], float]:
        """About what each row's product with a vector is, and how far from the truth any of them can be."""
        asked = QuantizedVectors.of(vector[None, :])
        scale, missed, _ = asked.sizes[0].tolist()
        about = np.asarray(numkong.cdist(asked.codes, self.codes, "dot", out_dtype="float32"))[0]
        about *= self.sizes[:, 0] * np.float32(scale)
        error, length = self._largest
        return about, float(np.linalg.norm(vector)) * (error + _ROUNDING * length) + missed * length

    @cached_property
    def _largest(self) -> tuple[float, float]:
        """The largest error and length of any row."""
        return float(self.sizes[:, 1].max()), float(self.sizes[:, 2].max())
