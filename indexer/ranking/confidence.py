"""How much of a question is found: what tells a leg that knows from one that guesses, and an answer from a near miss."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from math import log
from typing import Literal

from indexer.engine import Legs
from indexer.engine.field_boosts import MIN_GRAM_OVERLAP
from indexer.language import grams, stem, surfaces
from indexer.language.lexicon import shipped_lexicon
from indexer.model import Document
from indexer.query import Query
from indexer.ranking.fusion import LegWeights
from indexer.ranking.highlights import QueryTerms
from indexer.ranking.weights import (
    COVERAGE_DEPTH,
    KEYWORD_FLOOR,
    LENGTH_BONUS,
    LENGTH_CAP,
    NONE_THRESHOLD,
    STRONG_COVERAGE,
    STRONG_SIMILARITY,
)
from indexer.search.document_cache import DocumentCache

_WORDS_IN_ALL = 3_000_000  # of the texts that the lexicon was counted in; no word stands so often
Confidence = Literal["strong", "weak", "none"]
Near = Callable[[], float]  # asked for only where the words do not settle it: it may cost questions of its own


def leg_weights(semantic_weight: float, wanted: QueryTerms, legs: Legs, shelf: DocumentCache) -> LegWeights:
    """What each leg counts for: the words as much as their best §§ hold of the question."""
    best = shelf.get(scored.id for scored in legs.keyword[:COVERAGE_DEPTH])
    known = KEYWORD_FLOOR + (1 - KEYWORD_FLOOR) * term_coverage(best, wanted)
    return LegWeights(keyword=(1 - semantic_weight) * known, semantic=semantic_weight)


def answer_confidence(
    query: Query, wanted: QueryTerms, legs: Legs, leading: Sequence[Document], near: Near
) -> Confidence:
    """Whether what leads the list answers: a named § does, and one that is as wished when nothing else was asked for.

    Else by how much of the question is found, and how `near` (0–1, `indexer.search.calibration`). A number that is missing leaves doubt.
    """
    if query.browses:
        return "strong" if any(all(wish.fit(one) for wish in query.soft_filters) for one in leading) else "weak"
    answer = _promise(wanted, legs, leading, near)
    return "weak" if answer == "strong" and query.identifies and not legs.identifier else answer


def _promise(wanted: QueryTerms, legs: Legs, leading: Sequence[Document], near: Near) -> Confidence:
    if legs.identifier or not wanted.words:
        return "strong"
    told = idf_coverage(leading[0], wanted) if leading else 0.0  # a later one with the words by chance makes no answer
    if told >= STRONG_COVERAGE or near() >= STRONG_SIMILARITY:
        return "strong"
    said = min(len(wanted.words), LENGTH_CAP)
    return "weak" if told + LENGTH_BONUS * said >= NONE_THRESHOLD else "none"


def idf_coverage(document: Document, wanted: QueryTerms) -> float:
    """How much of the question one § has, 0–1: long and rare words say more than short and common ones."""
    whole = sum(map(_informativeness, wanted.words))
    return sum(map(_informativeness, matched_terms(document, wanted))) / whole if whole else 1.0


def _informativeness(word: str) -> float:
    return max(len(word) - 2, 1) * log(_WORDS_IN_ALL / (shipped_lexicon().count(word) + 1))


def term_coverage(documents: Iterable[Document], wanted: QueryTerms) -> float:
    """The largest share of the asker's words that one § has, 0–1; 1 when nothing was asked for by word."""
    if not wanted.words:
        return 1.0
    return max((len(matched_terms(document, wanted)) / len(wanted.words) for document in documents), default=0.0)


def matched_terms(document: Document, wanted: QueryTerms) -> list[str]:
    """The asker's words that stand in the §: in some form, by another name, or misspelt or in a compound in its heading."""
    texts = chain([document.heading], (section.text for section in document.sections))
    roots = {stem(word) for word in {word for text in texts for word in surfaces(text)}}
    heading = {gram for word in surfaces(document.heading) for gram in grams(word)}
    return [
        word
        for word in wanted.words
        if stem(word) in roots or any(other <= roots for other in wanted.also[word]) or _resembles(word, heading)
    ]


def _resembles(word: str, heading: Collection[str]) -> bool:
    own = grams(word)
    return sum(gram in heading for gram in own) >= MIN_GRAM_OVERLAP * len(own)
