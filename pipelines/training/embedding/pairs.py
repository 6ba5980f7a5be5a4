"""Training pairs out of the packed sources: a heading and what stands under it, a chunk and the next."""

import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.training.embedding.judged_cases import Judged
from pipelines.training.embedding.prose import is_prose, matter, prose_chunks, without_heading

_SEED = 7
_KEY_CHARACTERS = 120  # two pairs with the same beginnings are one
_PROCEDURAL = re.compile(r"justering|upprop|frågestund|avsägelse|^val av", re.IGNORECASE)

# Chunks taken of one document, so that no single long one fills the training.
_MINUTES_CHUNKS, _HANDLING_CHUNKS, _SPEECH_CHUNKS, _INTERPELLATION_PARAGRAPHS = 4, 40, 2, 8
_LONGEST_PARAGRAPH = 140  # words
_SHORTEST_PARAGRAPH = 10


class Pair(NamedTuple):
    """Two texts that belong together; `source` names the kind of pair."""

    query: str
    passage: str
    source: str


class Corpus(NamedTuple):
    """What the embedding is trained on: `text` for tokenizer and start vectors, `pairs` for the contrast.

    `minutes` are the packed §§ that both are drawn from.
    """

    pairs: list[Pair]
    text: list[str]
    minutes: list[dict[str, Any]]


def read_pack(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of an xz-packed file, one a line."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def build_corpus(packs: Path, judged: Judged) -> Corpus:
    """Pairs (shuffled, fixed seed) and text of all packs, without what `judged` leaves out."""
    minutes = [row for row in read_pack(packs / "goteborg-protokoll.jsonl.xz") if not judged.has_paragraph(row)]
    debates = [row for row in read_pack(packs / "goteborg-debatt.jsonl.xz") if not judged.has_title(row["rubrik"])]
    interpellations = list(read_pack(packs / "interpellationer.jsonl.xz"))
    statutes = list(read_pack(packs / "sfs.jsonl.xz"))
    pairs = [
        *_each(_minutes_pairs, minutes),
        *_each(_debate_pairs, debates),
        *_each(_interpellation_pairs, interpellations),
        *_each(_statute_pairs, statutes),
    ]
    pairs = list({(pair.query[:_KEY_CHARACTERS], pair.passage[:_KEY_CHARACTERS]): pair for pair in pairs}.values())
    random.Random(_SEED).shuffle(pairs)  # noqa: S311 - an order, not a secret
    extra = [Pair(row["a"], row["b"], row["src"]) for row in read_pack(packs / "superlim-extra.jsonl.xz")]
    text = [
        *(row[part] for row in minutes for part in ("text", "handling")),
        *(row["text"] for row in debates),
        *(paragraph for row in interpellations for paragraph in row["stycken"]),
        *(paragraph for row in statutes for _, paragraphs in row["avsnitt"] for paragraph in paragraphs),
    ]
    lines = [line for part in text for line in part.split("\n")]
    return Corpus(pairs + extra, lines, minutes)


def _each(make: Any, rows: Iterable[dict[str, Any]]) -> Iterator[Pair]:  # noqa: ANN401 - one of the functions below
    for row in rows:
        yield from make(row)


def _minutes_pairs(row: dict[str, Any]) -> Iterator[Pair]:
    title = matter(row["rubrik"])
    if len(title) < 8:  # noqa: PLR2004 - "Val", "Upprop": no matter to learn
        return
    handling = prose_chunks(without_heading(row["handling"], row["rubrik"]))
    for chunk in prose_chunks(without_heading(row["text"], row["rubrik"]))[:_MINUTES_CHUNKS]:
        yield Pair(title, chunk, "gbg-rubrik-protokoll")
    for chunk in handling[:_HANDLING_CHUNKS]:
        yield Pair(title, chunk, "gbg-rubrik-handling")
    for chunk, following in pairwise(handling):
        yield Pair(chunk, following, "gbg-next")


def _debate_pairs(row: dict[str, Any]) -> Iterator[Pair]:
    title = matter(row["rubrik"])
    speech = prose_chunks(row["text"])
    if len(title) >= 12 and not _PROCEDURAL.search(title):  # noqa: PLR2004 - as above, spoken titles are vaguer
        for chunk in speech[:_SPEECH_CHUNKS]:
            yield Pair(title, chunk, "gbg-debatt")
    for chunk, following in pairwise(speech):
        yield Pair(chunk, following, "gbg-debatt-next")


def _interpellation_pairs(row: dict[str, Any]) -> Iterator[Pair]:
    title = row["rubrik"]
    paragraphs = [
        " ".join(paragraph.split()[:_LONGEST_PARAGRAPH])
        for paragraph in row["stycken"]
        if len(paragraph.split()) >= _SHORTEST_PARAGRAPH and is_prose(paragraph)
    ]
    if 4 <= len(title) <= 160:  # noqa: PLR2004 - empty subjects, and text taken for one
        for paragraph in paragraphs[:_INTERPELLATION_PARAGRAPHS]:
            yield Pair(title, paragraph, "interp-title")
    for paragraph, following in pairwise(paragraphs):
        yield Pair(paragraph, following, "interp-next")


def _statute_pairs(row: dict[str, Any]) -> Iterator[Pair]:
    for heading, paragraphs in row["avsnitt"]:
        for paragraph in paragraphs:
            yield Pair(heading, paragraph, "sfs-heading")
            yield Pair(f"{heading} – {row['titel']}", paragraph, "sfs-title")
        for paragraph, following in pairwise(paragraphs):
            yield Pair(paragraph, following, "sfs-next")
