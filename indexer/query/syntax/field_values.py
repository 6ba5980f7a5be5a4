"""`nämnd:KS datum:2023-01..2023-06` to filters: names and closed values by the field table, values as the records have them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from indexer.engine import Filters
from indexer.engine.field_table import FIELDS
from indexer.engine.search_field import SearchField
from indexer.identifiers.parties import party_named
from indexer.identifiers.typed_case_numbers import find_query_case_numbers
from indexer.language.tokens import fold_diacritics
from indexer.model import Note
from indexer.query.intent.assignments import status_forms
from indexer.query.intent.outcomes import outcome_forms
from indexer.query.syntax.date_ranges import NoDateError, date_range

_FIELDS: Mapping[str, SearchField] = {
    name: field for field in FIELDS for name in field.names
}  # by the name as typed, folded
_LONGEST_ENDING = 2  # letters after a colon that are an inflection (`USA:s`, `SKR:en`), no value
_NEAR = 0.6  # difflib ratio from which two words are taken for spellings of one


class NotUnderstoodError(Exception):
    """A field cannot be used; its text stays in the question as words. `note` says why, where that needs saying."""

    def __init__(self, note: Note | None) -> None:
        super().__init__(note)
        self.note = note


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """One `name:value` as understood: filter values by filter name."""

    name: str
    value: str
    filters: Mapping[str, str]


def parse_field(name: str, value: str, today: date) -> FieldFilter:
    """What a field asks for.

    Raises:
        NotUnderstoodError: no such field, or a value the field cannot have.
        QueryError: a year outside the possible ones.
    """
    field = _FIELDS.get(name.casefold()) or _by_letters(name)
    value = " ".join(value.split())
    if field is None:
        raise NotUnderstoodError(None if is_inflection(value) else _unknown(name))
    if not value:
        raise NotUnderstoodError(Note("field_empty", {"field": field.name}))
    if field.match == "dates":
        return FieldFilter(field.name, value, _dates(field, value, today))
    value = _meant(field, value)
    return FieldFilter(field.name, value, {parameter.name: value for parameter in field.parameters})


def merge_filters(fields: list[FieldFilter]) -> Filters:
    """Several fields together: values of one field are alternatives, dates narrow each other."""
    many: dict[str, tuple[str, ...]] = {}
    for one in fields:
        for name, value in one.filters.items():
            many[name] = (*many.get(name, ()), value)
    firsts, lasts = many.pop("date_from", ()), many.pop("date_to", ())
    return Filters.where(**many, date_from=max(firsts, default=None), date_to=min(lasts, default=None))


def is_inflection(value: str) -> bool:
    """Whether what stands after a colon is an ending (`USA:s`) and no value."""
    return len(value) <= _LONGEST_ENDING and value.isalpha() and value.islower()


def _dates(field: SearchField, value: str, today: date) -> dict[str, str]:
    try:
        ends = date_range(value, today)
    except NoDateError as error:
        raise NotUnderstoodError(Note("date_unreadable", {"value": value})) from error
    return {parameter.name: day for parameter, day in zip(field.parameters, ends, strict=True) if day}


def _meant(field: SearchField, value: str) -> str:
    """The value as the records have it."""
    if field.name == "paragraf":
        return value.removeprefix("§").strip()
    if field.name == "dnr":
        return next((match.number.canonical for match in find_query_case_numbers(value)), value)
    if field.name == "parti":
        return party_named(value) or value
    return _choice(field, value) if field.values else value


def _choice(field: SearchField, value: str) -> str:
    """The one of the field's values that is meant."""
    by_letters = {fold_diacritics(choice).replace("_", " "): choice for choice in field.values}
    key = fold_diacritics(value).replace("_", " ")
    found = by_letters.get(key) or _forms(field).get(key)
    if found is None:
        near = get_close_matches(key, by_letters, 1, _NEAR)
        said: dict[str, object] = {"field": field.name, "value": value}
        if near:
            raise NotUnderstoodError(Note("value_unknown_near", {**said, "near": by_letters[near[0]]}))
        raise NotUnderstoodError(Note("value_unknown", {**said, "choices": field.values}))
    return found


def _forms(field: SearchField) -> Mapping[str, str]:
    """Other words for the values of a field, folded."""
    if field.name == "utfall":
        return outcome_forms()
    return status_forms() if field.name == "uppdrag" else {}


def _by_letters(name: str) -> SearchField | None:
    folded = fold_diacritics(name)
    return next((field for spelling, field in _FIELDS.items() if fold_diacritics(spelling) == folded), None)


def _unknown(name: str) -> Note:
    near = get_close_matches(name.casefold(), _FIELDS, 1, _NEAR)
    if near:
        return Note("field_unknown_near", {"field": name, "near": _FIELDS[near[0]].name})
    return Note("field_unknown", {"field": name, "fields": tuple(f"{field.name}:" for field in FIELDS)})
