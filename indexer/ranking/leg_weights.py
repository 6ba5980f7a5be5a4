"""Adaptive leg weights: the words count as much as their best §§ hold of the question (query-term coverage)."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from indexer.engine.fuzzy import MIN_GRAM_OVERLAP
from indexer.language import grams, stem, surfaces
from indexer.model import Document
from indexer.ranking.fusion import LegWeights
from indexer.ranking.query_terms import QueryTerms
from indexer.ranking.weights import KEYWORD_FLOOR


def leg_weights(given: LegWeights, terms: QueryTerms, best_by_words: Sequence[Document]) -> LegWeights:
    """The weights given, the keyword leg's lowered to what its best §§ cover of the question."""
    known = KEYWORD_FLOOR + (1 - KEYWORD_FLOOR) * term_coverage(best_by_words, terms)
    return LegWeights(keyword=given.keyword * known, semantic=given.semantic)


def term_coverage(documents: Iterable[Document], terms: QueryTerms) -> float:
    """The largest share of the asker's words that one § has, 0–1; 1 when nothing was asked for by word."""
    if not terms.words:
        return 1.0
    return max((len(matched_terms(document, terms)) / len(terms.words) for document in documents), default=0.0)


def matched_terms(document: Document, terms: QueryTerms) -> list[str]:
    """The asker's words that stand in the §: in some form, by another name, or misspelt or in a compound in its heading."""
    texts = chain([document.heading], (section.text for section in document.sections))
    roots = {stem(word) for word in {word for text in texts for word in surfaces(text)}}
    heading = {gram for word in surfaces(document.heading) for gram in grams(word)}
    return [
        word
        for word in terms.words
        if stem(word) in roots or any(other <= roots for other in terms.also[word]) or _resembles(word, heading)
    ]


def _resembles(word: str, heading: Collection[str]) -> bool:
    own = grams(word)
    return sum(gram in heading for gram in own) >= MIN_GRAM_OVERLAP * len(own)
