"""An optional second look at the best §§ by a model that reads question and text together. Off unless one is named."""

from indexer.rerank.base import Reranked, Reranker, rerank
from indexer.rerank.cross_encoder import CrossEncoderReranker

__all__ = ["CrossEncoderReranker", "Reranked", "Reranker", "rerank"]
