"""Text clauses: the words, phrases and operators of a keyword query, the same for every engine."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Term:
    """One word as typed, analysed by the engine-independent `indexer.language`; `prefix` is `word*`.

    `fuzzy`: in `should`, words of headings that resemble it are found too, where the query's boosts say so.
    """

    word: str
    prefix: bool = False
    weight: float = 1.0
    fuzzy: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand in this order, surface forms compared without stemming; `slop` words may stand between."""

    words: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these (`a ELLER b`)."""

    clauses: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these (`a OCH b`)."""

    clauses: tuple["Clause", ...]


Clause = Term | Phrase | AnyOf | AllOf


@dataclass(frozen=True, slots=True)
class FieldBoosts:
    """What a hit in each field weighs: a plain sum that every engine can express.

    `fuzzy`: of the heading's word that resembles a `should` term most, times how much it does; 0 looks for none.
    """

    heading: float = 1.0
    text: float = 1.0
    fuzzy: float = 0.0


@dataclass(frozen=True, slots=True)
class TextQuery:
    """The keyword leg. `must` and `must_not` decide what matches, `should` adds score; with no `must`, one `should` must hit.

    Words are scored by BM25 with the engines' own k1 (1.2) and b (0.75), each field times its boost.
    """

    must: tuple[Clause, ...] = ()
    should: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    boosts: FieldBoosts = FieldBoosts()

    def __bool__(self) -> bool:
        return bool(self.must or self.should)


NO_TEXT: Final = TextQuery()
