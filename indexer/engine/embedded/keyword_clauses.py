"""Clauses of the keyword leg to tantivy queries."""

import re
from collections.abc import Sequence

import tantivy

from indexer.engine import AllOf, AnyOf, Clause, FieldBoosts, Phrase, Term, TextQuery
from indexer.engine.fuzzy import FUZZY_WORDS, FuzzyLookup
from indexer.language import stem, surfaces

Query = tantivy.Query
Occur = tantivy.Occur


class KeywordClauses:
    """Builds the clauses of one text query, with its field boosts."""

    def __init__(self, schema: tantivy.Schema, boosts: FieldBoosts, similar: FuzzyLookup) -> None:
        self._schema, self._boosts, self._similar = schema, boosts, similar
        self._fuzzy_words = FUZZY_WORDS if boosts.fuzzy else 0

    def should(self, query: TextQuery) -> list[tantivy.Query]:
        """The ways to match the optional clauses; the first words also by what resembles them."""
        return [way for n, clause in enumerate(query.should) for way in self.ways(clause, fuzzy=n < self._fuzzy_words)]

    def ways(self, clause: Clause, *, fuzzy: bool = False) -> list[tantivy.Query]:
        """The ways to match a clause, any of which will do and all of which count.

        One list however clauses are nested: what tantivy can add up in one pass it then does.
        """
        if isinstance(clause, AnyOf):
            return [way for part in clause.clauses for way in self.ways(part, fuzzy=fuzzy)]
        if isinstance(clause, AllOf):
            return [all_of([any_of(self.ways(part, fuzzy=fuzzy)) for part in clause.clauses])]
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
            Query.boost_query(self._term("heading_terms", stem(word)), self._boosts.heading),
            Query.boost_query(self._term("text_terms", stem(word)), self._boosts.text),
        ]
        return [*ways, self._alike(likes)] if fuzzy and (likes := self._similar(word)) else ways

    def _alike(self, likes: Sequence[tuple[str, float]]) -> tantivy.Query:
        """The heading's word that is most like the typed one."""
        found = [Query.boost_query(self._term("heading_terms", stem), share) for stem, share in likes]
        return Query.boost_query(Query.disjunction_max_query(found), self._boosts.fuzzy)

    def _phrase(self, words: list[str], kind: str, slop: int) -> list[tantivy.Query]:
        fields = ((f"heading_{kind}", self._boosts.heading), (f"text_{kind}", self._boosts.text))
        if not words:
            return []
        if len(words) == 1:
            return [Query.boost_query(self._term(field, words[0]), boost) for field, boost in fields]
        phrases = [(Query.phrase_query(self._schema, field, list(words), slop=slop), boost) for field, boost in fields]
        return [Query.boost_query(phrase, boost) for phrase, boost in phrases]

    def _prefix(self, word: str) -> list[tantivy.Query]:
        pattern = re.escape(word) + ".*"
        fields = (("heading_surface", self._boosts.heading), ("text_surface", self._boosts.text))
        return [Query.boost_query(Query.regex_query(self._schema, field, pattern), boost) for field, boost in fields]

    def _term(self, field: str, value: str) -> tantivy.Query:
        return Query.term_query(self._schema, field, value)


def all_of(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    """Every one of these; scores add up."""
    return Query.boolean_query([(Occur.Must, part) for part in parts])


def any_of(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    """At least one of these; scores add up."""
    return Query.boolean_query([(Occur.Should, part) for part in parts]) if parts else Query.empty_query()
