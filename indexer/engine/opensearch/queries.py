"""Batches of requests to OpenSearch bodies and back: one `_msearch` a batch."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from opensearchpy import OpenSearch

from indexer.codec import loads
from indexer.engine import (
    NO_FILTERS,
    SEMANTIC_WINDOW,
    Batch,
    BatchResult,
    DocumentsRequest,
    EngineStats,
    Filters,
    LegRequest,
    Legs,
    ResultSet,
    ResultSetRequest,
    Scored,
    TextQuery,
    Vectors,
)
from indexer.engine.assignments import as_seen_by
from indexer.engine.fuzzy import HeadingVocabulary
from indexer.engine.index_fields import COUNTED_FIELDS, FACET_VALUES, HEADING_WORDS
from indexer.engine.opensearch import translate
from indexer.engine.opensearch.client import answering
from indexer.engine.opensearch.keyword_clauses import Query, any_of
from indexer.engine.opensearch.mapping import VECTORS
from indexer.engine.opensearch.transport import SEMANTIC, Answer, Body, Name, SearchTransport
from indexer.language import ANALYSIS_VERSION
from indexer.model import Access, Document

_PAGE = 10_000  # §§ in one answer; OpenSearch gives no more without a cursor
_NEIGHBOURS = 500  # passages asked of the graph: with fewer it loses the best hit of one real question in 25
_LISTED_FOR_S = 300.0  # how long the words of headings are kept
_KEPT = "2m"  # how long a walk may rest between two pages
_HEALTH_WAIT_S = 2.0  # asked twice it is still under the five seconds in which readiness must follow
# Stored fields would be unpacked with the whole § beside them: ids from columns are six times as quick for 200 §§.
_IDS = {"stored_fields": "_none_", "docvalue_fields": ["id"]}
_BRIEF = {"stored_fields": "_none_", "docvalue_fields": ["id", "brief"]}
_WHOLE = {"_source": ["document"]}


class IndexReader:
    """Asks one index (or alias). `exact_passages`: in a larger index vectors are compared by the graph."""

    def __init__(self, client: OpenSearch, index: str, *, exact_passages: int, shards: int = 1) -> None:
        self._client, self._index, self._exact_passages = client, index, exact_passages
        self._transport = SearchTransport(client, index, shards=shards)
        self._passages: int | None = None
        # What was committed meanwhile by another process is not among them yet.
        self._vocabulary = HeadingVocabulary(lambda: list(self._heading_words()), _LISTED_FOR_S)

    def forget(self) -> None:
        """The index has changed."""
        self._passages = None
        self._vocabulary.forget()

    def batch(self, batch: Batch, access: Access) -> BatchResult:
        """Answer several requests in one `_msearch`. Without the vectors the words still answer, and say so."""
        bodies = dict(self._bodies(batch, access))
        answers = self._transport.answers(bodies) if bodies else {}
        return BatchResult(
            legs=tuple(_legs(n, bodies, answers) for n in range(len(batch.legs))),
            result_sets=tuple(_result_set(request, answers["set", n]) for n, request in enumerate(batch.result_sets)),
            documents=tuple(_documents(n, request, answers, access) for n, request in enumerate(batch.documents)),
        )

    def similar(self, document_id: str, access: Access, limit: int) -> tuple[Scored, ...]:
        """§§ nearest to the mean of this one's passages."""
        query = {"bool": {"filter": [{"term": {"id": document_id}}, *translate.visible(NO_FILTERS, access)]}}
        hits = self._transport.search({"size": 1, "query": query, "_source": ["mean"]})["hits"]["hits"]
        if not hits:
            return ()
        vector = np.asarray(hits[0]["_source"]["mean"], np.float32)
        body = self._nearest(vector, NO_FILTERS, access, limit + 1)
        scored = _scored(self._transport.search(body), nested=True)
        return tuple(one for one in scored if one.id != document_id)[:limit]

    def stats(self) -> EngineStats:
        """Sizes and versions."""
        counts = {"passages": {"sum": {"field": "row_count"}}, "documents": {"value_count": {"field": "row_count"}}}
        body = {"size": 1, "query": {"match_all": {}}, "aggs": counts, "post_filter": translate.meta()}
        answer = self._transport.search({**body, "_source": ["watermark"]}, wait_s=_HEALTH_WAIT_S)
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

    def _walk(self, query: Query) -> Iterator[str]:
        """Any number of ids, all from one moment."""
        with answering():
            pit = self._client.create_pit(index=self._index, params={"keep_alive": _KEPT})["pit_id"]
        moment = {"pit": {"id": pit, "keep_alive": _KEPT}}
        body = {"size": _PAGE, "query": query, "sort": [{"id": "asc"}], **_IDS, **moment}
        try:
            while hits := self._transport.search(body)["hits"]["hits"]:
                yield from map(_id, hits)
                body["search_after"] = hits[-1]["sort"]
        finally:
            with answering():
                self._client.delete_pit(body={"pit_id": [pit]})

    def _bodies(self, batch: Batch, access: Access) -> Iterator[tuple[Name, Body]]:
        """The body of each question of a batch, by what it is and its place among its like."""
        for n, leg_request in enumerate(batch.legs):
            legs = {
                "identifier": self._identifier_leg(leg_request, access),
                "keyword": self._keyword_leg(leg_request.text, leg_request.filters, leg_request.window, access),
                SEMANTIC: self._semantic_leg(leg_request, access),
            }
            yield from (((name, n), body) for name, body in legs.items() if body)
        for n, set_request in enumerate(batch.result_sets):
            yield ("set", n), self._set(set_request, access)
        for n, request in enumerate(batch.documents):
            yield from (((f"documents {part}", n), body) for part, body in enumerate(self._reads(request, access)))

    def _set(self, request: ResultSetRequest, access: Access) -> Body:
        """Count, facet and sort the exact set."""
        fields = {name: COUNTED_FIELDS[name] for name in request.facets}
        body: Body = {
            "size": 0,
            "track_total_hits": True,
            "query": self._set_query(request, access),
            "aggs": {name: {"terms": {"field": field, "size": FACET_VALUES}} for name, field in fields.items()},
            **_IDS,
        }
        if request.sort:
            key, order = ("date", "desc") if request.sort == "newest" else ("date_oldest", "asc")
            body |= {"sort": [{key: order}, {"id": "asc"}], "from": request.offset, "size": request.limit}
        return body

    def _reads(self, request: DocumentsRequest, access: Access) -> Iterator[Body]:
        """Documents by id, as many as one answer may have each time, or the best by words."""
        form = _BRIEF if request.brief else _WHOLE
        ids = list(dict.fromkeys(request.ids))
        for part in (ids[start : start + _PAGE] for start in range(0, len(ids), _PAGE)):
            query = {"bool": {"filter": [translate.any_value("id", part), *translate.visible(NO_FILTERS, access)]}}
            yield {"size": len(part), "query": query, "track_total_hits": False, **form}
        leg = self._keyword_leg(request.text, request.filters, request.limit, access) if request.limit else None
        if leg and not ids:
            yield {key: value for key, value in leg.items() if key not in _IDS} | form

    def _identifier_leg(self, request: LegRequest, access: Access) -> dict[str, Any] | None:
        parts = [translate.paragraph(key) for key in request.paragraphs]
        if request.case_numbers:
            parts.append(translate.any_value("case_key", request.case_numbers))
        if not parts:
            return None
        either = {"constant_score": {"filter": any_of(parts)}}
        return _leg(translate.within(either, request.filters, access), request.window)

    def _keyword_leg(self, text: TextQuery, filters: Filters, window: int, access: Access) -> Body | None:
        return (
            _leg(translate.within(translate.text(text, self._vocabulary.similar), filters, access), window)
            if text
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

    def _set_query(self, request: ResultSetRequest, access: Access) -> Query:
        parts = [translate.text(request.text, self._vocabulary.similar)] if request.text else []
        if request.ids:
            parts.append(translate.any_value("id", request.ids))
        if not parts and request.text.must_not:
            parts.append(translate.text(request.text, self._vocabulary.similar))
        either = [any_of(parts)] if parts else []
        return {"bool": {"filter": [*either, *translate.visible(request.filters, access)]}}

    def _heading_words(self) -> Iterator[str]:
        """Every word of a heading, each once."""
        pages: dict[str, Any] = {"size": _PAGE, "sources": [{"word": {"terms": {"field": HEADING_WORDS}}}]}
        while True:
            answer = self._transport.search({"size": 0, "aggs": {"words": {"composite": pages}}})["aggregations"][
                "words"
            ]
            yield from (str(bucket["key"]["word"]) for bucket in answer["buckets"])
            if "after_key" not in answer:
                return
            pages["after"] = answer["after_key"]

    def _size(self) -> int:
        if self._passages is None:
            body = {"size": 0, "aggs": {"passages": {"sum": {"field": "row_count"}}}}
            self._passages = int(self._transport.search(body)["aggregations"]["passages"]["value"])
        return self._passages


def _leg(query: Query, window: int) -> dict[str, Any]:
    """Where a score is shared across the window's end, the first ids are in."""
    ties = {"sort": ["_score", {"id": "asc"}]}
    return {"size": window, "query": query, "track_total_hits": False, **_IDS, **ties}


def _legs(n: int, bodies: Mapping[Name, Body], answers: Mapping[Name, Answer]) -> Legs:
    scored = {
        name: _scored(answers[name, n], nested=name == SEMANTIC)
        for name in ("identifier", "keyword", SEMANTIC)
        if (name, n) in answers
    }
    missed = (SEMANTIC,) if (SEMANTIC, n) in bodies and (SEMANTIC, n) not in answers else ()
    return Legs(**scored, degraded=missed)


def _result_set(request: ResultSetRequest, answer: Answer) -> ResultSet:
    facets = {
        name: {str(b["key"]): b["doc_count"] for b in answer["aggregations"][name]["buckets"]}
        for name in request.facets
    }
    return ResultSet(answer["hits"]["total"]["value"], facets, tuple(map(_id, answer["hits"].get("hits", ()))))


def _documents(
    n: int, request: DocumentsRequest, answers: Mapping[Name, Answer], access: Access
) -> tuple[Document, ...]:
    parts = (answer for (name, place), answer in answers.items() if place == n and name.startswith("documents"))
    documents = [
        as_seen_by(_document(hit), access) for answer in parts for hit in answer.get("hits", {}).get("hits", [])
    ]
    if not request.ids:
        return tuple(documents)
    found = {document.id: document for document in documents}
    return tuple(found[name] for name in dict.fromkeys(request.ids) if name in found)


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
