from contextlib import closing

import numpy as np
import pytest
from fictional import TrigramEmbedder, collection

from indexer.engine import LegRequest
from indexer.engine.embedded import EmbeddedEngine
from indexer.model import Access
from indexer.search.calibration import ScoreCalibration

OWNER = Access.owner()


class Crowded:
    """A model to which all texts lie near each other, as they do to many."""

    def __init__(self, embedder, share):
        self._embedder, self._share = embedder, share
        self.name, self.dimension = f"crowded-{share}", embedder.dimension + 1

    def embed_passages(self, texts):
        rows = np.asarray(self._embedder.embed_passages(texts), np.float32) * np.sqrt(1 - self._share)
        return np.hstack([rows, np.full((len(rows), 1), np.sqrt(self._share), np.float32)])

    def embed_query(self, text):
        return self.embed_passages([text])[0]


def nearness_of(question, embedder):
    with closing(EmbeddedEngine.open(None, embedder.dimension)) as engine:
        for one in collection():
            engine.replace(one.id, [one], embedder.embed_passages([p.text for p in one.passages]))
        engine.commit(1)
        legs = engine.legs(LegRequest(vector=embedder.embed_query(question)), Access.owner())
        return ScoreCalibration(engine, embedder).similarity(legs, Access.owner())


@pytest.mark.parametrize("question", ["upprustning av Lindparken", "zebra xylofon"])
def test_it_means_the_same_whatever_the_model_calls_near(question):
    plain = nearness_of(question, Crowded(TrigramEmbedder(), 0.0))
    assert nearness_of(question, Crowded(TrigramEmbedder(), 0.8)) == pytest.approx(plain, abs=1e-4)


def test_what_answers_lies_nearer_than_what_does_not():
    answered, other = (nearness_of(text, TrigramEmbedder()) for text in ("upprustning av Lindparken", "zebra xylofon"))
    assert answered > 0.2
    assert other == 0


def test_without_a_model_nothing_is_near():
    with closing(EmbeddedEngine.open(None, 4)) as engine:
        assert ScoreCalibration(engine, None).similarity(engine.legs(LegRequest(), OWNER), OWNER) == 0


def test_what_an_asker_may_not_see_does_not_move_it():
    embedder = TrigramEmbedder()
    open_ones = [one for one in collection() if one.access == "public"]
    asker = Access.of("public")
    scores = []
    for documents in (open_ones, collection()):
        with closing(EmbeddedEngine.open(None, embedder.dimension)) as engine:
            for one in documents:
                engine.replace(one.id, [one], embedder.embed_passages([p.text for p in one.passages]))
            engine.commit(1)
            legs = engine.legs(LegRequest(vector=embedder.embed_query("upprustning av Lindparken")), asker)
            scores.append(ScoreCalibration(engine, embedder).similarity(legs, asker))
    assert len(open_ones) < len(collection())
    assert scores[0] == pytest.approx(scores[1], abs=1e-6)
