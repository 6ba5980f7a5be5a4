"""Boost: factors (0–1) for what a § is, then the ranking: known items, weighed §§, the others as they stood."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from indexer.model import Document
from indexer.query import Query
from indexer.ranking.boosts import (
    body_level_factor,
    boost_decisions,
    outcome_factor,
    procedure_factor,
    soft_filter_factors,
)
from indexer.ranking.fusion import IDENTIFIER, Fused
from indexer.search.deps import SearchDeps
from indexer.search.stages.load import boost_depth
from indexer.search.state import SearchState


def by_soft_filters(state: SearchState, _deps: SearchDeps) -> SearchState:
    """Down what is not as the question says in words."""
    return _weighed(state, soft_filter_factors)


def by_outcome(state: SearchState, _deps: SearchDeps) -> SearchState:
    """Down what only puts a case off."""
    return _weighed(state, outcome_factor)


def by_body_level(state: SearchState, _deps: SearchDeps) -> SearchState:
    """Up what the highest body says."""
    return _weighed(state, body_level_factor)


def by_procedure(state: SearchState, _deps: SearchDeps) -> SearchState:
    """Down what is about the meeting itself."""
    return _weighed(state, procedure_factor)


def boost(state: SearchState, _deps: SearchDeps) -> SearchState:
    """The ranking of all that is scored."""
    first = [Fused(document.id, 1.0, (IDENTIFIER,)) for document in state.known_items]
    weighed = {document.id: document for document in _weighed_documents(state)}
    return replace(state, ranking=(*first, *boost_decisions(state.fused, weighed, state.boosts)))


def _weighed(state: SearchState, factors: Callable[[Document, Query], Mapping[str, float]]) -> SearchState:
    boosts = dict(state.boosts)
    for document in _weighed_documents(state):
        changed = {name: factor for name, factor in factors(document, state.query).items() if factor != 1.0}
        if changed:
            boosts[document.id] = {**boosts.get(document.id, {}), **changed}
    return replace(state, boosts=boosts)


def _weighed_documents(state: SearchState) -> Iterator[Document]:
    names = (one.id for one in state.fused[: boost_depth(state)])
    return (state.documents[name] for name in names if name in state.documents)
