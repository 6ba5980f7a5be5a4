"""Word counts of a corpus, without names where the list leaves the store it came from."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from indexer.language import fold_dots
from indexer.language.stemmer import LONGEST_WORD

_WORD = re.compile(r"[^\W\d_]{2,}")
_LOWER_SHARE = 0.1  # a word that begins small more seldom than this is a name
_SHORTEST_DOTLESS = 5  # letters from which a word without its dots is a slip and not another word
_DOTLESS = 100  # times commoner that the word with dots must be


def count_words(texts: Iterable[str], at_least: int, *, names: bool) -> dict[str, int]:
    """Lower-case words that stand `at_least` so often, with their counts; without what is written as a name unless `names`."""
    small, capital = Counter[str](), Counter[str]()
    for text in texts:
        for word in _WORD.findall(text):
            if len(word) <= LONGEST_WORD:
                (small if word[0].islower() else capital)[word.lower()] += 1
    if names:
        both = small + capital
        return {word: count for word, count in both.items() if count >= at_least}
    return {word: small[word] for word in small if small[word] >= max(at_least, _LOWER_SHARE * capital[word])}


def without_slips(counts: Mapping[str, int]) -> dict[str, int]:
    """The same without words that are another, far commoner word robbed of its dots (miljo)."""
    commonest: dict[str, int] = {}
    for word, count in counts.items():
        folded = fold_dots(word)
        commonest[folded] = max(commonest.get(folded, 0), count)
    return {
        word: count
        for word, count in counts.items()
        if len(word) < _SHORTEST_DOTLESS or word != fold_dots(word) or commonest[word] < _DOTLESS * count
    }
