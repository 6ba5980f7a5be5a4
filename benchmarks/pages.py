"""Times one hybrid page (10 hits, total, facets, marks) and a cold process, over a store that is there already.

    python benchmarks/pages.py STORE QUERIES.jsonl

Prints p50, p95 and p99 in milliseconds over all queries, three rounds after a warm-up, and the wall time of
`protokoll search` as its own process (median of five).
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from indexer.model import Access
from indexer.search.searcher import SearchOptions
from indexer.settings import load_settings
from search_api.answers import search_answer
from search_api.bootstrap import opened_service

ROUNDS = 3
FACETS = ("municipality", "body", "year", "outcome", "section", "party")


def main() -> None:
    store, queries = Path(sys.argv[1]), Path(sys.argv[2])
    texts = [json.loads(line)["query"] for line in queries.read_text(encoding="utf-8").splitlines()]
    with opened_service(load_settings(store=store)) as service:
        options = SearchOptions(limit=10, facets=FACETS)
        for text in texts[:20]:
            service.search(text, options, Access.owner())
        times = [page_ms(service, text, options) for _ in range(ROUNDS) for text in texts]
        stats = service.stats()
    print(f"{stats.documents} §§, {stats.passages} passages, {len(times)} pages")
    print(f"hybrid page   p50 {at(times, 0.5):6.1f} ms   p95 {at(times, 0.95):6.1f} ms   p99 {at(times, 0.99):6.1f} ms")
    cold = [cold_s(store, texts[n]) for n in range(6)][1:]
    print(f"cold process  median {statistics.median(cold):.2f} s   max {max(cold):.2f} s")


def page_ms(service, text, options):
    start = time.perf_counter()
    json.dumps(search_answer(service.search(text, options, Access.owner())).to_json())
    return (time.perf_counter() - start) * 1000


def cold_s(store, text):
    start = time.perf_counter()
    protokoll = str(Path(sys.executable).with_name("protokoll"))
    subprocess.run(
        [protokoll, "search", text, "--json"],
        env={**os.environ, "PROTOKOLL_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def at(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


if __name__ == "__main__":
    main()
