"""The search engine contract on an OpenSearch cluster."""

from indexer.engine.opensearch.engine import OpenSearchEngine

open_engine = OpenSearchEngine.open
rebuilding_engine = OpenSearchEngine.rebuilding

__all__ = ["OpenSearchEngine", "open_engine", "rebuilding_engine"]
