"""Made-up §§ and vectors for the engine contract suite."""

import numpy as np

from indexer.model import CaseNumber, Document, Passage, Person, Section

DIMENSION = 8


def document(number, heading="Ärende", text="Text.", **changes):
    """A § of a made-up meeting; `passages` is how many it has."""
    protocol = changes.pop("protocol", "storvik/ks/2025-03-12")
    passages = changes.pop("passages", 1)
    people = changes.pop("people", ())
    case_number = changes.pop("case_number", None)
    values = {
        "id": f"{protocol}/{number}",
        "protocol_id": protocol,
        "source": "ks.pdf",
        "municipality": "Storvik",
        "body": "Kommunstyrelsen",
        "body_code": "KS",
        "date": "2025-03-12",
        "date_source": "stated",
        "paragraph": str(number),
        "heading": heading,
        "sections": (Section("beslut", None, text),) if text else (),
        "passages": tuple(Passage(f"{n:08x}", "beslut", text or heading, 0 if text else None) for n in range(passages)),
        "people": tuple(Person(name, party) for name, party in people),
        "case_numbers": (CaseNumber(case_number, case_number, *split(case_number)),) if case_number else (),
        "access": "public",
    }
    return Document(**{**values, **changes})


def split(canonical):
    code, _, rest = canonical.rpartition(" ")
    year, serial = rest.split("/")
    return code or None, int(year), serial


def unit(seed, rows=None):
    """Random directions, the same for the same seed."""
    matrix = np.random.default_rng(seed).normal(size=(rows or 1, DIMENSION)).astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix if rows else matrix[0]


def fill(engine, *documents, seed=1):
    """Store the documents, a protocol at a time, and commit; returns the vectors by id."""
    by_protocol = {}
    for one in documents:
        by_protocol.setdefault(one.protocol_id, []).append(one)
    vectors = {one.id: unit(seed + n, len(one.passages)) for n, one in enumerate(documents)}
    for protocol, group in by_protocol.items():
        engine.replace(protocol, group, np.concatenate([vectors[one.id] for one in group]))
    engine.commit(1)
    return vectors
