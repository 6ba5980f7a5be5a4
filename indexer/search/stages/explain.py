"""Explain: the hits as an answer shows them: passages, marks, what has the last word, and why each stands where it stands."""

from collections.abc import Iterator
from dataclasses import replace

from indexer.query.expansion import alternatives
from indexer.ranking.explain import explain_hit, explain_query, placings
from indexer.ranking.fusion import Fused
from indexer.ranking.highlights import best_passages
from indexer.ranking.query_terms import QueryTerms
from indexer.ranking.supersession import Supersession
from indexer.ranking.weights import SHOWN_PASSAGES
from indexer.search.assignments import assignments_told
from indexer.search.deps import SearchDeps
from indexer.search.results import Hit, Results
from indexer.search.stages.load import boost_depth
from indexer.search.state import SearchState


def explain(state: SearchState, _deps: SearchDeps) -> SearchState:
    """The results."""
    results = Results(
        query=state.text,
        understood=state.query,
        total=state.page.found.total,
        hits=tuple(_hits(state)),
        facets=state.page.found.facets,
        degraded=state.degraded,
        confidence=state.page.confidence,
        notes=state.page.notes,
        did_you_mean=state.page.did_you_mean,
        explanation=explain_query(state.expansions, state.weights) if state.options.explain else None,
    )
    return replace(state, results=results)


def _hits(state: SearchState) -> Iterator[Hit]:
    scored = {one.id: one for one in state.ranking}
    terms = QueryTerms(state.query.words, alternatives(state.expansions))
    supersession = _supersession(state)
    legs = placings(state.legs, state.reranked) if state.options.explain else None
    for document in state.page.documents:
        one = scored.get(document.id) or Fused(document.id, 0.0, ())
        yield Hit(
            document=document,
            score=one.score,
            matched_by=one.matched_by,
            passages=best_passages(document, terms, one.passage, SHOWN_PASSAGES),
            collapsed=state.groups.others(document.id),
            superseded_by=supersession.after.get(document.id),
            supersedes=supersession.before.get(document.id, ()),
            assignments=assignments_told(document, state.query),
            explanation=explain_hit(document.id, legs, state.boosts) if legs else None,
        )


def _supersession(state: SearchState) -> Supersession:
    """Among the page, its cases' §§ and the best scored. A § is told all of its own cases however the page was asked for."""
    best = (state.documents.get(one.id) for one in state.fused[: boost_depth(state)])
    known = (*(document for document in best if document), *state.page.siblings, *state.page.documents)
    return Supersession.among({document.id: document for document in known}.values())
