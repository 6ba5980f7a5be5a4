"""What the graph (HNSW) loses of the exact neighbours: `python benchmarks/graph_recall.py QUERIES --store DIR`, OpenSearch running.

Prints overlap@10 and @200 over real passages and questions, and how often the very nearest § is lost.
"""

import argparse
import contextlib
import json
from pathlib import Path

from indexer.engine import LegRequest
from indexer.model import Access
from indexer.settings import load_settings
from indexer.wiring import open_for_reading

OWNER = Access.owner()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--store", type=Path)
    asked = parser.parse_args()
    texts = [json.loads(line)["query"] for line in asked.queries.read_text(encoding="utf-8").splitlines() if line]
    exact, graph = (nearest(texts, asked.store, passages) for passages in (10**9, 0))
    pairs = [(one, other) for one, other in zip(exact, graph, strict=True) if one]
    lost = sum(one[0] not in other[:10] for one, other in pairs)
    print(f"{len(pairs)} questions, overlap@10 {overlap(pairs, 10):.4f}, overlap@200 {overlap(pairs, 200):.4f}")
    print(f"the nearest § lost: {lost}")


def nearest(texts, store, exact_passages):
    settings = load_settings(engine="opensearch", store=store, opensearch_exact_passages=exact_passages)
    with contextlib.closing(open_for_reading(settings)) as opened:
        vectors = [opened.embedder.embed_query(text) for text in texts]
        return [[hit.id for hit in opened.engine.legs(LegRequest(vector=v), OWNER).semantic] for v in vectors]


def overlap(pairs, depth):
    shares = [len(set(one[:depth]) & set(other[:depth])) / len(one[:depth]) for one, other in pairs]
    return sum(shares) / len(shares)


if __name__ == "__main__":
    main()
