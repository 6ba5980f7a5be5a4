"""Measures compounds and spelling on cases by hand: `python -m pipelines.training.lexicon.measure`."""

import argparse
import logging
from collections import Counter
from functools import cache
from importlib.resources import files

from indexer.language import stem
from indexer.language.compounds import Splitter
from indexer.language.lexicon import Lexicon, shipped_lexicon
from indexer.language.spelling import Speller

_log = logging.getLogger(__name__)
_DATA = files("pipelines.training").joinpath("data")


def cases(name: str) -> list[list[str]]:
    """The lines of a case file, each as its words."""
    return [line.split() for line in _DATA.joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()]


def compounds(lexicon: Lexicon, half: str) -> Counter[str]:
    """Of compounds: `exact`, `other` (split between true parts, but elsewhere), `kept` whole or `wrong`; of others `whole`, `torn`."""
    splitter = Splitter(lexicon)
    return Counter(_judged(tuple(parts), splitter.split(word)) for word, *parts in cases(f"compounds-{half}"))


def misspellings(lexicon: Lexicon, half: str) -> Counter[str]:
    """How many are mended by the `first` word offered, by a `later` one, or are `missed`; `harmed`: known words changed."""
    speller = Speller(lexicon)
    found: Counter[str] = Counter()
    for wrong, right in cases(f"misspellings-{half}"):
        offered = [word for word, _ in speller.correct(wrong)]
        found["first" if offered[:1] == [right] else "later" if right in offered else "missed"] += 1
    known = [word for word, *_ in cases(f"compounds-{half}")]
    found["harmed"] = sum(bool(speller.correct(word)) for word in known)
    return found


def _judged(wanted: tuple[str, ...], got: tuple[str, ...]) -> str:
    if not wanted:
        return "torn" if got else "whole"
    if not got:
        return "kept"
    if _stems(got) == _stems(wanted):
        return "exact"
    return "other" if _stems(_atoms(got)) == _stems(_atoms(wanted)) else "wrong"


def _stems(parts: tuple[str, ...]) -> list[str]:
    return [stem(part) for part in parts]


def _atoms(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Parts taken apart as far as the table goes; one that it lacks but that is made of its words counts as these."""
    return tuple(atom for part in parts for atom in (_atoms(_table()[part]) if part in _table() else (part,)))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {whole: tuple(parts) for whole, *parts in cases("compound-parts")}


def main() -> None:
    """Command line."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for half in ("tuning", "held-out"):
        _log.info("%-9s %s", half, dict(compounds(shipped_lexicon(), half)))
        _log.info("%-9s %s", half, dict(misspellings(shipped_lexicon(), half)))
    _log.info("%-9s %s", "fresh", dict(compounds(shipped_lexicon(), "fresh")))


if __name__ == "__main__":
    main()
