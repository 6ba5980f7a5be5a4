"""The engines that the contract suite runs on. A new engine adds one factory here and nothing else."""

import contextlib

import cluster
import pytest
from rows import DIMENSION

from indexer.engine.embedded import EmbeddedEngine
from indexer.engine.opensearch import OpenSearchEngine
from indexer.settings import Settings


@contextlib.contextmanager
def embedded(_):
    engine = EmbeddedEngine.open(None, DIMENSION)
    yield engine
    engine.close()


@contextlib.contextmanager
def opensearch(request, nodes="opensearch_node", **options):
    running = request.getfixturevalue(nodes)
    folder = request.getfixturevalue("tmp_path")
    url = ",".join(running.urls)
    engine = OpenSearchEngine.open(
        Settings(store=folder, engine="opensearch", opensearch_url=url, **options), DIMENSION
    )
    yield engine
    engine.indices.delete(*engine.indices.every())
    engine.close()


@contextlib.contextmanager
def three_nodes(request):
    with opensearch(request, "opensearch_cluster", opensearch_shards=2, opensearch_replicas="1") as engine:
        yield engine


ENGINES = {"embedded": embedded, "opensearch": opensearch, "three-nodes": three_nodes}


@pytest.fixture(params=ENGINES)
def engine(request):
    with ENGINES[request.param](request) as engine:
        yield engine


@pytest.fixture(scope="session")
def opensearch_cluster():
    """Three nodes."""
    if reason := cluster.missing():
        pytest.skip(reason)
    running = cluster.Cluster(3)
    yield running
    running.close()
