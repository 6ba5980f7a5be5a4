from indexer.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
