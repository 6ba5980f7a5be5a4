"""Cue phrases: the section type of a paragraph by its own words, whatever heading it stands under."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.codec import read_table
from indexer.identifiers.body_words import SPOKEN_OF
from indexer.model import SectionType
from pipelines.parse.person_patterns import NAME, PARTY

_MEMBER = rf"(?:{PARTY}|[Ll]edam[oö]t|[Gg]rupp|[Pp]artiet|[Oo]rdförande)"
_BODY = (
    rf"(?:[A-ZÅÄÖ][\wåäö-]{{0,40}}(?: (?:och|för) [\wåäö-]{{1,30}}){{0,3}}?(?:{SPOKEN_OF}|nämnd|utskott|fullmäktige)"
    rf"|{SPOKEN_OF.title()}|Fullmäktige)"
)
_WINDOW = 400  # characters of a paragraph that decide what it is


@dataclass(frozen=True, slots=True)
class _Cue:
    """What is said, one of `patterns`, and what must not be said beside it."""

    patterns: tuple[str, ...]
    unless: tuple[str, ...]
    type: SectionType = "beslut"


@dataclass(frozen=True, slots=True)
class _CueTable:
    cue: tuple[_Cue, ...]
    decides: _Cue
    hosts: Mapping[SectionType, tuple[SectionType, ...]]


def cued_type(text: str, host: SectionType) -> SectionType | None:
    """The type a paragraph has of its own inside a section of type `host`; None when it is just part of it."""
    allowed = _hosts().get(host)
    if not allowed:
        return None
    start = text[:_WINDOW]
    for kind, yes, no in _cues():
        if kind in allowed and yes.search(start) and not (no and no.search(start)):
            return kind
    return None


def decides(text: str) -> bool:
    """Whether a paragraph says what the body decides, with no heading to say so."""
    yes, no = _decides()
    start = text[:_WINDOW]
    return bool(yes.search(start)) and not no.search(start)


@cache
def _decides() -> tuple[re.Pattern[str], re.Pattern[str]]:
    cue = _table().decides
    return _compiled(cue.patterns), _compiled(cue.unless)


@cache
def _cues() -> tuple[tuple[SectionType, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (cue.type, _compiled(cue.patterns), _compiled(cue.unless) if cue.unless else None) for cue in _table().cue
    )


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(patterns)
    for placeholder, pattern in (("<MEMBER>", _MEMBER), ("<NAME>", NAME), ("<PARTY>", PARTY), ("<BODY>", _BODY)):
        joined = joined.replace(placeholder, pattern)
    return re.compile(joined)


@cache
def _hosts() -> Mapping[SectionType, frozenset[SectionType]]:
    return {host: frozenset(kinds) for host, kinds in _table().hosts.items()}


@cache
def _table() -> _CueTable:
    return read_table("pipelines.parse.structure", "cues.toml", _CueTable)
