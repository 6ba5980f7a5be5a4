"""Hard negatives: paragraphs of other cases that a word search puts first for a question. Measured, no gain: off (docs/models.md)."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp

from indexer.language import terms
from pipelines.training.embedding.judged_cases import case_key
from pipelines.training.embedding.pairs import Pair
from pipelines.training.embedding.prose import matter, prose_chunks, without_heading

_TOP = 20
_HEADING_WEIGHT = 3
_K1, _B = 1.2, 0.75
_AT_A_TIME = 512


def hard_negatives(
    pairs: Sequence[Pair], sources: frozenset[str], minutes: Sequence[Mapping[str, Any]]
) -> dict[str, tuple[str, ...]]:
    """For each query of pairs of these sources: headings and first chunks of the twenty §§ that the words find, wrongly.

    Left out: §§ of a case or with a heading that any of the query's passages belongs to.
    """
    index = _Index([terms(row["rubrik"]) * _HEADING_WEIGHT + terms(row["text"]) for row in minutes])
    cases = [case_key(row["dnr"]) or matter(row["rubrik"]) for row in minutes]
    texts = [_texts(row) for row in minutes]
    case_of = {text: case for case, both in zip(cases, texts, strict=True) for text in both}
    right: dict[str, set[str]] = {}
    for pair in pairs:
        if pair.source in sources:
            right.setdefault(pair.query, set()).add(case_of.get(pair.passage, ""))
    found: dict[str, tuple[str, ...]] = {}
    queries = list(right)
    for at in range(0, len(queries), _AT_A_TIME):
        some = queries[at : at + _AT_A_TIME]
        for query, best in zip(some, index.best([terms(query) for query in some]), strict=True):
            wrong = tuple(text for row in best if cases[row] not in right[query] for text in texts[row])
            if wrong and "" not in right[query]:
                found[query] = wrong
    return found


def _texts(row: Mapping[str, Any]) -> tuple[str, ...]:
    return matter(row["rubrik"]), *prose_chunks(without_heading(row["text"], row["rubrik"]))[:1]


class _Index:
    """BM25 over bags of stems."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._columns: dict[str, int] = {}
        counts = self._counts(documents, grow=True)
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        holding = np.bincount(counts.indices, minlength=counts.shape[1])
        rarity = np.log(1 + (counts.shape[0] - holding + 0.5) / (holding + 0.5))
        cells = counts.tocoo()
        norm = _K1 * (1 - _B + _B * lengths / lengths.mean())
        weights = rarity[cells.col] * cells.data * (_K1 + 1) / (cells.data + norm[cells.row])
        self._weights = sp.csr_matrix((weights, (cells.row, cells.col)), shape=counts.shape)

    def best(self, queries: Sequence[Sequence[str]]) -> list[list[int]]:
        """Rows of the best documents for each query, best first, none that shares no word."""
        scores = (self._counts(queries, grow=False) @ self._weights.T).toarray()
        order = np.argsort(-scores, axis=1, kind="stable")[:, :_TOP]
        return [[int(row) for row in rows if scores[query, row] > 0] for query, rows in enumerate(order)]

    def _counts(self, documents: Sequence[Sequence[str]], *, grow: bool) -> sp.csr_matrix:
        cells = [
            (row, self._columns.setdefault(term, len(self._columns)) if grow else self._columns[term])
            for row, document in enumerate(documents)
            for term in document
            if grow or term in self._columns
        ]
        rows, columns = zip(*cells, strict=True) if cells else ((), ())
        ones = np.ones(len(cells), np.float32)
        return sp.csr_matrix((ones, (rows, columns)), shape=(len(documents), len(self._columns)))
