"""Body, time and outcome said in plain words: wishes that lift what meets them, never filters that hide the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from indexer.identifiers.bodies import body_name, find_bodies
from indexer.identifiers.dates import DateMatch, find_dates
from indexer.model import Document, Outcome
from indexer.query.fields import OUTCOME_FORMS, folded
from indexer.query.words import WORD

Kind = Literal["nämnd", "dag", "år", "utfall"]

_SEASONS = {"våren": ("01-01", "06-30"), "hösten": ("07-01", "12-31")}
_SEASON = re.compile(r"\b(våren|hösten)s? ((?:19|20)\d{2})\b", re.IGNORECASE)
_TO = re.compile(r"\s{0,3}(?:–|-|till|t\.?o\.?m\.?)\s{0,3}", re.IGNORECASE)
_OUTCOMES: tuple[Outcome, ...] = ("avslag", "bifall", "återremiss", "bordläggning")  # nouns that are no matter's name


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish: a body's code, a span of ISO dates, or an outcome, and where it was said."""

    kind: Kind
    value: str
    start: int
    end: int
    date_to: str = ""

    def meets(self, document: Document) -> bool:
        """Whether a § is as wished; a year is also met by a heading that names it (`Taxa för 2024`)."""
        if self.kind == "nämnd":
            return document.body_code == self.value
        if self.kind == "utfall":
            return document.outcome == self.value
        within = self.value <= (document.date or "") <= self.date_to
        return within or (self.kind == "år" and self.value[:4] in document.heading)


def find_wishes(text: str) -> tuple[Wish, ...]:
    """The wishes in a question, in order."""
    return tuple(sorted((*_bodies(text), *_times(text), *_results(text)), key=lambda wish: wish.start))


def _bodies(text: str) -> Iterator[Wish]:
    for match in find_bodies(text, loose=True):
        if body_name(match.code):  # other authorities are named as matters, not as who decided
            yield Wish("nämnd", match.code, match.start, match.end)


def _times(text: str) -> Iterator[Wish]:
    seasons = [_season(match) for match in _SEASON.finditer(text)]
    yield from seasons
    dates = [d for d in find_dates(text, loose=True) if not any(s.start <= d.start < s.end for s in seasons)]
    ranged: set[DateMatch] = set()
    for first, last in pairwise(dates):
        if first.year is None and last.date_to and _TO.fullmatch(text, first.end, last.start):
            ranged |= {first, last}
            start = f"{last.year}-{first.month or 1:02}-{first.day or 1:02}"
            yield Wish("dag", start, first.start, last.end, last.date_to)
    for date in dates:
        if date not in ranged and date.date_from and date.date_to:
            yield Wish("dag" if date.month else "år", date.date_from, date.start, date.end, date.date_to)


def _season(match: re.Match[str]) -> Wish:
    first, last = _SEASONS[match[1].lower()]
    return Wish("dag", f"{match[2]}-{first}", match.start(), match.end(), f"{match[2]}-{last}")


def _results(text: str) -> Iterator[Wish]:
    for match in WORD.finditer(text):
        word = match.group().casefold()
        outcome = word if word in _OUTCOMES else OUTCOME_FORMS.get(folded(word))
        if outcome:
            yield Wish("utfall", outcome, match.start(), match.end())
