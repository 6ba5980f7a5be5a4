"""The §§ of one search, each fetched and decoded once."""

from collections.abc import Iterable

from indexer.engine import SearchEngine
from indexer.model import Access, Document


class DocumentCache:
    """Reads from one engine for one asker."""

    def __init__(self, engine: SearchEngine, access: Access) -> None:
        self._engine = engine
        self._access = access
        self._documents: dict[str, Document] = {}
        self._brief: dict[str, Document] = {}

    def add(self, documents: Iterable[Document], *, brief: bool = False) -> None:
        """Put aside §§ that came along with another answer."""
        shelf = self._brief if brief else self._documents
        shelf |= {document.id: document for document in documents}

    def get(self, ids: Iterable[str]) -> list[Document]:
        """The §§ in this order; those that the asker may not see are left out."""
        wanted = list(ids)
        absent = [name for name in wanted if name not in self._documents]
        self._documents |= {document.id: document for document in self._engine.get(absent, self._access)}
        return [self._documents[name] for name in wanted if name in self._documents]

    def all(self) -> list[Document]:
        """Every § that has been read, some of them briefly."""
        return list({**self._brief, **self._documents}.values())

    def brief(self, ids: Iterable[str]) -> list[Document]:
        """The same, without what is long: to weigh many §§, not to show them."""
        wanted = list(ids)
        absent = [name for name in wanted if name not in self._documents and name not in self._brief]
        self._brief |= {document.id: document for document in self._engine.get(absent, self._access, brief=True)}
        known = {**self._brief, **self._documents}
        return [known[name] for name in wanted if name in known]
