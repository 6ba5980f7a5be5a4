"""A search whose best §§ are read once more, on both engines."""

import contextlib

import cluster
import numpy as np
import pytest
from fictional import TrigramEmbedder, document
from tiny_transformers import save_cross_encoder

from indexer.embedding import load_embedder
from indexer.engine.embedded import EmbeddedEngine
from indexer.engine.opensearch import OpenSearchEngine
from indexer.model import Access
from indexer.ranking.explain import RERANKED
from indexer.ranking.rerank import Reranking
from indexer.reranking import CrossEncoderReranker
from indexer.search.searcher import Searcher, SearchOptions
from indexer.settings import Settings
from search_api.answers import search_answer
from search_api.bootstrap import opened_service
from search_api.ui.views import notes

EMBEDDER = TrigramEmbedder()
TEXTS = ("skola och buss", "buss till skola i vatten", "plan för skola", "avgift för skola", "skola skola buss plan")
SECONDS = 60


class LongestFirst:
    def scores(self, question, texts):  # noqa: ARG002 - the protocol asks for it
        return [float(len(text)) for text in texts]


class Broken:
    def scores(self, question, texts):  # noqa: ARG002 - the protocol asks for it
        raise RuntimeError("CUDA out of memory")


@contextlib.contextmanager
def embedded(_, __):
    with contextlib.closing(EmbeddedEngine.open(None, EMBEDDER.dimension)) as engine:
        yield engine


@contextlib.contextmanager
def opensearch(request, tmp_path):
    if reason := cluster.missing():
        pytest.skip(reason)
    node = request.getfixturevalue("opensearch_node")
    settings = Settings(store=tmp_path, engine="opensearch", opensearch_url=",".join(node.urls), opensearch_index="om")
    engine = OpenSearchEngine.open(settings, EMBEDDER.dimension)
    yield engine
    engine.indices.delete(*engine.indices.every())
    engine.close()


@pytest.fixture(scope="module", params=[embedded, opensearch])
def engine(request, tmp_path_factory):
    with request.param(request, tmp_path_factory.mktemp("store")) as engine:
        for number, text in enumerate(TEXTS, start=1):
            one = document(str(number), f"Ärende {number}", [("beslut", "Beslut", text)], outcome="bifall")
            engine.replace(one.id, [one], np.asarray(EMBEDDER.embed_passages([p.text for p in one.passages])))
        engine.commit(1)
        yield engine


def ask(engine, reranker, budget_s=SECONDS, text="skola buss", **options):
    reranking = Reranking(reranker, budget_s) if reranker else None
    searcher = Searcher(engine, EMBEDDER, reranking=reranking)
    return searcher.search(text, SearchOptions(explain=True, **options), Access.owner())


def numbers(results):
    return [int(hit.document.paragraph) for hit in results.hits]


def test_the_best_are_ordered_by_the_reranker(engine):
    results = ask(engine, LongestFirst())
    assert numbers(results) == sorted(range(1, 6), key=lambda n: -len(TEXTS[n - 1]))
    assert numbers(results) != numbers(ask(engine, None))
    assert results.degraded == ()
    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)
    assert {hit.score for hit in results.hits} == {hit.score for hit in ask(engine, None).hits}


def test_the_explanation_says_where_the_reranker_placed_each(engine):
    shown = search_answer(ask(engine, LongestFirst())).to_json()["hits"]
    assert [hit["explanation"]["legs"][RERANKED]["rank"] for hit in shown] == [1, 2, 3, 4, 5]
    assert RERANKED not in search_answer(ask(engine, None)).to_json()["hits"][0]["explanation"]["legs"]


@pytest.mark.parametrize(("reranker", "budget_s"), [(Broken(), SECONDS), (LongestFirst(), 1e-9)])
def test_failure_and_lack_of_time_leave_the_order_and_say_so(engine, reranker, budget_s):
    results = ask(engine, reranker, budget_s)
    assert numbers(results) == numbers(ask(engine, None))
    assert results.degraded == ("reranker",)
    assert "omläsning" in notes(search_answer(results))[0]


@pytest.mark.parametrize("options", [{"text": "§ 3 ks 2025-03-12"}, {"sort": "newest"}, {"text": "beslut i ks 2025"}])
def test_numbers_lists_and_other_orders_are_not_reread(engine, options):
    assert ask(engine, Broken(), **options).degraded == ()


def test_a_real_cross_encoder(engine, tmp_path):
    reranker = CrossEncoderReranker(save_cross_encoder(tmp_path))
    results = ask(engine, reranker)
    assert results.degraded == ()
    found = [hit.explanation.legs[RERANKED].score for hit in results.hits]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) > 1


def test_a_setting_names_it(tmp_path):
    from indexer.wiring import open_for_writing  # noqa: PLC0415 - beside the one test that needs a store on disk

    model = save_cross_encoder(tmp_path)
    settings = Settings(store=tmp_path / "store", reranker=model, reranker_budget_s=SECONDS)
    store = open_for_writing(settings)
    with contextlib.closing(store):
        one = document("1", "Skola", [("beslut", "Beslut", "skola och buss")])
        vectors = load_embedder().embed_passages([p.text for p in one.passages])
        store.engine.replace(one.protocol_id, [one], np.asarray(vectors))
        store.engine.commit(0)
    with opened_service(settings) as service:
        found = service.search("skola", SearchOptions(explain=True), Access.owner())
        assert RERANKED in found.hits[0].explanation.legs
