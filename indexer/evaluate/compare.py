"""Two evaluations of the same queries against each other: what moved, and by how much more than chance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from indexer.errors import ReadError
from indexer.evaluate.report import FREE_TEXT

_RESAMPLES = 10_000
_SEED = 1
_MOVED = 0.005  # nDCG


@dataclass(frozen=True, slots=True)
class Change:
    """The mean difference of nDCG@10 over some queries with its 95 % interval by paired bootstrap."""

    name: str
    queries: int
    before: float
    after: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """Above 0: the second is better."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """By type, over free text and over all; `moved` has each query whose nDCG changed, worst first."""

    changes: tuple[Change, ...]
    moved: tuple[tuple[str, float, float], ...]


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Two answers of `protokoll eval --json`.

    Raises:
        ReadError: they are not such answers, or have no query in common.
    """
    try:
        one, other = dict(before["queries"]), dict(after["queries"])
        kinds = {name: str(kind) for name, kind in after["query_types"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ReadError("not_evaluations") from error
    shared = [name for name in one if name in other and name in kinds]
    if not shared:
        raise ReadError("no_common_queries")
    groups = {kind: [name for name in shared if kinds[name] == kind] for kind in dict.fromkeys(kinds.values())}
    groups["free text"] = [name for name in shared if kinds[name] in FREE_TEXT]
    groups["all"] = [name for name in shared if kinds[name] != "none"]
    changes = tuple(_change(name, members, one, other) for name, members in groups.items() if members)
    moved = ((name, float(one[name]), float(other[name])) for name in shared)
    return Comparison(
        changes, tuple(sorted((m for m in moved if abs(m[2] - m[1]) > _MOVED), key=lambda m: m[2] - m[1]))
    )


def as_text(comparison: Comparison) -> str:
    """A table by type, then the queries that moved."""
    head = f"{'type':<14}{'n':>5}{'before':>9}{'after':>9}{'diff':>9}   95 % interval"
    rows = [
        f"{c.name:<14}{c.queries:>5}{c.before:>9.3f}{c.after:>9.3f}{c.difference:>+9.3f}   {c.low:+.3f} … {c.high:+.3f}"
        for c in comparison.changes
    ]
    moved = [f"{name:<14}{was:>14.3f}{now:>9.3f}{now - was:>+9.3f}" for name, was, now in comparison.moved]
    return "\n".join([head, *rows, "", *moved])


def interval(differences: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean by bootstrap over queries."""
    values = np.asarray(differences, np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(values), (_RESAMPLES, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _change(name: str, members: Iterable[str], one: Mapping[str, float], other: Mapping[str, float]) -> Change:
    pairs = [(float(one[member]), float(other[member])) for member in members]
    before, after = (sum(side) / len(pairs) for side in zip(*pairs, strict=True))
    low, high = interval([now - was for was, now in pairs])
    return Change(name, len(pairs), before, after, low, high)
