"""Start vectors: shifted PPMI of subword pieces, reduced by truncated SVD."""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.utils.extmath import randomized_svd
from tokenizers import Tokenizer

_WINDOW = 8  # pieces to each side; a neighbour k steps away counts 1/k
_CONTEXT_POWER = 0.75  # lifts rare contexts, as word2vec's noise distribution does
_FREQUENCY_HALF = 1e-3  # a piece this frequent weighs half of a rare one in the mean
_LINES_AT_A_TIME = 20_000
_SEED = 0


def start_vectors(text: Sequence[str], tokenizer: Tokenizer, dimension: int) -> NDArray[np.float32]:
    """Shape (vocabulary, dimension): unit vectors weighted by smooth inverse frequency, zero where nothing is known."""
    counts = _neighbour_counts(text, tokenizer)
    left, singular, _ = randomized_svd(_positive_pmi(counts), dimension, n_iter=3, random_state=_SEED)
    vectors = left * np.sqrt(singular)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    total = np.asarray(counts.sum(axis=1))
    rarity = _FREQUENCY_HALF / (_FREQUENCY_HALF + total / total.sum())
    weighted = vectors / np.maximum(norms, 1e-9) * rarity * np.sqrt(dimension)
    return np.where(norms < 1e-8, 0, weighted).astype(np.float32)  # noqa: PLR2004 - numerically zero


def _neighbour_counts(text: Sequence[str], tokenizer: Tokenizer) -> sp.csr_matrix:
    size = tokenizer.get_vocab_size()
    counts = sp.csr_matrix((size, size), dtype=np.float32)
    gap = np.full(_WINDOW, -1, np.int32)  # parts the lines, so that no window reaches into the next
    for at in range(0, len(text), _LINES_AT_A_TIME):
        encoded = tokenizer.encode_batch_fast(list(text[at : at + _LINES_AT_A_TIME]))
        pieces = np.concatenate([part for line in encoded for part in (np.array(line.ids, np.int32), gap)])
        for distance in range(1, _WINDOW + 1):
            before, after = pieces[:-distance], pieces[distance:]
            known = (before >= 0) & (after >= 0)
            weight = np.full(int(known.sum()), 1 / distance, np.float32)
            counts = counts + sp.coo_matrix((weight, (before[known], after[known])), shape=counts.shape).tocsr()
    return counts + counts.T


def _positive_pmi(counts: sp.csr_matrix) -> sp.csr_matrix:
    total = np.asarray(counts.sum(axis=1)).ravel()
    context = total**_CONTEXT_POWER
    cells = counts.tocoo()
    pmi = np.log(cells.data * context.sum() / (total[cells.row] * context[cells.col]))
    positive = pmi > 0
    return sp.csr_matrix((pmi[positive], (cells.row[positive], cells.col[positive])), shape=counts.shape)
