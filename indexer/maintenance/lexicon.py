"""The words of a store, for compounds and spelling: `python -m indexer.maintenance.lexicon STORE` writes `STORE/words.safetensors`."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import ProtokollError
from indexer.language.lexicon import FILE_NAME, pack, shipped_lexicon
from indexer.language.word_counts import count_words, without_slips
from indexer.store.record import Record
from indexer.store.store import RECORD_FILE, require_store

_AT_LEAST = 2


def write_words(store: Path) -> int:
    """Count the record's words, names and all, on top of the shipped lexicon; how many words there are.

    Raises:
        NotFoundError: nothing has been read into the store yet.
    """
    require_store(store)
    counts = Counter(count_words(_texts(store), _AT_LEAST, names=True)) + Counter(dict(shipped_lexicon().items()))
    words = without_slips(counts)
    (store / FILE_NAME).write_bytes(pack(words))
    return len(words)


def _texts(store: Path) -> Iterator[str]:
    record = Record(store / RECORD_FILE)
    try:
        for change in record.changes_since(0):
            for document in change.documents:
                yield document.heading
                yield from (section.text for section in document.sections)
    finally:
        record.close()


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m indexer.maintenance.lexicon", description=__doc__)
    parser.add_argument("store", type=Path, help="a store that `protokoll ingest` made")
    given = parser.parse_args()
    try:
        words = write_words(given.store)
    except ProtokollError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{words} ord i {given.store / FILE_NAME}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
