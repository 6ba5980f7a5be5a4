"""Expand: synonyms, compound parts and spellings of the words typed. Nothing is added to conditions, nor to a list."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from indexer.language.resources import LanguageResources
from indexer.query.expansion import Expansion, by_weight, compound_parts, expand, spellings, synonyms
from indexer.search.deps import SearchDeps
from indexer.search.state import SearchState


def add_synonyms(state: SearchState, deps: SearchDeps) -> SearchState:
    """What the thesaurus calls the words."""
    return _added(state, deps, synonyms)


def add_compound_parts(state: SearchState, deps: SearchDeps) -> SearchState:
    """The parts of compounds."""
    return _added(state, deps, compound_parts)


def add_spellings(state: SearchState, deps: SearchDeps) -> SearchState:
    """What unknown words may be misspellings of."""
    return _added(state, deps, spellings)


def expand_query(state: SearchState, _deps: SearchDeps) -> SearchState:
    """The expansions in the keyword query, those that count most first."""
    found = by_weight(state.expansions, state.query.words)
    return replace(state, expansions=found, query=expand(state.query, found))


def _added(
    state: SearchState,
    deps: SearchDeps,
    find: Callable[[Sequence[str], LanguageResources], Iterator[Expansion]],
) -> SearchState:
    if state.query.exact or state.browses:
        return state
    return replace(state, expansions=(*state.expansions, *find(state.query.words, deps.language)))
