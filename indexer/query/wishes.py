"""Body, time, outcome, sort of §, party and section said in plain words: wishes that lift what meets them, never filters."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indexer.identifiers.bodies import body_name, find_bodies
from indexer.model import Document, Outcome
from indexer.query.fields import OUTCOME_FORMS, folded
from indexer.query.kinds import deed, find_kinds, find_parties, find_sections, names_party, shows_kind
from indexer.query.periods import find_periods
from indexer.query.words import WORD

Kind = Literal["nämnd", "dag", "år", "utfall", "typ", "parti", "avsnitt"]

_OUTCOMES: tuple[Outcome, ...] = ("avslag", "bifall", "återremiss", "bordläggning")  # nouns that are no matter's name
_YES: frozenset[Outcome | None] = frozenset({"antagande", "bifall", "godkännande"})  # one yes is often read as another
_UNREAD: frozenset[Outcome | None] = frozenset({None, "annat"})
_NEAR = 0.5  # how far a § meets a wish that its records neither confirm nor deny


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish and where it was said. `value` is a body's code, a party's letters, a name of a table or an ISO day.

    `date_to` is the last day of a time; `role` what a party is asked to have done.
    """

    kind: Kind
    value: str
    start: int
    end: int
    date_to: str = ""
    role: str = ""

    def fit(self, document: Document) -> float:
        """How far a § is as wished, 0–1."""
        if self.kind == "nämnd":
            return float(document.body_code == self.value)
        if self.kind == "utfall":
            return _outcome_fit(self.value, document.outcome)
        if self.kind == "typ":
            return self._kind_fit(document)
        if self.kind == "parti":
            return self._party_fit(document)
        if self.kind == "avsnitt":
            return float(any(section.type == self.value for section in document.sections))
        return self._time_fit(document)

    def _kind_fit(self, document: Document) -> float:
        """A motion to the floor (yrkande) is both a sort of § and something done in one of another sort."""
        if shows_kind(document.heading, self.value):
            return 1.0
        done = self.value == "yrkande" and any(section.type == "yrkanden" for section in document.sections)
        return _NEAR if done else 0.0

    def _time_fit(self, document: Document) -> float:
        """A year is also met by a heading that names it (`Taxa för 2024`)."""
        within = self.value <= (document.date or "") <= self.date_to
        return float(within or (self.kind == "år" and _names_year(document.heading, self.value[:4])))

    def _party_fit(self, document: Document) -> float:
        if names_party(document.heading, self.value):
            return 1.0
        of_party = [person for person in document.people if person.party == self.value]
        if any(self.role in person.roles for person in of_party) or (of_party and not self.role):
            return 1.0
        return _NEAR if of_party else 0.0


def find_wishes(text: str, newest: Callable[[], date] = date.today) -> tuple[Wish, ...]:
    """The wishes in a question, in order. What is relative in time counts from `newest`."""
    found = (*_bodies(text), *_times(text, newest), *_results(text), *_kinds(text), *_parties(text), *_sections(text))
    return tuple(sorted(found, key=lambda wish: (wish.start, wish.end)))


def _names_year(heading: str, year: str) -> bool:
    """Whether a heading says the year itself, not as part of a number (`SOU 2024:18`)."""
    return re.search(rf"(?<![\w:/.]){year}(?![:/\d])", heading) is not None


def _bodies(text: str) -> Iterator[Wish]:
    for match in find_bodies(text, loose=True):
        if body_name(match.code):  # other authorities are named as matters, not as who decided
            yield Wish("nämnd", match.code, match.start, match.end)


def _times(text: str, newest: Callable[[], date]) -> Iterator[Wish]:
    for period in find_periods(text, newest):
        yield Wish("år" if period.year else "dag", period.first, period.start, period.end, period.last)


def _results(text: str) -> Iterator[Wish]:
    for match in WORD.finditer(text):
        word = match.group().casefold()
        outcome = word if word in _OUTCOMES else OUTCOME_FORMS.get(folded(word))
        if outcome:
            yield Wish("utfall", outcome, match.start(), match.end())


def _kinds(text: str) -> Iterator[Wish]:
    for name, start, end in find_kinds(text):
        yield Wish("typ", name, start, end)


def _parties(text: str) -> Iterator[Wish]:
    role = deed(text) or ("förslagsställare" if any(True for _ in find_kinds(text)) else "")  # whose motion it is
    for party, start, end in find_parties(text):
        yield Wish("parti", party, start, end, role=role)


def _sections(text: str) -> Iterator[Wish]:
    for name, start, end in find_sections(text):
        yield Wish("avsnitt", name, start, end)


def _outcome_fit(wished: str, outcome: Outcome | None) -> float:
    if outcome == wished:
        return 1.0
    return _NEAR if outcome in _UNREAD or (outcome in _YES and wished in _YES) else 0.0
