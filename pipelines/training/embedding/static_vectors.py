"""Contrastive training of the static vectors: a pair's means together, apart from the other pairs of the batch."""

import logging
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own convention
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pipelines.training.embedding.pairs import Pair

_log = logging.getLogger(__name__)
_TEXTS_AT_A_TIME = 20_000
_LONGEST_TEXT = 256  # pieces
_UNKNOWN_ID = 1
_LOG_EVERY = 50


@dataclass(frozen=True, slots=True)
class Recipe:
    """Recipe C. `caps` is the most pairs of a source in one epoch."""

    dimensions: tuple[int, ...] = (256, 96)  # the loss is taken over each of these prefixes (Matryoshka)
    epochs: int = 4
    batch: int = 2048
    learning_rate: float = 0.05
    scale: float = 20.0
    drop_shared: float = 0.4  # share of pairs whose query loses what it shares with the passage: that BM25 finds
    caps: tuple[tuple[str, int], ...] = (("sfs-heading", 40_000), ("sfs-title", 40_000), ("sfs-next", 25_000))
    repeats: tuple[tuple[str, int], ...] = ()  # how often a source comes in one epoch, if not once
    seed: int = 1


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of all pairs: pieces of each text, and a number that equal texts share."""

    pieces: list[NDArray[np.int32]]
    keys: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Hard negatives: pieces of each text, and which texts belong to each pair."""

    pieces: list[NDArray[np.int32]]
    of_pair: list[list[int]]

    def draw(self, batch: list[int], rng: random.Random) -> list[NDArray[np.int32]]:
        """One text for every pair of the batch that has any."""
        return [self.pieces[rng.choice(self.of_pair[number])] for number in batch if self.of_pair[number]]


def train_vectors(
    pairs: Sequence[Pair],
    tokenizer: Tokenizer,
    start: NDArray[np.float32],
    recipe: Recipe,
    negatives: Mapping[str, Sequence[str]] | None = None,
) -> NDArray[np.float32]:
    """The start vectors, shape (vocabulary, dimension), after training. `negatives`: by query, texts that do not answer it."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)  # noqa: S311 - a sample, not a secret
    queries = _encode([pair.query for pair in pairs], tokenizer)
    passages = _encode([pair.passage for pair in pairs], tokenizer)
    wrong = _wrong(pairs, negatives or {}, tokenizer)
    _log.info("%d par delade i ordbitar", len(pairs))
    table = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(start.copy()), freeze=False, mode="mean")
    optimiser = torch.optim.Adam(table.parameters(), lr=recipe.learning_rate)
    steps = recipe.epochs * len(_epoch(pairs, recipe, random.Random(0))) // recipe.batch  # noqa: S311 - only counted
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _warm_up_then_fall(step, steps))
    losses: list[float] = []
    for step, batch in enumerate(_batches(pairs, recipe, rng, steps), start=1):
        loss = _loss(table, (queries, passages, wrong), batch, recipe, rng)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        if step % _LOG_EVERY == 0 or step == steps:
            _log.info("steg %d av %d, förlust %.3f", step, steps, np.mean(losses[-_LOG_EVERY:]))
    vectors: NDArray[np.float32] = table.weight.detach().numpy()
    return vectors


def _encode(texts: Sequence[str], tokenizer: Tokenizer) -> _Side:
    pieces = [
        np.array(encoded.ids[:_LONGEST_TEXT] or [_UNKNOWN_ID], np.int32)
        for at in range(0, len(texts), _TEXTS_AT_A_TIME)
        for encoded in tokenizer.encode_batch_fast(list(texts[at : at + _TEXTS_AT_A_TIME]))
    ]
    numbers: dict[str, int] = {}
    return _Side(pieces, np.array([numbers.setdefault(text, len(numbers)) for text in texts]))


def _wrong(pairs: Sequence[Pair], negatives: Mapping[str, Sequence[str]], tokenizer: Tokenizer) -> _Wrong:
    texts = {
        text: number for number, text in enumerate(dict.fromkeys(text for some in negatives.values() for text in some))
    }
    of_query = {query: [texts[text] for text in some] for query, some in negatives.items()}
    return _Wrong(_encode(list(texts), tokenizer).pieces, [of_query.get(pair.query, []) for pair in pairs])


def _epoch(pairs: Sequence[Pair], recipe: Recipe, rng: random.Random) -> list[int]:
    by_source: defaultdict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        by_source[pair.source].append(number)
    caps, repeats = dict(recipe.caps), dict(recipe.repeats)
    chosen = [
        number
        for source, members in by_source.items()
        for number in rng.sample(members, min(len(members), caps.get(source, len(members))))
        for _ in range(repeats.get(source, 1))
    ]
    rng.shuffle(chosen)
    return chosen


def _batches(pairs: Sequence[Pair], recipe: Recipe, rng: random.Random, steps: int) -> Iterator[list[int]]:
    given = 0
    while given < steps:
        order = _epoch(pairs, recipe, rng)
        for at in range(0, len(order) - recipe.batch + 1, recipe.batch):
            if given == steps:
                return
            given += 1
            yield order[at : at + recipe.batch]


def _warm_up_then_fall(step: int, steps: int) -> float:
    warm = max(1, steps // 10)
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def _loss(
    table: torch.nn.EmbeddingBag,
    sides: tuple[_Side, _Side, _Wrong],
    batch: list[int],
    recipe: Recipe,
    rng: random.Random,
) -> torch.Tensor:
    """Symmetric softmax over the batch; pairs that share a text with another are no negatives of each other.

    The hard negatives stand beside the passages for every query.
    """
    queries, passages, wrong = sides
    right = [passages.pieces[number] for number in batch]
    left = [
        _without_shared(queries.pieces[number], passage)
        if rng.random() < recipe.drop_shared
        else queries.pieces[number]
        for number, passage in zip(batch, right, strict=True)
    ]
    one, other = _means(table, left), _means(table, right + wrong.draw(batch, rng))
    same = torch.from_numpy(_equal(queries.keys[batch]) | _equal(passages.keys[batch])).fill_diagonal_(fill_value=False)
    wide = F.pad(same, (0, len(other) - len(batch)))
    target = torch.arange(len(batch))
    losses = []
    for dimension in recipe.dimensions:
        similarity = recipe.scale * F.normalize(one[:, :dimension], dim=1) @ F.normalize(other[:, :dimension], dim=1).T
        similarity = similarity.masked_fill(wide, -1e4)
        losses += [F.cross_entropy(similarity, target), F.cross_entropy(similarity[:, : len(batch)].T, target)]
    return torch.stack(losses).mean()


def _without_shared(query: NDArray[np.int32], passage: NDArray[np.int32]) -> NDArray[np.int32]:
    rest = query[~np.isin(query, passage)]
    return rest if len(rest) else query


def _equal(keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    equal: NDArray[np.bool_] = keys[:, None] == keys[None, :]
    return equal


def _means(table: torch.nn.EmbeddingBag, texts: list[NDArray[np.int32]]) -> torch.Tensor:
    offsets = np.cumsum([0, *(len(text) for text in texts[:-1])])
    flat = np.concatenate(texts).astype(np.int64)
    means: torch.Tensor = table(torch.from_numpy(flat), torch.from_numpy(offsets))
    return means
