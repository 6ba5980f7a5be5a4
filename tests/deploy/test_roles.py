"""Each call of the engine as the two users of `compose.yaml`, on a node with the real security plugin: enough, and no more."""

import contextlib
from dataclasses import replace

import numpy as np
import pytest
import secured
from opensearchpy.exceptions import AuthorizationException
from rows import DIMENSION, document, unit
from saying import raises_saying

from indexer.engine import LegRequest, ResultSetRequest, Term, TextQuery
from indexer.engine.opensearch import OpenSearchEngine
from indexer.engine.opensearch.client import load_client
from indexer.engine.opensearch.engine import sharding_of
from indexer.errors import EngineUnavailableError
from indexer.model import Access
from indexer.settings import load_settings
from indexer.store.record import ProtocolPart
from indexer.wiring import open_for_reading, open_for_writing

EVERYTHING = Access(everything=True)
SEARCH, LOAD = "läsa här", "skriva:på$1€"
TEXT = TextQuery(should=(Term("text"),))


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    if reason := secured.missing():
        pytest.skip(reason)
    certificates = tmp_path_factory.mktemp("certificates")
    running = secured.start(certificates, PROTOKOLL_SEARCH_PASSWORD=SEARCH, PROTOKOLL_LOAD_PASSWORD=LOAD)
    yield running, certificates / "ca.pem"
    running.close()


@pytest.fixture
def users(node, tmp_path):
    running, authority = node

    def settings(user, password):
        return load_settings(
            store=tmp_path / user, opensearch_url=running.url, opensearch_ca=authority, opensearch_user=user,
            opensearch_password=password,
        )  # fmt: skip

    return {"search": settings("protokoll_search", SEARCH), "load": settings("protokoll_load", LOAD)}


@pytest.fixture
def filled(users):
    with OpenSearchEngine.open(users["load"], DIMENSION) as engine:
        engine.replace("p", [document(n, protocol="p") for n in (1, 2)], unit(0, 1).repeat(2, 0))
        engine.commit(1)
        yield engine
        engine.indices.delete(*engine.indices.every())


@pytest.fixture
def clients(users):
    with contextlib.ExitStack() as stack:
        yield {name: stack.enter_context(contextlib.closing(load_client(one))) for name, one in users.items()}


@pytest.mark.parametrize("user", ["search", "load"])
def test_both_may_ask(filled, users, user):
    with OpenSearchEngine.open(users[user], DIMENSION, read_only=True) as engine:
        legs = engine.legs(LegRequest(text=TEXT, vector=unit(0, 1)[0], case_numbers=("ks 2025/1",)), EVERYTHING)
        assert [one.id for one in legs.keyword] == [one.id for one in legs.semantic] == ["p/1", "p/2"]
        assert legs.degraded == ()
        assert engine.result_set(ResultSetRequest(text=TEXT, sort="newest", limit=5), EVERYTHING).total == 2
        assert len(engine.get(["p/1", "p/2"], EVERYTHING)) == 2
        assert [one.id for one in engine.similar("p/1", EVERYTHING, 3)] == ["p/2"]
        assert engine.stats().documents == 2


def test_the_loader_may_write_replace_and_rebuild(filled, users):
    filled.replace("p", [document(n, protocol="p") for n in (2, 3)], unit(0, 1).repeat(2, 0))
    filled.commit(2)
    assert list(filled.every_id()) == ["p/2", "p/3"]
    filled.clear()
    filled.close()
    with OpenSearchEngine.rebuilding(users["load"], DIMENSION) as engine:
        engine.replace("p", [document(1, protocol="p")], unit(0, 1))
        engine.commit(3)
    with OpenSearchEngine.open(users["search"], DIMENSION, read_only=True) as engine:
        assert engine.stats().watermark == 3


def test_the_loader_may_save_and_restore(filled, node, users):
    saved = filled.indices.snapshot("protokoll", str(node[0].backup_folder), "first")
    assert saved["state"] == "SUCCESS"
    restored = filled.indices.restore("protokoll", "first")
    filled.indices.swap(restored, sharding_of(users["load"]))
    with OpenSearchEngine.open(users["search"], DIMENSION, read_only=True) as engine:
        assert engine.stats().documents == 2


def recorded(record, vectors, *numbers):
    for n in numbers:
        one = replace(document(n, protocol="p"), id=f"p-{n}/{n}", protocol_id=f"p-{n}")
        record.put_file(f"{n}.pdf", str(n), "{}", [ProtocolPart(f"p-{n}", "protokoll", (one,), vectors)])


def test_who_may_only_ask_answers_from_what_is_indexed_when_the_record_is_ahead(users, tmp_path):
    same = {"store": tmp_path, "engine": "opensearch"}
    load, search = users["load"].model_copy(update=same), users["search"].model_copy(update=same)
    with contextlib.closing(open_for_writing(load)) as store:
        vectors = np.full((1, store.engine.dimension), 0.1, np.float32)
        recorded(store.record, vectors, 1, 2)
        store.catch_up()
        recorded(store.record, vectors, 3)
        with contextlib.closing(open_for_reading(search)) as reading:
            assert reading.engine.stats().documents == 2
    with contextlib.closing(open_for_reading(search)) as reading:
        assert reading.engine.stats().documents == 2
    with contextlib.closing(open_for_reading(load)) as reading:
        assert reading.engine.stats().documents == 3
        reading.engine.indices.delete(*reading.engine.indices.every())


FORBIDDEN = {
    "write": ("search", lambda client: client.index(index="protokoll", body={"id": "x"})),
    "delete": ("search", lambda client: client.indices.delete(index="protokoll-*")),
    "swap": (
        "search",
        lambda client: client.indices.update_aliases(
            body={"actions": [{"remove": {"index": "protokoll-*", "alias": "protokoll"}}]}
        ),
    ),
    "users": ("load", lambda client: client.search(index=".opendistro_security", body={})),
    "others": ("load", lambda client: client.indices.create(index="lon")),
    "cluster": (
        "load",
        lambda client: client.cluster.put_settings(body={"persistent": {"action.auto_create_index": "true"}}),
    ),
    "grant": ("load", lambda client: client.transport.perform_request("GET", "/_plugins/_security/api/roles")),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_a_user_has_no_need_of_is_refused(filled, clients, what):
    user, call = FORBIDDEN[what]
    with pytest.raises(AuthorizationException):
        call(clients[user])


def test_who_may_only_ask_and_tries_to_write_is_told_so(filled, users):
    with (
        raises_saying(EngineUnavailableError, match="behörighet"),
        OpenSearchEngine.rebuilding(users["search"], DIMENSION),
    ):
        pass


@pytest.mark.parametrize(
    ("user", "password"), [("admin", "admin"), ("protokoll_search", LOAD), ("protokoll_load", SEARCH)]
)
def test_nobody_else_is_let_in(users, user, password):
    settings = users["search"].model_copy(update={"opensearch_user": user, "opensearch_password": password})
    with raises_saying(EngineUnavailableError, match="PROTOKOLL_OPENSEARCH_PASSWORD"):
        OpenSearchEngine.open(load_settings(**settings.model_dump(exclude_unset=True)), DIMENSION, read_only=True)
