"""Clauses, filters and access to OpenSearch queries. Pure: builds queries, runs none."""

from collections.abc import Iterable

from indexer.engine import Condition, FieldBoosts, Filters, TextQuery, Vectors
from indexer.engine.assignments import TokenCondition, token_conditions
from indexer.engine.fuzzy import FUZZY_WORDS, FuzzyLookup
from indexer.engine.index_fields import META_KIND, UNDATED, date_number
from indexer.engine.opensearch.keyword_clauses import NOTHING, KeywordClauses, Query, any_of
from indexer.engine.opensearch.mapping import VECTOR, VECTORS
from indexer.language import stem, surfaces
from indexer.model import Access, ParagraphKey

_LAST_DATE = 99_991_231
_NAME_GAPS = 2  # words that may stand between those of one name


def text(query: TextQuery, similar: FuzzyLookup) -> Query:
    """The keyword leg. Only `should` words may match by their likes: what is demanded or refused is meant exactly."""
    clauses = KeywordClauses(query.boosts, similar)
    fuzzy_words = FUZZY_WORDS if query.boosts.fuzzy else 0
    should = [clauses.clause(clause, fuzzy=n < fuzzy_words) for n, clause in enumerate(query.should)]
    must = [clauses.clause(clause) for clause in query.must]
    parts = {"must": must, "should": should, "must_not": [clauses.clause(clause) for clause in query.must_not]}
    if not must and not should:
        parts["must"] = [{"match_all": {}}]
    return {"bool": {**parts, "minimum_should_match": 1 if should and not must else 0}}


def within(query: Query, filters: Filters, access: Access) -> Query:
    """`query` among what the asker may and wants to see."""
    return {"bool": {"must": [query], "filter": visible(filters, access)}}


def visible(filters: Filters, access: Access) -> list[Query]:
    """What the asker may see and wants to see. An unlabelled § is closed to everybody."""
    seen = {"term": {"labelled": "1"}} if access.everything else _terms("access", sorted(access.labels))
    return [seen, *_filters(filters, access)]


def meta() -> Query:
    """The one document that is no §."""
    return {"term": {"kind": META_KIND}}


def paragraph(key: ParagraphKey) -> Query:
    """The §§ a citation can mean."""
    parts: list[Query] = [_dates("date", key.date_from, key.date_to)] if key.date_from or key.date_to else []
    if key.paragraph:
        parts.append({"term": {"paragraph": key.paragraph.lower()}})
    if key.body_code:
        parts.append({"term": {"body_code": key.body_code}})
    return {"bool": {"filter": parts}} if parts else NOTHING


def any_value(field: str, values: Iterable[str]) -> Query:
    """Any of these exact values."""
    return _terms(field, values)


def nearest(vector: Vectors, filters: list[Query]) -> Query:
    """Every passage that the asker may see compared; a § scores as its best."""
    script = {
        "lang": "knn",
        "source": "knn_score",
        "params": {"field": VECTOR, "query_value": vector, "space_type": "innerproduct"},
    }
    scored = {"script_score": {"query": {"match_all": {}}, "script": script}}
    return {"bool": {"must": [_best_passage(scored)], "filter": filters}}


def about_nearest(vector: Vectors, filters: list[Query], k: int) -> Query:
    """The same by the graph (HNSW): quicker, and now and then a neighbour short."""
    knn = {"knn": {VECTOR: {"vector": vector, "k": k, "filter": {"bool": {"filter": filters}}}}}
    return _best_passage(knn)


def cosine(score: float) -> float:
    """What `innerproduct` scores stand for: 1 + x when x ≥ 0, else 1 / (1 - x)."""
    return score - 1 if score >= 1 else 1 - 1 / score


def _best_passage(query: Query) -> Query:
    inner = {"size": 1, "stored_fields": "_none_"}
    return {"nested": {"path": VECTORS, "score_mode": "max", "query": query, "inner_hits": inner}}


def _terms(field: str, values: Iterable[str]) -> Query:
    return {"terms": {field: list(values)}}


def _filters(filters: Filters, access: Access) -> list[Query]:
    parts = [_condition(condition, access) for condition in filters.conditions()]
    clauses = KeywordClauses(FieldBoosts(), lambda _: ())
    parts += [clauses.clause(clause) for clause in filters.meets]
    if filters.lacks:
        parts.append({"bool": {"must_not": [clauses.clause(clause) for clause in filters.lacks]}})
    return [*parts, *(part for more in filters.also for part in _filters(more, access))]


def _condition(condition: Condition, access: Access) -> Query:
    match, field, values = condition
    if match == "dates":
        return _dates(field, *values)
    if match == "name":
        return any_of([_name(field, value) for value in values])
    if match == "heading words":
        return any_of([_heading_words(field, value) for value in values])
    if match == "assignment":
        return any_of([_tokens(field, one) for one in token_conditions(values, access)])
    return _terms(field, values)


def _tokens(field: str, condition: TokenCondition) -> Query:
    wanted: list[Query] = [{"term": {field: token}} for token in condition.all_of]
    if condition.any_of:
        wanted.append(_terms(field, condition.any_of))
    refused = [_terms(field, condition.none_of)] if condition.none_of else []
    return {"bool": {"filter": wanted, "must_not": refused}}


def _heading_words(field: str, value: str) -> Query:
    words = [{"term": {field: stem(word)}} for word in surfaces(value)]
    return {"bool": {"filter": words}} if words else NOTHING


def _name(field: str, name: str) -> Query:
    words = surfaces(name)
    if not words:
        return NOTHING
    rule = {"query": " ".join(words), "max_gaps": _NAME_GAPS, "ordered": True}
    return {"intervals": {field: {"match": rule}}}


def _dates(field: str, first: str | None, last: str | None) -> Query:
    low = date_number(first) or UNDATED + 1
    return {"range": {field: {"gte": low, "lte": date_number(last) or _LAST_DATE}}}
