"""Assignments asked for in words: `öppna uppdrag till miljönämnden`, `vad har byggnadsnämnden fått i uppdrag`."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from indexer.identifiers.bodies import body_name, find_bodies

ANY, OPEN, DONE = "givet", "öppet", "slutfört"
STATUSES = (OPEN, DONE)
STATUS_FORMS: Mapping[str, str] = {  # what may stand after `uppdrag:`, folded
    **dict.fromkeys("oppna oppen kvarstaende utestaende pagaende oavslutade".split(), OPEN),
    **dict.fromkeys("slutforda slutford avslutat avslutade fullgjort fullgjorda aterrapporterat aterrapporterade".split(), DONE),
}  # fmt: skip
Said = tuple[Literal["uppdrag", "mottagare"], str, int, int]  # what, its value and where it stands

_OPEN_WORDS = (
    "öppna öppet öppen kvarstående utestående pågående oavslutade oavslutat obesvarade oredovisade orapporterade"
)
_DONE_WORDS = (
    "slutförda slutfört slutförd avslutade avslutat avslutad fullgjorda fullgjort återrapporterade återrapporterat "
    "återredovisade redovisade rapporterade besvarade klara"
)
_EITHER = "|".join(_DONE_WORDS.split())
_STATUS = rf"(?:(?P<open>{'|'.join(_OPEN_WORDS.split())}|(?:ej|icke|inte|inte ännu|ännu inte) (?:{_EITHER}))|(?P<done>{_EITHER}))"
_AFTER = rf"(?: som)? (?:(?P<not>inte|ej|aldrig)(?: är| har| har blivit| blivit| ännu| än)?|är|har blivit|blivit) (?:{_EITHER}|återrapporterats|slutförts|redovisats)"
_ASKED = re.compile(
    rf"\b(?:{_STATUS} )?(?:i uppdrag(?! av)|uppdrag(?:et|en)?)\b(?! som (?:ledamot|ersättare|ordförande|vice))(?P<after>{_AFTER})?",
    re.IGNORECASE,
)
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
    asked = [match for match in _ASKED.finditer(text) if not _NOT_ASKED.search(_before(text, match.start()))]
    for match in asked:
        yield "uppdrag", _status(match), match.start(), match.end()
    if asked:
        yield from _receivers(text)


def _status(match: re.Match[str]) -> str:
    if match["open"] or match["not"]:
        return OPEN
    return DONE if match["done"] or match["after"] else ANY


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
