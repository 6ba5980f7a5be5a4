"""What happens when nodes go, on real nodes: answers, or one sentence; nothing acknowledged is lost."""

import contextlib
import os
import signal
import threading
import time

import cluster
import numpy as np
import pytest
from fictional import TrigramEmbedder
from opensearch_settings import own_index
from rows import DIMENSION, document, fill, unit
from running import index_over
from saying import raises_saying
from starlette.testclient import TestClient

from indexer.engine import LegRequest, ResultSetRequest, Term, TextQuery
from indexer.engine.opensearch import OpenSearchEngine
from indexer.engine.opensearch.client import load_client
from indexer.errors import EngineUnavailableError, SettingsError
from indexer.model import Access
from indexer.search.searcher import Searcher, SearchOptions
from indexer.settings import Settings
from search_api.app import create_app
from search_api.messages import error_text
from search_api.service import Service

pytestmark = pytest.mark.slow
OWNER = Access.owner()
BADHUS = TextQuery(should=(Term("badhus"),))


@pytest.fixture(scope="module")
def three_nodes():
    if reason := cluster.missing():
        pytest.skip(reason)
    running = cluster.Cluster(3)
    yield running
    running.close()


@pytest.fixture
def settings(three_nodes, tmp_path):
    with own_index(three_nodes, tmp_path, opensearch_shards=3, opensearch_replicas="1") as settings:
        yield settings


@pytest.fixture
def engine(settings):
    with OpenSearchEngine.open(settings, DIMENSION) as engine:
        yield engine


@contextlib.contextmanager
def stopped(running, number):
    running.order(f"stop {number}")
    try:
        yield
    finally:
        running.order(f"start {number}")
        healthy(running)


def healthy(running, status="green"):
    with contextlib.closing(load_client(Settings(opensearch_url=running.url))) as client:
        client.cluster.health(params={"wait_for_status": status, "wait_for_nodes": "3", "timeout": 60})


def total(engine):
    """What is there, once somebody can say: right after a node went, an answer may be that it cannot be given now."""
    for _ in range(60):
        try:
            return engine.result_set(ResultSetRequest(), OWNER).total
        except EngineUnavailableError:
            time.sleep(0.5)
    return engine.result_set(ResultSetRequest(), OWNER).total


def test_a_node_that_goes_while_loading_costs_nothing(three_nodes, engine):
    healthy(three_nodes)
    acknowledged = 0
    stopper = threading.Timer(0.3, three_nodes.order, ["stop 2"])
    stopper.start()
    for batch in range(30):
        rows = [document(n, "Badhus", protocol=f"p{batch}") for n in range(20)]
        engine.replace(f"p{batch}", rows, unit(batch + 1, 20))
        engine.commit(batch + 1)
        acknowledged += 20
    stopper.join()
    try:
        assert (total(engine), engine.stats().watermark) == (acknowledged, 30)
    finally:
        three_nodes.order("start 2")
        healthy(three_nodes)
    assert total(engine) == acknowledged


def test_a_node_that_goes_while_searching_is_stepped_over(three_nodes, engine):
    fill(engine, *(document(n, "Badhus") for n in range(60)))
    healthy(three_nodes)
    outcomes = []
    request = LegRequest(text=BADHUS, vector=unit(1))
    with stopped(three_nodes, 1):
        for _ in range(30):
            try:
                outcomes.append(len(engine.legs(request, OWNER).keyword))
            except EngineUnavailableError as error:
                outcomes.append(error_text(error))
        assert len(engine.legs(request, OWNER).semantic) == 60
    assert set(outcomes) <= {60, *(said for said in outcomes if isinstance(said, str) and "försök igen" in said)}
    assert outcomes[-1] == 60


def test_lost_primaries_lose_no_paragraph(three_nodes, engine, settings):
    fill(engine, *(document(n, "Badhus") for n in range(60)))
    healthy(three_nodes)
    with contextlib.closing(load_client(settings)) as client:
        primaries = {
            row["node"]: row["docs"]
            for row in client.cat.shards(index=engine.indices.current(), params={"format": "json"})
            if row["prirep"] == "p"
        }
    number = int(next(iter(primaries)).removeprefix("Node ")) - 1
    with stopped(three_nodes, number):
        assert total(engine) == 60
        fill(engine, *(document(n, "Badhus") for n in range(70)))
        assert total(engine) == 70
    assert total(engine) == 70


