"""Body, time, outcome, sort of §, party, section and assignment said in plain words: wishes that lift what meets them, never filters."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indexer.identifiers.bodies import body_name, find_bodies
from indexer.identifiers.periods import find_periods
from indexer.model import Document, Outcome
from indexer.query.intent.assignments import find_assignments
from indexer.query.intent.categories import (
    asked_role,
    find_categories,
    find_parties,
    find_sections,
    names_party,
    shows_category,
)
from indexer.query.intent.municipalities import find_municipalities
from indexer.query.stopwords import WORD
from indexer.query.syntax.field_values import OUTCOME_FORMS, fold_diacritics

Kind = Literal["nämnd", "dag", "år", "utfall", "typ", "parti", "avsnitt", "uppdrag", "mottagare", "kommun"]

_OUTCOMES: tuple[Outcome, ...] = ("avslag", "bifall", "återremiss", "bordläggning")  # nouns that are no matter's name
_YES: frozenset[Outcome | None] = frozenset({"antagande", "bifall", "godkännande"})  # one yes is often read as another
_UNREAD: frozenset[Outcome | None] = frozenset({None, "annat"})
_NEAR = 0.5  # how far a § meets a wish that its records neither confirm nor deny


@dataclass(frozen=True, slots=True)
class SoftFilter:
    """One wish and where it was said. `value` is a body's code, a party's letters, a name of a table or an ISO day.

    `date_to` is the last day of a time; `role` what a party is asked to have done; `names` are a municipality's spellings
    in the store; `ids` are the §§ that meet a wish which the § alone does not show.
    """

    kind: Kind
    value: str
    start: int
    end: int
    date_to: str = ""
    role: str = ""
    names: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()

    def fit(self, document: Document) -> float:
        """How far a § is as wished, 0–1."""
        return _FITS[self.kind](self, document)

    def kind_fit(self, document: Document) -> float:
        """A motion to the floor (yrkande) is both a sort of § and something done in one of another sort."""
        if shows_category(document.heading, self.value):
            return 1.0
        done = self.value == "yrkande" and any(section.type == "yrkanden" for section in document.sections)
        return _NEAR if done else 0.0

    def time_fit(self, document: Document) -> float:
        """A year is also met by a heading that names it (`Taxa för 2024`)."""
        within = self.value <= (document.date or "") <= self.date_to
        return float(within or (self.kind == "år" and _names_year(document.heading, self.value[:4])))

    def party_fit(self, document: Document) -> float:
        """What the party did, or that it is there at all."""
        if names_party(document.heading, self.value):
            return 1.0
        of_party = [person for person in document.people if person.party == self.value]
        if any(self.role in person.roles for person in of_party) or (of_party and not self.role):
            return 1.0
        return _NEAR if of_party else 0.0


_FITS: Mapping[Kind, Callable[[SoftFilter, Document], float]] = {
    "nämnd": lambda wish, document: float(document.body_code == wish.value),
    "dag": SoftFilter.time_fit,
    "år": SoftFilter.time_fit,
    "utfall": lambda wish, document: _outcome_fit(wish.value, document.outcome),
    "typ": SoftFilter.kind_fit,
    "parti": SoftFilter.party_fit,
    "avsnitt": lambda wish, document: float(any(section.type == wish.value for section in document.sections)),
    "uppdrag": lambda wish, document: float(document.id in wish.ids),
    "mottagare": lambda wish, document: float(document.id in wish.ids),
    "kommun": lambda wish, document: float(document.municipality in wish.names),
}


def find_soft_filters(
    text: str, newest: Callable[[], date] = date.today, municipalities: Iterable[str] = ()
) -> tuple[SoftFilter, ...]:
    """The wishes in a question, in order. What is relative in time counts from `newest`; `municipalities` are the store's."""
    places = [
        SoftFilter("kommun", one.names[0], one.start, one.end, names=one.names)
        for one in find_municipalities(text, municipalities)
    ]
    assigned = [SoftFilter(*one) for one in find_assignments(text)]
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
    return tuple(sorted(found, key=lambda wish: (wish.start, wish.end)))


def _names_year(heading: str, year: str) -> bool:
    """Whether a heading says the year itself, not as part of a number (`SOU 2024:18`)."""
    return re.search(rf"(?<![\w:/.]){year}(?![:/\d])", heading) is not None


def _bodies(text: str) -> Iterator[SoftFilter]:
    for match in find_bodies(text, loose=True):
        if body_name(match.code):  # other authorities are named as matters, not as who decided
            yield SoftFilter("nämnd", match.code, match.start, match.end)


def _times(text: str, newest: Callable[[], date]) -> Iterator[SoftFilter]:
    for period in find_periods(text, newest):
        yield SoftFilter("år" if period.year else "dag", period.first, period.start, period.end, period.last)


def _results(text: str) -> Iterator[SoftFilter]:
    for match in WORD.finditer(text):
        word = match.group().casefold()
        outcome = word if word in _OUTCOMES else OUTCOME_FORMS.get(fold_diacritics(word))
        if outcome:
            yield SoftFilter("utfall", outcome, match.start(), match.end())


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


def _outcome_fit(wished: str, outcome: Outcome | None) -> float:
    if outcome == wished:
        return 1.0
    return _NEAR if outcome in _UNREAD or (outcome in _YES and wished in _YES) else 0.0
