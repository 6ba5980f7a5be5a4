"""Swedish analysis, shared by both engines and by the marks on the page."""

from indexer.analysis.fields import GRAM_SHARE, HEADING_BOOST, LIKE_BOOST, LIKE_WORDS, TEXT_BOOST
from indexer.analysis.stems import stem
from indexer.analysis.words import (
    ANALYSIS_VERSION,
    Token,
    fold_dots,
    grams,
    surface,
    surfaces,
    terms,
    tokens,
    words_as_written,
)

__all__ = [
    "ANALYSIS_VERSION",
    "GRAM_SHARE",
    "HEADING_BOOST",
    "LIKE_BOOST",
    "LIKE_WORDS",
    "TEXT_BOOST",
    "Token",
    "fold_dots",
    "grams",
    "stem",
    "surface",
    "surfaces",
    "terms",
    "tokens",
    "words_as_written",
]
