"""The contract between search and an engine: what goes in, what comes out, which errors, in which order.

Both engines pass one suite, `tests/contract/`. Fusion, decision-first order and collapse by case are not an engine's
business: they live in `indexer/ranking/` and see only the scored legs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.engine.field_table import FIELDS, PARAMETERS
from indexer.engine.search_field import FacetField, Match, SearchField
from indexer.model import Access, Document, ParagraphKey

Vectors = NDArray[np.float32]
Sort = Literal["relevance", "newest", "oldest"]

SEMANTIC_WINDOW = 200  # §§ of the semantic leg that belong to a result set
LEG_WINDOW = 200  # scored §§ an engine returns a leg, for fusion


@dataclass(frozen=True, slots=True)
class Term:
    """One word as typed, analysed by the engine-independent `indexer.language`; `prefix` is `word*`.

    `fuzzy`: in `should`, words of headings that resemble it are found too, where the query's boosts say so.
    """

    word: str
    prefix: bool = False
    weight: float = 1.0
    fuzzy: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand in this order, surface forms compared without stemming; `slop` words may stand between."""

    words: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these (`a ELLER b`)."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these (`a OCH b`)."""

    clauses: tuple["Clause", ...]


Clause = Term | Phrase | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class FieldBoosts:
    """What a hit in each field weighs: a plain sum that every engine can express.

    `fuzzy`: of the heading's word that resembles a `should` term most, times how much it does; 0 looks for none.
    """

    heading: float = 1.0
    text: float = 1.0
    fuzzy: float = 0.0


@dataclass(frozen=True, slots=True)
class TextQuery:
    """The keyword leg. `must` and `must_not` decide what matches, `should` adds score; with no `must`, one `should` must hit.

    Words are scored by BM25 with the engines' own k1 (1.2) and b (0.75), each field times its boost.
    """

    must: tuple[Clause, ...] = ()
    should: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    boosts: FieldBoosts = FieldBoosts()

    def __bool__(self) -> bool:
        return bool(self.must or self.should)


class Condition(NamedTuple):
    """One filter as an engine applies it: any of `values` in `index_field`. Of `dates` the values are (from, to), "" for open."""

    match: Match
    index_field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """AND between fields, OR within a field. Strings compare case-folded; dates are ISO 8601, both ends included.

    `chosen` are (parameter, values) pairs in the order of `indexer.engine.field_table`; `where` makes them:
    `Filters.where(body=("KS", "KF"), date_from="2024-01-01")` is §§ of either body from 2024 on. `meets` are conditions on
    the text that must all hold and `lacks` those of which none may, meant exactly (no grams); `also` are further filters
    that must hold as well.
    """

    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    protocol: tuple[str, ...] = ()  # protocol ids
    ids: tuple[str, ...] = ()  # of §§
    meets: tuple[Clause, ...] = ()
    lacks: tuple[Clause, ...] = ()
    also: tuple["Filters", ...] = ()

    @classmethod
    def where(cls, **values: str | Iterable[str] | None) -> "Filters":
        """Filters by parameter name; None, "" and no values mean that the field is not asked for.

        Raises:
            TypeError: a name that no row of the field table has.
        """
        unknown = values.keys() - {parameter.name for parameter in PARAMETERS}
        if unknown:
            raise TypeError(f"no search field has a parameter {', '.join(sorted(unknown))}")
        given = ((parameter.name, _several(values.get(parameter.name))) for parameter in PARAMETERS)
        return cls(tuple((name, several) for name, several in given if several))

    def values(self, name: str) -> tuple[str, ...]:
        """The chosen values of a parameter; none when it is not asked for."""
        return dict(self.chosen).get(name, ())

    def with_values(self, name: str, values: Iterable[str]) -> "Filters":
        """The same filters with these values of one parameter instead of its own."""
        return replace(self, chosen=self.where(**{**dict(self.chosen), name: values}).chosen)

    def conditions(self) -> Iterator[Condition]:
        """The chosen values, `protocol` and `ids` as conditions on the index; a case-folded match is an exact one by then."""
        chosen = dict(self.chosen)
        for row in FIELDS:
            several = tuple(chosen.get(parameter.name, ()) for parameter in row.parameters)
            if any(several):
                yield _condition(row, several)
        for index_field, values in (("protocol", self.protocol), ("id", self.ids)):
            if values:
                yield Condition("exact", index_field, values)


def _several(values: str | Iterable[str] | None) -> tuple[str, ...]:
    if isinstance(values, str):
        return (values,) if values else ()
    return tuple(values or ())


def _condition(row: SearchField, several: tuple[tuple[str, ...], ...]) -> Condition:
    if row.match == "dates":
        return Condition("dates", row.index_field, tuple("".join(values[:1]) for values in several))
    values = several[0]
    if row.match == "folded":
        return Condition("exact", row.index_field, tuple(value.lower() for value in values))
    return Condition(row.match, row.index_field, values)


@dataclass(frozen=True, slots=True)
class LegRequest:
    """What to score. A leg whose input is None or empty is not run and comes back empty."""

    text: TextQuery = TextQuery()
    vector: Vectors | None = None  # shape (dimension,), L2-normalised
    case_numbers: tuple[str, ...] = ()  # lookup keys from `indexer.identifiers.lookup_keys`
    paragraphs: tuple[ParagraphKey, ...] = ()
    filters: Filters = Filters()
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

    text: TextQuery = TextQuery()
    ids: tuple[str, ...] = ()
    filters: Filters = Filters()
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
    text: TextQuery = TextQuery()
    filters: Filters = Filters()
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
