"""Training pairs of everyday and official wording: questions by hand, the thesaurus, headings in everyday words."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from indexer.language import stem, surfaces
from indexer.language.thesaurus import entries
from pipelines.training.embedding.pairs import Pair
from pipelines.training.embedding.prose import matter, prose_chunks, without_heading

_SEED = 11
_CHUNKS = 2  # of a §'s text for each of its questions
_LONGEST_TARGET = 4  # words
_SWAPS = 2  # a heading


def question_pairs(minutes: Sequence[Mapping[str, Any]]) -> Iterator[Pair]:
    """Each question with the heading of its §§ and with the beginning of their text; §§ not among `minutes` are left out."""
    rows = {row["id"]: row for row in minutes}
    data = files("pipelines.training").joinpath("data", "everyday-training.jsonl").read_text(encoding="utf-8")
    for case in map(json.loads, data.splitlines()):
        for row in (rows[name] for name in case["paragraphs"] if name in rows):
            heading = matter(row["rubrik"])
            chunks = prose_chunks(without_heading(row["text"], row["rubrik"]))[:_CHUNKS]
            for question in case["questions"]:
                yield Pair(question, heading, "everyday-heading")
                yield from (Pair(question, chunk, "everyday-text") for chunk in chunks)


def thesaurus_pairs() -> Iterator[Pair]:
    """What people say with what protocols say."""
    return (Pair(entry.phrase, entry.target, "thesaurus") for entry in entries())


def swapped_pairs(pairs: Sequence[Pair], sources: frozenset[str]) -> Iterator[Pair]:
    """Pairs of these sources whose query has a target of the thesaurus, with the everyday phrase in its place."""
    rng = random.Random(_SEED)  # noqa: S311 - a choice, not a secret
    phrases = _phrases_by_target()
    for pair in pairs:
        if pair.source in sources:
            for said in _said_otherwise(pair.query, phrases, rng):
                yield Pair(said, pair.passage, "swapped")


def _phrases_by_target() -> Mapping[tuple[str, ...], list[str]]:
    phrases: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for entry in entries():
        if entry.kind != "narrower":
            phrases[tuple(map(stem, surfaces(entry.target)))].append(entry.phrase)
    return phrases


def _said_otherwise(text: str, phrases: Mapping[tuple[str, ...], list[str]], rng: random.Random) -> Iterator[str]:
    words = surfaces(text)
    roots = list(map(stem, words))
    spans = [
        (start, end)
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + _LONGEST_TARGET) + 1)
        if tuple(roots[start:end]) in phrases
    ]
    for start, end in rng.sample(spans, min(len(spans), _SWAPS)):
        said = rng.choice(phrases[tuple(roots[start:end])])
        yield " ".join([*words[:start], said, *words[end:]])
