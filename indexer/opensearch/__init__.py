"""The search engine contract on an OpenSearch cluster."""

from indexer.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
