"""Group: one § a case, where asked for; never when a case or a § is named, since then all of it is wanted."""

from dataclasses import replace

from indexer.ranking.collapse import CaseGroups
from indexer.search.deps import SearchDeps
from indexer.search.state import SearchState


def group(state: SearchState, _deps: SearchDeps) -> SearchState:
    """The ranking by case."""
    if not state.options.collapse or state.query.identifies:
        return state
    ranked = (state.documents[one.id] for one in state.ranking if one.id in state.documents)
    return replace(state, groups=CaseGroups.of(ranked))
