"""The search pipeline: a question through named stages, each from one frozen `SearchState` to the next.

The engine is asked in `retrieve`, `load` and `page`, one batch each where all that is shown has been weighed; `understand` may ask
for municipalities and the newest meeting, `page` once more for a longer list, other spellings, missing numbers and unread cases.
"""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from indexer.model import Access
from indexer.search.deps import SearchDeps
from indexer.search.results import Results, SearchOptions
from indexer.search.stages.boost import boost, by_body_level, by_outcome, by_procedure, by_soft_filters
from indexer.search.stages.expand import add_compound_parts, add_spellings, add_synonyms, expand_query
from indexer.search.stages.explain import explain
from indexer.search.stages.fuse import fuse_legs, weigh_legs
from indexer.search.stages.group import group
from indexer.search.stages.load import load
from indexer.search.stages.page import page
from indexer.search.stages.plan import boost_fields, match_fuzzily, narrow, plan
from indexer.search.stages.rerank import rerank
from indexer.search.stages.retrieve import retrieve
from indexer.search.stages.understand import browse, understand
from indexer.search.state import SearchState

Run = Callable[[SearchState, SearchDeps], SearchState]


class Stage(NamedTuple):
    """One step of a search under the name by which it can be left out."""

    name: str
    run: Run


STAGES: tuple[Stage, ...] = (
    Stage("understand", understand),  # the text parsed: identifiers, fields, soft filters, words
    Stage("browse", browse),  # soft filters alone are a list
    Stage("synonyms", add_synonyms),
    Stage("compounds", add_compound_parts),
    Stage("spelling", add_spellings),
    Stage("expand", expand_query),
    Stage("plan", plan),  # what to score, under which filters
    Stage("field boosts", boost_fields),  # BM25 of heading and text
    Stage("fuzzy", match_fuzzily),
    Stage("narrow", narrow),  # once more among what meets the soft filters
    Stage("retrieve", retrieve),  # the legs: identifier, keyword, semantic
    Stage("leg weights", weigh_legs),
    Stage("fuse", fuse_legs),
    Stage("load", load),  # the §§ that ranking weighs, and the counts
    Stage("rerank", rerank),
    Stage("boost: soft filters", by_soft_filters),
    Stage("boost: outcome", by_outcome),
    Stage("boost: body level", by_body_level),
    Stage("boost: procedure", by_procedure),
    Stage("boost", boost),  # the factors applied: known items, then decisions first
    Stage("group", group),  # one § a case
    Stage("page", page),
    Stage("explain", explain),  # hits, their passages, and why they stand where they stand
)


class SearchPipeline:
    """Runs the stages in their order."""

    def __init__(self, deps: SearchDeps, stages: Sequence[Stage] = STAGES) -> None:
        self._deps, self._stages = deps, stages

    def run(self, text: str, options: SearchOptions, access: Access) -> Results:
        """One page of hits."""
        state = SearchState(text, options, access)
        for stage in self._stages:
            state = stage.run(state, self._deps)
        return state.results or Results(text, state.query)


def without(names: Collection[str], stages: Sequence[Stage] = STAGES) -> tuple[Stage, ...]:
    """The stages but these: what a search is worth without them.

    Raises:
        KeyError: there is no such stage.
    """
    if unknown := set(names) - {stage.name for stage in stages}:
        raise KeyError(*unknown)
    return tuple(stage for stage in stages if stage.name not in names)
