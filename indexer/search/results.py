"""What a search is asked and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from indexer.engine import FacetField, Filters, Sort
from indexer.model import Assignment, Document, Note
from indexer.query import Query
from indexer.ranking.confidence import Confidence
from indexer.ranking.explain import HitExplanation, QueryExplanation
from indexer.ranking.highlights import HitPassage

Mode = Literal["hybrid", "keyword", "semantic"]


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search and which page to give. `filters` come on top of those in the question."""

    mode: Mode = "hybrid"
    limit: int = 10
    offset: int = 0
    sort: Sort = "relevance"
    facets: tuple[FacetField, ...] = ()
    collapse: bool = False
    explain: bool = False
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Hit:
    """A § that was found. `score` is 0–1 within one answer; `collapsed` holds the ids of the case's other hits.

    `superseded_by` is the id of the § that has the last word after it, `supersedes` those it has the last word over: in
    their cases, and among the best scored that repeal others. `assignments` are given only where they are asked for.
    """

    document: Document
    score: float
    matched_by: tuple[str, ...]
    passages: tuple[HitPassage, ...]
    collapsed: tuple[str, ...] = ()
    superseded_by: str | None = None
    supersedes: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    explanation: HitExplanation | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One page. `total` and `facets` count the whole result set; `understood` is how the question was read.

    `did_you_mean` is the question with a word spelt otherwise, when that is found far oftener.
    """

    query: str
    understood: Query
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[FacetField, Mapping[str, int]] = field(default_factory=dict)
    degraded: tuple[str, ...] = ()
    confidence: Confidence = "none"
    notes: tuple[Note, ...] = ()
    did_you_mean: str | None = None
    explanation: QueryExplanation | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """Every § of a case in time order, and the one that has the last word."""

    number: str
    documents: tuple[Document, ...]
    final: Document | None
