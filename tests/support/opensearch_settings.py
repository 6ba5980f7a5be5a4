"""Settings for an index of its own on a running node."""

import contextlib
import uuid

from indexer.engine.opensearch.client import load_client
from indexer.engine.opensearch.indices import Indices
from indexer.settings import Settings


@contextlib.contextmanager
def own_index(running, folder, **options):
    """Settings whose index nobody else has; it is removed afterwards."""
    settings = Settings(
        store=folder,
        engine="opensearch",
        opensearch_url=",".join(running.urls),
        opensearch_index=f"t{uuid.uuid4().hex[:12]}",
        **options,
    )
    yield settings
    with contextlib.closing(load_client(settings)) as client:
        indices = Indices(client, settings.opensearch_index)
        indices.delete(*indices.every())
