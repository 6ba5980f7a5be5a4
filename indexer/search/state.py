"""Search state: what is known of one question after each stage of the pipeline. Frozen; a stage returns the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from indexer.engine import Filters, LegRequest, Legs, ResultSet
from indexer.model import Access, Document, Note
from indexer.query import Query
from indexer.query.expansion import Expansion
from indexer.ranking.collapse import CaseGroups
from indexer.ranking.confidence import Confidence
from indexer.ranking.explain import Placing
from indexer.ranking.fusion import Fused, LegWeights
from indexer.search.results import Results, SearchOptions


@dataclass(frozen=True, slots=True)
class Page:
    """The page that was asked for: its §§ whole, the result set's counts, and what is said beside them."""

    documents: tuple[Document, ...] = ()
    found: ResultSet = field(default_factory=partial(ResultSet, 0))
    siblings: tuple[Document, ...] = ()  # briefly: the other §§ of these §§' cases
    confidence: Confidence = "none"
    notes: tuple[Note, ...] = ()
    did_you_mean: str | None = None


@dataclass(frozen=True, slots=True)
class SearchState:
    """One question on its way through the stages, in the order in which they fill it in."""

    text: str
    options: SearchOptions
    access: Access
    # understand, browse
    query: Query = field(default_factory=partial(Query, ""))
    browses: bool = False  # soft filters are all that was typed: a list is asked for
    # synonyms, compounds, spelling, expand
    expansions: tuple[Expansion, ...] = ()
    # plan, narrow
    request: LegRequest = field(default_factory=LegRequest)
    narrowings: tuple[Filters, ...] = ()  # what the soft filters would let through, widest last
    # retrieve
    legs: Legs = field(default_factory=Legs)
    best_by_words: tuple[Document, ...] = ()
    browsed: tuple[str, ...] = ()
    # leg weights, fuse
    weights: LegWeights = field(default_factory=partial(LegWeights, 0.0, 0.0))
    fused: tuple[Fused, ...] = ()
    # load
    whole: Mapping[str, Document] = field(default_factory=dict)  # of `documents` those that are not brief
    documents: Mapping[str, Document] = field(default_factory=dict)
    known_items: tuple[Document, ...] = ()
    counted: ResultSet | None = None
    # rerank, the boosts, boost
    reranked: Mapping[str, Placing] = field(default_factory=dict)
    boosts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # per § the factors that are not 1
    ranking: tuple[Fused, ...] = ()
    # group
    groups: CaseGroups = field(default_factory=CaseGroups)
    # page, explain
    page: Page = field(default_factory=Page)
    degraded: tuple[str, ...] = ()
    results: Results | None = None
