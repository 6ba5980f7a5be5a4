"""The lexicon of a store, for compounds and spelling: behind `protokoll lexicon`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.language.lexicon import FILE_NAME, pack, shipped_lexicon
from indexer.language.word_counts import count_words, without_slips
from indexer.store.record import Record
from indexer.store.store import RECORD_FILE, require_store

_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class WrittenLexicon:
    """A store's lexicon: its file, and how many words it has."""

    path: Path
    words: int


def write_lexicon(store: Path) -> WrittenLexicon:
    """Count the record's words, names and all, on top of the shipped lexicon, into `STORE/words.safetensors`.

    Raises:
        NotFoundError: nothing has been read into the store yet.
    """
    require_store(store)
    counts = Counter(count_words(_texts(store), _AT_LEAST, names=True)) + Counter(dict(shipped_lexicon().items()))
    words = without_slips(counts)
    path = store / FILE_NAME
    path.write_bytes(pack(words))
    return WrittenLexicon(path, len(words))


def _texts(store: Path) -> Iterator[str]:
    record = Record(store / RECORD_FILE)
    try:
        for change in record.changes_since(0):
            for document in change.documents:
                yield document.heading
                yield from (section.text for section in document.sections)
    finally:
        record.close()
