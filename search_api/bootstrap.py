"""Composition root: from settings to the use cases."""

import contextlib
from collections.abc import Iterator

from indexer.index import open_index
from indexer.settings import Settings
from search_api.service import Service


@contextlib.contextmanager
def opened_service(settings: Settings) -> Iterator[Service]:
    """The use cases over the store that the settings name."""
    with open_index(settings) as index:
        yield Service(index)
