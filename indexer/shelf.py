"""The §§ of one search, each fetched and decoded once."""

from collections.abc import Iterable

from indexer.engine import SearchEngine
from indexer.model import Access, Document


class Shelf:
    """Reads from one engine for one asker."""

    def __init__(self, engine: SearchEngine, access: Access) -> None:
        self._engine = engine
        self._access = access
        self._documents: dict[str, Document] = {}

    def get(self, ids: Iterable[str]) -> list[Document]:
        """The §§ in this order; those that the asker may not see are left out."""
        wanted = list(ids)
        absent = [name for name in wanted if name not in self._documents]
        self._documents |= {document.id: document for document in self._engine.get(absent, self._access)}
        return [self._documents[name] for name in wanted if name in self._documents]
