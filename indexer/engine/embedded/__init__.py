from indexer.engine.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
