"""Clauses, filters and access to tantivy queries. Pure: builds queries, runs none."""

import re
from collections.abc import Sequence

import tantivy

from indexer.engine import AllOf, AnyOf, Clause, Condition, Filters, Phrase, Term, TextQuery
from indexer.engine.field_boosts import FUZZY_BOOST, FUZZY_WORDS, HEADING_BOOST, TEXT_BOOST
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

    def __init__(self, schema: tantivy.Schema, like: FuzzyLookup) -> None:
        self._schema = schema
        self._like = like

    def text(self, query: TextQuery) -> tantivy.Query:
        """The keyword leg. Only `should` words may match by their likes: what is demanded or refused is meant exactly."""
        parts = [(Occur.Must, _any(self._ways(clause))) for clause in query.must]
        parts += [(Occur.Should, way) for way in self._should(query)]
        if not (query.must or query.should):
            parts.append((Occur.Must, Query.all_query()))
        parts += [(Occur.MustNot, _any(self._ways(clause))) for clause in query.must_not]
        return Query.boolean_query(parts)

    def found(self, query: TextQuery, ids: Sequence[str]) -> tantivy.Query:
        """What the words match, and these ids."""
        listed = [self.any_term("id", ids)] if ids else []
        if query.must or query.must_not or not query.should:
            return _any([*([self.text(query)] if query or not ids else []), *listed])
        return _any([*self._should(query), *listed])

    def visible(self, filters: Filters, access: Access) -> tantivy.Query:
        """What the asker may see and wants to see; scores nothing."""
        parts = [self._access(access), *self._filters(filters)]
        return Query.const_score_query(_all(parts), 0.0)

    def within(self, query: tantivy.Query, filters: Filters, access: Access) -> tantivy.Query:
        """`query` among what the asker may and wants to see."""
        return _all([query, self.visible(filters, access)])

    def every_paragraph(self) -> tantivy.Query:
        """Every § there is, closed ones too: for upkeep, never for an answer."""
        return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self._term("kind", META_KIND))])

    def any_term(self, field: str, values: Sequence[str | int]) -> tantivy.Query:
        """Any of these exact values; all score the same."""
        if len(values) > _FEW:
            return Query.term_set_query(self._schema, field, list(values))
        return Query.const_score_query(_any([self._term(field, value) for value in values]), 1.0)

    def paragraph(self, key: ParagraphKey) -> tantivy.Query:
        """The §§ a citation can mean."""
        parts = [self._dates("date", key.date_from, key.date_to)] if key.date_from or key.date_to else []
        if key.paragraph:
            parts.append(self._term("paragraph", key.paragraph.lower()))
        if key.body_code:
            parts.append(self._term("body_code", key.body_code))
        return _all(parts) if parts else Query.empty_query()

    def _should(self, query: TextQuery) -> list[tantivy.Query]:
        return [way for n, clause in enumerate(query.should) for way in self._ways(clause, fuzzy=n < FUZZY_WORDS)]

    def _ways(self, clause: Clause, *, fuzzy: bool = False) -> list[tantivy.Query]:
        """The ways to match a clause, any of which will do and all of which count.

        One list however clauses are nested: what tantivy can add up in one pass it then does.
        """
        if isinstance(clause, AnyOf):
            return [way for part in clause.clauses for way in self._ways(part, fuzzy=fuzzy)]
        if isinstance(clause, AllOf):
            return [_all([_any(self._ways(part, fuzzy=fuzzy)) for part in clause.clauses])]
        if isinstance(clause, Phrase):
            return self._phrase([word for text in clause.words for word in surfaces(text)], "surface", clause.slop)
        ways = self._word(clause, fuzzy=fuzzy)
        return ways if clause.weight == 1.0 else [Query.boost_query(way, clause.weight) for way in ways]

    def _word(self, term: Term, *, fuzzy: bool) -> list[tantivy.Query]:
        words = surfaces(term.word)
        if len(words) != 1:
            return self._phrase([stem(word) for word in words], "terms", 0)
        return self._prefix(words[0]) if term.prefix else self._single(words[0], fuzzy=fuzzy and term.fuzzy)

    def _single(self, word: str, *, fuzzy: bool) -> list[tantivy.Query]:
        ways = [
            Query.boost_query(self._term("heading_terms", stem(word)), HEADING_BOOST),
            Query.boost_query(self._term("text_terms", stem(word)), TEXT_BOOST),
        ]
        return [*ways, self._alike(likes)] if fuzzy and (likes := self._like(word)) else ways

    def _alike(self, likes: Sequence[tuple[str, float]]) -> tantivy.Query:
        """The heading's word that is most like the typed one."""
        found = [Query.boost_query(self._term("heading_terms", stem), share) for stem, share in likes]
        return Query.boost_query(Query.disjunction_max_query(found), FUZZY_BOOST)

    def _phrase(self, words: list[str], kind: str, slop: int) -> list[tantivy.Query]:
        fields = ((f"heading_{kind}", HEADING_BOOST), (f"text_{kind}", TEXT_BOOST))
        if not words:
            return []
        if len(words) == 1:
            return [Query.boost_query(self._term(field, words[0]), boost) for field, boost in fields]
        phrases = [(Query.phrase_query(self._schema, field, list(words), slop=slop), boost) for field, boost in fields]
        return [Query.boost_query(phrase, boost) for phrase, boost in phrases]

    def _prefix(self, word: str) -> list[tantivy.Query]:
        pattern = re.escape(word) + ".*"
        fields = (("heading_surface", HEADING_BOOST), ("text_surface", TEXT_BOOST))
        return [Query.boost_query(Query.regex_query(self._schema, field, pattern), boost) for field, boost in fields]

    def _term(self, field: str, value: str | int) -> tantivy.Query:
        return Query.term_query(self._schema, field, value)

    def _access(self, access: Access) -> tantivy.Query:
        """An unlabelled § is closed to everybody."""
        return self._term("labelled", "1") if access.everything else self.any_term("access", sorted(access.labels))

    def _filters(self, filters: Filters) -> list[tantivy.Query]:
        parts = [self._condition(condition) for condition in filters.conditions()]
        parts += [_any(self._ways(clause)) for clause in filters.meets]
        if filters.lacks:
            refused = [(Occur.MustNot, _any(self._ways(clause))) for clause in filters.lacks]
            parts.append(Query.boolean_query([(Occur.Must, Query.all_query()), *refused]))
        return [*parts, *(part for more in filters.also for part in self._filters(more))]

    def _condition(self, condition: Condition) -> tantivy.Query:
        match, field, values = condition
        if match == "dates":
            return self._dates(field, *values)
        if match == "name":
            return _any([self._name(field, value) for value in values])
        if match == "heading words":
            return _any([_all([self._term(field, stem(word)) for word in surfaces(value)]) for value in values])
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


def _all(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def _any(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return Query.boolean_query([(Occur.Should, part) for part in parts]) if parts else Query.empty_query()
