"""Clauses, filters and access to tantivy queries. Pure: builds queries, runs none."""

from collections.abc import Sequence

import tantivy

from indexer.engine import Condition, FieldBoosts, Filters, TextQuery
from indexer.engine.assignments import TokenCondition, token_conditions
from indexer.engine.embedded.keyword_clauses import KeywordClauses, all_of, any_of
from indexer.engine.fuzzy import FuzzyLookup
from indexer.engine.index_fields import META_KIND, UNDATED, date_number
from indexer.language import stem, surfaces
from indexer.model import Access, ParagraphKey

Query = tantivy.Query
Occur = tantivy.Occur
_LAST_DATE = 99_991_231
_FEW = 1_000  # values that are quicker looked up one by one than as a set


class Translator:
    """Builds tantivy queries for one schema."""

    def __init__(self, schema: tantivy.Schema, similar: FuzzyLookup) -> None:
        self._schema = schema
        self._similar = similar

    def text(self, query: TextQuery) -> tantivy.Query:
        """The keyword leg. Only `should` words may match by their likes: what is demanded or refused is meant exactly."""
        clauses = self._clauses(query.boosts)
        parts = [(Occur.Must, any_of(clauses.ways(clause))) for clause in query.must]
        parts += [(Occur.Should, way) for way in clauses.should(query)]
        if not (query.must or query.should):
            parts.append((Occur.Must, Query.all_query()))
        parts += [(Occur.MustNot, any_of(clauses.ways(clause))) for clause in query.must_not]
        return Query.boolean_query(parts)

    def found(self, query: TextQuery, ids: Sequence[str]) -> tantivy.Query:
        """What the words match, and these ids."""
        listed = [self.any_term("id", ids)] if ids else []
        if query.must or query.must_not or not query.should:
            return any_of([*([self.text(query)] if query or not ids else []), *listed])
        return any_of([*self._clauses(query.boosts).should(query), *listed])

    def visible(self, filters: Filters, access: Access) -> tantivy.Query:
        """What the asker may see and wants to see; scores nothing."""
        parts = [self._access(access), *self._filters(filters, access)]
        return Query.const_score_query(all_of(parts), 0.0)

    def within(self, query: tantivy.Query, filters: Filters, access: Access) -> tantivy.Query:
        """`query` among what the asker may and wants to see."""
        return all_of([query, self.visible(filters, access)])

    def every_paragraph(self) -> tantivy.Query:
        """Every § there is, closed ones too: for upkeep, never for an answer."""
        return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self._term("kind", META_KIND))])

    def any_term(self, field: str, values: Sequence[str | int]) -> tantivy.Query:
        """Any of these exact values; all score the same."""
        if len(values) > _FEW:
            return Query.term_set_query(self._schema, field, list(values))
        return Query.const_score_query(any_of([self._term(field, value) for value in values]), 1.0)

    def paragraph(self, key: ParagraphKey) -> tantivy.Query:
        """The §§ a citation can mean."""
        parts = [self._dates("date", key.date_from, key.date_to)] if key.date_from or key.date_to else []
        if key.paragraph:
            parts.append(self._term("paragraph", key.paragraph.lower()))
        if key.body_code:
            parts.append(self._term("body_code", key.body_code))
        return all_of(parts) if parts else Query.empty_query()

    def _clauses(self, boosts: FieldBoosts) -> KeywordClauses:
        return KeywordClauses(self._schema, boosts, self._similar)

    def _term(self, field: str, value: str | int) -> tantivy.Query:
        return Query.term_query(self._schema, field, value)

    def _access(self, access: Access) -> tantivy.Query:
        """An unlabelled § is closed to everybody."""
        return self._term("labelled", "1") if access.everything else self.any_term("access", sorted(access.labels))

    def _filters(self, filters: Filters, access: Access) -> list[tantivy.Query]:
        parts = [self._condition(condition, access) for condition in filters.conditions()]
        clauses = self._clauses(FieldBoosts())
        parts += [any_of(clauses.ways(clause)) for clause in filters.meets]
        if filters.lacks:
            refused = [(Occur.MustNot, any_of(clauses.ways(clause))) for clause in filters.lacks]
            parts.append(Query.boolean_query([(Occur.Must, Query.all_query()), *refused]))
        return [*parts, *(part for more in filters.also for part in self._filters(more, access))]

    def _tokens(self, field: str, condition: TokenCondition) -> tantivy.Query:
        wanted = [self._term(field, token) for token in condition.all_of]
        if condition.any_of:
            wanted.append(self.any_term(field, condition.any_of))
        refused = [(Occur.MustNot, self._term(field, token)) for token in condition.none_of]
        return Query.boolean_query([*((Occur.Must, one) for one in wanted), *refused])

    def _condition(self, condition: Condition, access: Access) -> tantivy.Query:
        match, field, values = condition
        if match == "dates":
            return self._dates(field, *values)
        if match == "name":
            return any_of([self._name(field, value) for value in values])
        if match == "heading words":
            return any_of([all_of([self._term(field, stem(word)) for word in surfaces(value)]) for value in values])
        if match == "assignment":
            return any_of([self._tokens(field, one) for one in token_conditions(values, access)])
        return self.any_term(field, values)

    def _name(self, field: str, name: str) -> tantivy.Query:
        words = surfaces(name)
        if not words:
            return Query.empty_query()
        if len(words) == 1:
            return self._term(field, words[0])
        return Query.phrase_query(self._schema, field, list(words), slop=2)

    def _dates(self, field: str, first: str | None, last: str | None) -> tantivy.Query:
        low = date_number(first) or UNDATED + 1
        high = date_number(last) or _LAST_DATE
        return Query.range_query(self._schema, field, tantivy.FieldType.Unsigned, low, high)
