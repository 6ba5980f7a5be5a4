"""Assignments asked for in words: `öppna uppdrag till miljönämnden`, `vad har byggnadsnämnden fått i uppdrag`."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from indexer.identifiers.bodies import body_name, find_bodies
from indexer.language.tokens import fold_diacritics
from indexer.model import AssignmentStatus
from indexer.model.assignment import DONE, GIVEN, OPEN
from indexer.query.vocabulary import by_word, vocabulary

STATUSES = (OPEN, DONE)
Said = tuple[Literal["uppdrag", "mottagare"], str, int, int]  # what, its value and where it stands

_NOT_ASKED = re.compile(  # a § that reports one, or leaves one, is asked for
    r"\b(?:redovisning(?:en)?|rapport(?:en|ering|eringen)?|\w{1,20}rapport(?:en|ering|eringen)?|\w{1,20}redovisning(?:en)?|svar|från|ur)"
    r"(?: av| på| om| gällande)? ?$",
    re.IGNORECASE,
)
_TO = re.compile(r" (?:till|åt|för|hos) $", re.IGNORECASE)
_HAS = re.compile(r"(?: som)? (?:har|fick|fått|ska|skall) $|^(?:vad |vilka )?(?:har|fick) $", re.IGNORECASE)
_GOT = re.compile(r" (?:har |hade )?(?:fått|fick|får)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?!(?:till|åt)\b)[^\W\d_][\w-]{1,40}(?:förvaltning(?:en)?|kontor(?:et)?|direktör(?:en)?|chef(?:en)?|bolag(?:et)?)\b"
    r"|\bförvaltningen\b|(?:(?<=till )|(?<=åt ))[^\W\d_][\w& ]{0,40}? AB\b",
    re.IGNORECASE,
)
_LONGEST = 60  # characters before a name that tell what is asked of it


def find_assignments(text: str) -> Iterator[Said]:
    """That assignments are asked for, in which state, and given to whom."""
    asked = [match for match in _asked().finditer(text) if not _NOT_ASKED.search(_before(text, match.start()))]
    for match in asked:
        yield "uppdrag", _status(match), match.start(), match.end()
    if asked:
        yield from _receivers(text)


@cache
def status_forms() -> Mapping[str, str]:
    """What may stand after `uppdrag:` besides the statuses; folded as by `fold_diacritics`."""
    return {fold_diacritics(word): status for word, status in by_word(vocabulary().assignments).items()}


@cache
def _asked() -> re.Pattern[str]:
    """`uppdrag` with the status before or after it."""
    still, done = ("|".join(vocabulary().assignments[status].split()) for status in STATUSES)
    before = rf"(?:(?P<open>{still}|(?:ej|icke|inte|inte ännu|ännu inte) (?:{done}))|(?P<done>{done}))"
    after = rf" (?:(?P<not>inte|ej|aldrig)(?: är| har| har blivit| blivit| ännu| än)?|är|har blivit|blivit) (?:{done}|återrapporterats|slutförts|redovisats)"
    return re.compile(
        rf"\b(?:{before} )?(?:i uppdrag(?! av)|uppdrag(?:et|en)?)\b(?! som (?:ledamot|ersättare|ordförande|vice))(?P<after>(?: som)?{after})?",
        re.IGNORECASE,
    )


def _status(match: re.Match[str]) -> AssignmentStatus:
    if match["open"] or match["not"]:
        return OPEN
    return DONE if match["done"] or match["after"] else GIVEN


def _receivers(text: str) -> Iterator[Said]:
    bodies = [(one.start, one.end, body_name(one.code) or one.name) for one in find_bodies(text, loose=True)]
    offices = [(one.start(), one.end(), one.group()) for one in _OFFICE.finditer(text)]
    for start, end, name in (*bodies, *offices):
        before = _before(text, start)
        to = _TO.search(before)
        if to or _HAS.search(before) or _GOT.match(text, end):
            yield "mottagare", name, start - len(to.group()) + 1 if to else start, end


def _before(text: str, at: int) -> str:
    return text[max(0, at - _LONGEST) : at]
