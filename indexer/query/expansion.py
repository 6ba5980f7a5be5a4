"""Query expansion: synonyms, parts of compounds and right spellings, added to the words that were typed, never instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from indexer.engine import Term
from indexer.language import surfaces
from indexer.language.resources import LanguageResources
from indexer.model.sequences import first_of_each
from indexer.query.model import Query
from indexer.query.syntax.limits import MOST_TERMS

Kind = Literal["även", "del", "stavning"]
WEIGHTS: dict[Kind, float] = {"även": 0.6, "del": 0.5, "stavning": 0.4}  # of a word that was typed; docs/search.md


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word that the asker did not type but may have meant, and how much it counts beside those typed (0–1)."""

    kind: Kind
    words: tuple[str, ...]
    target: str
    weight: float


def by_weight(found: Sequence[Expansion], words: Sequence[str]) -> tuple[Expansion, ...]:
    """Expansions of a question's words, those that count most first, each target once, none that was typed."""
    typed = {word for whole in words for word in surfaces(whole)}
    ranked = sorted(found, key=lambda one: -one.weight)
    return first_of_each((one for one in ranked if one.target not in typed), lambda one: one.target)


def expand(query: Query, found: Sequence[Expansion]) -> Query:
    """The query with expansions as words that add score. A query with required clauses is returned unchanged."""
    if query.exact or not query.text.should:
        return query
    room = MOST_TERMS - len(query.text.should)
    added = [Term(one.target, weight=one.weight, fuzzy=False) for one in found[: max(room, 0)]]
    return replace(query, text=replace(query.text, should=(*query.text.should, *added)))


def alternatives(found: Sequence[Expansion]) -> dict[str, list[tuple[str, ...]]]:
    """Per typed word, the words that say the same when all of one alternative stand together."""
    names: dict[str, list[tuple[str, ...]]] = {}
    parts: dict[str, list[str]] = {}
    for one in found:
        for word in one.words:
            if one.kind == "del":
                parts.setdefault(word, []).append(one.target)
            else:
                names.setdefault(word, []).append(tuple(surfaces(one.target)))
    for word, several in parts.items():
        names.setdefault(word, []).append(tuple(several))
    return names


def synonyms(words: Sequence[str], language: LanguageResources) -> Iterator[Expansion]:
    """What the thesaurus calls the words, or several of them together."""
    typed = [word for whole in words for word in surfaces(whole)]
    for one in language.thesaurus.links_in(typed):
        of = tuple(typed[place] for place in one.words)
        for link in one.links:
            yield Expansion("även", of, link.target.lower(), WEIGHTS["även"] * link.weight)


def compound_parts(words: Sequence[str], language: LanguageResources) -> Iterator[Expansion]:
    """The parts of compounds among the words."""
    for word in (word for whole in words for word in surfaces(whole)):
        for part in language.splitter.split(word):
            yield Expansion("del", (word,), part, WEIGHTS["del"])


def spellings(words: Sequence[str], language: LanguageResources) -> Iterator[Expansion]:
    """What unknown words may be misspellings of."""
    for word in (word for whole in words for word in surfaces(whole)):
        for spelling, sureness in language.speller.correct(word):
            yield Expansion("stavning", (word,), spelling, WEIGHTS["stavning"] * sureness)
