"""`nämnd:KS datum:2023-01..2023-06` to filters. The names, their other spellings and what their values may be are tables."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import get_args

from indexer.engine import Filters
from indexer.identifiers.typed_case_numbers import find_query_case_numbers
from indexer.model import Outcome, SectionType
from indexer.query.intent.assignments import STATUS_FORMS, STATUSES
from indexer.query.syntax.date_ranges import NoDateError, date_range

NAMES: Mapping[str, str] = {  # as typed, folded: the field's own name
    **dict.fromkeys("nämnd nämnden organ styrelse body".split(), "nämnd"),
    **dict.fromkeys("dnr diarienummer diarienr ärende ärendenummer".split(), "dnr"),
    **dict.fromkeys("paragraf paragrafen paragraph".split(), "paragraf"),
    **dict.fromkeys("datum date år möte sammanträde".split(), "datum"),
    **dict.fromkeys("person namn ledamot".split(), "person"),
    **dict.fromkeys("parti partiet party".split(), "parti"),
    **dict.fromkeys("typ ärendetyp type".split(), "typ"),
    **dict.fromkeys("utfall resultat outcome".split(), "utfall"),
    **dict.fromkeys("avsnitt section".split(), "avsnitt"),
    **dict.fromkeys("uppdrag uppdraget assignment".split(), "uppdrag"),
    **dict.fromkeys("kommun kommunen municipality".split(), "kommun"),
}
_FILTERS: Mapping[str, str] = {  # field: the filter of the same meaning; dates are two
    "nämnd": "body",
    "dnr": "case_number",
    "paragraf": "paragraph",
    "person": "person",
    "parti": "party",
    "typ": "kind",
    "utfall": "outcome",
    "avsnitt": "section",
    "kommun": "municipality",
    "uppdrag": "",  # no filter of one §: what became of an assignment stands in others
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "utfall": get_args(Outcome),
    "avsnitt": get_args(SectionType),
    "uppdrag": STATUSES,
}
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
    """A field cannot be used; its text stays in the question as words. The message is a Swedish sentence, or empty."""


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
    known = NAMES.get(name.casefold()) or _by_letters(name)
    value = " ".join(value.split())
    if known is None:
        raise NotUnderstoodError("" if is_inflection(value) else _unknown(name))
    if not value:
        raise NotUnderstoodError(f"Fältet {known}: saknar ett värde; skriv det direkt efter kolonet.")
    if known == "datum":
        return FieldFilter(known, value, _dates(value, today))
    value = _meant(known, value)
    return FieldFilter(known, value, {_FILTERS[known]: value} if _FILTERS[known] else {})


def merge_filters(fields: list[FieldFilter]) -> Filters:
    """Several fields together: values of one field are alternatives, dates narrow each other."""
    many: dict[str, tuple[str, ...]] = {}
    for one in fields:
        for name, value in one.filters.items():
            many[name] = (*many.get(name, ()), value)
    firsts, lasts = many.pop("date_from", ()), many.pop("date_to", ())
    return Filters(date_from=max(firsts, default=None), date_to=min(lasts, default=None), **many)  # type: ignore[arg-type] # names of `_FILTERS`


def is_inflection(value: str) -> bool:
    """Whether what stands after a colon is an ending (`USA:s`) and no value."""
    return len(value) <= _LONGEST_ENDING and value.isalpha() and value.islower()


def fold_diacritics(text: str) -> str:
    """Lower case without dots and rings: what a hurried keyboard gives."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def _dates(value: str, today: date) -> dict[str, str]:
    try:
        ends = date_range(value, today)
    except NoDateError as error:
        message = f"Datumet {value} går inte att läsa; skriv till exempel datum:2023-01..2023-06."
        raise NotUnderstoodError(message) from error
    return {name: day for name, day in zip(("date_from", "date_to"), ends, strict=True) if day}


def _meant(name: str, value: str) -> str:
    """The value as the records have it."""
    if name == "paragraf":
        return value.removeprefix("§").strip()
    if name == "dnr":
        return next((match.number.canonical for match in find_query_case_numbers(value)), value)
    if name == "parti":
        return PARTIES.get(fold_diacritics(value), value)
    choices = _CHOICES.get(name)
    if choices is None:
        return value
    by_letters = {fold_diacritics(choice).replace("_", " "): choice for choice in choices}
    key = fold_diacritics(value).replace("_", " ")
    found = by_letters.get(key) or _FORMS.get(name, {}).get(key)
    if found is None:
        near = get_close_matches(key, by_letters, 1, _NEAR)
        hint = f"menade du {by_letters[near[0]]}?" if near else f"välj {', '.join(choices)}."
        raise NotUnderstoodError(f"{name}:{value} finns inte och söktes som vanliga ord; {hint}")
    return found


def _by_letters(name: str) -> str | None:
    return next(
        (known for spelling, known in NAMES.items() if fold_diacritics(spelling) == fold_diacritics(name)), None
    )


def _unknown(name: str) -> str:
    near = get_close_matches(name.casefold(), NAMES, 1, _NEAR)
    hint = f"menade du {NAMES[near[0]]}:?" if near else f"fälten är {', '.join(f'{f}:' for f in (*_FILTERS, 'datum'))}."
    return f"Fältet {name}: finns inte och söktes som vanliga ord; {hint}"
