"""Surname pieces of the vocabulary, taken out before a model is shipped: they stand for nobody but a bearer of the name."""

import csv
import io
import json
import lzma
import re
import tarfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from indexer.language.word_counts import count_words
from pipelines.training.embedding.subwords import WORD_START

_NAME = r"[A-ZÅÄÖÉ][a-zåäöéü]+"
_PERSON = re.compile(rf"{_NAME}(?: {_NAME})? ({_NAME})(?:-({_NAME}))? \((?:S|M|SD|C|V|KD|L|MP|D|-)\)")
_FIRST_NAMES = ("tilltalsnamn-kvinnor.csv", "tilltalsnamn-man.csv")
_FEWEST_BEARERS = 100
_AT_LEAST = 3  # times written small before it is a word


def only_surnames(text: Sequence[str], packs: Path) -> frozenset[str]:
    """Lower-case surnames (of members of parliament, and before a party in the text) that are no word, place or first name."""
    surnames = set((packs / "mp-surnames.txt").read_text(encoding="utf-8").split())
    surnames |= {name for line in text for found in _PERSON.findall(line) for name in found if name}
    others = set(count_words(text, _AT_LEAST, names=False)) | _listed(packs / "gazetteers.tar.xz")
    return frozenset(name.lower() for name in surnames) - others


def without_words(
    vectors: NDArray[np.float32], tokenizer: Tokenizer, words: Iterable[str]
) -> tuple[NDArray[np.float32], Tokenizer]:
    """Vectors and tokenizer without the pieces that are one of these whole words; they are then read in smaller pieces."""
    gone = {WORD_START + word for word in words}
    content = json.loads(tokenizer.to_str())
    vocabulary = content["model"]["vocab"]
    kept = [row for row, (piece, _) in enumerate(vocabulary) if piece not in gone]
    content["model"]["vocab"] = [vocabulary[row] for row in kept]
    return vectors[kept], Tokenizer.from_str(json.dumps(content, ensure_ascii=False))


def _listed(archive: Path) -> set[str]:
    """Lower-case first names and places of the gazetteers."""
    with lzma.open(archive) as unpacked, tarfile.open(fileobj=io.BytesIO(unpacked.read())) as files:
        tables = {
            Path(member.name).name: _rows(files.extractfile(member).read())  # type: ignore[union-attr]
            for member in files.getmembers()
            if member.isfile() and Path(member.name).name in {*_FIRST_NAMES, "kommuner.csv", "ortsnamn.csv"}
        }
    first = {row["name"] for name in _FIRST_NAMES for row in tables[name] if int(row["persons"]) >= _FEWEST_BEARERS}
    places = {row["name"] for row in tables["kommuner.csv"]} | {row["city"] for row in tables["ortsnamn.csv"]}
    return {word.lower() for name in first | places for word in name.split()}


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
