"""Plan: what to score and under which filters, before anything is asked of the engine."""

from dataclasses import replace

from indexer.engine import NO_FILTERS, Filters, LegRequest, TextQuery, Vectors
from indexer.identifiers.case_number_keys import lookup_keys
from indexer.query.filters import as_filters, intersect
from indexer.ranking.fusion import LegWeights
from indexer.ranking.weights import FUZZY_BOOST, HEADING_BOOST, TEXT_BOOST
from indexer.search.asked_filters import asked_filters
from indexer.search.deps import SearchDeps
from indexer.search.state import SearchState


def plan(state: SearchState, deps: SearchDeps) -> SearchState:
    """The request for the legs. Conditions bind every leg."""
    query, options = state.query, state.options
    by_meaning = bool(query.semantic_text) and options.mode != "keyword" and not state.browses
    conditions = Filters(meets=query.text.must, lacks=query.text.must_not)
    request = LegRequest(
        text=query.text if options.mode != "semantic" or state.browses else TextQuery(),
        vector=_vector(query.semantic_text, deps) if by_meaning else None,
        case_numbers=lookup_keys(query.case_numbers),
        paragraphs=query.paragraphs,
        filters=intersect(asked_filters(state), conditions),
    )
    return replace(
        state,
        request=request,
        weights=LegWeights(keyword=1 - deps.semantic_weight, semantic=deps.semantic_weight),
        degraded=("semantic",) if by_meaning and deps.embedder is None else (),
    )


def boost_fields(state: SearchState, _deps: SearchDeps) -> SearchState:
    """A word in the heading above one in the text."""
    return _with_boosts(state, heading=HEADING_BOOST, text=TEXT_BOOST)


def match_fuzzily(state: SearchState, _deps: SearchDeps) -> SearchState:
    """Words of headings that resemble those typed are found too."""
    return _with_boosts(state, fuzzy=FUZZY_BOOST)


def narrow(state: SearchState, _deps: SearchDeps) -> SearchState:
    """The soft filters as filters: with the outcome asked for, then without, since outcomes are read out of the text."""
    some = [as_filters(state.query.soft_filters, outcome=outcome) for outcome in (True, False)]
    return replace(state, narrowings=tuple(one for one in dict.fromkeys(some) if one != NO_FILTERS))


def _with_boosts(state: SearchState, **boosts: float) -> SearchState:
    text = state.request.text
    return replace(state, request=replace(state.request, text=replace(text, boosts=replace(text.boosts, **boosts))))


def _vector(text: str, deps: SearchDeps) -> Vectors | None:
    """The question's embedding; None when the model knows none of its words."""
    vector = deps.embedder.embed_query(text) if deps.embedder else None
    return vector if vector is not None and vector.any() else None
