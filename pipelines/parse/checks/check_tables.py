"""Tables and wording shared by the checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.codec import read_table

_MOST_NAMED = 20  # things named in one sentence


@dataclass(frozen=True, slots=True)
class DecisionLengths:
    """Characters past which a decision is suspiciously long: `always`, or past `often` when `times` the file's median."""

    always: int
    often: int
    times: int


@dataclass(frozen=True, slots=True)
class DateLimits:
    """`adjusted_within`: days after the meeting by which a protocol has been adjusted."""

    adjusted_within: int


@dataclass(frozen=True, slots=True)
class UndecidedWords:
    """Words in the headings of paragraphs that seldom decide anything."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class CheckTable:
    """The tables of `checks.toml`."""

    decision: DecisionLengths
    undecided: UndecidedWords
    date: DateLimits


@cache
def check_table() -> CheckTable:
    """The tables of the package, read once."""
    return read_table("pipelines.parse.checks", "checks.toml", CheckTable)


def enumerated(names: Sequence[str]) -> str:
    """Names as an enumeration, cut after twenty with how many more there are."""
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" och {more} till" if more > 0 else "")
