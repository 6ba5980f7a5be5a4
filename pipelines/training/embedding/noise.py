"""Query noise: a letter wrong, dots left out, a compound written apart."""

import random
from collections.abc import Iterator, Sequence

from indexer.language import fold_dots, surfaces
from indexer.language.resources import shipped_resources
from pipelines.training.embedding.pairs import Pair

_SEED = 13
_SHORTEST_WORD = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


def noisy_pairs(pairs: Sequence[Pair], sources: frozenset[str]) -> Iterator[Pair]:
    """Pairs of these sources with one word of the query misspelt, and, where it has a compound, with that written apart."""
    rng = random.Random(_SEED)  # noqa: S311 - a choice, not a secret
    for pair in pairs:
        if pair.source not in sources:
            continue
        words = surfaces(pair.query)
        long = [at for at, word in enumerate(words) if len(word) >= _SHORTEST_WORD]
        if long:
            at = rng.choice(long)
            yield Pair(_with(words, at, misspelt(words[at], rng)), pair.passage, "misspelt")
        compounds = [at for at in long if shipped_resources().splitter.split(words[at])]
        if compounds:
            at = rng.choice(compounds)
            yield Pair(_with(words, at, " ".join(shipped_resources().splitter.split(words[at]))), pair.passage, "apart")


def misspelt(word: str, rng: random.Random) -> str:
    """A word with one slip: a letter lost, doubled, swapped with the next, another, or all dots gone."""
    at = rng.randrange(1, len(word) - 1)
    start, letter, end = word[:at], word[at], word[at + 1 :]
    slips = [
        start + end,
        start + letter * 2 + end,
        start + end[:1] + letter + end[1:],
        start + rng.choice(_LETTERS) + end,
        fold_dots(word),
    ]
    return rng.choice([slip for slip in slips if slip != word])


def _with(words: Sequence[str], at: int, instead: str) -> str:
    return " ".join([*words[:at], instead, *words[at + 1 :]])
