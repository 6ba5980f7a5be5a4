"""Lemma table: stems that endings alone do not give (ledamöter, vattnet). A text has ten lookups a word, hence a dictionary."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "lemmas.txt"  # `word stem` a line
_SHORTEST_END = 6  # letters: shorter ends (-odell, -ande) are no words of their own too often
_SHORTEST_START = 3  # letters before such an end


@cache
def shipped() -> Mapping[str, str]:
    """Stems by lower-case word: the table of the package, made by `python -m pipelines.training.lexicon.compile_lemmas`."""
    return dict(line.split(" ") for line in FILE.read_text(encoding="utf-8").splitlines())


def listed_stem(word: str, table: Mapping[str, str]) -> str | None:
    """The stem of a lower-case word from the table: its own, or its end's, since a compound inflects as its last part.

    The genitive -s need not be listed.
    """
    for form in (word, word[:-1]) if word.endswith("s") else (word,):
        for start in (0, *range(_SHORTEST_START, len(form) - _SHORTEST_END + 1)):
            stem = table.get(form[start:])
            if stem is not None:
                return form[:start] + stem
    return None
