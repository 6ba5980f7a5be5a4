from pathlib import Path

import cluster
import pytest

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data():
    if not SHARED_DATA.is_dir():
        pytest.skip(f"real protocols are not here: {SHARED_DATA} is missing")
    return SHARED_DATA


@pytest.fixture(scope="session")
def opensearch_node():
    """A real node; tests keep apart by index name."""
    if reason := cluster.missing():
        pytest.skip(reason)
    running = cluster.Cluster()
    yield running
    running.close()
