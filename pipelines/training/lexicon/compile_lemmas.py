"""Compiles the lemma table that `indexer.language` ships: `python -m pipelines.training.lexicon.compile_lemmas [--out FILE]`.

Of the 950,000 Swedish forms that simplemma knows, only those are kept whose stem the rules do not find by themselves.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from indexer.language.lemmas import FILE, listed_stem
from indexer.language.stemmer import LONGEST_WORD, cut
from indexer.language.tokens import fold_dots

_SHORTEST_FORM = 3  # letters; below are pronouns and particles
_SAME_START = 2  # letters that a form and its lemma share, dots folded (män–man), or they are two words (äldre–gammal)
_NOUN_ENDING = "nad"  # which the rules take for a verb's: marknad is not mark, nor kostnad kost


def main() -> None:
    """Write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--out", type=Path, default=FILE)
    write(compiled(swedish_lemmas()), options.parse_args().out)


def swedish_lemmas() -> dict[str, str]:
    """Form → lemma, as simplemma has them."""
    known = DefaultDictionaryFactory().get_dictionary("sv")
    return {_text(form): _text(lemma) for form, lemma in known.items()}


def compiled(lemmas: Mapping[str, str]) -> dict[str, str]:
    """Form → stem, for the forms that the rules alone would part from their lemma.

    Short ones first, so that a compound whose end is listed need not be.
    """
    table: dict[str, str] = {}
    forms = stems(lemmas)
    for form in sorted(forms, key=lambda form: (len(form), form)):
        if (listed_stem(form, table) or cut(form)) != forms[form]:
            table[form] = forms[form]
    return table


def stems(lemmas: Mapping[str, str]) -> dict[str, str]:
    """Every usable form → the stem of its lemma. A form that is some other form's lemma is its own (nämnd, not nämna)."""
    headwords = {lemma for form, lemma in lemmas.items() if form != lemma}
    return {
        form: _stem(form if form in headwords or not _akin(form, lemma) else lemma)
        for form, lemma in lemmas.items()
        if _SHORTEST_FORM <= len(form) <= LONGEST_WORD and form.isalpha() and form.islower()
    }


def write(table: Mapping[str, str], path: Path) -> None:
    """As `indexer.language.lemmas` reads it, in an order that shows what changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = sorted(f"{form} {stem}".encode() for form, stem in table.items())
    path.write_bytes(b"\n".join(lines) + b"\n")


def _stem(lemma: str) -> str:
    return lemma if lemma.endswith(_NOUN_ENDING) else cut(lemma)


def _akin(form: str, lemma: str) -> bool:
    """Names are left alone, and so is what only looks like a form."""
    return lemma.isalpha() and lemma.islower() and fold_dots(form)[:_SAME_START] == fold_dots(lemma)[:_SAME_START]


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


if __name__ == "__main__":
    main()
