"""Both engines at several sizes, each beside the raw engine in the same run: one table.

    python benchmarks/engines.py --sizes 10000,100000 [--embedded-sizes 1000000] [--url http://127.0.0.1:9200 | --node]

`--node` starts the tests' OpenSearch node; without it or `--url` only the embedded engine is measured. Everything is written to a
temporary folder and to indices of its own. 100,000 §§ take five minutes on two cores, a million (embedded, with 8 GiB) a quarter of an hour.
"""

import argparse
import contextlib
import resource
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from corpus import DIMENSION, Corpus
from yardsticks import FACETS, OwnBodies, PlainLoop, RawOpenSearch

from indexer.engine import Filters
from indexer.engine.embedded import EmbeddedEngine
from indexer.model import Access
from indexer.search.searcher import Searcher, SearchOptions
from indexer.settings import Settings
from indexer.store.store import COMMIT_EVERY

OWNER = Access.owner()
QUESTIONS = 60

CLIENTS = 8


class Ready:
    """An embedder whose vectors are there already."""

    name, dimension = "ready", DIMENSION

    def __init__(self, corpus):
        self.embed_query = corpus.question_vector


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000")
    parser.add_argument("--embedded-sizes", default="")
    parser.add_argument("--url")
    parser.add_argument("--node", action="store_true")
    asked = parser.parse_args()
    with running_node(asked.url, start=asked.node) as url:
        table(asked, url)


@contextlib.contextmanager
def running_node(url, *, start):
    if not start:
        yield url
        return
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "opensearch_node"))
    import cluster

    if reason := cluster.missing():
        print(reason)
        yield None
        return
    with contextlib.closing(cluster.Cluster()) as node:
        yield node.url


def table(asked, url):
    print(f"{'engine':<22}{'what':<24}{'p50':>8}{'p95':>8}{'p99':>8} ms{'of raw':>9}{'8 clients/s':>13}")
    sizes = [int(size) for size in asked.sizes.split(",") if size]
    for size in [*sizes, *(int(size) for size in asked.embedded_sizes.split(",") if size)]:
        embedded(size)
        if url and size in sizes:
            opensearch(size, url)


def embedded(size):
    corpus = Corpus(size)
    with tempfile.TemporaryDirectory() as folder:
        plain = PlainLoop(Path(folder) / "plain")
        raw_rate = rate(lambda: plain.load(corpus.meetings()))
        corpus = Corpus(size)
        engine = EmbeddedEngine.open(Path(folder) / "engine", DIMENSION)
        ours = rate(lambda: fill(engine, corpus))
        report_load("embedded", size, corpus, ours, raw_rate, engine.stats().bytes_on_disk)
        measure(f"embedded {size}", engine, corpus, plain.page)
        engine.close()


def opensearch(size, url):
    from indexer.engine.opensearch import OpenSearchEngine
    from indexer.engine.opensearch.client import load_client

    settings = Settings(opensearch_url=url, opensearch_index="bench", opensearch_replicas="0", opensearch_timeout_s=60)
    corpus = Corpus(size)
    with contextlib.closing(load_client(settings)) as client, tempfile.TemporaryDirectory() as folder:
        settings = settings.model_copy(update={"store": Path(folder)})
        raw = RawOpenSearch(client, DIMENSION)
        with removed(client, raw.index, "bench-*"):
            raw_rate = rate(lambda: raw.load(corpus.meetings()))
            corpus = Corpus(size)
            with OpenSearchEngine.rebuilding(settings, DIMENSION) as engine:
                ours = rate(lambda: fill(engine, corpus))
            client.indices.forcemerge(index=raw.index, max_num_segments=1)
            with OpenSearchEngine.open(settings, DIMENSION, read_only=True) as engine:
                report_load("opensearch", size, corpus, ours, raw_rate, engine.stats().bytes_on_disk)
                measure(f"opensearch {size}", engine, corpus, raw.page, OwnBodies())


@contextlib.contextmanager
def removed(client, *indices):
    for when in range(2):
        client.indices.delete(index=",".join(indices), ignore_unavailable=True)
        if when == 0:
            try:
                yield
            except BaseException:
                client.indices.delete(index=",".join(indices), ignore_unavailable=True)
                raise


def fill(engine, corpus):
    staged = done = 0
    for number, (protocol, documents, vectors) in enumerate(corpus.meetings(), start=1):
        engine.replace(protocol, documents, vectors)
        staged, done = staged + len(vectors), done + len(documents)
        if staged >= COMMIT_EVERY:
            engine.commit(number)
            staged = 0
    engine.commit(10**9)
    return done


def rate(load):
    start = time.perf_counter()
    done = load()
    return done / (time.perf_counter() - start)


def report_load(engine, size, corpus, ours, raw, disk):
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{engine} {size}: {corpus.passages} passages; load {ours:.0f} §§/s, raw {raw:.0f} §§/s, {ours / raw:.2f} of raw; "
        f"disk {disk / size:.0f} bytes/§; this process {memory:.0f} MiB"
    )


def measure(name, engine, corpus, raw_page, own=None):
    searcher = Searcher(engine, Ready(corpus))
    questions = corpus.questions(QUESTIONS)
    page, narrow = SearchOptions(facets=FACETS), SearchOptions(facets=FACETS, filters=Filters.where(body="KS"))
    vectors = {text: corpus.question_vector(text) for text in questions}

    def hybrid(text):
        return searcher.search(text, page, OWNER)

    kinds = {
        "raw page": lambda text: raw_page(text, vectors[text]),
        "hybrid page": (lambda text: own.heard(hybrid, text)) if own else hybrid,
        **({"own bodies of a page": own.page} if own else {}),
        "hybrid, filtered": lambda text: searcher.search(text, narrow, OWNER),
        "keyword": lambda text: searcher.search(text, SearchOptions(mode="keyword"), OWNER),
        "semantic": lambda text: searcher.search(text, SearchOptions(mode="semantic"), OWNER),
        "identifier": lambda text: searcher.search(f"KS 2025/{len(text) * 7}", SearchOptions(), OWNER),
    }
    times = interleaved(kinds, questions)
    raw = statistics.median(times["raw page"])
    for kind, ms in times.items():
        ms.sort()
        p50, p95, p99 = (ms[min(int(len(ms) * share), len(ms) - 1)] for share in (0.5, 0.95, 0.99))
        share = f"{p50 / raw:9.2f}" if "page" in kind else " " * 9
        rates = f"{throughput(kinds[kind], questions):13.1f}" if "page" in kind else ""
        print(f"{name:<22}{kind:<24}{p50:8.1f}{p95:8.1f}{p99:8.1f}   {share}{rates}")


def interleaved(kinds, questions):
    """Every kind of question in turn, so that all see the same noise; the first tenth warms up."""
    times = {kind: [] for kind in kinds}
    for number, text in enumerate([*questions[: QUESTIONS // 3], *questions]):
        for kind, ask in kinds.items():
            start = time.perf_counter()
            ask(text)
            if number >= QUESTIONS // 3:
                times[kind].append((time.perf_counter() - start) * 1000)
    return times


def throughput(ask, questions):
    with ThreadPoolExecutor(CLIENTS) as pool:
        start = time.perf_counter()
        asked = list(pool.map(ask, islice(cycle(questions), 2 * len(questions))))
        return len(asked) / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
