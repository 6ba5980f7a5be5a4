"""Words that say that something is asked, not what: tables beside this file, loaded once."""

import re
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:[-.:&'’][^\W_]+)*")  # a word with what stands inside it: `p-talet`, `USA:s`, `2024-2028`


@cache
def stop_words() -> frozenset[str]:
    """Small words, question words and verbs of deciding: dropped from the keyword leg when other words remain."""
    return _table("stopwords.txt")


@cache
def label_words() -> frozenset[str]:
    """What people write around a case number or a §: dropped beside one."""
    return _table("labels.txt")


def _table(name: str) -> frozenset[str]:
    lines = files("indexer.query").joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
