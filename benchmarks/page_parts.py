"""Where a page's time goes on OpenSearch, and what asking otherwise would save: the requests of our pages, whole and altered.

    PYTHONPATH=. python benchmarks/page_parts.py [--size 10000]

Starts the tests' node. Each question is asked five times and the shortest counts; p50 over the questions, in ms.
"""

import argparse
import contextlib
import statistics
import tempfile
import time
from pathlib import Path

from corpus import DIMENSION, Corpus
from engines import OWNER, QUESTIONS, Ready, fill, removed, running_node
from yardsticks import FACETS, OwnBodies, RawOpenSearch

from indexer.engine.opensearch import OpenSearchEngine
from indexer.engine.opensearch.client import load_client, search_client
from indexer.engine.opensearch.translate import any_value, nearest
from indexer.search.searcher import Searcher, SearchOptions
from indexer.settings import Settings

TIMES = 5
WORDS, MEANING = 1, 3  # the bodies of the first request, each after its header


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    size = parser.parse_args().size
    with running_node(None, start=True) as url, tempfile.TemporaryDirectory() as folder:
        if url:
            settings = Settings(
                opensearch_url=url, opensearch_index="bench", opensearch_replicas="0", store=Path(folder)
            )
            with contextlib.closing(load_client(settings)) as client, removed(client, RawOpenSearch.index, "bench-*"):
                parts(client, settings, size)


def parts(client, settings, size):
    raw, corpus = RawOpenSearch(client, DIMENSION), Corpus(size)
    raw.load(corpus.meetings())
    client.indices.forcemerge(index=raw.index, max_num_segments=1)
    corpus = Corpus(size)
    with OpenSearchEngine.rebuilding(settings, DIMENSION) as engine:
        fill(engine, corpus)
    with (
        OpenSearchEngine.open(settings, DIMENSION, read_only=True) as engine,
        contextlib.closing(search_client(settings)) as asker,
    ):
        report(asker, Searcher(engine, Ready(corpus)), corpus, raw)


def report(client, searcher, corpus, raw):
    questions, options = corpus.questions(QUESTIONS), SearchOptions(facets=FACETS)
    vectors = {text: corpus.question_vector(text) for text in questions}
    own = OwnBodies()
    shown = {}
    for _ in range(2):  # the second time nothing is asked for that is kept
        for text in questions:
            found = own.heard(lambda text: searcher.search(text, options, OWNER), text)
            shown[text] = [hit.document.id for hit in found.hits]
    legs = {text: own.bodies(text, "msearch")[0] for text in questions}
    counted = {text: own.bodies(text, "msearch")[1] for text in questions}
    whole = {text: own.bodies(text, "search")[-1] for text in questions}

    def asked(bodies, change=lambda body, _: body):
        return lambda text: client.msearch(index="bench", body=change(bodies[text], text))

    kinds = {
        "raw page": lambda text: raw.page(text, vectors[text]),
        "our page": lambda text: searcher.search(text, options, OWNER),
        "its requests alone": own.page,
        "legs": asked(legs),
        "legs, passages not named": asked(legs, lambda body, _: without_inner_hits(body)),
        "legs, counting with the words": asked(legs, lambda body, text: counting(body, counted[text])),
        "the leg of meaning alone": asked(legs, lambda body, _: body[MEANING - 1 : MEANING + 1]),
        "count, facets and what is weighed": asked(counted),
        "what is weighed alone": asked(counted, lambda body, _: body[2:]),
        "§§ shown": asked(whole, lambda body, _: [{}, body]),
        "§§ shown, their passages named": asked(
            whole, lambda body, text: [{}, body, {}, naming(vectors[text], shown[text])]
        ),
    }
    for kind, ask in kinds.items():
        print(f"{kind:<36}{statistics.median(shortest(ask, text) for text in questions):8.2f} ms")


def naming(vector, ids):
    """Which passage of each of these §§ is nearest."""
    return {"size": len(ids), "query": nearest(vector, [any_value("id", ids)]), "stored_fields": "_none_"}


def without_inner_hits(part):
    if isinstance(part, dict):
        return {key: without_inner_hits(value) for key, value in part.items() if key != "inner_hits"}
    return [without_inner_hits(one) for one in part] if isinstance(part, list) else part


def counting(legs, counted):
    """The word leg counts and facets its own matches, as a page in one request would have it."""
    words = {**legs[WORDS], "track_total_hits": True, "aggs": counted[1]["aggs"]}
    return [*legs[:WORDS], words, *legs[WORDS + 1 :]]


def shortest(ask, text):
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        ask(text)
        times.append(time.perf_counter() - start)
    return min(times) * 1000


if __name__ == "__main__":
    main()
