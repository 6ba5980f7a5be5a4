from indexer.query.model import Query, Understood
from indexer.query.parse import parse

__all__ = ["Query", "Understood", "parse"]
