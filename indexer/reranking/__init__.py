"""An optional second look at the best §§ by a model that reads question and text together. Off unless one is named."""

from indexer.reranking.base import Reranked, Reranker, rerank
from indexer.reranking.cross_encoder import CrossEncoderReranker

__all__ = ["CrossEncoderReranker", "Reranked", "Reranker", "rerank"]
