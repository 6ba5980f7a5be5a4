"""How well the search answers judged queries, by query type."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from indexer.evaluate.judged import JudgedQuery, judged_id
from indexer.evaluate.metrics import best_first, ndcg, recall, reciprocal_rank
from indexer.model import Document

DEPTH = 10
FREE_TEXT = ("keyword", "question", "semantic", "morphology", "typo", "who", "filterlike")
MEASURES = (f"ndcg@{DEPTH}", "mrr", f"recall@{DEPTH}", "first", "said_none")


class _Hit(Protocol):
    @property
    def document(self) -> Document: ...


class _Answer(Protocol):
    @property
    def hits(self) -> Sequence[_Hit]: ...
    @property
    def confidence(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Measured:
    """One query and its measures, in the order of `MEASURES`."""

    query: JudgedQuery
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All queries as measured. Averages are over queries; `all` and `free_text` leave out what nothing answers."""

    measured: tuple[Measured, ...]

    def average(self, types: Iterable[str] | None = None) -> dict[str, float]:
        """`queries` (how many) and the mean of each measure, over these types or over everything answerable."""
        chosen = frozenset(types) if types is not None else None
        rows = [m for m in self.measured if (m.query.type in chosen if chosen is not None else m.query.relevant)]
        means = [sum(column) / len(rows) for column in zip(*(m.values for m in rows), strict=True)] or [0.0] * len(
            MEASURES
        )
        return {"queries": len(rows), **dict(zip(MEASURES, means, strict=True))}

    def to_json(self) -> dict[str, Any]:
        """Averages per type, over free text and over all, and each query's nDCG and type."""
        types = dict.fromkeys(m.query.type for m in self.measured)
        return {
            "types": {name: self.average([name]) for name in types},
            "free_text": self.average(FREE_TEXT),
            "all": self.average(),
            "queries": {m.query.id: m.values[0] for m in self.measured},
            "query_types": {m.query.id: m.query.type for m in self.measured},
        }

    def table(self) -> str:
        """The averages as text, one row a type."""
        plain = self.to_json()
        rows = {**plain["types"], "free text": plain["free_text"], "all": plain["all"]}
        head = f"{'type':<14}{'n':>5}" + "".join(f"{name:>12}" for name in MEASURES)
        return "\n".join([head, *(_row(name, row) for name, row in rows.items())])


def evaluate(search: Callable[[str], _Answer], queries: Iterable[JudgedQuery]) -> Report:
    """Ask every query and measure the first page; `search` gives at least ten hits where there are so many."""
    return Report(tuple(Measured(query, _measure(search(query.query), query.relevant)) for query in queries))


def _measure(answer: _Answer, relevant: Mapping[str, int]) -> tuple[float, ...]:
    ranked = [judged_id(hit.document) for hit in answer.hits]
    return (
        ndcg(ranked, relevant, DEPTH),
        reciprocal_rank(ranked, relevant),
        recall(ranked, relevant, DEPTH),
        best_first(ranked, relevant),
        float(answer.confidence == "none"),
    )


def _row(name: str, row: Mapping[str, float]) -> str:
    return f"{name:<14}{row['queries']:>5}" + "".join(f"{row[measure]:>12.3f}" for measure in MEASURES)
