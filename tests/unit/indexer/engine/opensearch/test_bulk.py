import json

import numpy as np
import pytest
from opensearch_settings import own_index
from rows import DIMENSION, document, unit

from indexer.engine.opensearch.bulk import BulkLoader, Operation, chunks
from indexer.engine.opensearch.client import load_client
from indexer.engine.opensearch.indices import Indices
from indexer.engine.opensearch.mapping import IndexVersion, Sharding, source
from indexer.errors import EngineUnavailableError, NotFoundError


@pytest.fixture
def settings(opensearch_node, tmp_path):
    with own_index(opensearch_node, tmp_path) as settings:
        yield settings


@pytest.fixture
def client(settings):
    client = load_client(settings)
    yield client
    client.close()


@pytest.fixture
def index(client, settings):
    return Indices(client, settings.opensearch_index).create(IndexVersion(DIMENSION), Sharding())


def rows(count):
    return [Operation.index(f"p/{n}", source(document(n, protocol="p"), unit(n, 1))) for n in range(count)]


def count(client, index):
    client.indices.refresh(index=index)
    return client.count(index=index)["count"]


def block(client, index, *, on):
    """What the cluster itself does to an index when a disk is full."""
    client.indices.put_settings(index=index, body={"index.blocks.read_only_allow_delete": on or None})


def test_requests_stay_under_their_size_and_lose_nothing():
    operations = [Operation(str(n), b"x" * (n % 7 * 100)) for n in range(200)]
    cut = list(chunks(operations, 1000))
    assert [one for chunk in cut for one in chunk] == operations
    assert all(sum(len(one.lines) for one in chunk) <= 1000 for chunk in cut)
    assert [len(chunk) for chunk in chunks([Operation("a", b"x" * 5000), Operation("b", b"x")], 1000)] == [1, 1]


def test_operations_are_taken_as_they_are_needed(client, index, tmp_path):
    taken = []

    def stream():
        for one in rows(40):
            taken.append(one.id)
            yield one

    size = len(rows(1)[0].lines)
    first = next(chunks(stream(), 10 * size))
    assert len(taken) <= len(first) + 1


def test_twice_the_same_is_once(client, index, tmp_path):
    loader = BulkLoader(client, tmp_path / "dead.jsonl")
    for _ in range(2):
        loaded = loader.load(index, rows(30))
        assert (loaded.sent, loaded.done, loaded.dead) == (30, 30, 0)
    assert count(client, index) == 30


def test_what_can_never_be_taken_is_buried_with_its_reason_and_the_rest_goes_in(client, index, tmp_path):
    wrong = source(document(99, protocol="p"), np.ones((1, DIMENSION + 1), np.float32))
    unknown = {**source(document(98, protocol="p"), unit(1, 1)), "nosuchfield": 1}
    bad = [Operation.index("p/99", wrong), Operation.index("p/98", unknown)]
    loaded = BulkLoader(client, tmp_path / "dead.jsonl").load(index, [*rows(5), *bad, Operation.delete("not there")])
    assert (loaded.sent, loaded.done, loaded.dead) == (8, 6, 2)
    buried = [json.loads(line) for line in (tmp_path / "dead.jsonl").read_text().splitlines()]
    assert [row["id"] for row in buried] == ["p/99", "p/98"]
    assert all(row["status"] == 400 and row["reason"] for row in buried)
    assert count(client, index) == 5


def test_what_cannot_be_taken_now_is_sent_again(client, index, tmp_path):
    block(client, index, on=True)
    waits = []

    def wait(seconds):
        waits.append(seconds)
        if len(waits) == 3:
            block(client, index, on=False)

    loaded = BulkLoader(client, tmp_path / "dead.jsonl", sleep=wait).load(index, rows(20))
    assert (loaded.sent, loaded.done, loaded.dead) == (20, 20, 0)
    assert len(waits) == 3
    assert waits[0] <= 1 < waits[2] <= 4
    assert not (tmp_path / "dead.jsonl").exists()


def test_an_index_that_stays_closed_is_an_error_and_no_dead_letter(client, index, tmp_path):
    block(client, index, on=True)
    waits = []
    with pytest.raises(EngineUnavailableError):
        BulkLoader(client, tmp_path / "dead.jsonl", sleep=waits.append).load(index, rows(3))
    assert len(waits) == 7
    assert not (tmp_path / "dead.jsonl").exists()
    block(client, index, on=False)


@pytest.mark.parametrize("gone", [False, True], ids=["barred", "gone"])
def test_where_nobody_may_write_no_document_is_at_fault(client, index, tmp_path, gone):
    if gone:
        client.indices.delete(index=index)
    else:
        client.indices.put_settings(index=index, body={"index.blocks.write": True})
    with pytest.raises(NotFoundError if gone else EngineUnavailableError):
        BulkLoader(client, tmp_path / "dead.jsonl").load(index, rows(3))
    assert not (tmp_path / "dead.jsonl").exists()


def test_a_request_that_is_too_large_is_halved(client, index, tmp_path):
    long = {**source(document(1, protocol="p"), unit(1, 1)), "document": {"text": "x" * 40_000_000}}
    heavy = [Operation.index(f"p/{n}", long) for n in range(3)]
    loaded = BulkLoader(client, tmp_path / "dead.jsonl").deliver(index, heavy)
    assert loaded == 0
    assert count(client, index) == 3