def test_a_red_index_is_said_with_503_and_comes_back(three_nodes, tmp_path):
    with (
        own_index(three_nodes, tmp_path, opensearch_shards=3, opensearch_replicas="0") as settings,
        OpenSearchEngine.open(settings, DIMENSION) as engine,
        index_over(engine, None, tmp_path) as index,
    ):
        fill(engine, *(document(n, "Badhus") for n in range(30)))
        client = ready_client(index)
        assert client.get("/readyz").status_code == 200
        with stopped(three_nodes, 2):
            answer = client.get("/v1/search?q=badhus")
            assert answer.status_code == 503
            assert answer.headers["retry-after"]
            assert answer.json()["code"] == "P500"
            assert client.get("/readyz").status_code == 503
        assert total(engine) == 30
        assert client.get("/readyz").status_code == 200


def ready_client(index):
    return TestClient(create_app(Service(index), Settings()), raise_server_exceptions=False)


def test_a_full_disk_is_said_and_what_was_not_written_is_written_later(three_nodes, engine, settings, monkeypatch):
    fill(engine, document(1, "Badhus"))
    index = engine.indices.current()
    monkeypatch.setattr("indexer.engine.opensearch.bulk._ATTEMPTS", 2)
    with contextlib.closing(load_client(settings)) as client:
        client.indices.put_settings(index=index, body={"index.blocks.read_only_allow_delete": True})
        engine.replace("b", [document(2, protocol="b")], unit(2, 1))
        with raises_saying(EngineUnavailableError, match="disken är full"):
            engine.commit(2)
        assert (total(engine), engine.stats().watermark) == (1, 1)
        client.indices.put_settings(index=index, body={"index.blocks.read_only_allow_delete": None})
        engine.commit(2)
    assert (total(engine), engine.stats().watermark) == (2, 2)


def test_without_vectors_the_words_answer_and_say_so(three_nodes, settings):
    embedder = TrigramEmbedder()
    with (
        OpenSearchEngine.open(settings, embedder.dimension) as engine,
        contextlib.closing(load_client(settings)) as client,
    ):
        rows = [document(n, "Nytt badhus") for n in range(5)]
        engine.replace("p", rows, embedder.embed_passages([row.heading for row in rows]))
        engine.commit(1)
        searcher = Searcher(engine, embedder)
        assert searcher.search("badhus", SearchOptions(), OWNER).degraded == ()
        client.cluster.put_settings(body={"transient": {"search.allow_expensive_queries": False}})
        try:
            answer = searcher.search("badhus", SearchOptions(), OWNER)
        finally:
            client.cluster.put_settings(body={"transient": {"search.allow_expensive_queries": None}})
    assert (answer.degraded, answer.total) == (("semantic",), 5)


def test_a_node_that_hangs_is_given_up_on_within_seconds(tmp_path):
    if reason := cluster.missing():
        pytest.skip(reason)
    with (
        contextlib.closing(cluster.Cluster()) as alone,
        own_index(alone, tmp_path) as settings,
        OpenSearchEngine.open(settings, DIMENSION) as engine,
        index_over(engine, None, tmp_path) as index,
    ):
        fill(engine, document(1, "Badhus"))
        client = ready_client(index)
        assert client.get("/readyz").status_code == 200
        os.kill(alone.process_id, signal.SIGSTOP)
        try:
            start = time.monotonic()
            assert client.get("/readyz").status_code == 503
            assert time.monotonic() - start < 5
            assert client.get("/v1/search?q=badhus").status_code == 503
        finally:
            os.kill(alone.process_id, signal.SIGCONT)
        assert client.get("/readyz").status_code == 200
        assert total(engine) == 1


def test_a_server_that_is_too_old_is_named(three_nodes, tmp_path, monkeypatch):
    monkeypatch.setattr("indexer.engine.opensearch.client.OLDEST", (99, 0))
    with raises_saying(SettingsError, match="för gammal"):
        OpenSearchEngine.open(Settings(store=tmp_path, opensearch_url=three_nodes.url), DIMENSION)


def test_a_node_without_the_vector_plugin_is_named(tmp_path):
    if reason := cluster.missing():
        pytest.skip(reason)
    with contextlib.closing(cluster.Cluster(plugins=())) as bare:
        settings = Settings(store=tmp_path, engine="opensearch", opensearch_url=bare.url)
        with raises_saying(SettingsError, match="opensearch-knn"):
            OpenSearchEngine.open(settings, DIMENSION)


def test_an_address_where_nobody_answers_is_named(tmp_path):
    nobody = Settings(store=tmp_path, engine="opensearch", opensearch_url="http://127.0.0.1:9")
    with raises_saying(EngineUnavailableError, match="PROTOKOLL_OPENSEARCH_URL"):
        OpenSearchEngine.open(nobody, DIMENSION)


def test_vectors_of_another_length_are_refused_before_they_are_sent(engine):
    with raises_saying(Exception, match="protokoll reindex"):
        engine.replace("p", [document(1)], np.ones((1, DIMENSION + 1), np.float32))
