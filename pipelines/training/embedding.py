"""Train the bundled embedding from the packed sources: `python -m pipelines.training.embedding --data ../shared/data --out FOLDER`."""

import argparse
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pipelines.training.judged import Judged, read_judged
from pipelines.training.pack import pack_model
from pipelines.training.pairs import build_corpus
from pipelines.training.start_vectors import start_vectors
from pipelines.training.static import Recipe, train_vectors
from pipelines.training.tokenizer import train_tokenizer

_log = logging.getLogger(__name__)


def train_embedding(data: Path, out: Path, exclude_judged: Sequence[Path] = (), recipe: Recipe | None = None) -> None:
    """Train from `data` (`nlp/`, `protocols/`) into the folder `out`, without the cases that `exclude_judged` asks for."""
    recipe = recipe or Recipe()
    paragraphs = data / "protocols" / "goteborg" / "paragrafer.jsonl"
    judged = read_judged(exclude_judged, paragraphs) if exclude_judged else Judged()
    corpus = build_corpus(data / "nlp", judged)
    _log.info("%d par, %d rader text; %d §§ utelämnade", len(corpus.pairs), len(corpus.text), len(judged.ids))
    tokenizer = train_tokenizer(corpus.text)
    _log.info("ordbitar: %d", tokenizer.get_vocab_size())
    start = start_vectors(corpus.text, tokenizer, recipe.dimensions[0])
    _log.info("startvektorer: %s", start.shape)
    vectors = train_vectors(corpus.pairs, tokenizer, start, recipe)
    facts = {
        "recipe": asdict(recipe) | {"caps": dict(recipe.caps)},
        "pairs": dict(sorted(Counter(pair.source for pair in corpus.pairs).items())),
        "text_characters": sum(map(len, corpus.text)),
        "cases_left_out": len(judged.cases),
    }
    pack_model(vectors, tokenizer, facts, out)
    _log.info("skrev %s", out)


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
