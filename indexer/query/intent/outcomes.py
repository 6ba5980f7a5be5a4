"""Outcomes asked for in words: `avslagna motioner`."""

from collections.abc import Iterator, Mapping
from functools import cache

from indexer.language.tokens import fold_diacritics
from indexer.model import Outcome
from indexer.query.stopwords import WORD
from indexer.query.vocabulary import all_words, by_word, vocabulary


def find_outcomes(text: str) -> Iterator[tuple[Outcome, int, int]]:
    """The outcomes named in a question, and where."""
    for match in WORD.finditer(text):
        outcome = _nouns().get(match.group().casefold()) or outcome_forms().get(fold_diacritics(match.group()))
        if outcome:
            yield outcome, match.start(), match.end()


@cache
def outcome_forms() -> Mapping[str, Outcome]:
    """Outcomes by how they are said besides by name; folded as by `fold_diacritics`."""
    return {fold_diacritics(word): outcome for word, outcome in by_word(vocabulary().outcomes).items()}


@cache
def _nouns() -> Mapping[str, Outcome]:
    nouns = all_words(vocabulary().outcome_nouns)
    return {outcome: outcome for outcome in vocabulary().outcomes if outcome in nouns}
