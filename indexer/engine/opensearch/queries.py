"""Questions to OpenSearch: the legs in one round trip, the result set in another."""

import base64
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from opensearchpy import OpenSearch
from opensearchpy import exceptions as failed

from indexer.codec import loads
from indexer.engine import (
    SEMANTIC_WINDOW,
    EngineStats,
    Filters,
    LegRequest,
    Legs,
    ResultSet,
    ResultSetRequest,
    Scored,
    Vectors,
)
from indexer.engine.fuzzy import NgramVocabulary
from indexer.engine.index_fields import HEADING_WORDS
from indexer.engine.opensearch import translate
from indexer.engine.opensearch.client import answering, reason
from indexer.engine.opensearch.mapping import VECTORS
from indexer.errors import EngineUnavailableError
from indexer.language import ANALYSIS_VERSION
from indexer.model import Access, Document

logger = logging.getLogger(__name__)

_FACET_VALUES = 10_000  # more distinct bodies, years or parties than any store has: counts stay exact
_PAGE = 10_000  # §§ in one answer; OpenSearch gives no more without a cursor
_NEIGHBOURS = 500  # passages asked of the graph: with fewer it loses the best hit of one real question in 25
_LISTED_FOR_S = 300.0  # how long the words of headings are kept
_KEPT = "2m"  # how long a walk may rest between two pages
_HEALTH_WAIT_S = 2.0  # asked twice it is still under the five seconds in which readiness must follow
_NO_FILTERS = Filters()
# Stored fields would be unpacked with the whole § beside them: ids from columns are six times as quick for 200 §§.
_IDS = {"stored_fields": "_none_", "docvalue_fields": ["id"]}
_BRIEF = {"stored_fields": "_none_", "docvalue_fields": ["id", "brief"]}
_WHOLE = {"_source": ["document"]}
_READ = "read"  # beside what was asked: §§ that are sure to be read next
_HIT = "responses.hits.hits"
_HIT_PATHS = "hits.hits._source,hits.hits.fields"
_LEG_PATHS = (
    f"{_HIT}.fields.id,{_HIT}._score,{_HIT}.inner_hits.{VECTORS}.hits.hits._nested.offset,"
    f"{_HIT}._source,{_HIT}.fields.brief,responses.hits.total,responses.aggregations,"
    "responses.error,responses.status,responses.timed_out,responses._shards.failed"
)


