"""Misspellings to the words of a corpus: föskola → förskola, skolskjutts → skolskjuts, raddningstjanst → räddningstjänst."""

from functools import lru_cache
from math import exp
from string import ascii_lowercase

from indexer.language.compounds import Splitter
from indexer.language.lexicon import Lexicon, skeleton

_REMEMBERED = 10_000  # words whose spellings are known; people ask for the same things
_SHORTEST_WORD = 4  # letters; shorter words have too many neighbours
_LONGEST_WORD = 40
_OFFERED = 3
_FARTHEST = 2.2  # cost past which a word is another word
_NEAR, _COMMON = 1.0, 20  # the same for a word that could be a compound, and how often what it resembles must stand
_DULLNESS = 3.0  # how fast sureness falls with cost
_COMMONNESS = 0.5  # power of a word's count: a common word is meant more often, but not by its whole count
_LIKE = {
    frozenset(pair): cost
    for pair, cost in (
        ("åa", 0.3),
        ("äa", 0.3),
        ("öo", 0.3),
        ("äe", 0.5),
        ("åo", 0.5),
        ("sc", 0.6),
        ("td", 0.7),
        ("jg", 0.7),
        ("vf", 0.6),
        ("iy", 0.7),
        ("kc", 0.5),
        ("ij", 0.7),
        ("éea", 0.3),
    )
}
_DOUBLED = 0.4  # a letter too few or too many beside its like
_SWAPPED = 0.7
_FIRST = 0.5  # more, when the word begins otherwise: the first letter is seldom wrong


class Speller:
    """Offers the words of a lexicon that a word may be a misspelling of."""

    def __init__(self, lexicon: Lexicon, splitter: Splitter | None = None) -> None:
        self._lexicon = lexicon
        self._splitter = splitter or Splitter(lexicon)
        self._known = lru_cache(_REMEMBERED)(self._correct)

    def correct(self, word: str) -> tuple[tuple[str, float], ...]:
        """The likeliest words meant by a lower-case `word`, best first, each with how sure it is (0–1, together at most 1).

        Empty for a word that the lexicon has and for one that nothing resembles; a compound of known words is one too,
        unless a common word is very near (försörjningstöd).
        """
        return self._known(word)

    def _correct(self, word: str) -> tuple[tuple[str, float], ...]:
        if not (_SHORTEST_WORD <= len(word) <= _LONGEST_WORD) or not word.isalpha() or self._lexicon.count(word):
            return ()
        farthest, rarest = (_NEAR, _COMMON) if self._splitter.split(word) else (_FARTHEST, 1)
        near = {}
        for known, count in self._lexicon.with_skeletons(_neighbours(skeleton(word))):
            if count >= rarest and (cost := distance(word, known)) <= farthest:
                near[known] = exp(-_DULLNESS * cost) * count**_COMMONNESS
        whole = sum(near.values())
        best = sorted(near, key=lambda known: (-near[known], known))[:_OFFERED]
        return tuple((known, near[known] / whole * exp(-distance(word, known) / _DULLNESS)) for known in best)


def distance(typed: str, known: str) -> float:
    """What it costs to turn one word into the other: 1 a letter, less for the slips that are common in Swedish."""
    before: list[float] = []
    row = [float(at) for at in range(len(known) + 1)]
    for i, letter in enumerate(typed, start=1):
        before, above, row = row, before, [float(i)]
        for j, other in enumerate(known, start=1):
            cost = before[j - 1] + _changed(letter, other)
            cost = min(cost, before[j] + _extra(typed, i - 1), row[j - 1] + _extra(known, j - 1))
            if above and i > 1 and j > 1 and letter == known[j - 2] and typed[i - 2] == other:
                cost = min(cost, above[j - 2] + _SWAPPED)
            row.append(cost)
    return row[-1] + (_FIRST if skeleton(typed[:1]) != skeleton(known[:1]) else 0.0)


def _changed(letter: str, other: str) -> float:
    return 0.0 if letter == other else _LIKE.get(frozenset((letter, other)), 1.0)


def _extra(word: str, at: int) -> float:
    return _DOUBLED if at and word[at] == word[at - 1] else 1.0


def _neighbours(bones: str) -> list[str]:
    """A skeleton and every one a letter away: one lost, one swapped with the next, one changed, one put in."""
    near = [bones]
    for at in range(len(bones) + 1):
        start, end, rest = bones[:at], bones[at:], bones[at + 1 :]
        near += (start + rest, start + rest[:1] + end[:1] + rest[1:])
        near += [start + letter + rest for letter in ascii_lowercase]
        near += [start + letter + end for letter in ascii_lowercase]
    return near
