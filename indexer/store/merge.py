"""Several files of one meeting become one protocol: PDF beside DOCX, a corrected re-issue, an excerpt adjusted at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.engine import Vectors
from indexer.model import Document
from indexer.model.paragraph_numbers import leading_number


@dataclass(frozen=True, slots=True)
class Version:
    """One file's reading of a protocol; `sequence` grows with time, `vectors` has a row a passage."""

    sequence: int
    document_type: str
    missing: tuple[str, ...]
    documents: tuple[Document, ...]
    vectors: Vectors


def merge(versions: Sequence[Version]) -> tuple[tuple[Document, ...], Vectors]:
    """§ by § the best version: one that has a decision, then whole protocols before excerpts, then the latest read.

    Text and access label always come from the same file, so no text is ever shown under another file's label.
    """
    ranked = sorted(versions, key=lambda v: (v.document_type == "utdrag", -v.sequence))
    chosen: dict[str, tuple[Document, Vectors]] = {}
    for version in ranked:
        for document, rows in _with_vectors(version.documents, version.vectors):
            before = chosen.get(document.id)
            if before is None or (before[0].decision is None and document.decision is not None):
                chosen[document.id] = (document, rows)
    documents = sorted((document for document, _ in chosen.values()), key=_number)
    if not documents:
        return (), np.empty((0, 0), np.float32)
    return tuple(documents), np.concatenate([chosen[document.id][1] for document in documents])


def only(ids: Collection[str], documents: Sequence[Document], vectors: Vectors) -> tuple[tuple[Document, ...], Vectors]:
    """The documents with these ids, and the rows of `vectors` that are theirs."""
    kept = [pair for pair in _with_vectors(documents, vectors) if pair[0].id in ids]
    return tuple(document for document, _ in kept), np.concatenate([vectors[:0], *(rows for _, rows in kept)])


def _with_vectors(documents: Sequence[Document], vectors: Vectors) -> list[tuple[Document, Vectors]]:
    pairs, at = [], 0
    for document in documents:
        pairs.append((document, vectors[at : at + len(document.passages)]))
        at += len(document.passages)
    return pairs


def _number(document: Document) -> tuple[int, str]:
    return leading_number(document.paragraph) or 0, document.id
