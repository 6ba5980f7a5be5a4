"""Train the bundled embedding from the packed sources: `python -m pipelines.training.embedding --data ../shared/data --out FOLDER`."""

import argparse
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pipelines.training.everyday import question_pairs, swapped_pairs, thesaurus_pairs
from pipelines.training.judged import Judged, read_judged
from pipelines.training.negatives import hard_negatives
from pipelines.training.noise import noisy_pairs
from pipelines.training.pack import pack_model
from pipelines.training.pairs import Corpus, Pair, build_corpus
from pipelines.training.start_vectors import start_vectors
from pipelines.training.static import Recipe, train_vectors
from pipelines.training.tokenizer import train_tokenizer

_log = logging.getLogger(__name__)
_TITLES = frozenset({"gbg-rubrik-protokoll", "gbg-rubrik-handling", "gbg-debatt", "interp-title"})
_NOISED = frozenset({"gbg-rubrik-protokoll", "gbg-debatt", "interp-title", "everyday-heading", "everyday-text"})
_ANSWERED = frozenset({"everyday-heading", "everyday-text", "gbg-rubrik-protokoll"})  # a § answers their queries


def train_embedding(data: Path, out: Path, exclude_judged: Sequence[Path] = (), recipe: Recipe | None = None) -> None:
    """Train from `data` (`nlp/`, `protocols/`) into the folder `out`, without the cases that `exclude_judged` asks for."""
    recipe = recipe or Recipe()
    paragraphs = data / "protocols" / "goteborg" / "paragrafer.jsonl"
    judged = read_judged(exclude_judged, paragraphs) if exclude_judged else Judged()
    corpus = build_corpus(data / "nlp", judged)
    pairs = everyday_pairs(corpus)
    _log.info("%d par, %d rader text; %d §§ utelämnade", len(pairs), len(corpus.text), len(judged.ids))
    tokenizer = train_tokenizer(corpus.text)
    _log.info("ordbitar: %d", tokenizer.get_vocab_size())
    start = start_vectors(corpus.text, tokenizer, recipe.dimensions[0])
    _log.info("startvektorer: %s", start.shape)
    vectors = train_vectors(pairs, tokenizer, start, recipe, hard_negatives(pairs, _ANSWERED, corpus.minutes))
    facts = {
        "recipe": asdict(recipe) | {"caps": dict(recipe.caps)},
        "pairs": dict(sorted(Counter(pair.source for pair in pairs).items())),
        "text_characters": sum(map(len, corpus.text)),
        "cases_left_out": len(judged.cases),
    }
    pack_model(vectors, tokenizer, facts, out)
    _log.info("skrev %s", out)


def everyday_pairs(corpus: Corpus) -> list[Pair]:
    """The corpus's pairs with everyday questions, the thesaurus, headings said with its words, and all that misspelt."""
    pairs = [*corpus.pairs, *question_pairs(corpus.minutes)]
    return [*pairs, *thesaurus_pairs(), *swapped_pairs(corpus.pairs, _TITLES), *noisy_pairs(pairs, _NOISED)]


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
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train_embedding(given.data, given.out, given.exclude_judged)


if __name__ == "__main__":
    main()
