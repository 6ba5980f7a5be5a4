"""What a store covers and whether it is sound: behind `protokoll status`, `protokoll doctor` and the coverage page."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.engine import NO_FILTERS, FacetField, Filters, ResultSetRequest, SearchEngine
from indexer.model import Access, Note
from indexer.store.store import Store


@dataclass(frozen=True, slots=True)
class BodyYearCount:
    """How many §§ of one body and year the asker can find."""

    municipality: str
    body: str
    year: str | None
    paragraphs: int


def by_body_and_year(engine: SearchEngine, access: Access) -> tuple[BodyYearCount, ...]:
    """§§ per municipality, body and year, in that order; §§ without a date come last, under no year."""
    rows = []
    for municipality in _facet(engine, access, "municipality", NO_FILTERS):
        for body in _facet(engine, access, "body", Filters.where(municipality=municipality)):
            filters = Filters.where(municipality=municipality, body=body)
            years = _facet(engine, access, "year", filters)
            total = engine.result_set(ResultSetRequest(filters=filters), access).total
            rows += [BodyYearCount(municipality, body, year, count) for year, count in sorted(years.items())]
            if undated := total - sum(years.values()):
                rows.append(BodyYearCount(municipality, body, None, undated))
    return tuple(rows)


def findings(store: Store) -> Iterator[Note]:
    """Everything that is wrong; nothing when record and index agree."""
    damage = store.record.check()
    if damage:
        yield Note("record_damaged", {"damage": damage})
        return
    recorded = {d.id: d.access for change in store.record.changes_since(0) for d in change.documents}
    indexed = store.engine.stats().documents
    if store.engine.stats().watermark < store.record.sequence or indexed != len(recorded):
        yield Note("index_differs", {"indexed": indexed, "recorded": len(recorded)})
    unlabelled = sum(label is None for label in recorded.values())
    if unlabelled:
        yield Note("label_missing", {"number": unlabelled})
    for file in store.record.files():
        if file.error:
            yield Note("file_unread", {"path": file.path, "error": file.error})


def _facet(engine: SearchEngine, access: Access, name: FacetField, filters: Filters) -> dict[str, int]:
    counted = engine.result_set(ResultSetRequest(filters=filters, facets=(name,)), access).facets
    return dict(sorted(counted[name].items()))
