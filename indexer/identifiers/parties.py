"""Parties: letters, names and the spellings of both, from the table beside this file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from indexer.codec import read_table
from indexer.language.tokens import fold_diacritics


@dataclass(frozen=True, slots=True)
class Party:
    """One party; the fields are explained in `parties.toml`."""

    letters: str
    written: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@cache
def parties() -> tuple[Party, ...]:
    """Every listed party."""
    return read_table("indexer.identifiers", "parties.toml", dict[str, tuple[Party, ...]])["party"]


@cache
def party_letters() -> frozenset[str]:
    """The letters of the listed parties, as the records have them."""
    return frozenset(party.letters for party in parties())


@cache
def party_names() -> tuple[str, ...]:
    """The names of the listed parties, earlier ones included."""
    return tuple(name for party in parties() for name in party.names)


def party_named(name: str) -> str | None:
    """`Vänsterpartiet`, `vansterpartist` → `V`; letters and unlisted names give None."""
    return _by_name().get(fold_diacritics(name))


def party_written(letters: str) -> str:
    """The party's letters of today for letters as they stand in a text: `fp` → `L`; unlisted ones as they are."""
    upper = letters.upper() if len(letters) <= len("fp") else letters
    return _by_spelling().get(letters, upper)


def party_spellings() -> tuple[str, ...]:
    """Every spelling of the listed parties' letters, the longest first."""
    return tuple(sorted({*party_letters(), *_by_spelling()}, key=lambda spelling: (-len(spelling), spelling)))


@cache
def _by_name() -> Mapping[str, str]:
    return {fold_diacritics(name): party.letters for party in parties() for name in (*party.names, *party.words)}


@cache
def _by_spelling() -> Mapping[str, str]:
    return {spelling: party.letters for party in parties() for spelling in party.written}
