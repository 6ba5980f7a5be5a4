"""The real application over a real embedded engine in a folder."""

import contextlib

from fictional import TrigramEmbedder

from indexer.engine.embedded import EmbeddedEngine
from indexer.index import index_of
from indexer.settings import Settings
from indexer.store.record import Record
from indexer.store.store import RECORD_FILE, Store
from search_api.service import Service


@contextlib.contextmanager
def opened_engine(folder, documents):
    embedder = TrigramEmbedder()
    engine = EmbeddedEngine.open(folder, embedder.dimension)
    by_protocol = {}
    for document in documents:
        by_protocol.setdefault(document.protocol_id, []).append(document)
    for protocol_id, members in by_protocol.items():
        texts = [f"{d.heading}\n{p.text}" for d in members for p in d.passages]
        engine.replace(protocol_id, members, embedder.embed_passages(texts))
    engine.commit(1)
    with contextlib.closing(engine):
        yield engine


@contextlib.contextmanager
def opened_service(folder, documents):
    with opened_engine(folder, documents) as engine, index_over(engine, TrigramEmbedder(), folder) as index:
        yield Service(index)


@contextlib.contextmanager
def index_over(engine, embedder, folder):
    """The index over an engine that a test has filled, with an empty record in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(Record(folder / RECORD_FILE)) as record:
        yield index_of(Store(record, engine, embedder), Settings(store=folder))