class IndexReader:
    """Asks one index (or alias). `exact_passages`: in a larger index vectors are compared by the graph."""

    def __init__(self, client: OpenSearch, index: str, *, exact_passages: int, shards: int = 1) -> None:
        self._client, self._index, self._exact_passages = client, index, exact_passages
        # With several shards each would weigh words by its own counts.
        self._params = {"search_type": "dfs_query_then_fetch"} if shards > 1 else {}
        self._passages: int | None = None
        self._likes: NgramVocabulary | None = None
        self._listed_at = 0.0

    def forget(self) -> None:
        """The index has changed."""
        self._passages = None
        self._likes = None

    def legs(self, request: LegRequest, access: Access) -> Legs:
        """Score the legs that have input. Without the vectors the words still answer, and say so."""
        bodies = {
            name: body
            for name, body in {
                "identifier": self._identifier_leg(request, access),
                "keyword": self._keyword_leg(request, access),
                "semantic": self._semantic_leg(request, access),
                _READ: self._read_along(request, access),
            }.items()
            if body
        }
        if not bodies:
            return Legs()
        answers = self._answers(bodies)
        read = tuple(map(_document, answers.pop(_READ, {}).get("hits", {}).get("hits", [])))
        degraded = tuple(name for name in ("semantic",) if name in bodies and name not in answers)
        scored = {name: _scored(answer, nested=name == "semantic") for name, answer in answers.items()}
        return Legs(**scored, degraded=degraded, read=read)

    def result_set(self, request: ResultSetRequest, access: Access) -> ResultSet:
        """Count, facet and sort the exact set."""
        fields = {name: "year" if name == "year" else f"facet_{name}" for name in request.facets}
        body: dict[str, Any] = {
            "size": 0,
            "track_total_hits": True,
            "query": self._set_query(request, access),
            "aggs": {name: {"terms": {"field": field, "size": _FACET_VALUES}} for name, field in fields.items()},
            **_IDS,
        }
        if request.sort:
            key, order = ("date", "desc") if request.sort == "newest" else ("date_oldest", "asc")
            body |= {"sort": [{key: order}, {"id": "asc"}], "from": request.offset, "size": request.limit}
        bodies = {"set": body, **({_READ: _get(request.brief, access, brief=True)} if request.brief else {})}
        answers = self._answers(bodies)
        answer = answers["set"]
        facets = {
            name: {str(b["key"]): b["doc_count"] for b in answer["aggregations"][name]["buckets"]} for name in fields
        }
        ids = tuple(map(_id, answer["hits"].get("hits", ())))
        brief = tuple(map(_document, answers.get(_READ, {}).get("hits", {}).get("hits", [])))
        return ResultSet(answer["hits"]["total"]["value"], facets, ids, brief)

    def get(self, ids: Sequence[str], access: Access, *, brief: bool = False) -> tuple[Document, ...]:
        """The §§ with these ids that the asker may see."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Document] = {}
        for start in range(0, len(wanted), _PAGE):
            part = wanted[start : start + _PAGE]
            hits = self._search(_get(part, access, brief=brief), paths=_HIT_PATHS).get("hits", {}).get("hits", [])
            found |= {document.id: document for document in map(_document, hits)}
        return tuple(found[name] for name in wanted if name in found)

    def similar(self, document_id: str, access: Access, limit: int) -> tuple[Scored, ...]:
        """§§ nearest to the mean of this one's passages."""
        query = {"bool": {"filter": [{"term": {"id": document_id}}, *translate.visible(_NO_FILTERS, access)]}}
        hits = self._search({"size": 1, "query": query, "_source": ["mean"]})["hits"]["hits"]
        if not hits:
            return ()
        vector = np.asarray(hits[0]["_source"]["mean"], np.float32)
        body = self._nearest(vector, _NO_FILTERS, access, limit + 1)
        scored = _scored(self._search(body), nested=True)
        return tuple(one for one in scored if one.id != document_id)[:limit]

    def stats(self) -> EngineStats:
        """Sizes and versions."""
        counts = {"passages": {"sum": {"field": "row_count"}}, "documents": {"value_count": {"field": "row_count"}}}
        body = {"size": 1, "query": {"match_all": {}}, "aggs": counts, "post_filter": translate.meta()}
        answer = self._search({**body, "_source": ["watermark"]}, wait_s=_HEALTH_WAIT_S)
        with answering():
            sizes = self._client.indices.stats(index=self._index, metric="store")["_all"]["total"]["store"]
        meta = answer["hits"]["hits"]
        counted = answer["aggregations"]
        return EngineStats(
            documents=int(counted["documents"]["value"]),
            passages=int(counted["passages"]["value"]),
            bytes_on_disk=int(sizes["size_in_bytes"]),
            watermark=int(meta[0]["_source"]["watermark"]) if meta else 0,
            analysis_version=ANALYSIS_VERSION,
        )

    def ids_of(self, protocol_ids: Sequence[str]) -> Iterator[str]:
        """The ids of every § of these protocols, closed ones too: for upkeep, never for an answer."""
        return self._walk(translate.any_value("protocol", protocol_ids))

    def every_id(self) -> Iterator[str]:
        """The ids of all §§, closed ones too: for upkeep, never for an answer."""
        return self._walk({"exists": {"field": "protocol"}})

    def _walk(self, query: translate.Query) -> Iterator[str]:
        """Any number of ids, all from one moment."""
        with answering():
            pit = self._client.create_pit(index=self._index, params={"keep_alive": _KEPT})["pit_id"]
        moment = {"pit": {"id": pit, "keep_alive": _KEPT}}
        body = {"size": _PAGE, "query": query, "sort": [{"id": "asc"}], **_IDS, **moment}
        try:
            while hits := self._search(body)["hits"]["hits"]:
                yield from map(_id, hits)
                body["search_after"] = hits[-1]["sort"]
        finally:
            with answering():
                self._client.delete_pit(body={"pit_id": [pit]})

    def _identifier_leg(self, request: LegRequest, access: Access) -> dict[str, Any] | None:
        parts = [translate.paragraph(key) for key in request.paragraphs]
        if request.case_numbers:
            parts.append(translate.any_value("case_key", request.case_numbers))
        if not parts:
            return None
        either = {"constant_score": {"filter": translate.any_of(parts)}}
        return _leg(translate.within(either, request.filters, access), request.window)

    def _keyword_leg(self, request: LegRequest, access: Access) -> dict[str, Any] | None:
        if not request.text:
            return None
        return _leg(translate.within(translate.text(request.text, self._like), request.filters, access), request.window)

    def _read_along(self, request: LegRequest, access: Access) -> dict[str, Any] | None:
        """The best §§ by words once more, few and whole: asked beside the legs it costs no round trip."""
        leg = self._keyword_leg(request, access) if request.read else None
        return (
            {key: value for key, value in leg.items() if key not in _IDS} | {"size": request.read, **_WHOLE}
            if leg
            else None
        )

    def _semantic_leg(self, request: LegRequest, access: Access) -> dict[str, Any] | None:
        if request.vector is None or not request.vector.any():
            return None
        return self._nearest(request.vector, request.filters, access, min(request.window, SEMANTIC_WINDOW))

    def _nearest(self, vector: Vectors, filters: Filters, access: Access, limit: int) -> dict[str, Any]:
        vector, seen = np.ascontiguousarray(vector, np.float32), translate.visible(filters, access)
        if self._size() <= self._exact_passages:
            return _leg(translate.nearest(vector, seen), limit)
        return _leg(translate.about_nearest(vector, seen, _NEIGHBOURS), limit)

    def _set_query(self, request: ResultSetRequest, access: Access) -> translate.Query:
        parts = [translate.text(request.text, self._like)] if request.text else []
        if request.ids:
            parts.append(translate.any_value("id", request.ids))
        if not parts and request.text.must_not:
            parts.append(translate.text(request.text, self._like))
        either = [translate.any_of(parts)] if parts else []
        return {"bool": {"filter": [*either, *translate.visible(request.filters, access)]}}

    def _like(self, word: str) -> Sequence[tuple[str, float]]:
        """Words of headings that resemble this one; those of the last minute may not be among them yet."""
        if self._likes is None or time.monotonic() - self._listed_at > _LISTED_FOR_S:
            self._listed_at = time.monotonic()
            self._likes = NgramVocabulary(list(self._heading_words()))
        return self._likes.of(word)

    def _heading_words(self) -> Iterator[str]:
        """Every word of a heading, each once."""
        pages: dict[str, Any] = {"size": _PAGE, "sources": [{"word": {"terms": {"field": HEADING_WORDS}}}]}
        while True:
            answer = self._search({"size": 0, "aggs": {"words": {"composite": pages}}})["aggregations"]["words"]
            yield from (str(bucket["key"]["word"]) for bucket in answer["buckets"])
            if "after_key" not in answer:
                return
            pages["after"] = answer["after_key"]

    def _size(self) -> int:
        if self._passages is None:
            body = {"size": 0, "aggs": {"passages": {"sum": {"field": "row_count"}}}}
            self._passages = int(self._search(body)["aggregations"]["passages"]["value"])
        return self._passages

    def _search(
        self, body: Mapping[str, Any], *, paths: str | None = None, wait_s: float | None = None
    ) -> dict[str, Any]:
        """One question, answered whole or not at all. `paths` are the only parts of the answer to send."""
        params: dict[str, Any] = {**self._params, "allow_partial_search_results": "false"}
        if wait_s:
            params["request_timeout"] = wait_s
        if paths:
            params["filter_path"] = f"timed_out,{paths}"
        index = None if "pit" in body else self._index
        with answering():
            answer: dict[str, Any] = self._client.search(index=index, body=body, params=params)
        if answer.get("timed_out"):
            raise EngineUnavailableError("OpenSearch hann inte svara; försök igen om en stund.")
        return answer

    def _answers(self, bodies: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """Each leg's answer by name. A semantic leg that fails is left out; any other failure is an error."""
        answers = self._asked(bodies)
        unanswered = {name: body for name, body in bodies.items() if not _whole(answers[name])}
        if unanswered:  # a node may just have gone, and the client asks again only when the whole request failed
            answers |= self._asked(unanswered)
        found = {}
        for name, answer in answers.items():
            if not _whole(answer):
                if name != "semantic" or len(bodies) == 1:
                    with answering():
                        raise failed.TransportError(answer.get("status", 503), reason(answer), answer)
                logger.warning("the semantic leg could not run: %s", reason(answer))
                continue
            found[name] = answer
        return found

    def _asked(self, bodies: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """The answers to several questions in one request, failed ones too."""
        lines = [part for body in bodies.values() for part in ({}, body)]
        with answering():
            answers = self._client.msearch(
                index=self._index, body=lines, params={**self._params, "filter_path": _LEG_PATHS}
            )["responses"]
        return dict(zip(bodies, answers, strict=True))


def _get(ids: Sequence[str], access: Access, *, brief: bool) -> dict[str, Any]:
    query = {"bool": {"filter": [translate.any_value("id", ids), *translate.visible(_NO_FILTERS, access)]}}
    return {"size": len(ids), "query": query, "track_total_hits": False, **(_BRIEF if brief else _WHOLE)}


def _leg(query: translate.Query, window: int) -> dict[str, Any]:
    """Where a score is shared across the window's end, the first ids are in."""
    ties = {"sort": ["_score", {"id": "asc"}]}
    return {"size": window, "query": query, "track_total_hits": False, **_IDS, **ties}


def _scored(answer: Mapping[str, Any], *, nested: bool) -> tuple[Scored, ...]:
    hits = answer.get("hits", {}).get("hits", [])
    if nested:
        scored = [Scored(_id(hit), translate.cosine(hit["_score"]), _offset(hit)) for hit in hits]
    else:
        scored = [Scored(_id(hit), float(hit["_score"])) for hit in hits]
    return tuple(sorted(scored, key=lambda one: (-one.score, one.id)))


def _id(hit: Mapping[str, Any]) -> str:
    return str(hit["fields"]["id"][0])


def _document(hit: Mapping[str, Any]) -> Document:
    if "_source" in hit:
        return msgspec.convert(hit["_source"]["document"], Document)
    return loads(Document, base64.urlsafe_b64decode(hit["fields"]["brief"][0] + "=="))  # columns come without padding


def _offset(hit: Mapping[str, Any]) -> int:
    return int(hit["inner_hits"][VECTORS]["hits"]["hits"][0]["_nested"]["offset"])


def _whole(answer: Mapping[str, Any]) -> bool:
    return "error" not in answer and not answer.get("timed_out") and not answer.get("_shards", {}).get("failed")
