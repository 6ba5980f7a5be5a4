"""Compounds taken apart: fritidsgårdsavgift → fritidsgård + avgift. Learnt from what words stand alone in a corpus."""

from collections.abc import Iterator
from functools import lru_cache
from math import log
from typing import NamedTuple

from indexer.language.lexicon import Lexicon

_LONGEST_WORD = 60
_REMEMBERED = 20_000  # words
_SHORTEST_PART = 3
_RARE = 3  # times a part must stand alone
_RARE_SHORT = {3: 30, 4: 8}  # the same by letters: short words are parts by chance
_JOINED = 0.2  # a start that is a word as it stands (närings, polis) may have been cut from a list of compounds
_SHORT_MARGIN = 1.0  # by how much the parts must be commoner than a known whole (logarithm), if one is of three letters
_NO_PARTS = frozenset(  # words and endings that look like parts: prefixes, function words, suffixes
    "för upp ner ned ute ut inn in inne av till över under efter före mot med från om kring genom mellan hos vid utan åt "
    "ens ningen ningens ringen ringens ring ringar rade rades rat rar ger vare bara barhet samma värt ören visa "
    "visar visat visade kom gick fick tog gav såg an be ge ikapp kap den det dem der des dess denna vara vars per "
    "som kan han hon att ett och men ser sig sin sitt sina man oss era alla allt "
    "är var här där när hur vad vem vilka ingen inget inte ska skall vill bör blir blev bli har hade hafts detta dessa "
    "ande ende are ares arna erna arens het heten heter lig liga ligt ing ingen ning ningar else elsen elser skap skapet dom "
    "domen bar bart sam lös löst fri fritt full fullt mäktig mäktiga mäktige isk iska iskt tion tionen ion sion ist ism tet ter "
    "tor lar lat len let nar nad nat rad rat ren ret ska stal ori ter tera eras eringen ering itet "
    "själv hel halv sär åter gen icke miss van vis vist väl oför bort fram hem igen ihop kvar ons tis tors lör reger".split()
)
_BASES = (  # how a word ends before another, and alone: gatu- gata, skol- skola, lärar- lärare, gymnasie- gymnasium
    ("s", ""),
    ("s", "e"),
    ("es", "a"),
    ("", ""),
    ("", "a"),
    ("u", "a"),
    ("o", "a"),
    ("e", "a"),
    ("e", ""),
    ("ar", "are"),
    ("ie", "ium"),
    ("ei", "eum"),
    ("e", "um"),
)


class _Split(NamedTuple):
    """Parts as dictionary words, and how sure they are: the mean logarithm of their counts."""

    parts: tuple[str, ...]
    score: float


class Splitter:
    """Takes compounds apart by the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known = lru_cache(_REMEMBERED)(self._split)

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a lower-case compound, as few as may be, each but the last in its dictionary form.

        The last part keeps its ending. Empty for a word that is no compound, or that stands more often than its parts.
        """
        return self._known(word)

    def _split(self, word: str) -> tuple[str, ...]:
        if not (2 * _SHORTEST_PART <= len(word) <= _LONGEST_WORD) or not word.isalpha():
            return ()
        best = max(self._splits(word), key=_rank, default=None)
        if best is None or ((known := self._lexicon.count(word)) and best.score <= log(known) + _margin(best)):
            return ()
        return best.parts

    def _splits(self, word: str) -> Iterator[_Split]:
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head = word[at:]
            if (count := self._standing(head)) and (start := self._start(word[:at])):
                parts = (*start.parts, head)
                yield _Split(parts, (start.score * len(start.parts) + log(count)) / len(parts))

    def _start(self, start: str) -> _Split | None:
        """A compound's first part as the word it is, or as a compound itself."""
        if start in _NO_PARTS or start.removesuffix("s") in _NO_PARTS:
            return None
        base = max(
            _bases(start),
            key=lambda base: self._standing(base) * (_JOINED if base == start and base.endswith("s") else 1),
        )
        if self._standing(base):
            return _Split((base,), log(self._standing(base)))
        wholes = {start, start.removesuffix("s")}
        within = (split for whole in wholes if len(whole) >= 2 * _SHORTEST_PART for split in self._splits(whole))
        return max(within, key=_rank, default=None)

    def _standing(self, word: str) -> int:
        count = 0 if word in _NO_PARTS or len(word) < _SHORTEST_PART else self._lexicon.count(word)
        return count if count >= _RARE_SHORT.get(len(word), _RARE) else 0


def _margin(split: _Split) -> float:
    return _SHORT_MARGIN if min(map(len, split.parts)) == _SHORTEST_PART else 0.0


def _rank(split: _Split) -> tuple[int, float]:
    return -len(split.parts), split.score


def _bases(start: str) -> Iterator[str]:
    for ending, instead in _BASES:
        if start.endswith(ending):
            yield start[: len(start) - len(ending)] + instead
