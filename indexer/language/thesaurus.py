"""From what people say to what protocols say: dagis → förskola. The links stand in `data/thesaurus/*.txt`, written by hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from typing import Literal, get_args

from indexer.language import fold_dots, stem, surfaces

Kind = Literal["synonym", "older", "narrower", "abbreviation", "everyday"]

FOLDER = "thesaurus"
WEIGHTS: Mapping[Kind, float] = {  # how sure it is that who says the one means the other
    "abbreviation": 0.9,
    "synonym": 0.8,
    "older": 0.8,
    "everyday": 0.7,
    "narrower": 0.5,
}
_START = 2  # letters
_BOTH_WAYS: frozenset[Kind] = frozenset({"synonym", "older", "abbreviation"})
_FILLERS = frozenset(  # words that an asker leaves out or puts in: `bygga ut mitt hus` is `bygga ut huset`
    "och eller att som i på av för till från med utan under den det de dem en ett min mitt mina sin sitt sina vår vårt "
    "våra sig är vara bli blir man jag vi får få hur vad vem när var ska så".split()
)


@dataclass(frozen=True, slots=True)
class Link:
    """What else a phrase may be called. `target` is as written in the table, `weight` 0–1.

    `narrower`: the phrase is one of several things that the target covers.
    """

    target: str
    kind: Kind
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One link as it stands in the table: who says `phrase` may mean `target`."""

    phrase: str
    kind: Kind
    target: str


@dataclass(frozen=True, slots=True)
class Found:
    """Links of some of a question's words; `words` are these words' places in the question, counted by word."""

    words: tuple[int, ...]
    links: tuple[Link, ...]


class Thesaurus:
    """Links by the words of their phrase, looked up by any form and in any order. Phrases are analysed when first met."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._buckets: dict[str, list[Entry]] = defaultdict(list)
        listed = tuple(entries)
        turned = (Entry(entry.target, entry.kind, entry.phrase) for entry in listed if entry.kind in _BOTH_WAYS)
        for entry in chain(listed, turned):
            words = surfaces(entry.phrase)
            self._buckets[_start(next((word for word in words if word not in _FILLERS), words[0]))].append(entry)
        # Stemming all 11,000 phrases at once would take a quarter of a second.
        self._bucket = cache(self._read_bucket)

    def links(self, phrase: str) -> tuple[Link, ...]:
        """What a word or a phrase may be called in a protocol, weightiest first. Inflection, order and small words do not matter."""
        words = surfaces(phrase)
        return self._within(words).get(_key(words), ())

    def links_in(self, words: Sequence[str]) -> tuple[Found, ...]:
        """Every entry whose words all stand among a question's lower-case `words`, longest first.

        An entry that lies wholly within a longer one is left out: `skolans mat` is not also `skolan`.
        """
        places = {stem(word): place for place, word in reversed(list(enumerate(words)))}
        links = self._within(words)
        whole = [key for key in links if not any(key < other for other in links)]
        found = (Found(tuple(sorted(places[root] for root in key)), links[key]) for key in whole)
        return tuple(sorted(found, key=lambda one: (-len(one.words), one.words)))

    def _within(self, words: Sequence[str]) -> Mapping[frozenset[str], tuple[Link, ...]]:
        """Links, by the stems of their phrase, of the phrases whose words are all among these."""
        roots = frozenset(map(stem, words))
        links: dict[frozenset[str], dict[str, Link]] = defaultdict(dict)
        for start in sorted({_start(word) for word in words}):
            for key, link in self._bucket(start):
                if key <= roots:
                    links[key].setdefault(link.target, link)
        return {key: tuple(sorted(found.values(), key=lambda link: -link.weight)) for key, found in links.items()}

    def _read_bucket(self, start: str) -> tuple[tuple[frozenset[str], Link], ...]:
        keyed = ((_key(surfaces(entry.phrase)), entry) for entry in self._buckets.get(start, ()))
        return tuple(
            (key, Link(entry.target, entry.kind, WEIGHTS[entry.kind]))
            for key, entry in keyed
            if key != _key(surfaces(entry.target))
        )


@cache
def shipped_thesaurus() -> Thesaurus:
    """The thesaurus of the package."""
    return Thesaurus(entries())


def store_thesaurus(folder: Path) -> Thesaurus:
    """The thesaurus of a store: the shipped links and those in `STORE/thesaurus/*.txt`, in the same form."""
    own = folder / FOLDER
    return Thesaurus((*entries(), *_read(own))) if own.is_dir() else shipped_thesaurus()


def entries() -> Iterator[Entry]:
    """Every link of the shipped table, in its order."""
    return _read(files("indexer.language").joinpath("data", FOLDER))


def _read(folder: Traversable) -> Iterator[Entry]:
    for file in sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda one: one.name):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield from _entries(line)


def _entries(line: str) -> Iterator[Entry]:
    """`target: kind phrase, phrase; kind phrase`."""
    target, _, groups = line.partition(": ")
    for group in groups.split("; "):
        name, _, phrases = group.partition(" ")
        kind = next(kind for kind in get_args(Kind) if kind == name)
        yield from (Entry(phrase, kind, target) for phrase in phrases.split(", "))


def _start(word: str) -> str:
    """What all forms of a word begin with: böcker and bok."""
    return fold_dots(word[:_START])


def _key(words: Sequence[str]) -> frozenset[str]:
    """What is compared: the stems without small words, unless there is nothing else."""
    roots = [stem(word) for word in words]
    return frozenset(root for word, root in zip(words, roots, strict=True) if word not in _FILLERS) or frozenset(roots)
