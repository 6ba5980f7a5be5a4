"""The best §§ read once more by an optional reranker, before they are weighed by what they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indexer.model import Document
from indexer.ranking.explain import Placing
from indexer.ranking.fusion import Fused
from indexer.reranking.base import TOP, Reranker, rerank

RERANKER = "reranker"  # as `degraded` names it


@dataclass(frozen=True, slots=True)
class Reranking:
    """The reranker of a store and the time that one question may wait for it, in seconds."""

    reranker: Reranker
    budget_s: float


@dataclass(frozen=True, slots=True)
class RerankedHits:
    """§§ in their new order, with where the reranker placed each it read. `able` is False when it failed or took too long."""

    fused: Sequence[Fused]
    places: Mapping[str, Placing] = field(default_factory=dict)
    able: bool = True


def rerank_best(
    reranking: Reranking, question: str, fused: Sequence[Fused], read: Mapping[str, Document]
) -> RerankedHits:
    """The best fifty in the reranker's order, the scores they had handed out anew; as they stood when it is not able."""
    best = {one.id: one for one in fused[:TOP]}
    documents = [read[name] for name in best if name in read]
    texts = [_text(document, best[document.id].passage) for document in documents]
    try:
        found = rerank(reranking.reranker, question, texts, reranking.budget_s)
    except Exception:  # noqa: BLE001 - whatever goes wrong in somebody's model, the search answers
        return RerankedHits(fused, able=False)
    if not found.complete:
        return RerankedHits(fused, able=False)
    order = [documents[place].id for place in found.order]
    scores = sorted((best[name].score for name in order), reverse=True)
    first = [best[name]._replace(score=score) for name, score in zip(order, scores, strict=True)]
    places = {
        name: Placing(rank, found.scores[place])
        for rank, (name, place) in enumerate(zip(order, found.order, strict=True), start=1)
    }
    return RerankedHits([*first, *(one for one in fused if one.id not in places)], places)


def _text(document: Document, nearest: int | None) -> str:
    """What stands for a § : its heading and the passage nearest in meaning, else its decision."""
    passage = document.passages[nearest].text if nearest is not None and nearest < len(document.passages) else None
    return f"{document.heading}\n{passage or document.decision or ''}".strip()
