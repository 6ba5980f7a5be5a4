"""Soft filters: body, time, outcome, category, party, section and assignment said in plain words. They lift what meets them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indexer.identifiers.bodies import body_name, find_bodies
from indexer.identifiers.periods import FIRST_DAY, LAST_DAY, find_periods
from indexer.language.lexicon import Lexicon, shipped_lexicon
from indexer.query.intent.assignments import find_assignments
from indexer.query.intent.categories import (
    asked_role,
    find_categories,
    find_parties,
    find_sections,
)
from indexer.query.intent.municipalities import find_municipalities
from indexer.query.intent.outcomes import find_outcomes

Kind = Literal["nämnd", "dag", "år", "utfall", "typ", "parti", "avsnitt", "uppdrag", "mottagare", "kommun"]


@dataclass(frozen=True, slots=True)
class SoftFilter:
    """One soft filter and where it was said. `value` is a body's code, a party's letters, a name of a table or an ISO day.

    `date_to` is the last day of a time; `role` what a party is asked to have done; `names` are a municipality's spellings
    in the store; `statuses` is what the assignments to a receiver are asked to be.
    """

    kind: Kind
    value: str
    start: int
    end: int
    date_to: str = ""
    role: str = ""
    names: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    @property
    def value_as_text(self) -> str:
        """The value as a person reads it: a time by its ends, unless it is a year or a day."""
        if self.kind == "år":
            return self.value[:4]
        if self.kind != "dag" or self.value == self.date_to:
            return self.value
        first, last = ("" if day in (FIRST_DAY, LAST_DAY) else day for day in (self.value, self.date_to))
        return f"{first}..{last}"


def find_soft_filters(
    text: str,
    newest: Callable[[], date] = date.today,
    municipalities: Iterable[str] = (),
    lexicon: Lexicon | None = None,
) -> tuple[SoftFilter, ...]:
    """The soft filters in a question, in order. What is relative in time counts from `newest`; `municipalities` are the store's."""
    places = [
        SoftFilter("kommun", one.names[0], one.start, one.end, names=one.names)
        for one in find_municipalities(text, municipalities, lexicon or shipped_lexicon())
    ]
    assigned = _assigned(text)
    bodies = [one for one in _bodies(text) if not any(other.start <= one.start < other.end for other in assigned)]
    found = (
        *places,
        *assigned,
        *bodies,
        *_times(text, newest),
        *_results(text),
        *_kinds(text),
        *_parties(text),
        *_sections(text),
    )
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _assigned(text: str) -> list[SoftFilter]:
    said = list(find_assignments(text))
    statuses = tuple(dict.fromkeys(value for kind, value, *_ in said if kind == "uppdrag"))
    return [SoftFilter(*one, statuses=statuses if one[0] == "mottagare" else ()) for one in said]


def _bodies(text: str) -> Iterator[SoftFilter]:
    for match in find_bodies(text, loose=True):
        if body_name(match.code):  # other authorities are named as matters, not as who decided
            yield SoftFilter("nämnd", match.code, match.start, match.end)


def _times(text: str, newest: Callable[[], date]) -> Iterator[SoftFilter]:
    for period in find_periods(text, newest):
        yield SoftFilter("år" if period.year else "dag", period.first, period.start, period.end, period.last)


def _results(text: str) -> Iterator[SoftFilter]:
    for outcome, start, end in find_outcomes(text):
        yield SoftFilter("utfall", outcome, start, end)


def _kinds(text: str) -> Iterator[SoftFilter]:
    for name, start, end in find_categories(text):
        yield SoftFilter("typ", name, start, end)


def _parties(text: str) -> Iterator[SoftFilter]:
    role = asked_role(text) or (
        "förslagsställare" if any(True for _ in find_categories(text)) else ""
    )  # whose motion it is
    for party, start, end in find_parties(text):
        yield SoftFilter("parti", party, start, end, role=role)


def _sections(text: str) -> Iterator[SoftFilter]:
    for name, start, end in find_sections(text):
        yield SoftFilter("avsnitt", name, start, end)
