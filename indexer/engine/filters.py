"""Filters: which §§ may be found at all, by the fields of the field table and by conditions on the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from indexer.engine.clauses import Clause
from indexer.engine.field_table import FIELDS, PARAMETERS
from indexer.engine.search_field import Match, SearchField


class Condition(NamedTuple):
    """One filter as an engine applies it: any of `values` in `index_field`. Of `dates` the values are (from, to), "" for open."""

    match: Match
    index_field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """AND between fields, OR within a field. Strings compare case-folded; dates are ISO 8601, both ends included.

    `chosen` are (parameter, values) pairs in the order of `indexer.engine.field_table`; `where` makes them:
    `Filters.where(body=("KS", "KF"), date_from="2024-01-01")` is §§ of either body from 2024 on. A state of
    `assignment` is what this asker may know of it, and may name the receiver (`assignments.in_state`). `meets` are conditions on
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
        for row in FIELDS if chosen else ():
            several = tuple(chosen.get(parameter.name, ()) for parameter in row.parameters)
            if any(several):
                yield _condition(row, several)
        for index_field, values in (("protocol", self.protocol), ("id", self.ids)):
            if values:
                yield Condition("exact", index_field, values)


NO_FILTERS: Final = Filters()


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
