"""The semantic leg of two or more models on everyday questions and development queries, with intervals of the difference.

    python -m benchmarks.compare_embeddings --data ../shared/data BASE MODEL…

nDCG@10 of `embed_under_headings` over the §§ of Göteborg, a § scored by its best passage. The differences are to BASE, with a
paired bootstrap over the questions (95 %). Only models that saw no § of a case asked for give a figure that holds for new ones.
"""

import argparse
import functools
from pathlib import Path

import numpy as np

from benchmarks.embedding import FREE_TEXT, ndcg, protocol_passages, read_lines
from indexer.embedding import embed_under_headings, load_embedder

EVERYDAY = Path("pipelines/training/data/everyday-held-out.jsonl")
ROUNDS, SEED = 10_000, 1


@functools.cache
def passages(data):
    return tuple(zip(*protocol_passages(data), strict=True))


def scored(model, data):
    """`id → (type, nDCG@10)` of every question that something answers."""
    embedder = load_embedder(model)
    owners, headings, texts = passages(data)
    vectors = embed_under_headings(embedder, headings, [text.partition("\n")[2] for text in texts])
    names = list(dict.fromkeys(owners))
    row_of = {name: row for row, name in enumerate(names)}
    rows = np.array([row_of[owner] for owner in owners])
    found = {}
    for question in [*read_lines(data / "eval" / "queries.jsonl"), *read_lines(EVERYDAY)]:
        if question["relevant"]:
            best = np.full(len(names), -1.0)
            np.maximum.at(best, rows, vectors @ embedder.embed_query(question["query"]))
            ranked = [names[row] for row in np.argsort(-best, kind="stable")]
            found[question["id"]] = question["type"], ndcg(ranked, question["relevant"])
    return found


def of_types(found, types):
    return {name: score for name, (kind, score) in found.items() if kind in types}


def difference(found, base, types):
    """Mean difference with its 95 % interval."""
    one, other = of_types(found, types), of_types(base, types)
    gains = np.array([one[name] - other[name] for name in one])
    rng = np.random.default_rng(SEED)
    means = gains[rng.integers(0, len(gains), (ROUNDS, len(gains)))].mean(axis=1)
    return gains.mean(), *np.percentile(means, [2.5, 97.5])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("models", nargs="+", help="the first is the base; `bundled` is the shipped one")
    given = parser.parse_args()
    rows = {"everyday": ("everyday",), "free text": FREE_TEXT, **{kind: (kind,) for kind in FREE_TEXT}}
    base = None
    for model in given.models:
        found = scored(model, given.data)
        base = base or found
        print(f"\n{model}")
        for name, types in rows.items():
            scores = of_types(found, types)
            mean, low, high = difference(found, base, types)
            print(
                f"{name:12} {len(scores):4} {np.mean([*scores.values()]):7.3f}   {mean:+.3f} [{low:+.3f}, {high:+.3f}]"
            )


if __name__ == "__main__":
    main()
