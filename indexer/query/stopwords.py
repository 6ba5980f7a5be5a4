"""Stop words, and what a word of a question is."""

import re
from functools import cache

from indexer.query.vocabulary import all_words, vocabulary

WORD = re.compile(r"[^\W_]+(?:[-.:&'’][^\W_]+)*")  # a word with what stands inside it: `p-talet`, `USA:s`, `2024-2028`


@cache
def stop_words() -> frozenset[str]:
    """Small words, question words and verbs of deciding: dropped from the keyword leg when other words remain."""
    return all_words(vocabulary().stop_words)


@cache
def label_words() -> frozenset[str]:
    """What people write around a case number or a §: dropped beside one."""
    return all_words(vocabulary().label_words)
