"""Swedish analysis, shared by both engines and by the marks on the page."""

from indexer.language.stemmer import stem
from indexer.language.tokens import (
    ANALYSIS_VERSION,
    Token,
    distinct_words,
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
    "Token",
    "distinct_words",
    "fold_dots",
    "grams",
    "stem",
    "surface",
    "surfaces",
    "terms",
    "tokens",
    "words_as_written",
]
