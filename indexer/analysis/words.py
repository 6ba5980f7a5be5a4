"""Swedish words as both engines see them: tokens, stems and character n-grams. Done once, here, never in an engine."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

ANALYSIS_VERSION = "sv-1"  # raised when an index built before would answer otherwise
_TOKEN = re.compile(r"[^\W_]+")
_DOTS = str.maketrans("åäöéèüáà", "aaoeeuaa")
_SHORTEST_GRAM, _LONGEST_GRAM = 3, 5
_LONGEST_WORD = 60  # characters: past this it is no word, and its grams would only cost
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


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: lower case, NFC; offsets are code points of the text as given, end exclusive."""

    surface: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order. å ä ö stay letters."""
    for match in _TOKEN.finditer(text):
        yield Token(surface(match.group()), match.start(), match.end())


def surface(word: str) -> str:
    """A word as compared without stemming: NFC, lower case."""
    return unicodedata.normalize("NFC", word).lower()


def surfaces(text: str) -> list[str]:
    """The words of a text, unstemmed."""
    composed = unicodedata.normalize("NFC", text)
    return [word.lower() for word in _TOKEN.findall(composed)]


def terms(text: str) -> list[str]:
    """The stems of a text, in order, one a word, so that positions agree with `surfaces`."""
    return [stem(word) for word in surfaces(text)]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The form under which a lower-case word is stored and sought."""
    return _light(str(_snowball().stemWord(word)))


@lru_cache(maxsize=20_000)
def grams(word: str) -> tuple[str, ...]:
    """Character 3–5-grams of a lower-case word with its ends marked, dots folded: what survives a misspelling."""
    marked = f"_{fold_dots(word[:_LONGEST_WORD])}_"
    sizes = range(_SHORTEST_GRAM, min(_LONGEST_GRAM, len(marked)) + 1)
    return tuple(dict.fromkeys(marked[at : at + size] for size in sizes for at in range(len(marked) - size + 1)))


def fold_dots(word: str) -> str:
    """`skolväg` → `skolvag`: what somebody types without Swedish keys."""
    return word.translate(_DOTS)


def _snowball() -> Stemmer.Stemmer:
    if not hasattr(_LOCAL, "stemmer"):
        _LOCAL.stemmer = Stemmer.Stemmer("swedish")
    return _LOCAL.stemmer


def _light(word: str) -> str:
    length = len(word)
    if length > 4 and word.endswith("s"):  # noqa: PLR2004 - as in the published algorithm
        word = word[:-1]
    for longer_than, endings, cut in _LIGHT:
        if len(word) > longer_than and word.endswith(endings):
            return word[:-cut]
    return word
