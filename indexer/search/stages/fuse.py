"""Fuse: the legs to one score a §, the words counting as much as their best §§ hold of the question."""

from dataclasses import replace

from indexer.engine import LEG_WINDOW
from indexer.query.expansion import alternatives
from indexer.ranking.fusion import fuse, unranked
from indexer.ranking.leg_weights import leg_weights
from indexer.ranking.query_terms import QueryTerms
from indexer.search.deps import SearchDeps
from indexer.search.state import SearchState


def weigh_legs(state: SearchState, _deps: SearchDeps) -> SearchState:
    """What each leg counts for in this question."""
    terms = QueryTerms(state.query.topic_words, alternatives(state.expansions))
    return replace(state, weights=leg_weights(state.weights, terms, state.best_by_words))


def fuse_legs(state: SearchState, _deps: SearchDeps) -> SearchState:
    """The scored §§, best first, but for what is named by number: that stands before them."""
    named = {scored.id for scored in state.legs.identifier}
    fused = [one for one in fuse(state.legs, state.weights, LEG_WINDOW) if one.id not in named]
    return replace(state, fused=tuple(unranked(fused, state.browsed) if state.browses else fused))
