"""Search dependencies: what every search over one store uses, made once."""

from dataclasses import dataclass

from indexer.embedding.base import Embedder
from indexer.engine import SearchEngine
from indexer.language.resources import LanguageResources
from indexer.ranking.rerank import Reranking
from indexer.search.calibration import ScoreCalibration
from indexer.search.holdings import HoldingsCache


@dataclass(frozen=True, slots=True)
class SearchDeps:
    """Engine, models and resources. `semantic_weight` (0–1) is the meaning's share of a hybrid score."""

    engine: SearchEngine
    embedder: Embedder | None
    language: LanguageResources
    holdings: HoldingsCache
    calibration: ScoreCalibration
    semantic_weight: float
    reranking: Reranking | None = None
