"""The search engine contract on an OpenSearch cluster."""

from indexer.engine.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
