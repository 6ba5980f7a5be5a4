"""The search itself: a question in, one page of hits out. Knows no engine but the contract, and no surface."""

from collections.abc import Sequence

from indexer.embedding.base import Embedder
from indexer.engine import Filters, LegRequest, ResultSetRequest, SearchEngine
from indexer.errors import NotFoundError, QueryError
from indexer.identifiers.case_number_keys import lookup_keys
from indexer.identifiers.typed_case_numbers import case_numbers_in
from indexer.language.resources import LanguageResources, shipped_resources
from indexer.model import Access, Document
from indexer.model.limits import DEEPEST_OFFSET, LARGEST_PAGE
from indexer.ranking.case_order import final_decision, in_meeting_order, in_time_order
from indexer.ranking.highlights import HitPassage
from indexer.ranking.known_items import renumbered_keys, written_number
from indexer.ranking.rerank import Reranking
from indexer.search.calibration import ScoreCalibration
from indexer.search.deps import SearchDeps
from indexer.search.holdings import HoldingsCache
from indexer.search.pipeline import STAGES, SearchPipeline, Stage
from indexer.search.results import Case, Hit, Mode, Results, SearchOptions
from indexer.settings import SEMANTIC_WEIGHT

__all__ = ["Case", "Hit", "HitPassage", "Mode", "Results", "SearchOptions", "Searcher"]


_WHOLE_PROTOCOL = 10_000  # §§; no meeting has so many
_RENUMBERED = 4  # times that one case is followed from number to number
_CASE_WINDOW = 1_000  # §§ of one case


class Searcher:
    """Search over one engine. `semantic_weight` (0–1) is the meaning's share of a hybrid score."""

    def __init__(
        self,
        engine: SearchEngine,
        embedder: Embedder | None,
        *,
        semantic_weight: float = SEMANTIC_WEIGHT,
        language: LanguageResources | None = None,
        reranking: Reranking | None = None,
        stages: Sequence[Stage] = STAGES,
    ) -> None:
        self._engine = engine
        deps = SearchDeps(
            engine=engine,
            embedder=embedder,
            language=language or shipped_resources(),
            holdings=HoldingsCache(engine),
            calibration=ScoreCalibration(engine, embedder),
            semantic_weight=semantic_weight,
            reranking=reranking,
        )
        self._pipeline = SearchPipeline(deps, stages)

    def search(self, text: str, options: SearchOptions, access: Access) -> Results:
        """One page of the result set: filters ∧ (words ∪ nearest in meaning ∪ identifiers).

        Raises:
            QueryError: the question or the page breaks a limit.
            EngineUnavailableError: the engine cannot answer now.
        """
        _check(options)
        return self._pipeline.run(text, options, access)

    def case(self, text: str, access: Access) -> Case:
        """Every § of the case whose number is in the text.

        Raises:
            NotFoundError: no case number was typed, or none here (or for this asker) has it.
        """
        numbers = case_numbers_in(text)
        if not numbers:
            raise NotFoundError("not_a_case_number", text=text)
        documents = in_time_order(self._of_case(lookup_keys(numbers), access))
        if not documents:
            raise NotFoundError("no_such_case", number=numbers[0].canonical)
        return Case(written_number(numbers[0], documents), tuple(documents), final_decision(documents))

    def _of_case(self, keys: tuple[str, ...], access: Access) -> tuple[Document, ...]:
        """The §§ with these numbers, and with those that they give as the same case's, older or newer."""
        found: tuple[Document, ...] = ()
        for _ in range(_RENUMBERED):
            legs = self._engine.legs(LegRequest(case_numbers=keys, window=_CASE_WINDOW), access)
            found = self._engine.get([scored.id for scored in legs.identifier], access)
            others = tuple(key for document in found for key in renumbered_keys(document, keys))
            if not set(others) - set(keys):
                break
            keys = tuple(dict.fromkeys((*keys, *others)))
        return found

    def paragraph(self, document_id: str, access: Access) -> Document:
        """One § by its id.

        Raises:
            NotFoundError: absent, or closed to this asker.
        """
        found = self._engine.get([document_id], access)
        if not found:
            raise NotFoundError("no_such_paragraph")
        return found[0]

    def protocol(self, protocol_id: str, access: Access) -> tuple[Document, ...]:
        """The §§ of one meeting by number.

        Raises:
            NotFoundError: no § of it is here for this asker.
        """
        whole = ResultSetRequest(filters=Filters(protocol=(protocol_id,)), sort="newest", limit=_WHOLE_PROTOCOL)
        ids = self._engine.result_set(whole, access).ids
        if not ids:
            raise NotFoundError("no_such_protocol")
        return tuple(in_meeting_order(self._engine.get(ids, access)))


def _check(options: SearchOptions) -> None:
    if not 1 <= options.limit <= LARGEST_PAGE:
        raise QueryError("page_size", largest=LARGEST_PAGE, asked=options.limit)
    if not 0 <= options.offset <= DEEPEST_OFFSET:
        raise QueryError("page_too_deep", deepest=DEEPEST_OFFSET, asked=options.offset)
