"""How much of a question is found: what tells a leg that knows from one that guesses, and an answer from a near miss."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import Literal

from indexer.analysis import GRAM_SHARE, grams, stem, surfaces
from indexer.engine import Legs
from indexer.model import Document
from indexer.rank.fuse import Share
from indexer.rank.snippets import Wanted
from indexer.rank.weights import KEYWORD_FLOOR, PROBED, STRONG_COVERAGE, STRONG_NEARNESS, WEAK_COVERAGE, WEAK_NEARNESS
from indexer.shelf import Shelf

Confidence = Literal["strong", "weak", "none"]


def leaning(semantic_weight: float, wanted: Wanted, legs: Legs, shelf: Shelf) -> Share:
    """What each leg counts for: the words as much as their best §§ hold of the question."""
    best = shelf.get(scored.id for scored in legs.keyword[:PROBED])
    known = KEYWORD_FLOOR + (1 - KEYWORD_FLOOR) * coverage(best, wanted)
    return Share(keyword=(1 - semantic_weight) * known, semantic=semantic_weight)


def confidence(wanted: Wanted, legs: Legs, leading: Sequence[Document]) -> Confidence:
    """Whether what leads the list answers: a named § does; else by words found and by nearness in meaning."""
    if legs.identifier or not wanted.words:
        return "strong"
    known = coverage(leading, wanted)
    near = max((scored.score for scored in legs.semantic), default=0.0)
    if known >= STRONG_COVERAGE or near >= STRONG_NEARNESS:
        return "strong"
    return "weak" if known >= WEAK_COVERAGE or near >= WEAK_NEARNESS else "none"


def coverage(documents: Iterable[Document], wanted: Wanted) -> float:
    """The largest share of the asker's words that one § has, 0–1; 1 when nothing was asked for by word."""
    if not wanted.words:
        return 1.0
    return max((found(document, wanted) / len(wanted.words) for document in documents), default=0.0)


def found(document: Document, wanted: Wanted) -> int:
    """How many of the asker's words stand in the §: in some form, or misspelt or within a compound in its heading."""
    texts = chain([document.heading], (section.text for section in document.sections))
    roots = {wanted.term(word) for word in {word for text in texts for word in surfaces(text)}}
    heading = {gram for word in surfaces(document.heading) for gram in grams(word)}
    return sum(stem(word) in roots or _resembles(word, heading) for word in wanted.words)


def _resembles(word: str, heading: Collection[str]) -> bool:
    own = grams(word)
    return sum(gram in heading for gram in own) >= GRAM_SHARE * len(own)
