"""Clauses of the keyword leg to OpenSearch queries."""

from collections.abc import Sequence
from typing import Any

from indexer.engine import AllOf, AnyOf, Clause, FieldBoosts, Phrase, Term
from indexer.engine.fuzzy import FuzzyLookup
from indexer.language import stem, surfaces

Query = dict[str, Any]
NOTHING: Query = {"match_none": {}}


class KeywordClauses:
    """Builds the clauses of one text query, with its field boosts."""

    def __init__(self, boosts: FieldBoosts, similar: FuzzyLookup) -> None:
        self._boosts, self._similar = boosts, similar

    def clause(self, clause: Clause, *, fuzzy: bool = False) -> Query:
        """One clause; `fuzzy` also finds what resembles its words."""
        if isinstance(clause, AnyOf):
            return any_of([self.clause(part, fuzzy=fuzzy) for part in clause.clauses])
        if isinstance(clause, AllOf):
            return {"bool": {"must": [self.clause(part, fuzzy=fuzzy) for part in clause.clauses]}}
        if isinstance(clause, Phrase):
            return self._phrase([word for typed in clause.words for word in surfaces(typed)], "surface", clause.slop)
        return self._word(clause, fuzzy=fuzzy and clause.fuzzy)

    def _word(self, term: Term, *, fuzzy: bool) -> Query:
        words = surfaces(term.word)
        if not words:
            return NOTHING
        if len(words) > 1:
            query = self._phrase([stem(word) for word in words], "terms", 0)
        elif term.prefix:
            query = self._prefix(words[0])
        else:
            query = self._single(words[0], fuzzy=fuzzy)
        return query if term.weight == 1.0 else {"bool": {"must": [query], "boost": term.weight}}

    def _single(self, word: str, *, fuzzy: bool) -> Query:
        parts = [_term(field, stem(word), boost) for field, boost in self._fields("terms")]
        if fuzzy and (likes := self._similar(word)):
            parts.append(self._alike(likes))
        return any_of(parts)

    def _alike(self, likes: Sequence[tuple[str, float]]) -> Query:
        """The heading's word that is most like the typed one."""
        return {
            "dis_max": {
                "queries": [_term("heading_terms", stem, share) for stem, share in likes],
                "boost": self._boosts.fuzzy,
            }
        }

    def _phrase(self, words: list[str], kind: str, slop: int) -> Query:
        if not words:
            return NOTHING
        if len(words) == 1:
            return any_of([_term(field, words[0], boost) for field, boost in self._fields(kind)])
        typed = " ".join(words)
        return any_of(
            [
                {"match_phrase": {field: {"query": typed, "slop": slop, "boost": boost}}}
                for field, boost in self._fields(kind)
            ]
        )

    def _prefix(self, word: str) -> Query:
        return any_of(
            [{"prefix": {field: {"value": word, "boost": boost}}} for field, boost in self._fields("surface")]
        )

    def _fields(self, kind: str) -> tuple[tuple[str, float], ...]:
        return ((f"heading_{kind}", self._boosts.heading), (f"text_{kind}", self._boosts.text))


def any_of(queries: Sequence[Query]) -> Query:
    """At least one of these; scores add up."""
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else NOTHING


def _term(field: str, value: str, boost: float) -> Query:
    return {"term": {field: {"value": value, "boost": boost}}}
