"""The search engine contract without a server: tantivy and memory-mapped vectors."""

from indexer.engine.embedded.engine import EmbeddedEngine
from indexer.engine.embedded.opening import open_engine, rebuilding_engine

__all__ = ["EmbeddedEngine", "open_engine", "rebuilding_engine"]
