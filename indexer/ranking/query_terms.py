"""Query terms: the asker's words as they are compared with a text's words."""

from collections.abc import Iterable, Mapping, Sequence

from indexer.language import stem, surface, surfaces

_SHORTEST_START = 4  # letters a word of the question needs to be marked as the beginning of a compound


class TermMatcher(dict[str, str | None]):
    """By a word of a text: the asker's word, as its stem, that it is a form or a compound of. Filled as words are met."""

    def __init__(self, stems: frozenset[str]) -> None:
        super().__init__()
        self._stems = stems
        self._starts = tuple(sorted(root for root in stems if len(root) >= _SHORTEST_START))

    def __missing__(self, word: str) -> str | None:
        root = stem(surface(word))
        starts = self._starts if root.startswith(self._starts) else ()  # most words begin with none of them
        compound = next((start for start in starts if root.startswith(start)), None)
        self[word] = term = root if root in self._stems else compound
        return term


class QueryTerms:
    """The asker's words as they are compared with a text's. `also`: per word, other words that together say the same."""

    def __init__(self, words: Iterable[str], also: Mapping[str, Sequence[Sequence[str]]] | None = None) -> None:
        parts = [surfaces(word) for word in words]
        self.words = tuple(dict.fromkeys(part for whole in parts for part in whole if len(part) > 1 or len(whole) == 1))
        self.terms = TermMatcher(frozenset(map(stem, self.words)))
        self.also = {
            word: tuple(frozenset(map(stem, several)) for several in (also or {}).get(word, ())) for word in self.words
        }
