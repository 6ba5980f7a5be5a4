"""One search, step by step: the question understood, §§ scored, ranked, listed and explained."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from indexer.assignments import Ledger
from indexer.embedding.base import Embedder
from indexer.engine import (
    LEG_WINDOW,
    Filters,
    LegRequest,
    Legs,
    ResultSet,
    ResultSetRequest,
    SearchEngine,
    TextQuery,
    Vectors,
)
from indexer.identifiers.typed_case_numbers import case_numbers_in, lookup_keys
from indexer.model import Access, Document
from indexer.query import Query, parse
from indexer.query.expansion import Correct, Expansion, alternatives, expand, expansions
from indexer.query.filters import intersect
from indexer.ranking.boosts import boost_decisions
from indexer.ranking.collapse import CaseGroups
from indexer.ranking.confidence import Confidence, answer_confidence, leg_weights
from indexer.ranking.explain import Explainer, query_explanation
from indexer.ranking.fusion import IDENTIFIER, Fused, LegWeights, fuse, unranked
from indexer.ranking.highlights import QueryTerms, best_passages
from indexer.ranking.known_items import known_items_first
from indexer.ranking.rerank import RERANKER, RerankedHits, Reranking, rerank_best
from indexer.ranking.supersession import Supersession
from indexer.ranking.weights import (
    BOOST_DEPTH,
    BOOST_DEPTH_FOR_SOFT_FILTERS,
    CONFIDENCE_DEPTH,
    COVERAGE_DEPTH,
    SHOWN_PASSAGES,
)
from indexer.search.calibration import ScoreCalibration
from indexer.search.candidates import as_filter_query, browse, newest_meeting, retrieve, searched
from indexer.search.did_you_mean import did_you_mean
from indexer.search.document_cache import DocumentCache
from indexer.search.missing_identifiers import missing_identifiers
from indexer.search.municipality_cache import MunicipalityCache
from indexer.search.results import Hit, Results, SearchOptions


@dataclass(frozen=True, slots=True)
class Tools:
    """What every search of a `Searcher` uses."""

    engine: SearchEngine
    embedder: Embedder | None
    semantic_weight: float
    correct: Correct
    municipalities: MunicipalityCache
    nearness: ScoreCalibration
    reranking: Reranking | None


class OneSearch:
    """The steps of one search, each done once and when it is first needed."""

    def __init__(self, tools: Tools, text: str, options: SearchOptions, access: Access) -> None:
        self._tools, self._text, self._options, self._access = tools, text, options, access
        self._engine = tools.engine
        self._shelf = DocumentCache(tools.engine, access)

    def results(self) -> Results:
        """The page that was asked for."""
        ids, found = self._page
        hits = tuple(self._hits(ids))
        confidence = self._confidence(ids) if found.total else "none"
        return Results(
            query=self._text,
            understood=self._query,
            total=found.total,
            hits=hits,
            facets=found.facets,
            degraded=tuple(dict.fromkeys((*self._unable, *self._legs.degraded))),
            confidence=confidence,
            notes=tuple(self._notes(confidence)),
            did_you_mean=did_you_mean(self._engine, self._text, self._related, self._request.filters, self._access),
            explanation=query_explanation(self._related, self._share) if self._options.explain else None,
        )

    def _notes(self, confidence: Confidence) -> Iterator[str]:
        """What was not understood, what is not here, and, where nothing answers, what was searched."""
        yield from self._query.notes
        yield from self._ledger.notes(self._query)
        yield from missing_identifiers(self._engine, self._query, self._named, self._access)
        if confidence == "none" and self._text.strip():
            filters = intersect(_by_key(self._query.filters), _by_key(self._options.filters))
            yield searched(self._engine, filters, self._access)

    @cached_property
    def _typed(self) -> Query:
        return parse(
            self._text,
            newest=lambda body: newest_meeting(self._engine, self._access, body),
            municipalities=self._tools.municipalities.names(self._access),
        )

    @cached_property
    def _related(self) -> tuple[Expansion, ...]:
        """Nothing is added to conditions, nor to a list: both are meant as they stand."""
        typed = self._typed
        return () if typed.exact or typed.browses else expansions(typed.words, self._tools.correct)

    @cached_property
    def _ledger(self) -> Ledger:
        filters = intersect(_by_key(self._typed.filters), _by_key(self._options.filters))
        return Ledger.for_query(self._engine, self._typed, filters, self._access)

    @cached_property
    def _query(self) -> Query:
        return self._ledger.resolved(expand(self._typed, self._related))

    @cached_property
    def _by_meaning(self) -> bool:
        return bool(self._query.semantic_text) and self._options.mode != "keyword" and not self._query.browses

    @cached_property
    def _unable(self) -> tuple[str, ...]:
        """What was wanted but cannot run."""
        semantic = ("semantic",) if self._by_meaning and self._tools.embedder is None else ()
        return semantic if self._reread.able else (*semantic, RERANKER)

    @cached_property
    def _request(self) -> LegRequest:
        """What to score. Conditions bind every leg."""
        query = self._query
        conditions = intersect(Filters(meets=query.text.must, lacks=query.text.must_not), self._ledger.filters(query))
        request = LegRequest(
            text=query.text if self._options.mode != "semantic" or query.browses else TextQuery(),
            vector=self._vector() if self._by_meaning else None,
            case_numbers=lookup_keys(query.case_numbers),
            paragraphs=query.paragraphs,
            filters=intersect(_by_key(query.filters), intersect(_by_key(self._options.filters), conditions)),
            read=COVERAGE_DEPTH,
        )
        return as_filter_query(self._engine, query, request, self._access)

    def _vector(self) -> Vectors | None:
        """The question's place among the passages; None when the model knows none of its words."""
        embedder = self._tools.embedder
        vector = embedder.embed_query(self._query.semantic_text) if embedder else None
        return vector if vector is not None and vector.any() else None

    @cached_property
    def _legs(self) -> Legs:
        legs = retrieve(self._engine, self._query, self._request, self._access)
        self._shelf.add(legs.read)
        return legs

    @cached_property
    def _unscored(self) -> tuple[str, ...]:
        return browse(self._engine, self._query, self._request.filters, self._access)

    @cached_property
    def _named(self) -> list[Document]:
        return known_items_first(self._query, self._shelf.brief(scored.id for scored in self._legs.identifier))

    @cached_property
    def _known(self) -> QueryTerms:
        """The words by which an answer is judged."""
        return QueryTerms(self._query.topic_words, alternatives(self._related))

    @cached_property
    def _share(self) -> LegWeights:
        return leg_weights(self._tools.semantic_weight, self._known, self._legs, self._shelf)

    @cached_property
    def _ranking(self) -> list[Fused]:
        """The §§ that the legs scored, best first: named ones, then what decides before what postpones."""
        first = [Fused(document.id, 1.0, (IDENTIFIER,)) for document in self._named]
        if self._options.sort == "relevance":
            self._shelf.add(self._counted.brief, brief=True)
        looked_into = self._shelf.brief(self._looked_into)
        return [*first, *boost_decisions(self._fused, looked_into, self._query)]

    @cached_property
    def _fused(self) -> list[Fused]:
        """What the legs scored, but for what is named."""
        named = {document.id for document in self._named}
        fused = [one for one in self._reread.fused if one.id not in named]
        return unranked(fused, self._unscored) if self._query.browses else fused

    @property
    def _looked_into(self) -> tuple[str, ...]:
        """The §§ that are weighed by what they are."""
        depth = BOOST_DEPTH_FOR_SOFT_FILTERS if self._query.soft_filters else BOOST_DEPTH
        return tuple(one.id for one in self._fused[:depth])

    @cached_property
    def _reread(self) -> RerankedHits:
        """What the legs scored, the best of it read once more where a reranker is set; a list and a number need none."""
        fused, query = fuse(self._legs, self._share, LEG_WINDOW), self._query
        reranking = self._tools.reranking
        if reranking is None or query.browses or query.identifies or self._options.sort != "relevance":
            return RerankedHits(fused)
        return rerank_best(reranking, query.semantic_text or query.raw, fused, self._shelf)

    @cached_property
    def _groups(self) -> CaseGroups:
        """One hit a case, where asked for; never when a case or a § is named, since then all of it is wanted."""
        if not self._options.collapse or self._named:
            return CaseGroups()
        return CaseGroups.of(self._shelf.brief(one.id for one in self._ranking))

    @cached_property
    def _page(self) -> tuple[Sequence[str], ResultSet]:
        """The ids of the asked page, and the result set. What the legs did not score follows by date, newest first."""
        options, whole = self._options, self._result_set()
        if whole is None:
            return (), ResultSet(0)
        scored = [one.id for one in self._ranking]
        if options.sort != "relevance" or not scored:
            sort = "newest" if options.sort == "relevance" else options.sort
            page = replace(whole, sort=sort, offset=options.offset, limit=options.limit)
            found = self._engine.result_set(page, self._access)
            return found.ids, found
        order, end = self._groups.heads(scored), options.offset + options.limit
        if end <= len(order):
            return order[options.offset : end], self._counted
        found = self._engine.result_set(replace(whole, sort="newest", limit=end + len(scored)), self._access)
        known = frozenset(scored)
        return [*order, *(name for name in found.ids if name not in known)][options.offset : end], found

    @cached_property
    def _counted(self) -> ResultSet:
        """The result set, not listed. What ranking reads comes along."""
        whole = self._result_set()
        return self._engine.result_set(replace(whole, brief=self._looked_into), self._access) if whole else ResultSet(0)

    def _result_set(self) -> ResultSetRequest | None:
        """The set to count and page; None when something was asked for that nothing can match."""
        query, request, legs = self._query, self._request, self._legs
        others = tuple(dict.fromkeys([*self._unscored, *(one.id for one in (*legs.semantic, *legs.identifier))]))
        asked = (query.text or query.semantic_text or query.identifies) and not query.browses
        if asked and not (request.text or others):
            return None
        ids = others if request.text or not query.browses else ()
        return ResultSetRequest(request.text, ids, request.filters, self._options.facets)

    def _confidence(self, ids: Sequence[str]) -> Confidence:
        leading = self._shelf.get(ids[:CONFIDENCE_DEPTH])
        return answer_confidence(
            self._query, self._known, self._legs, leading, lambda: self._tools.nearness.of(self._legs)
        )

    def _hits(self, ids: Sequence[str]) -> Iterator[Hit]:
        scored = {one.id: one for one in self._ranking}
        wanted = QueryTerms(self._query.words, alternatives(self._related))
        documents = self._shelf.get(ids)
        successors = Supersession.among(self._shelf.all())
        explainer = Explainer(self._query, self._legs, self._reread.places) if self._options.explain else None
        for document in documents:
            one = scored.get(document.id) or Fused(document.id, 0.0, ())
            yield Hit(
                document=document,
                score=one.score,
                matched_by=one.matched_by,
                passages=best_passages(document, wanted, one.passage, SHOWN_PASSAGES),
                collapsed=self._groups.others(document.id),
                superseded_by=successors.after.get(document.id),
                supersedes=successors.before.get(document.id, ()),
                assignments=self._ledger.of(document.id, self._query),
                explanation=explainer.hit(document) if explainer else None,
            )


def _by_key(filters: Filters) -> Filters:
    """Case numbers in a filter as the keys they are stored under, however they were written."""
    keys = [lookup_keys(case_numbers_in(value)) or (value,) for value in filters.case_number]
    return replace(filters, case_number=tuple(key for some in keys for key in some))
