"""Answer confidence: whether what leads the list answers, by how much of the question it holds and how near it lies."""

from collections.abc import Callable, Sequence
from math import log
from typing import Literal

from indexer.engine import Legs
from indexer.language.lexicon import Lexicon
from indexer.model import Document
from indexer.query import Query
from indexer.ranking.leg_weights import matched_terms
from indexer.ranking.query_terms import QueryTerms
from indexer.ranking.soft_filter_match import match
from indexer.ranking.weights import (
    LENGTH_BONUS,
    LENGTH_CAP,
    NONE_THRESHOLD,
    STRONG_COVERAGE,
    STRONG_SIMILARITY,
)

_WORDS_IN_ALL = 3_000_000  # of the texts that the lexicon was counted in; no word stands so often
Confidence = Literal["strong", "weak", "none"]
Similarity = Callable[[], float]  # asked for only where the words do not settle it: it may cost questions of its own


def answer_confidence(
    query: Query,
    terms: QueryTerms,
    legs: Legs,
    leading: Sequence[Document],
    lexicon: Lexicon,
    similarity: Similarity,
) -> Confidence:
    """Whether what leads the page answers: a named § does; else by how much of the question the first § holds.

    And by the `similarity` (0–1) of the nearest passage. A number that is missing leaves doubt.
    """
    answer = _promise(terms, legs, leading, lexicon, similarity)
    return "weak" if answer == "strong" and query.identifies and not legs.identifier else answer


def browse_confidence(query: Query, leading: Sequence[Document]) -> Confidence:
    """Whether a list that leads with these is of what was asked for."""
    return "strong" if any(all(match(one, document) for one in query.soft_filters) for document in leading) else "weak"


def _promise(
    terms: QueryTerms, legs: Legs, leading: Sequence[Document], lexicon: Lexicon, similarity: Similarity
) -> Confidence:
    if legs.identifier or not terms.words:
        return "strong"
    covered = idf_coverage(leading[0], terms, lexicon) if leading else 0.0  # a later one may have the words by chance
    if covered >= STRONG_COVERAGE or similarity() >= STRONG_SIMILARITY:
        return "strong"
    length = min(len(terms.words), LENGTH_CAP)
    return "weak" if covered + LENGTH_BONUS * length >= NONE_THRESHOLD else "none"


def idf_coverage(document: Document, terms: QueryTerms, lexicon: Lexicon) -> float:
    """How much of the question one § has, 0–1: long and rare words say more than short and common ones."""
    whole = sum(_informativeness(word, lexicon) for word in terms.words)
    matched = sum(_informativeness(word, lexicon) for word in matched_terms(document, terms))
    return matched / whole if whole else 1.0


def _informativeness(word: str, lexicon: Lexicon) -> float:
    return max(len(word) - 2, 1) * log(_WORDS_IN_ALL / (lexicon.count(word) + 1))
