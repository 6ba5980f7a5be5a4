"""Requests to OpenSearch and their answers, whole: asked again in part when a node went, refused when still partial."""

import logging
from collections.abc import Mapping
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy import exceptions as failed

from indexer.engine.opensearch.client import answering, reason
from indexer.engine.opensearch.mapping import VECTORS
from indexer.errors import EngineUnavailableError

logger = logging.getLogger(__name__)

SEMANTIC = "semantic"  # the leg without which the others still answer
Name = tuple[str, int]  # what a question of a batch is, and its place among its like
Body = dict[str, Any]
Answer = dict[str, Any]
_HIT = "responses.hits.hits"
_PATHS = (
    f"{_HIT}.fields.id,{_HIT}._score,{_HIT}.inner_hits.{VECTORS}.hits.hits._nested.offset,"
    f"{_HIT}._source,{_HIT}.fields.brief,responses.hits.total,responses.aggregations,"
    "responses.error,responses.status,responses.timed_out,responses._shards.failed"
)


class SearchTransport:
    """`_search` and `_msearch` over one index (or alias)."""

    def __init__(self, client: OpenSearch, index: str, *, shards: int) -> None:
        self._client, self._index = client, index
        # With several shards each would weigh words by its own counts.
        self._params = {"search_type": "dfs_query_then_fetch"} if shards > 1 else {}

    def search(self, body: Body, *, wait_s: float | None = None) -> Answer:
        """One question, answered whole or not at all."""
        params: dict[str, Any] = {**self._params, "allow_partial_search_results": "false"}
        if wait_s:
            params["request_timeout"] = wait_s
        index = None if "pit" in body else self._index
        with answering():
            answer: Answer = self._client.search(index=index, body=body, params=params)
        if answer.get("timed_out"):
            raise EngineUnavailableError("opensearch_timed_out")
        return answer

    def answers(self, bodies: Mapping[Name, Body]) -> dict[Name, Answer]:
        """Each answer by name. A semantic leg that fails beside others is left out; any other failure is an error."""
        answers = self._asked(bodies)
        unanswered = {name: body for name, body in bodies.items() if not _whole(answers[name])}
        if unanswered:  # a node may just have gone, and the client asks again only when the whole request failed
            answers |= self._asked(unanswered)
        only_meaning = all(kind == SEMANTIC for kind, _ in bodies)
        found = {}
        for name, answer in answers.items():
            if not _whole(answer):
                if name[0] != SEMANTIC or only_meaning:
                    with answering():
                        raise failed.TransportError(answer.get("status", 503), reason(answer), answer)
                logger.warning("the semantic leg could not run: %s", reason(answer))
                continue
            found[name] = answer
        return found

    def _asked(self, bodies: Mapping[Name, Body]) -> dict[Name, Answer]:
        """The answers to several questions in one request, failed ones too."""
        lines = [part for body in bodies.values() for part in ({}, body)]
        with answering():
            answers = self._client.msearch(
                index=self._index, body=lines, params={**self._params, "filter_path": _PATHS}
            )["responses"]
        return dict(zip(bodies, answers, strict=True))


def _whole(answer: Mapping[str, Any]) -> bool:
    return "error" not in answer and not answer.get("timed_out") and not answer.get("_shards", {}).get("failed")
