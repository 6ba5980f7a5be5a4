"""What else a question's words may be called: everyday words, parts of compounds, right spellings. Added, never instead."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from indexer.engine import Term
from indexer.language import surfaces
from indexer.language.compounds import split_compound
from indexer.language.thesaurus import links_in
from indexer.query.model import Query
from indexer.query.syntax.limits import MOST_TERMS

Kind = Literal["även", "del", "stavning"]
Correct = Callable[
    [str], Sequence[tuple[str, float]]
]  # a lower-case word to what it may be a misspelling of, best first

WEIGHTS: dict[Kind, float] = {"även": 0.6, "del": 0.5, "stavning": 0.4}  # of a word that was typed; docs/search.md


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word that the asker did not type but may have meant, and how much it counts beside those typed (0–1)."""

    kind: Kind
    words: tuple[str, ...]
    target: str
    weight: float


def expansions(words: Sequence[str], correct: Correct) -> tuple[Expansion, ...]:
    """Of a question's words: their spellings, parts and other names, those that count most first, each target once."""
    typed = [word for whole in words for word in surfaces(whole)]
    found = sorted((*_links(typed), *_parts(typed), *_spellings(typed, correct)), key=lambda one: -one.weight)
    return tuple({one.target: one for one in reversed(found) if one.target not in typed}.values())[::-1]


def expand(query: Query, found: Sequence[Expansion]) -> Query:
    """The question with these as words that add score. A question of conditions is left as it was meant."""
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


def _links(words: Sequence[str]) -> Iterator[Expansion]:
    for one in links_in(list(words)):
        of = tuple(words[place] for place in one.words)
        for link in one.links:
            yield Expansion("även", of, link.target.lower(), WEIGHTS["även"] * link.weight)


def _parts(words: Sequence[str]) -> Iterator[Expansion]:
    for word in words:
        for part in split_compound(word):
            yield Expansion("del", (word,), part, WEIGHTS["del"])


def _spellings(words: Sequence[str], correct: Correct) -> Iterator[Expansion]:
    for word in words:
        for spelling, sureness in correct(word):
            yield Expansion("stavning", (word,), spelling, WEIGHTS["stavning"] * sureness)
