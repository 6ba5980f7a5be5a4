"""Composition root: from settings to the use cases, over an opened store."""

import contextlib
from collections.abc import Iterator

from indexer.language.resources import store_resources
from indexer.ranking.rerank import Reranking
from indexer.reranking import CrossEncoderReranker
from indexer.search.searcher import Searcher
from indexer.settings import Settings
from indexer.store.store import Store
from indexer.wiring import open_for_reading
from search_api.service import Service


@contextlib.contextmanager
def opened_service(settings: Settings) -> Iterator[Service]:
    """The use cases over the store that the settings name."""
    with contextlib.closing(open_for_reading(settings)) as store:
        yield service_of(store, settings)


def service_of(store: Store, settings: Settings) -> Service:
    """The use cases over an open store."""
    searcher = Searcher(
        store.engine,
        store.embedder,
        semantic_weight=settings.semantic_weight,
        language=store_resources(settings.store),
        reranking=_reranking(settings),
    )
    return Service(searcher, store.engine)


def _reranking(settings: Settings) -> Reranking | None:
    """The reranker, loaded, when one is named."""
    if settings.reranker is None:
        return None
    return Reranking(CrossEncoderReranker(settings.reranker), settings.reranker_budget_s)
