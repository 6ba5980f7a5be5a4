"""Any sentence-transformers cross-encoder, by name or folder. Needs the extra `hub`; nothing of it is imported before use."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from indexer.errors import SettingsError


class CrossEncoderReranker:
    """A cross-encoder with one output a pair."""

    def __init__(self, model: str) -> None:
        """Load `model`, a folder or the name of a model that is, or can be, fetched.

        Raises:
            SettingsError: the extra is not installed, there is no such model, or it gives more than one number a pair.
        """
        self._model = _load(model)
        if self._model.num_labels != 1:
            raise SettingsError("reranker_scores", model=model, number=self._model.num_labels)

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """One score a text; longer pairs than the model reads are cut by its own tokenizer."""
        if not texts:
            return []
        found = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in np.asarray(found).ravel()]


def _load(model: str) -> Any:  # noqa: ANN401 - its type lives in the extra
    try:
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - seconds and gigabytes, only when asked for
    except ImportError as error:
        raise SettingsError("reranker_needs_hub", model=model) from error
    try:
        return CrossEncoder(model)
    except (OSError, ValueError) as error:
        raise SettingsError("reranker_not_found", model=model) from error
