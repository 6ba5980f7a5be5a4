"""What a row of `indexer.engine.field_table` says: one search field, from its name in a question to its field in the index."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.model import Document

Match = Literal["folded", "exact", "heading words", "name", "dates", "assignment"]
FacetField = str  # name of a `Facet`

MATCHES: Mapping[
    Match, str
] = {  # how a filter's value is held against the index field; what the documentation says of it
    "folded": "whole value, case-folded",
    "exact": "whole value",
    "heading words": "all words in the heading, in any form",
    "name": "words of one person's name, in order",
    "dates": "year, month or day; both ends included",
    "assignment": "state of an assignment that is given",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One filter as callers send it: `name` in `Filters` and the API, `swedish` in the pages' addresses, `label` on its chip."""

    name: str
    swedish: str
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Counted values of a field. `place` is its rank on the page; without `read` the number field of its name is counted."""

    name: FacetField
    title: str
    place: int
    read: Callable[[Document], Sequence[str]] | None = None

    @property
    def index_field(self) -> str:
        """The index field whose values are counted."""
        return f"facet_{self.name}" if self.read else self.name


@dataclass(frozen=True, slots=True)
class SearchField:
    """One field of the query language with its filter parameters (two for a date), index field, facet and help.

    `names` are what may stand before the colon, the field's own first. `read` gives the values to index, None when the
    index field is filled elsewhere. `values` are all there are, empty when any will do. `finds` explains `example`.
    """

    names: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    match: Match
    index_field: str
    example: str
    finds: str
    read: Callable[[Document], Sequence[str]] | None = None
    facet: Facet | None = None
    values: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The field's own name in the query language: `nämnd`."""
        return self.names[0]
