"""The engines that the contract suite runs on. A new engine adds one factory here and nothing else."""

import pytest
from rows import DIMENSION

from indexer.embedded import EmbeddedEngine

FACTORIES = {"embedded": lambda: EmbeddedEngine.open(None, DIMENSION)}


@pytest.fixture(params=FACTORIES)
def engine(request):
    engine = FACTORIES[request.param]()
    yield engine
    engine.close()
