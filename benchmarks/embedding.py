"""What an embedding model finds alone, and how fast: `python -m benchmarks.embedding --data ../shared/data [--model FOLDER]`.

nDCG@10 with gain 2^grade − 1 over the judged queries, a § scored by its best passage; three ways to make a passage's vector:
of heading, line break and text; of the heading alone; and the weighted sum of the heading's vector and the text's.
"""

import argparse
import json
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from indexer.embedding import embed_under_headings, load_embedder
from pipelines.enrich.passages import passage_spans
from pipelines.training.embedding.pairs import read_pack

FREE_TEXT = ("keyword", "question", "semantic", "morphology", "typo", "who", "filterlike")
TOP = 10


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ndcg(ranked, relevant):
    def gain(grades):
        return sum((2**grade - 1) / np.log2(place + 2) for place, grade in enumerate(grades[:TOP]))

    return gain([relevant.get(found, 0) for found in ranked[:TOP]]) / gain(sorted(relevant.values(), reverse=True))


def ranked(vectors, owners, query):
    return list(dict.fromkeys(owners[row] for row in np.argsort(-(vectors @ query), kind="stable")))[:TOP]


def protocol_passages(data):
    for row in read_pack(data / "nlp" / "goteborg-protokoll.jsonl.xz"):
        spans = passage_spans(row["text"]) or [(0, 0)]
        yield from ((row["id"], row["rubrik"], f"{row['rubrik']}\n{row['text'][start:end]}") for start, end in spans)


def by_type(embedder, vectors, owners, queries):
    scores = defaultdict(list)
    for query in queries:
        if query["relevant"]:
            found = ranked(vectors, owners, embedder.embed_query(query["query"]))
            scores[query["type"]].append(ndcg(found, query["relevant"]))
    free = [score for kind in FREE_TEXT for score in scores[kind]]
    return {"free text": free, **scores}


def swefaq(embedder, rows):
    answers = list(dict.fromkeys(answer for row in rows for answer in row["candidate_answers"]))
    vectors = embedder.embed_passages(answers)
    return [
        ndcg(
            ranked(vectors, answers, embedder.embed_query(row["question"])), {row["candidate_answers"][row["label"]]: 1}
        )
        for row in rows
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default="bundled")
    given = parser.parse_args()
    start = time.perf_counter()
    embedder = load_embedder(given.model)
    print(f"{embedder.name}: {embedder.dimension} dimensions, loaded in {time.perf_counter() - start:.3f} s")
    owners, headings, texts = zip(*protocol_passages(given.data), strict=True)
    start = time.perf_counter()
    vectors = embedder.embed_passages(texts)
    print(
        f"{len(texts) / (time.perf_counter() - start):,.0f} passages/s ({len(texts)} of {np.mean([*map(len, texts)]):.0f} characters)"
    )
    queries = read_lines(given.data / "eval" / "queries.jsonl")
    start = time.perf_counter()
    for query in queries:
        embedder.embed_query(query["query"])
    print(f"{(time.perf_counter() - start) / len(queries) * 1e3:.3f} ms a query")
    ways = {
        "heading + text": vectors,
        "heading": embedder.embed_passages(headings),
        "under heading": embed_under_headings(embedder, headings, [text.partition("\n")[2] for text in texts]),
    }
    scores = {way: by_type(embedder, rows, owners, queries) for way, rows in ways.items()}
    print(f"{'':12} {'queries':>8}" + "".join(f"{way:>16}" for way in scores))
    for kind, of_kind in scores["heading"].items():
        print(f"{kind:12} {len(of_kind):8}" + "".join(f"{np.mean(found[kind]):16.3f}" for found in scores.values()))
    print(f"SweFAQ test  {np.mean(swefaq(embedder, read_lines(given.data / 'nlp' / 'swefaq_test.jsonl'))):.3f}")


if __name__ == "__main__":
    main()
