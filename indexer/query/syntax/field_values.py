"""`nämnd:KS datum:2023-01..2023-06` to filters: names and closed values by the field table, values as the records have them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from indexer.engine import Filters
from indexer.engine.field_table import FIELDS
from indexer.engine.search_field import SearchField
from indexer.identifiers.typed_case_numbers import find_query_case_numbers
from indexer.model import Note
from indexer.query.intent.assignments import STATUS_FORMS
from indexer.query.syntax.date_ranges import NoDateError, date_range

_FIELDS: Mapping[str, SearchField] = {
    name: field for field in FIELDS for name in field.names
}  # by the name as typed, folded
OUTCOME_FORMS: Mapping[str, str] = {  # how an outcome is said, folded as `_folded` does
    **dict.fromkeys("avslagen avslaget avslagna avslas avslogs avslog avsla".split(), "avslag"),
    **dict.fromkeys(
        "bifallen bifallet bifallna bifalls bifolls bifoll bifalla bifolles beviljad beviljat beviljade beviljades".split(),
        "bifall",
    ),
    **dict.fromkeys("bordlagd bordlagt bordlagda bordlades bordlade bordlagga".split(), "bordläggning"),
    **dict.fromkeys(
        "aterremitterad aterremitterat aterremitterade aterremitterades aterremitterade aterremittera".split(),
        "återremiss",
    ),
    **dict.fromkeys(
        "antagen antaget antagna antas antogs antog anta faststalld faststallt faststallda faststalldes faststallde".split(),
        "antagande",
    ),
    **dict.fromkeys("godkand godkant godkanda godkanns godkandes godkande".split(), "godkännande"),
    **dict.fromkeys("besvarat besvarade besvarades".split(), "besvarad"),
    **dict.fromkeys("noterad noterat noteras antecknas".split(), "notering"),
    **dict.fromkeys("vald valda valdes".split(), "val"),
    **dict.fromkeys("utgar utgatt utgick".split(), "utgår"),
    **dict.fromkeys("overlamnas overlamnad overlamnat overlamnades".split(), "överlämnande"),
    **dict.fromkeys("forslag tillstyrkan tillstyrker".split(), "förslag_uppåt"),
}
_FORMS: Mapping[str, Mapping[str, str]] = {"utfall": OUTCOME_FORMS, "uppdrag": STATUS_FORMS}
PARTIES: Mapping[str, str] = {  # name, folded: the letters in the records
    **dict.fromkeys("socialdemokraterna socialdemokrat socialdemokratisk".split(), "S"),
    **dict.fromkeys("moderaterna moderat".split(), "M"),
    **dict.fromkeys("sverigedemokraterna sverigedemokrat".split(), "SD"),
    **dict.fromkeys("centerpartiet centern centerpartist".split(), "C"),
    **dict.fromkeys("vansterpartiet vanstern vansterpartist".split(), "V"),
    **dict.fromkeys("kristdemokraterna kristdemokrat".split(), "KD"),
    **dict.fromkeys("miljopartiet miljopartist".split(), "MP"),
    **dict.fromkeys("liberalerna liberal folkpartiet".split(), "L"),
    **dict.fromkeys("demokraterna".split(), "D"),
}
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


def fold_diacritics(text: str) -> str:
    """Lower case without dots and rings: what a hurried keyboard gives."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


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
        return PARTIES.get(fold_diacritics(value), value)
    return _choice(field, value) if field.values else value


def _choice(field: SearchField, value: str) -> str:
    """The one of the field's values that is meant."""
    by_letters = {fold_diacritics(choice).replace("_", " "): choice for choice in field.values}
    key = fold_diacritics(value).replace("_", " ")
    found = by_letters.get(key) or _FORMS.get(field.name, {}).get(key)
    if found is None:
        near = get_close_matches(key, by_letters, 1, _NEAR)
        said: dict[str, object] = {"field": field.name, "value": value}
        if near:
            raise NotUnderstoodError(Note("value_unknown_near", {**said, "near": by_letters[near[0]]}))
        raise NotUnderstoodError(Note("value_unknown", {**said, "choices": field.values}))
    return found


def _by_letters(name: str) -> SearchField | None:
    folded = fold_diacritics(name)
    return next((field for spelling, field in _FIELDS.items() if fold_diacritics(spelling) == folded), None)


def _unknown(name: str) -> Note:
    near = get_close_matches(name.casefold(), _FIELDS, 1, _NEAR)
    if near:
        return Note("field_unknown_near", {"field": name, "near": _FIELDS[near[0]].name})
    return Note("field_unknown", {"field": name, "fields": tuple(f"{field.name}:" for field in FIELDS)})
