"""The contract between search and an engine: what goes in, what comes out, which errors, in which order.

Both engines pass one suite, `tests/contract/`. Fusion, decision-first order and collapse by case are not an engine's
business: they live in `indexer/ranking/` and see only the scored legs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.engine.clauses import NO_TEXT, TextQuery
from indexer.engine.filters import NO_FILTERS, Filters
from indexer.engine.search_field import FacetField
from indexer.model import Access, Document, ParagraphKey

Vectors = NDArray[np.float32]
Sort = Literal["relevance", "newest", "oldest"]

SEMANTIC_WINDOW = 200  # §§ of the semantic leg that belong to a result set
LEG_WINDOW = 200  # scored §§ an engine returns a leg, for fusion


@dataclass(frozen=True, slots=True)
class LegRequest:
    """What to score. A leg whose input is None or empty is not run and comes back empty."""

    text: TextQuery = NO_TEXT
    vector: Vectors | None = None  # shape (dimension,), L2-normalised
    case_numbers: tuple[str, ...] = ()  # keys from `indexer.identifiers.case_number_keys.lookup_keys`
    paragraphs: tuple[ParagraphKey, ...] = ()
    filters: Filters = NO_FILTERS
    window: int = LEG_WINDOW


class Scored(NamedTuple):
    """A § with one leg's raw score; `passage` is the index in `Document.passages` of the best passage, if the leg knows it."""

    id: str
    score: float
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Legs:
    """Each leg by falling score, ties by id. Scores are comparable within a leg only."""

    identifier: tuple[Scored, ...] = ()
    keyword: tuple[Scored, ...] = ()
    semantic: tuple[Scored, ...] = ()
    degraded: tuple[str, ...] = ()  # legs that could not run, by name


@dataclass(frozen=True, slots=True)
class ResultSetRequest:
    """The result set: filters ∧ (keyword matches ∪ `ids`). `ids` are the other legs' §§; an empty query and no ids is all."""

    text: TextQuery = NO_TEXT
    ids: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS
    facets: tuple[FacetField, ...] = ()
    sort: Literal["newest", "oldest"] | None = None  # None: ids are not listed, the caller ranks
    offset: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class ResultSet:
    """Exact count, exact facet counts (value → §§), and, when sorted, the ids of the asked page (ties by id)."""

    total: int
    facets: Mapping[FacetField, Mapping[str, int]] = field(default_factory=dict)
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentsRequest:
    """§§ to read: those with `ids`, in this order, else the best `limit` of the keyword leg of `text` and `filters`.

    `brief` leaves out what is long (`indexer.engine.index_fields.brief`): enough to rank a §, not to show it.
    """

    ids: tuple[str, ...] = ()
    brief: bool = False
    text: TextQuery = NO_TEXT
    filters: Filters = NO_FILTERS
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Requests answered together: one round trip, where an engine has round trips."""

    legs: tuple[LegRequest, ...] = ()
    result_sets: tuple[ResultSetRequest, ...] = ()
    documents: tuple[DocumentsRequest, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The answers to a `Batch`, in the order of its requests."""

    legs: tuple[Legs, ...] = ()
    result_sets: tuple[ResultSet, ...] = ()
    documents: tuple[tuple[Document, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class EngineStats:
    """What the engine holds, for `status` and `doctor`."""

    documents: int
    passages: int
    bytes_on_disk: int
    watermark: int
    analysis_version: str


class SearchEngine(Protocol):
    """A store of §§ that can be searched. Every read applies `Access` inside the engine: nothing closed leaves it.

    Errors: `EngineUnavailableError` when it cannot answer now, `IndexMismatchError` when what is on disk was written by
    another schema, analysis or embedding dimension (the message names the command that mends it).
    """

    @property
    def dimension(self) -> int:
        """Columns of the vectors it holds."""
        ...

    def replace(self, protocol_id: str, documents: Sequence[Document], vectors: Vectors) -> None:
        """Stage a protocol whole: its §§ replace all §§ it had. `vectors` has one row a passage, in document order."""
        ...

    def update(self, documents: Sequence[Document], vectors: Vectors) -> None:
        """Stage §§ in the place of those with their ids; whatever else their protocols have stays. `vectors` as above."""
        ...

    def remove(self, protocol_id: str) -> None:
        """Stage the removal of all §§ of a protocol; unknown ids are no error."""
        ...

    def commit(self, watermark: int) -> None:
        """Make everything staged durable and visible at once, and remember how far the record has been indexed."""
        ...

    def clear(self) -> None:
        """Drop everything, durably."""
        ...

    def batch(self, batch: Batch, access: Access) -> BatchResult:
        """Answer several requests at once.

        Legs: stop-word-only text matches nothing; unknown filter values match nothing. Result sets: exact counts; sorted
        by date undated §§ come last both ways. Documents: those absent or closed are left out.
        """
        ...

    def legs(self, request: LegRequest, access: Access) -> Legs:
        """A batch of one `LegRequest`."""
        return self.batch(Batch(legs=(request,)), access).legs[0]

    def result_set(self, request: ResultSetRequest, access: Access) -> ResultSet:
        """A batch of one `ResultSetRequest`."""
        return self.batch(Batch(result_sets=(request,)), access).result_sets[0]

    def get(self, ids: Sequence[str], access: Access, *, brief: bool = False) -> tuple[Document, ...]:
        """A batch of one `DocumentsRequest` by ids."""
        return self.batch(Batch(documents=(DocumentsRequest(tuple(ids), brief=brief),)), access).documents[0]

    def similar(self, document_id: str, access: Access, limit: int) -> tuple[Scored, ...]:
        """§§ whose passages lie nearest to those of this §, itself left out."""
        ...

    def stats(self) -> EngineStats:
        """Sizes and versions."""
        ...

    def refresh(self) -> None:
        """See what another process has committed."""
        ...

    def close(self) -> None:
        """Release files and locks. Staged changes that were not committed are dropped."""
        ...
