"""Rerank: the best §§ read once more by an optional model. A list and a number need none."""

from dataclasses import replace

from indexer.ranking.rerank import RERANKER, rerank_best
from indexer.search.deps import SearchDeps
from indexer.search.state import SearchState


def reranks(state: SearchState, deps: SearchDeps) -> bool:
    """Whether there is a reranker, and something for it to do."""
    by_relevance = state.options.sort == "relevance"
    return deps.reranking is not None and by_relevance and not (state.browses or state.query.identifies)


def rerank(state: SearchState, deps: SearchDeps) -> SearchState:
    """The best in the reranker's order; as they stood, and told, when it is not able."""
    if deps.reranking is None or not reranks(state, deps):
        return state
    question = state.query.semantic_text or state.query.raw
    found = rerank_best(deps.reranking, question, state.fused, state.documents)
    degraded = state.degraded if found.able else (*state.degraded, RERANKER)
    return replace(state, fused=tuple(found.fused), reranked=found.places, degraded=degraded)
