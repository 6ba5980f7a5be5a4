"""Whether both engines give the same pages: `python benchmarks/parity.py QUERIES --store DIR` with OpenSearch running.

The store must have been read into both: `protokoll reindex --engine embedded` and `--engine opensearch`.
"""

import argparse
import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from indexer.model import Access
from indexer.search.searcher import Results, Searcher, SearchOptions
from indexer.settings import load_settings
from indexer.wiring import open_for_reading

FACETS = ("body", "year", "outcome")


def main() -> int:
    """Print the share of equal pages and each difference; 1 when under 99 %."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--store", type=Path, default=None)
    parser.add_argument("--mode", default="hybrid")
    asked = parser.parse_args()
    queries = [json.loads(line)["query"] for line in asked.queries.read_text(encoding="utf-8").splitlines() if line]
    options = SearchOptions(mode=asked.mode, facets=FACETS)
    with opened("embedded", asked.store) as one, opened("opensearch", asked.store) as other:
        differences = [
            (query, what)
            for query in queries
            if (what := difference(one.search(query, options, OWNER), other.search(query, options, OWNER)))
        ]
    for query, what in differences:
        sys.stdout.write(f"{query!r}: {what}\n")
    share = 1 - len(differences) / len(queries)
    sys.stdout.write(f"{len(queries)} queries, same page for {share:.1%}\n")
    return int(share < 0.99)


OWNER = Access.owner()


@contextlib.contextmanager
def opened(engine: str, folder: Path | None) -> Iterator[Searcher]:
    """The search as users get it, on one engine."""
    settings = load_settings(engine=engine, store=folder)
    with contextlib.closing(open_for_reading(settings)) as store:
        yield Searcher(store.engine, store.embedder, semantic_weight=settings.semantic_weight)


def difference(one: Results, other: Results) -> str | None:
    """What differs between two pages, None when nothing does."""
    if one.total != other.total:
        return f"total {one.total} and {other.total}"
    if one.facets != other.facets:
        return "facets"
    for rank, (left, right) in enumerate(zip(one.hits, other.hits, strict=True), start=1):
        if left.document.id != right.document.id:
            return f"hit {rank}: {left.document.id} ({left.score:.6f}) and {right.document.id} ({right.score:.6f})"
        if abs(left.score - right.score) > 2e-5:
            return f"score of hit {rank}: {left.score:.6f} and {right.score:.6f}"
        if left.passages != right.passages:
            return f"passages of hit {rank}"
    return None


if __name__ == "__main__":
    raise SystemExit(main())
