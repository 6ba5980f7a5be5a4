"""Query vocabulary: the words of `vocabulary.toml`, beside this file, by what they ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from indexer.codec import read_table
from indexer.model import Outcome, SectionType

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Category:
    """A sort of §: words for it, and a pattern of the headings that show it."""

    said: str
    heading: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tables as they stand in the file; words are apart by white space."""

    stop_words: Mapping[str, str]
    label_words: Mapping[str, str]
    outcomes: Mapping[Outcome, str]
    outcome_nouns: Mapping[str, str]
    assignments: Mapping[str, str]
    sections: Mapping[SectionType, str]
    roles: Mapping[str, str]
    categories: Mapping[str, Category]


@cache
def vocabulary() -> Vocabulary:
    """The tables of the package, read once."""
    return read_table("indexer.query", "vocabulary.toml", Vocabulary)


def by_word(table: Mapping[Name, str]) -> Mapping[str, Name]:
    """The name that each word of a table stands for."""
    return {word: name for name, words in table.items() for word in words.split()}


def all_words(table: Mapping[str, str]) -> frozenset[str]:
    """Every word of a table."""
    return frozenset(word for words in table.values() for word in words.split())
