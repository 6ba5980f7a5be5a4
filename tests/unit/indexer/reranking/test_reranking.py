import subprocess
import sys

import pytest
from saying import raises_saying
from tiny_transformers import save_cross_encoder

from indexer.errors import SettingsError
from indexer.reranking import CrossEncoderReranker, rerank
from indexer.reranking.base import TOP


class ByLength:
    def scores(self, question, texts):  # noqa: ARG002 - the protocol asks for it
        return [float(len(text)) for text in texts]


class Clock:
    """A clock that goes a second at every look."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        self.now += 1
        return self.now


def test_candidates_are_ordered_by_their_new_scores_ties_as_they_were():
    assert rerank(ByLength(), "fråga", ["bb", "a", "cccc", "dd"], budget_s=60).order == (2, 0, 3, 1)


def test_only_the_first_fifty_are_read():
    texts = ["x" * length for length in range(80)]
    found = rerank(ByLength(), "fråga", texts, budget_s=60)
    assert found.complete
    assert found.order == (*reversed(range(TOP)), *range(TOP, 80))


def test_what_time_did_not_allow_keeps_its_place():
    found = rerank(ByLength(), "fråga", ["x" * length for length in range(20)], budget_s=2.5, clock=Clock())
    assert not found.complete
    assert found.order == (7, 6, 5, 4, 3, 2, 1, 0, *range(8, 20))


def test_no_time_and_no_texts_change_nothing():
    assert rerank(ByLength(), "fråga", ["a", "bb"], budget_s=0).order == (0, 1)
    assert rerank(ByLength(), "fråga", [], budget_s=60) == rerank(ByLength(), "", [], budget_s=0)


def test_a_real_cross_encoder_scores_every_text(tmp_path):
    reranker = CrossEncoderReranker(save_cross_encoder(tmp_path))
    scores = reranker.scores("skola", ["buss", "vatten och plan", "buss " * 1000])
    assert len(scores) == 3
    assert scores == pytest.approx(
        [reranker.scores("skola", [text])[0] for text in ("buss", "vatten och plan", "buss " * 1000)], abs=1e-5
    )
    assert reranker.scores("skola", []) == []
    assert sorted(rerank(reranker, "skola", ["buss", "vatten", "plan"], budget_s=60).order) == [0, 1, 2]


def test_a_model_with_several_outputs_is_refused(tmp_path):
    with raises_saying(SettingsError, match="ger 3 tal"):
        CrossEncoderReranker(save_cross_encoder(tmp_path, labels=3))


def test_a_folder_without_a_model_says_what_to_do(tmp_path):
    pytest.importorskip("sentence_transformers", reason="the extra hub is not installed")
    (tmp_path / "modell").mkdir()
    with raises_saying(SettingsError, match="kunde inte läsas"):
        CrossEncoderReranker(str(tmp_path / "modell"))


def test_the_interface_needs_no_torch():
    code = "import sys, indexer.reranking; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"torch", "sentence_transformers"}.isdisjoint(loaded)
