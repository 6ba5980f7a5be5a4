"""Load: the §§ that ranking weighs by what they are, and the size of the result set, in one batch."""

from dataclasses import replace

from indexer.engine import Batch, DocumentsRequest, ResultSetRequest
from indexer.ranking.known_items import known_items_first
from indexer.ranking.weights import BOOST_DEPTH, BOOST_DEPTH_FOR_SOFT_FILTERS
from indexer.reranking.base import TOP
from indexer.search.deps import SearchDeps
from indexer.search.stages.rerank import reranks
from indexer.search.state import SearchState


def load(state: SearchState, deps: SearchDeps) -> SearchState:
    """Briefly, since many are read: those named by number and the best scored; whole, those to be reranked."""
    named = tuple(scored.id for scored in state.legs.identifier)
    weighed = (*named, *(one.id for one in state.fused[: _depth(state)]))
    known = {document.id: document for document in state.best_by_words}
    reranked = [one.id for one in state.fused[:TOP] if one.id not in known] if reranks(state, deps) else []
    read = {*known, *reranked}
    brief = DocumentsRequest(tuple(name for name in weighed if name not in read), brief=True)
    counts = (request,) if state.options.sort == "relevance" and (request := result_set_of(state)) else ()
    requests = (brief, DocumentsRequest(tuple(reranked)))
    found = deps.engine.batch(Batch(result_sets=counts, documents=requests), state.access)
    briefly, wholly = ({document.id: document for document in some} for some in found.documents)
    whole = known | wholly
    documents = briefly | whole
    known_items = known_items_first(state.query, [documents[name] for name in named if name in documents])
    return replace(
        state,
        whole=whole,
        documents=documents,
        known_items=tuple(known_items),
        counted=found.result_sets[0] if found.result_sets else None,
    )


def boost_depth(state: SearchState) -> int:
    """How many of the scored §§ are weighed by what they are."""
    return BOOST_DEPTH_FOR_SOFT_FILTERS if state.query.soft_filters else BOOST_DEPTH


def result_set_of(state: SearchState) -> ResultSetRequest | None:
    """The set to count and page; None when something was asked for that nothing can match."""
    query, request, legs = state.query, state.request, state.legs
    others = tuple(dict.fromkeys([*state.browsed, *(one.id for one in (*legs.semantic, *legs.identifier))]))
    asked = (query.text or query.semantic_text or query.identifies) and not state.browses
    if asked and not (request.text or others):
        return None
    ids = others if request.text or not state.browses else ()
    return ResultSetRequest(request.text, ids, request.filters, state.options.facets)


def _depth(state: SearchState) -> int:
    """To put one § a case, every scored § must be known."""
    return len(state.fused) if state.options.collapse and not state.query.identifies else boost_depth(state)
