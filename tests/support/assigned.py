"""Documents as they come out of a record: read for assignments, each with what became of it."""

import contextlib
from itertools import groupby

import numpy as np

from indexer.store.record import ProtocolPart, Record
from pipelines.enrich.protocols import with_assignments


def part(documents, dimension=1):
    """The documents of one protocol, with vectors that say nothing."""
    read = tuple(map(with_assignments, documents))
    rows = sum(len(document.passages) for document in read)
    return ProtocolPart(read[0].protocol_id, "protokoll", read, np.zeros((rows, dimension), np.float32))


def resolved(folder, documents):
    """The documents with their assignments and the reports of these."""
    with contextlib.closing(Record(folder / "assigned.sqlite")) as record:
        for name, members in groupby(sorted(documents, key=lambda one: one.protocol_id), lambda one: one.protocol_id):
            record.put_file(name, "", "{}", [part(list(members))])
        return [document for change in record.changes_since(0) for document in change.documents]
