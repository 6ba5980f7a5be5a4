"""The nearest §§ by one product of all vectors against sketches first: time, rows compared as they are, bytes read.

PYTHONPATH=. python benchmarks/nearest.py [--size 100000]
"""

import argparse
import statistics
import time
from types import SimpleNamespace

import numpy as np
from corpus import Corpus
from threadpoolctl import threadpool_limits

from indexer.engine.embedded.exact_knn import best_per_paragraph, exact_knn
from indexer.engine.embedded.quantized import QuantizedVectors

QUESTIONS, LIMIT = 60, 200


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    threadpool_limits(1, user_api="blas")
    corpus = Corpus(parser.parse_args().size)
    rows = stored(corpus)
    everything = np.ones(len(rows.vectors), np.bool_)
    print(f"{len(everything)} rows; float32 {rows.vectors.nbytes / 1e6:.0f} MB, ", end="")
    print(f"sketches {(rows.sketch.codes.nbytes + rows.sketch.sizes.nbytes) / 1e6:.0f} MB")
    kinds = {
        "product, float32": lambda vector: rows.vectors @ vector,
        "product, sketches": rows.sketch.product,
        "nearest, float32": lambda vector: best_per_paragraph(rows.vectors @ vector, rows.owners, LIMIT),
        "nearest, sketches first": lambda vector: exact_knn(rows, everything, vector, LIMIT),
    }
    vectors = [corpus.question_vector(text) for text in corpus.questions(QUESTIONS)]
    times = {kind: [timed(ask, vector) for vector in vectors] for kind, ask in kinds.items()}
    for kind, ms in times.items():
        print(f"{kind:<26}{statistics.median(ms):8.2f} ms")
    print(
        f"compared as they are: {statistics.median(in_doubt(rows, vector) for vector in vectors):.0f} rows of {LIMIT} §§"
    )


def stored(corpus):
    parts, owners = [], []
    for _, documents, vectors in corpus.meetings():
        parts.append(vectors)
        owners += [len(document.passages) for document in documents]
    vectors = np.concatenate(parts)
    numbers = np.repeat(np.arange(len(owners), dtype=np.uint32), owners)
    return SimpleNamespace(vectors=vectors, owners=numbers, sketch=QuantizedVectors.of(vectors))


def timed(ask, vector):
    start = time.perf_counter()
    ask(vector)
    return (time.perf_counter() - start) * 1000


def in_doubt(rows, vector):
    about, error = rows.sketch.product(vector)
    border = about[best_per_paragraph(about, rows.owners, LIMIT)].min() - 2 * error
    return int((about >= border).sum())


if __name__ == "__main__":
    main()
