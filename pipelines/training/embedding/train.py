"""Trains the bundled embedding from the packed sources: `python -m pipelines.training.embedding.train --data ../shared/data --out FOLDER`."""

import argparse
import logging
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from pipelines.training.embedding.everyday import question_pairs, swapped_pairs, thesaurus_pairs
from pipelines.training.embedding.judged_cases import Judged, read_judged
from pipelines.training.embedding.negatives import hard_negatives
from pipelines.training.embedding.noise import noisy_pairs
from pipelines.training.embedding.pack import pack_model, unpack_model
from pipelines.training.embedding.pairs import Corpus, Pair, build_corpus
from pipelines.training.embedding.start_vectors import start_vectors
from pipelines.training.embedding.static_vectors import Recipe, train_vectors
from pipelines.training.embedding.subwords import train_tokenizer
from pipelines.training.entities.surnames import only_surnames, without_words

_log = logging.getLogger(__name__)
_TITLES = frozenset({"gbg-rubrik-protokoll", "gbg-rubrik-handling", "gbg-debatt", "interp-title"})
_NOISED = frozenset({"gbg-rubrik-protokoll", "gbg-debatt", "interp-title", "everyday-heading", "everyday-text"})
_ANSWERED = frozenset({"everyday-heading", "everyday-text", "gbg-rubrik-protokoll"})  # a § answers their queries
_THESAURUS = frozenset({"thesaurus", "swapped"})
_QUESTIONS = frozenset({"everyday-heading", "everyday-text"})


class Plan(NamedTuple):
    """How the model is trained: once on the sources, then from there once on each mix with everyday pairs; their mean."""

    first: Recipe = Recipe()
    second: Recipe = Recipe(
        epochs=3,
        learning_rate=0.02,
        caps=(
            ("sfs-heading", 8_000),
            ("sfs-title", 8_000),
            ("sfs-next", 5_000),
            ("interp-title", 20_000),
            ("interp-next", 15_000),
            ("gbg-next", 8_000),
            ("gbg-debatt", 8_000),
            ("gbg-debatt-next", 4_000),
        ),
        repeats=(("everyday-heading", 3), ("everyday-text", 2)),
    )
    mixes: tuple[frozenset[str], ...] = (_THESAURUS, _THESAURUS | _QUESTIONS)
    hard_negatives: bool = (
        False  # measured: −.001 on the questions, within noise (docs/models.md), so not in the recipe
    )


def train_embedding(
    data: Path,
    out: Path,
    exclude_judged: Sequence[Path] = (),
    plan: Plan | None = None,
    first_stage: Path | None = None,
) -> None:
    """Train from `data` (`nlp/`, `protocols/`) into the folder `out`, without the cases that `exclude_judged` asks for.

    `first_stage`: a folder where the first stage, with the same cases left out, lies ready; else it is trained into `out` first.
    """
    plan = plan or Plan()
    judged = (
        read_judged(exclude_judged, data / "protocols" / "goteborg" / "paragrafer.jsonl")
        if exclude_judged
        else Judged()
    )
    corpus = build_corpus(data / "nlp", judged)
    facts: dict[str, Any] = {"text_characters": sum(map(len, corpus.text)), "cases_left_out": len(judged.cases)}
    if first_stage is None:
        first_stage = out
        _train_first(corpus, out, plan.first, facts)
    start, tokenizer = unpack_model(first_stage)
    sources = {pair.source for pair in corpus.pairs}
    pairs = everyday_pairs(corpus._replace(pairs=_thinned(corpus.pairs, plan.second)))
    wrong = hard_negatives(pairs, _ANSWERED, corpus.minutes) if plan.hard_negatives else None
    trained = [
        train_vectors([pair for pair in pairs if pair.source in sources | mix], tokenizer, start, plan.second, wrong)
        for mix in plan.mixes
    ]
    facts |= {
        "first": _facts(plan.first),
        "second": _facts(plan.second),
        "mixes": [sorted(mix) for mix in plan.mixes],
        "pairs": dict(sorted(Counter(pair.source for pair in pairs).items())),
    }
    surnames = only_surnames(corpus.text, data / "nlp")
    vectors, tokenizer = without_words(np.mean(trained, axis=0, dtype=np.float32), tokenizer, surnames)
    pack_model(vectors, tokenizer, facts | {"surnames_left_out": len(start) - len(vectors)}, out)
    _log.info("skrev %s", out)


def everyday_pairs(corpus: Corpus) -> list[Pair]:
    """The corpus's pairs with everyday questions, the thesaurus, headings said with its words, and all that misspelt."""
    pairs = [*corpus.pairs, *question_pairs(corpus.minutes)]
    return [*pairs, *thesaurus_pairs(), *swapped_pairs(corpus.pairs, _TITLES), *noisy_pairs(pairs, _NOISED)]


def _train_first(corpus: Corpus, out: Path, recipe: Recipe, facts: dict[str, Any]) -> None:
    _log.info("%d par, %d rader text", len(corpus.pairs), len(corpus.text))
    tokenizer = train_tokenizer(corpus.text)
    _log.info("ordbitar: %d", tokenizer.get_vocab_size())
    start = start_vectors(corpus.text, tokenizer, recipe.dimensions[0])
    _log.info("startvektorer: %s", start.shape)
    pack_model(train_vectors(corpus.pairs, tokenizer, start, recipe), tokenizer, facts | {"first": _facts(recipe)}, out)


def _thinned(pairs: Sequence[Pair], recipe: Recipe) -> list[Pair]:
    """No more of each source than one epoch takes: what is not trained on need not be cut into pieces either."""
    rng = random.Random(recipe.seed)  # noqa: S311 - a sample, not a secret
    by_source: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_source[pair.source].append(pair)
    caps = dict(recipe.caps)
    return [
        pair
        for source, some in by_source.items()
        for pair in rng.sample(some, min(len(some), caps.get(source, len(some))))
    ]


def _facts(recipe: Recipe) -> dict[str, Any]:
    return asdict(recipe) | {"caps": dict(recipe.caps), "repeats": dict(recipe.repeats)}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with nlp/ and protocols/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument(
        "--exclude-judged",
        type=Path,
        nargs="*",
        default=(),
        help="judged queries whose cases the model must not have seen",
    )
    parser.add_argument("--first-stage", type=Path, help="folder with the first stage, trained on the same data")
    parser.add_argument("--hard-negatives", action="store_true", help="also train against what the words find wrongly")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    plan = Plan(hard_negatives=given.hard_negatives)
    train_embedding(given.data, given.out, given.exclude_judged, plan, given.first_stage)


if __name__ == "__main__":
    main()
