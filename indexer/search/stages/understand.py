"""Understand: the text of a question to a typed query, read once."""

from dataclasses import replace
from functools import partial

from indexer.query import parse
from indexer.search.deps import SearchDeps
from indexer.search.state import SearchState


def understand(state: SearchState, deps: SearchDeps) -> SearchState:
    """The query. The store's municipalities are known, or asked for twice a minute; its newest meeting only for a relative time."""
    query = parse(
        state.text,
        newest=partial(deps.holdings.newest_meeting, state.access),
        municipalities=deps.holdings.municipalities(state.access),
        lexicon=deps.language.lexicon,
    )
    return replace(state, query=query)


def browse(state: SearchState, _deps: SearchDeps) -> SearchState:
    """Whether soft filters are all that was typed."""
    return replace(state, browses=state.query.browses)
