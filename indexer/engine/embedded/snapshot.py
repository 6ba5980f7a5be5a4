"""One committed state of the index, as readers see it: never changes, so any number of threads may ask it."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

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
    Vectors,
)
from indexer.engine.assignments import as_seen_by
from indexer.engine.embedded.exact_knn import exact_knn
from indexer.engine.embedded.translate import Translator
from indexer.engine.embedded.vector_files import CommittedSizes, VectorFiles
from indexer.engine.fuzzy import HeadingVocabulary
from indexer.engine.index_fields import COUNTED_FIELDS, FACET_VALUES, HEADING_WORDS, META_KIND
from indexer.language import ANALYSIS_VERSION
from indexer.model import Access, Document

_HEADING_WORDS = 1_000_000  # of the commonest; headings of a million §§ have a third of that
_TIES = 64  # extra §§ fetched so that those of one date are ordered by id across pages
_TOTAL = "total"
_LISTED = 10_000  # §§ that are listed one by one without being felt
_MANY = 0.3  # share of all §§ from which listing them costs more than comparing every passage
_MASKS = 16  # of filters and askers, kept until the next refresh: the same ones come again, and listing their rows takes time
_BRIEF = 4_096  # §§ decoded briefly and kept until the next refresh, some 15 MB: ranking weighs the same ones again
_SPARE = 2.0  # times as many §§ as should be enough, since what is near is not evenly spread


class Snapshot:
    """Searcher, rows and watermark of one commit."""

    def __init__(self, index: tantivy.Index, folder: Path, dimension: int, beside: Executor) -> None:
        self._searcher = index.searcher()
        self._beside = beside  # neither engine nor products hold the interpreter's lock: half of a question runs there
        self._folder = folder
        self._translate = Translator(index.schema, HeadingVocabulary(self._heading_words).similar)
        self.extent, self.watermark = self._committed()
        self.rows = VectorFiles(folder, dimension, self.extent)
        self._mask = lru_cache(_MASKS)(self._rows_of)
        self._brief = lru_cache(_BRIEF)(self._read_brief)

    def batch(self, batch: Batch, access: Access) -> BatchResult:
        """Answer several requests; counts run beside the rest."""
        queries = [self._set_query(request, access) for request in batch.result_sets]
        counts = [self._counts(*asked) for asked in zip(batch.result_sets, queries, strict=True)]
        legs = tuple(self._legs(request, access) for request in batch.legs)
        ran = list(zip(batch.legs, legs, strict=True))
        documents = tuple(self._requested(request, ran, access) for request in batch.documents)
        sets = tuple(map(self._result_set, batch.result_sets, queries, counts))
        return BatchResult(legs, sets, documents)

    def similar(self, document_id: str, access: Access, limit: int) -> tuple[Scored, ...]:
        """§§ nearest to the mean of this one's passages."""
        query = self._translate.within(self._translate.any_term("id", [document_id]), NO_FILTERS, access)
        hits = self._searcher.search(query, limit=1).hits
        if not hits:
            return ()
        mean = np.asarray(self.rows.of(self._numbers("rid", hits)[0]).mean(axis=0), np.float32)
        scored = self._nearest(mean / max(float(np.linalg.norm(mean)), 1e-9), self._mask(NO_FILTERS, access), limit + 1)
        return tuple(one for one in scored if one.id != document_id)[:limit]

    def stats(self) -> EngineStats:
        """Sizes and versions."""
        measures = {"passages": {"sum": {"field": "row_count"}}, "documents": {"value_count": {"field": "row_count"}}}
        counted = self._searcher.aggregate(tantivy.Query.all_query(), measures)
        return EngineStats(
            documents=int(counted["documents"]["value"]),
            passages=int(counted["passages"]["value"] or 0),
            bytes_on_disk=sum(file.stat().st_size for file in self._folder.rglob("*") if file.is_file()),
            watermark=self.watermark,
            analysis_version=ANALYSIS_VERSION,
        )

    def live(self) -> NDArray[np.bool_]:
        """Which vector rows belong to a § that is still there."""
        return self._rows_in(self._translate.every_paragraph())

    def _legs(self, request: LegRequest, access: Access) -> Legs:
        near = self._beside.submit(self._semantic_leg, request, access) if request.vector is not None else None
        return Legs(
            identifier=self._identifier_leg(request, access),
            keyword=self._keyword_leg(request, access),
            semantic=near.result() if near else (),
        )

    def _counts(self, request: ResultSetRequest, query: tantivy.Query) -> Future[dict[str, Any]]:
        """Total and facets, counted beside what the caller does next."""
        measures: dict[str, object] = {
            name: {"terms": {"field": COUNTED_FIELDS[name], "size": FACET_VALUES}} for name in request.facets
        }
        measures[_TOTAL] = {"value_count": {"field": "row_count"}}
        return self._beside.submit(self._searcher.aggregate, query, measures)

    def _result_set(self, request: ResultSetRequest, query: tantivy.Query, counts: Future[dict[str, Any]]) -> ResultSet:
        ids = self._sorted_page(query, request) if request.sort else ()
        counted = counts.result()
        facets = {
            name: {_key(b["key"]): int(b["doc_count"]) for b in counted[name]["buckets"]} for name in request.facets
        }
        return ResultSet(int(counted[_TOTAL]["value"]), facets, ids)

    def _requested(
        self, request: DocumentsRequest, ran: Sequence[tuple[LegRequest, Legs]], access: Access
    ) -> tuple[Document, ...]:
        """The §§ of a request; a keyword leg of the same batch that reaches as far is not run again."""
        ids = request.ids
        if not ids and request.limit and request.text:
            asked = LegRequest(request.text, filters=request.filters, window=request.limit)
            same = (legs.keyword for leg, legs in ran if _covers(leg, asked))
            scored = next(same, None)
            found = self._keyword_leg(asked, access) if scored is None else scored
            ids = tuple(one.id for one in found[: request.limit])
        return self._get(ids, access, brief=request.brief)

    def _get(self, ids: Sequence[str], access: Access, *, brief: bool) -> tuple[Document, ...]:
        if not ids:
            return ()
        query = self._translate.within(self._translate.any_term("id", ids), NO_FILTERS, access)
        found = {one.id: as_seen_by(one, access) for one in self._documents(query, len(ids), brief=brief)}
        return tuple(found[name] for name in dict.fromkeys(ids) if name in found)

    def _heading_words(self) -> list[str]:
        listed = {"words": {"terms": {"field": HEADING_WORDS, "size": _HEADING_WORDS}}}
        counted = self._searcher.aggregate(tantivy.Query.all_query(), listed)
        return [str(bucket["key"]) for bucket in counted["words"]["buckets"]]

    def _committed(self) -> tuple[CommittedSizes, int]:
        hits = self._searcher.search(self._translate.any_term("kind", [META_KIND]), limit=1).hits
        if not hits:
            return CommittedSizes(), 0
        extent = {name: self._numbers(name, hits)[0] for name in ("rows", "rids", "id_bytes", "generation")}
        return CommittedSizes(**extent), self._numbers("watermark", hits)[0]

    def _numbers(self, field: str, hits: Sequence[tuple[object, tantivy.DocAddress]]) -> list[int]:
        return [int(value or 0) for value in self._searcher.fast_field_values(field, [address for _, address in hits])]

    def _count(self, query: tantivy.Query) -> int:
        counted = self._searcher.aggregate(query, {_TOTAL: {"value_count": {"field": "row_count"}}})
        return int(counted[_TOTAL]["value"])

    def _documents(self, query: tantivy.Query, limit: int, *, brief: bool) -> list[Document]:
        """The §§ as stored; who may see them is the query's business, what of them the caller's."""
        hits = self._searcher.search(query, limit=limit, count=False).hits
        if brief:
            return [self._brief(address.segment_ord, address.doc) for _, address in hits]
        return [self._read(address, "json") for _, address in hits]

    def _read_brief(self, segment: int, doc: int) -> Document:
        return self._read(tantivy.DocAddress(segment, doc), "brief")

    def _read(self, address: tantivy.DocAddress, form: str) -> Document:
        return loads(Document, self._searcher.doc(address).get_all(form)[0])

    def _scored(self, query: tantivy.Query, window: int) -> tuple[Scored, ...]:
        """The best `window` §§; where a score is shared across its end, the first ids are in."""
        wanted = window + _TIES
        while True:
            hits = self._searcher.search(query, limit=wanted, count=False).hits
            if len(hits) < wanted or hits[-1][0] < hits[window - 1][0]:
                break
            wanted *= 2
        ids = self.rows.ids(self._numbers("rid", hits))
        return _best(((name, score, None) for name, (score, _) in zip(ids, hits, strict=True)), window)

    def _keyword_leg(self, request: LegRequest, access: Access) -> tuple[Scored, ...]:
        if not request.text:
            return ()
        query = self._translate.within(self._translate.text(request.text), request.filters, access)
        return self._scored(query, request.window)

    def _identifier_leg(self, request: LegRequest, access: Access) -> tuple[Scored, ...]:
        parts = [self._translate.paragraph(key) for key in request.paragraphs]
        if request.case_numbers:
            parts.append(self._translate.any_term("case_key", request.case_numbers))
        if not parts:
            return ()
        either = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        query = self._translate.within(tantivy.Query.const_score_query(either, 1.0), request.filters, access)
        return self._scored(query, request.window)

    def _semantic_leg(self, request: LegRequest, access: Access) -> tuple[Scored, ...]:
        vector = np.asarray(request.vector, np.float32)
        if not vector.any():
            return ()
        limit = min(request.window, SEMANTIC_WINDOW)
        if request.filters == NO_FILTERS:
            return self._nearest(vector, self._mask(NO_FILTERS, access), limit)
        return self._nearest_then_wanted(vector, request.filters, access, limit) or self._nearest(
            vector, self._mask(request.filters, access), limit
        )

    def _nearest_then_wanted(self, vector: Vectors, filters: Filters, access: Access, limit: int) -> tuple[Scored, ...]:
        """Where a filter leaves very many §§: the nearest of all first, then those of them that it leaves.

        Empty where too few are left, or where it is as quick to list what the filter leaves.
        """
        wanted = self._translate.visible(filters, access)
        left, every = self._count(wanted), self.rows.extent.rids
        if left < max(_LISTED, _MANY * every):
            return ()
        looked = int(_SPARE * limit * every / left)
        near = self._nearest(vector, self._mask(NO_FILTERS, access), looked)
        among = self._translate.any_term("id", [scored.id for scored in near])
        both = tantivy.Query.boolean_query([(tantivy.Occur.Must, among), (tantivy.Occur.Must, wanted)])
        hits = self._searcher.search(both, limit=len(near), count=False).hits
        ids = set(self.rows.ids(self._numbers("rid", hits)))
        found = tuple(scored for scored in near if scored.id in ids)
        return found[:limit] if len(found) >= limit else ()

    def _rows_of(self, filters: Filters, access: Access) -> NDArray[np.bool_]:
        """Which rows the asker may and wants to see."""
        return self._rows_in(self._translate.visible(filters, access))

    def _rows_in(self, query: tantivy.Query) -> NDArray[np.bool_]:
        hits = self._searcher.search(query, limit=max(1, self.rows.extent.rids), count=False).hits
        allowed = np.zeros(self.rows.extent.rids, np.bool_)
        allowed[self._numbers("rid", hits)] = True
        return allowed[self.rows.owners] if len(self.rows.owners) else np.empty(0, np.bool_)

    def _nearest(self, vector: Vectors, mask: NDArray[np.bool_], limit: int) -> tuple[Scored, ...]:
        """The best passage of each §."""
        rows, scores = exact_knn(self.rows, mask, vector, limit)
        owners = self.rows.owners[rows]
        passages = rows - np.searchsorted(self.rows.owners, owners)
        return _best(zip(self.rows.ids(owners.tolist()), scores.tolist(), passages.tolist(), strict=True), limit)

    def _set_query(self, request: ResultSetRequest, access: Access) -> tantivy.Query:
        if not request.ids and not request.text and not request.text.must_not:
            return self._translate.visible(request.filters, access)
        return self._translate.within(self._translate.found(request.text, request.ids), request.filters, access)

    def _sorted_page(self, query: tantivy.Query, request: ResultSetRequest) -> tuple[str, ...]:
        newest = request.sort == "newest"
        field, order = ("date", tantivy.Order.Desc) if newest else ("date_oldest", tantivy.Order.Asc)
        end = request.offset + request.limit
        wanted = end + _TIES
        while True:
            hits = self._searcher.search(
                query, limit=max(1, wanted), count=False, order_by_field=field, order=order
            ).hits
            if len(hits) < wanted or hits[-1][0] != hits[min(end, len(hits)) - 1][0]:
                break
            wanted *= 2
        ids = self.rows.ids(self._numbers("rid", hits))
        keyed = sorted(zip((int(key) * (-1 if newest else 1) for key, _ in hits), ids, strict=True))
        return tuple(name for _, name in keyed[request.offset : end])


def _covers(ran: LegRequest, asked: LegRequest) -> bool:
    """Whether the keyword leg of one holds that of the other."""
    return (ran.text, ran.filters) == (asked.text, asked.filters) and ran.window >= asked.window


def _best(found: Iterable[tuple[str, float, int | None]], limit: int) -> tuple[Scored, ...]:
    """The best `limit` of ids with score and passage, ties by id."""
    ranked = sorted((-score, name, passage) for name, score, passage in found)
    return tuple(Scored(name, -score, passage) for score, name, passage in ranked[:limit])


def _key(key: object) -> str:
    return str(int(key)) if isinstance(key, int | float) else str(key)
