"""Trains the shipped lexicon from the packed sources and the thesaurus: `python -m pipelines.training.lexicon.train --data ../shared/data`."""

import argparse
import hashlib
import logging
from pathlib import Path

from indexer.language import surfaces
from indexer.language.lexicon import SHIPPED, pack
from indexer.language.thesaurus import entries
from indexer.language.word_counts import count_words, without_slips
from pipelines.training.embedding.judged_cases import Judged
from pipelines.training.embedding.pairs import build_corpus

_log = logging.getLogger(__name__)
_AT_LEAST = 3  # seldomer words are slips of the source as often as words
_OF_THESAURUS = 2  # what a word counts for that only the thesaurus has
_SHORTEST_WORD = 3


def write_lexicon(data: Path, out: Path) -> None:
    """Count the words of `data`/nlp into the file `out`. Names are left out: see `count_words`."""
    counts = count_words(build_corpus(data / "nlp", Judged()).text, _AT_LEAST, names=False)
    for entry in entries():
        for word in surfaces(f"{entry.phrase} {entry.target}"):
            if len(word) >= _SHORTEST_WORD and word.isalpha():
                counts.setdefault(word, _OF_THESAURUS)
    content = pack(without_slips(counts))
    out.write_bytes(content)
    _log.info("%d ord, %d byte, sha256 %s", len(counts), len(content), hashlib.sha256(content).hexdigest())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with nlp/")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    write_lexicon(given.data, given.out)


if __name__ == "__main__":
    main()
