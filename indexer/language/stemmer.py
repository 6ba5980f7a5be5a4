"""Stemmer: the form under which a word is stored and sought, by dictionary first, then by two stemmers in a row."""

import threading
from functools import lru_cache

import Stemmer

from indexer.language.lemmas import listed_stem, shipped

LONGEST_WORD = 60  # characters: past this it is no word of the language
_SHORTEST_STEM = 4  # letters that the second stemmer leaves: barn is not bar, nor förena för
_LOCAL = threading.local()  # a stemmer is not safe to share between threads

# What is cut, by how long the word must be: the light Swedish stemmer of Jacques Savoy, run after Snowball, joins the
# pairs that Snowball alone parts (ärende–ärendet, skolskjuts–skolskjutsar).
_LIGHT = (
    (7, ("elser", "heten"), 5),
    (6, ("arne", "erna", "ande", "else", "aste", "orna", "aren"), 4),
    (5, ("are", "ast", "het"), 3),
    (4, ("ar", "er", "or", "en", "at", "te", "et"), 2),
    (3, ("t", "a", "e", "n"), 1),
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a lower-case word."""
    listed = listed_stem(word, shipped()) if len(word) <= LONGEST_WORD and word.isalpha() else None
    return listed or cut(word)


def cut(word: str) -> str:
    """A lower-case word without its endings, by rule alone."""
    stemmed = str(_snowball().stemWord(word))
    shorter = _light(stemmed)
    return shorter if len(shorter) >= _SHORTEST_STEM else stemmed


def _snowball() -> Stemmer.Stemmer:
    if not hasattr(_LOCAL, "stemmer"):
        _LOCAL.stemmer = Stemmer.Stemmer("swedish")
    return _LOCAL.stemmer


def _light(word: str) -> str:
    length = len(word)
    if length > 4 and word.endswith("s"):  # noqa: PLR2004 - as in the published algorithm
        word = word[:-1]
    for longer_than, endings, letters in _LIGHT:
        if len(word) > longer_than and word.endswith(endings):
            return word[:-letters]
    return word
