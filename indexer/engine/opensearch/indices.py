"""The life of an index: made beside the present one, filled, checked, put in its place behind the alias, saved and restored."""

import secrets
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from opensearchpy import OpenSearch

from indexer.engine.opensearch.client import answering
from indexer.engine.opensearch.mapping import IndexVersion, Sharding, index_body, replicas
from indexer.errors import IndexMismatchError, NotFoundError

_NAME_PARTS = 2  # time and chance
_HOURS_S = 6 * 3600  # for merging, saving or fetching millions of §§


class Indices:
    """The indices behind one alias."""

    def __init__(self, client: OpenSearch, alias: str) -> None:
        self._client, self.alias = client, alias

    def current(self) -> str | None:
        """The index that answers, None when there is none."""
        with answering():
            # Asked of our own indices, since nobody need be allowed to ask of all.
            ours = {"index": f"{self.alias}-*", "name": self.alias}
            if not self._client.indices.exists_alias(**ours):
                return None
            return str(next(iter(self._client.indices.get_alias(**ours))))

    def every(self) -> tuple[str, ...]:
        """All indices of this alias, oldest first: the present one, those it replaced, those being filled."""
        with answering():
            found = self._client.indices.get(index=f"{self.alias}-*", params={"allow_no_indices": "true"})
        return tuple(
            sorted(name for name in found if len(name.removeprefix(f"{self.alias}-").split("-")) == _NAME_PARTS)
        )

    def create(self, stamp: IndexVersion, layout: Sharding) -> str:
        """A new, empty index that nobody sees yet; returns its name."""
        name = f"{self.alias}-{datetime.now(UTC):%Y%m%d%H%M%S%f}-{secrets.token_hex(2)}"
        with answering():
            self._client.indices.create(index=name, body=index_body(stamp, layout))
        return name

    def check(self, name: str, wanted: IndexVersion) -> None:
        """Refuse an index that was written by another version.

        Raises:
            IndexMismatchError: another schema, analysis or dimension.
        """
        with answering():
            mappings = next(iter(self._client.indices.get_mapping(index=name).values()))["mappings"]
        if mappings.get("_meta") != asdict(wanted):
            raise IndexMismatchError("opensearch_index_outdated")

    def shards(self, name: str) -> int:
        """How many shards it has."""
        with answering():
            settings = next(iter(self._client.indices.get_settings(index=name).values()))["settings"]
        return int(settings["index"]["number_of_shards"])

    def swap(self, name: str, layout: Sharding) -> str | None:
        """Put a filled index in the alias's place, in one step; returns the one it replaced.

        Raises:
            NotFoundError: no such index.
        """
        before = self.current()
        removal = [{"remove": {"index": before, "alias": self.alias}}] if before and before != name else []
        with answering():
            if not self._client.indices.exists(index=name):
                raise NotFoundError("no_such_index", name=name)
            self._client.indices.put_settings(index=name, body={"index": replicas(layout)})
            self._client.indices.refresh(index=name)
            self._client.indices.update_aliases(
                body={"actions": [*removal, {"add": {"index": name, "alias": self.alias}}]}
            )
        return before if before != name else None

    def merge(self, name: str) -> None:
        """Into one segment: replaced §§ no longer count when words are weighed, and answers come quicker."""
        with answering():
            self._client.indices.forcemerge(index=name, params={"max_num_segments": 1, "request_timeout": _HOURS_S})
            self._client.indices.refresh(index=name)

    def delete(self, *names: str) -> None:
        """Remove indices; those that are gone are no error."""
        with answering():
            for name in names:
                self._client.indices.delete(index=name, params={"ignore_unavailable": "true"})

    def snapshot(self, repository: str, folder: str | None, name: str) -> dict[str, Any]:
        """Save the present index; `folder` (a `path.repo` of every node) registers the repository first.

        Raises:
            NotFoundError: there is nothing to save.
        """
        current = self.current()
        if current is None:
            raise NotFoundError("nothing_to_snapshot")
        with answering():
            if folder:
                body = {"type": "fs", "settings": {"location": folder}}
                self._client.snapshot.create_repository(repository=repository, body=body)
            wanted = {"indices": current, "include_global_state": False}
            answer = self._client.snapshot.create(
                repository=repository,
                snapshot=name,
                body=wanted,
                params={"wait_for_completion": "true", "request_timeout": _HOURS_S},
            )
        return dict(answer["snapshot"])

    def restore(self, repository: str, name: str) -> str:
        """Bring a saved index back under a new name, unseen until `swap`; returns the name."""
        restored = f"{self.alias}-{datetime.now(UTC):%Y%m%d%H%M%S%f}-{secrets.token_hex(2)}"
        body = {
            "rename_pattern": ".+",
            "rename_replacement": restored,
            "include_aliases": False,
            "include_global_state": False,
        }
        with answering():
            self._client.snapshot.restore(
                repository=repository,
                snapshot=name,
                body=body,
                params={"wait_for_completion": "true", "request_timeout": _HOURS_S},
            )
        return restored
