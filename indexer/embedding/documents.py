"""Passage vectors of documents."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from indexer.embedding.base import Embedder
from indexer.embedding.with_heading import embed_under_headings
from indexer.model import Document


def embed_documents(embedder: Embedder, documents: Iterable[Document]) -> NDArray[np.float32]:
    """Shape (passages, dimension), in document order. A passage is embedded under its heading, which says what it is about."""
    pairs = [(document.heading, passage.text) for document in documents for passage in document.passages]
    return embed_under_headings(embedder, [heading for heading, _ in pairs], [text for _, text in pairs])
