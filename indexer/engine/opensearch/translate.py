"""Clauses, filters and access to OpenSearch queries. Pure: builds queries, runs none."""

from collections.abc import Iterable, Sequence
from typing import Any

from indexer.engine import AllOf, AnyOf, Clause, Condition, Filters, Phrase, Term, TextQuery, Vectors
from indexer.engine.field_boosts import FUZZY_BOOST, FUZZY_WORDS, HEADING_BOOST, TEXT_BOOST
from indexer.engine.fuzzy import FuzzyLookup
from indexer.engine.index_fields import META_KIND, UNDATED, date_number
from indexer.engine.opensearch.mapping import VECTOR, VECTORS
from indexer.language import stem, surfaces
from indexer.model import Access, ParagraphKey

Query = dict[str, Any]
_LAST_DATE = 99_991_231
_NOTHING: Query = {"match_none": {}}
_NAME_GAPS = 2  # words that may stand between those of one name


def text(query: TextQuery, like: FuzzyLookup) -> Query:
    """The keyword leg. Only `should` words may match by their likes: what is demanded or refused is meant exactly."""
    should = [_clause(clause, like if n < FUZZY_WORDS else None) for n, clause in enumerate(query.should)]
    must = [_clause(clause) for clause in query.must]
    parts = {"must": must, "should": should, "must_not": [_clause(clause) for clause in query.must_not]}
    if not must and not should:
        parts["must"] = [{"match_all": {}}]
    return {"bool": {**parts, "minimum_should_match": 1 if should and not must else 0}}


def within(query: Query, filters: Filters, access: Access) -> Query:
    """`query` among what the asker may and wants to see."""
    return {"bool": {"must": [query], "filter": visible(filters, access)}}


def visible(filters: Filters, access: Access) -> list[Query]:
    """What the asker may see and wants to see. An unlabelled § is closed to everybody."""
    seen = {"term": {"labelled": "1"}} if access.everything else _terms("access", sorted(access.labels))
    return [seen, *_filters(filters)]


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
    return {"bool": {"filter": parts}} if parts else _NOTHING


def any_of(queries: Sequence[Query]) -> Query:
    """At least one of these; scores add up."""
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else _NOTHING


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


def _clause(clause: Clause, like: FuzzyLookup | None = None) -> Query:
    if isinstance(clause, AnyOf):
        return any_of([_clause(part, like) for part in clause.clauses])
    if isinstance(clause, AllOf):
        return {"bool": {"must": [_clause(part, like) for part in clause.clauses]}}
    if isinstance(clause, Phrase):
        return _phrase([word for typed in clause.words for word in surfaces(typed)], "surface", clause.slop)
    return _word(clause, like if clause.fuzzy else None)


def _word(term: Term, like: FuzzyLookup | None) -> Query:
    words = surfaces(term.word)
    if not words:
        return _NOTHING
    if len(words) > 1:
        query = _phrase([stem(word) for word in words], "terms", 0)
    elif term.prefix:
        query = _prefix(words[0])
    else:
        query = _single(words[0], like)
    return query if term.weight == 1.0 else {"bool": {"must": [query], "boost": term.weight}}


def _single(word: str, like: FuzzyLookup | None) -> Query:
    parts = [_term(field, stem(word), boost) for field, boost in _fields("terms")]
    if like and (likes := like(word)):
        parts.append(_alike(likes))
    return any_of(parts)


def _alike(likes: Sequence[tuple[str, float]]) -> Query:
    """The heading's word that is most like the typed one."""
    return {
        "dis_max": {"queries": [_term("heading_terms", stem, share) for stem, share in likes], "boost": FUZZY_BOOST}
    }


def _phrase(words: list[str], kind: str, slop: int) -> Query:
    if not words:
        return _NOTHING
    if len(words) == 1:
        return any_of([_term(field, words[0], boost) for field, boost in _fields(kind)])
    typed = " ".join(words)
    return any_of(
        [{"match_phrase": {field: {"query": typed, "slop": slop, "boost": boost}}} for field, boost in _fields(kind)]
    )


def _prefix(word: str) -> Query:
    return any_of([{"prefix": {field: {"value": word, "boost": boost}}} for field, boost in _fields("surface")])


def _fields(kind: str) -> tuple[tuple[str, float], ...]:
    return ((f"heading_{kind}", HEADING_BOOST), (f"text_{kind}", TEXT_BOOST))


def _term(field: str, value: str, boost: float) -> Query:
    return {"term": {field: {"value": value, "boost": boost}}}


def _terms(field: str, values: Iterable[str]) -> Query:
    return {"terms": {field: list(values)}}


def _filters(filters: Filters) -> list[Query]:
    parts = [_condition(condition) for condition in filters.conditions()]
    parts += [_clause(clause) for clause in filters.meets]
    if filters.lacks:
        parts.append({"bool": {"must_not": [_clause(clause) for clause in filters.lacks]}})
    return [*parts, *(part for more in filters.also for part in _filters(more))]


def _condition(condition: Condition) -> Query:
    match, field, values = condition
    if match == "dates":
        return _dates(field, *values)
    if match == "name":
        return any_of([_name(field, value) for value in values])
    if match == "heading words":
        return any_of([_heading_words(field, value) for value in values])
    return _terms(field, values)


def _heading_words(field: str, value: str) -> Query:
    words = [{"term": {field: stem(word)}} for word in surfaces(value)]
    return {"bool": {"filter": words}} if words else _NOTHING


def _name(field: str, name: str) -> Query:
    words = surfaces(name)
    if not words:
        return _NOTHING
    rule = {"query": " ".join(words), "max_gaps": _NAME_GAPS, "ordered": True}
    return {"intervals": {field: {"match": rule}}}


def _dates(field: str, first: str | None, last: str | None) -> Query:
    low = date_number(first) or UNDATED + 1
    return {"range": {field: {"gte": low, "lte": date_number(last) or _LAST_DATE}}}
