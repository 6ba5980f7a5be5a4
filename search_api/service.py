"""The use cases. Routes, pages and the command line call this and nothing below it."""

from dataclasses import dataclass, replace

from indexer.index import Case, EngineStats, Holdings, Index, RelatedParagraphs, Results, SearchOptions, Suggestion
from indexer.model import Access, Document
from indexer.model.paragraph_numbers import missing_numbers
from search_api.context import Context, ContextOptions, pack

_HITS_FOR_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Meeting:
    """The §§ of one meeting in order, and the numbers that are missing between the first and the last of them."""

    id: str
    documents: tuple[Document, ...]
    missing: tuple[str, ...]


class Service:
    """Search over one index. Every method that reads takes the asker's `Access`."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def search(self, text: str, options: SearchOptions, access: Access) -> Results:
        """One page of hits. Without words there is nothing to rank by, so the newest come first."""
        if not text.strip() and options.sort == "relevance":
            options = replace(options, sort="newest")
        return self._index.search(text, options, access)

    def search_by_case(self, text: str, options: SearchOptions, access: Access) -> Results:
        """The same as a person reads it: one § a case, unless a case or a § was named; then all of it is wanted."""
        return self.search(text, replace(options, collapse=True), access)

    def paragraph(self, document_id: str, access: Access) -> Document:
        """One §; `NotFoundError` when it is absent or closed."""
        return self._index.paragraph(document_id, access)

    def meeting(self, protocol_id: str, access: Access) -> Meeting:
        """The §§ of one protocol; `NotFoundError` when there are none, or none for this asker."""
        documents = self._index.protocol(protocol_id, access)
        return Meeting(protocol_id, documents, missing_numbers(documents))

    def case(self, number: str, access: Access) -> Case:
        """Every § of a case in time order; `NotFoundError` when there are none, or none for this asker."""
        return self._index.case(number, access)

    def related(self, document_id: str, access: Access) -> RelatedParagraphs:
        """What stands beside a §; `NotFoundError` when it is absent or closed."""
        return self._index.related(document_id, access)

    def suggestions(self, typed: str, access: Access) -> tuple[Suggestion, ...]:
        """What the asker may be about to type."""
        return self._index.suggest(typed, access)

    def context(self, query: str, options: ContextOptions, access: Access) -> Context:
        """Passages to quote, the decision with each, within the token budget."""
        search = SearchOptions(mode=options.mode, limit=_HITS_FOR_CONTEXT, filters=options.filters)
        results = self._index.search(query, search, access)
        return pack(results, options, self.coverage(access))

    def coverage(self, access: Access) -> Holdings:
        """What is there for this asker."""
        return self._index.holdings(access)

    def refresh(self) -> None:
        """See what an `ingest` in another process has committed; cheap when nothing has."""
        self._index.refresh()

    def stats(self) -> EngineStats:
        """Sizes and versions; `EngineUnavailableError` when the engine cannot answer."""
        return self._index.stats()
