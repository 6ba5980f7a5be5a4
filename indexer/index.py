"""The index as a surface sees it: one store, opened, searched, looked up and kept in step. The face of this package.

A surface imports this module for what it asks and is answered; `indexer.model`, `indexer.errors` and `indexer.settings`
are the plain data beside it.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.engine import EngineStats, FacetField, Filters, Sort
from indexer.engine.field_table import FACETS, FIELDS, PARAMETERS
from indexer.engine.search_field import Parameter, SearchField
from indexer.identifiers.dates import MONTHS
from indexer.language.resources import store_resources
from indexer.maintenance.health import BodyYearCount, by_body_and_year, findings
from indexer.maintenance.lexicon import write_lexicon
from indexer.model import Access, Document, Note
from indexer.model.limits import DEEPEST_OFFSET, LARGEST_PAGE
from indexer.query import Query
from indexer.query.syntax.limits import LONGEST_QUERY, YEARS
from indexer.ranking.confidence import Confidence
from indexer.ranking.explain import HitExplanation, QueryExplanation
from indexer.ranking.highlights import HitPassage
from indexer.ranking.rerank import Reranking
from indexer.reranking import CrossEncoderReranker
from indexer.search.autocomplete import Suggestion, suggest
from indexer.search.pipeline import STAGES, Stage
from indexer.search.related import RelatedParagraphs, related_paragraphs
from indexer.search.results import Case, Hit, Mode, Results, SearchOptions
from indexer.search.searcher import Searcher
from indexer.settings import Settings
from indexer.store.store import Store
from indexer.wiring import index_maintenance, open_for_reading, open_for_writing, rebuild

if TYPE_CHECKING:  # the cluster's client takes a tenth of a second to import
    from indexer.maintenance.opensearch_index import IndexMaintenance as IndexMaintenance  # noqa: PLC0414 - exported

__all__ = [
    "DEEPEST_OFFSET",
    "FACETS",
    "FIELDS",
    "LARGEST_PAGE",
    "LONGEST_QUERY",
    "MONTHS",
    "PARAMETERS",
    "YEARS",
    "BodyYearCount",
    "Case",
    "Confidence",
    "EngineStats",
    "FacetField",
    "Filters",
    "Hit",
    "HitExplanation",
    "HitPassage",
    "Holdings",
    "Index",
    "Mode",
    "Note",
    "Parameter",
    "Query",
    "QueryExplanation",
    "RelatedParagraphs",
    "Results",
    "SearchField",
    "SearchOptions",
    "Sort",
    "Suggestion",
    "index_maintenance",
    "index_of",
    "open_for_writing",
    "open_index",
    "rebuild",
    "write_lexicon",
]

_HOLDINGS_FACETS: tuple[FacetField, ...] = ("body", "year", "municipality")


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an asker can find at all: §§ by body, year and municipality, and the first and last day (ISO 8601)."""

    paragraphs: int
    bodies: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[str, int] = field(default_factory=dict)
    municipalities: Mapping[str, int] = field(default_factory=dict)
    first_date: str | None = None
    last_date: str | None = None


class Index:
    """One open store. Every read takes the asker's `Access`; nothing closed leaves the engine."""

    def __init__(self, store: Store, searcher: Searcher) -> None:
        self._store, self._searcher = store, searcher

    def search(self, text: str, options: SearchOptions, access: Access) -> Results:
        """One page of hits.

        Raises:
            QueryError: the question or the page breaks a limit.
            EngineUnavailableError: the engine cannot answer now.
        """
        return self._searcher.search(text, options, access)

    def case(self, number: str, access: Access) -> Case:
        """Every § of a case in time order.

        Raises:
            NotFoundError: there is none, or none for this asker.
        """
        return self._searcher.case(number, access)

    def paragraph(self, document_id: str, access: Access) -> Document:
        """One § by its id.

        Raises:
            NotFoundError: absent, or closed to this asker.
        """
        return self._searcher.paragraph(document_id, access)

    def protocol(self, protocol_id: str, access: Access) -> tuple[Document, ...]:
        """The §§ of one meeting by number.

        Raises:
            NotFoundError: there is none, or none for this asker.
        """
        return self._searcher.protocol(protocol_id, access)

    def related(self, document_id: str, access: Access) -> RelatedParagraphs:
        """What stands beside a §: its case, what it cites and what cites it, what is like it.

        Raises:
            NotFoundError: absent, or closed to this asker.
        """
        return related_paragraphs(self._store.engine, self.paragraph(document_id, access), access)

    def suggest(self, typed: str, access: Access) -> tuple[Suggestion, ...]:
        """What the asker may be about to type."""
        return suggest(self._store.engine, typed, access)

    def holdings(self, access: Access) -> Holdings:
        """What is there for this asker."""
        oldest = self.search("", SearchOptions(limit=1, sort="oldest", facets=_HOLDINGS_FACETS), access)
        newest = self.search("", SearchOptions(limit=1, sort="newest"), access)
        return Holdings(
            paragraphs=oldest.total,
            bodies=oldest.facets.get("body", {}),
            years=oldest.facets.get("year", {}),
            municipalities=oldest.facets.get("municipality", {}),
            first_date=next((hit.document.date for hit in oldest.hits), None),
            last_date=next((hit.document.date for hit in newest.hits), None),
        )

    def by_body_and_year(self, access: Access) -> tuple[BodyYearCount, ...]:
        """§§ per municipality, body and year."""
        return by_body_and_year(self._store.engine, access)

    def findings(self) -> Sequence[Note]:
        """What is wrong with the store, and how to mend it; nothing when record and index agree."""
        return tuple(findings(self._store))

    def stats(self) -> EngineStats:
        """Sizes and versions; `EngineUnavailableError` when the engine cannot answer."""
        return self._store.engine.stats()

    def protocols(self) -> int:
        """Protocols in the record."""
        return len(self._store.record.protocols())

    @property
    def embedder(self) -> str:
        """The name of the model whose vectors the index holds."""
        return self._store.embedder.name

    def refresh(self) -> None:
        """See what another process has committed; cheap when nothing has."""
        self._store.engine.refresh()


@contextlib.contextmanager
def open_index(settings: Settings, *, stages: Sequence[Stage] = STAGES) -> Iterator[Index]:
    """The index that the settings name, as last committed. `stages` other than all are for measuring.

    Raises:
        NotFoundError: nothing has been read into the store yet.
        EngineUnavailableError: the engine does not answer.
    """
    with contextlib.closing(open_for_reading(settings)) as store:
        yield index_of(store, settings, stages=stages)


def index_of(store: Store, settings: Settings, *, stages: Sequence[Stage] = STAGES) -> Index:
    """The index over an open store."""
    reranking = (
        Reranking(CrossEncoderReranker(settings.reranker), settings.reranker_budget_s) if settings.reranker else None
    )
    searcher = Searcher(
        store.engine,
        store.embedder,
        semantic_weight=settings.semantic_weight,
        language=store_resources(settings.store),
        reranking=reranking,
        stages=stages,
    )
    return Index(store, searcher)
