"""Retrieve: the scored legs, in one batch. A leg's scores do not depend on filters, so narrowed legs are put together with it."""

from collections.abc import Iterable
from dataclasses import replace

from indexer.engine import (
    Batch,
    DocumentsRequest,
    Filters,
    LegRequest,
    Legs,
    ResultSetRequest,
    Scored,
    TextQuery,
)
from indexer.query.filters import as_filters, intersect
from indexer.ranking.weights import BROWSED, COVERAGE_DEPTH
from indexer.search.deps import SearchDeps
from indexer.search.state import SearchState


def retrieve(state: SearchState, deps: SearchDeps) -> SearchState:
    """The legs, the best §§ by words, and, for a list, the newest §§ of it."""
    if state.browses:
        return _browsed(replace(state, request=_browse_request(state, deps)), deps)
    request = state.request
    narrowed = [
        replace(request, filters=intersect(request.filters, narrow), case_numbers=(), paragraphs=())
        for narrow in state.narrowings
    ]
    best = DocumentsRequest(text=request.text, filters=request.filters, limit=COVERAGE_DEPTH)
    found = deps.engine.batch(Batch(legs=(request, *narrowed), documents=(best,)), state.access)
    return _with_legs(replace(state, best_by_words=found.documents[0]), *found.legs)


def _browsed(state: SearchState, deps: SearchDeps) -> SearchState:
    """A list: the newest §§ of the category asked for, or of any where none has it in so many words."""
    filters = state.request.filters
    categories = as_filters(state.query.soft_filters, outcome=False, kind=True).values("kind")
    some = dict.fromkeys((intersect(filters, Filters.where(kind=categories)), filters))
    lists = tuple(ResultSetRequest(filters=one, sort="newest", limit=BROWSED) for one in some)
    best = DocumentsRequest(text=state.request.text, filters=filters, limit=COVERAGE_DEPTH)
    found = deps.engine.batch(Batch(legs=(state.request,), result_sets=lists, documents=(best,)), state.access)
    browsed = next((one.ids for one in found.result_sets if one.ids), ())
    return _with_legs(replace(state, browsed=browsed, best_by_words=found.documents[0]), *found.legs)


def _browse_request(state: SearchState, deps: SearchDeps) -> LegRequest:
    """Soft filters as filters, as many as leave something.

    Categories stay words, since a heading may have them in a compound (avfallstaxa).
    """
    request = state.request
    text = request.text if any(one.kind == "typ" for one in state.query.soft_filters) else TextQuery()
    requests = [
        replace(request, text=text, vector=None, filters=intersect(request.filters, narrow))
        for narrow in state.narrowings
    ]
    counts = tuple(ResultSetRequest(text=text, filters=one.filters) for one in requests)
    sets = deps.engine.batch(Batch(result_sets=counts), state.access).result_sets
    left = (one for one, counted in zip(requests, sets, strict=True) if counted.total)
    return next(left, replace(request, vector=None))


def _with_legs(state: SearchState, legs: Legs, *narrowed: Legs) -> SearchState:
    for more in narrowed:
        legs = replace(
            legs, keyword=_merged(legs.keyword, more.keyword), semantic=_merged(legs.semantic, more.semantic)
        )
    return replace(state, legs=legs, degraded=tuple(dict.fromkeys((*state.degraded, *legs.degraded))))


def _merged(one: Iterable[Scored], other: Iterable[Scored]) -> tuple[Scored, ...]:
    """Both, each § once, by falling score, ties by id."""
    scored = {found.id: found for found in (*one, *other)}
    return tuple(sorted(scored.values(), key=lambda found: (-found.score, found.id)))
