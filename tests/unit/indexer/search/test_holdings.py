from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
from fictional import TrigramEmbedder, collection

from indexer.engine.embedded import EmbeddedEngine
from indexer.model import Access
from indexer.search.holdings import HoldingsCache
from indexer.search.searcher import Searcher, SearchOptions

EMBEDDER = TrigramEmbedder()


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def store(engine, one):
    engine.replace(one.id, [one], np.asarray(EMBEDDER.embed_passages([p.text for p in one.passages])))


@pytest.fixture
def engine():
    with closing(EmbeddedEngine.open(None, EMBEDDER.dimension)) as engine:
        for one in collection():
            store(engine, one)
        engine.commit(1)
        yield engine


def test_each_asker_knows_the_names_that_they_may_see(engine):
    known = HoldingsCache(engine)
    assert known.municipalities(Access.owner()) == ("Solbacka", "Havsnäs")
    assert known.municipalities(Access.of("restricted:mark")) == ("Solbacka",)


def test_a_new_name_is_known_after_a_while(engine):
    clock = Clock()
    known = HoldingsCache(engine, clock)
    known.municipalities(Access.owner())
    store(engine, replace(collection()[0], id="norrby/1", municipality="Norrby"))
    engine.commit(2)
    assert "Norrby" not in known.municipalities(Access.owner())
    clock.now += 60
    assert "Norrby" in known.municipalities(Access.owner())


def test_the_municipality_said_in_words_comes_first(engine):
    there = replace(collection()[5], id="havsnas/1", protocol_id="havsnas/kf/2020-01-01", municipality="Havsnäs")
    store(engine, replace(there, date="2020-01-01"))
    engine.commit(2)
    ask = Searcher(engine, EMBEDDER).search
    first, *others = ask("beslut i havsnäs om upprustning av Lindparken", SearchOptions(), Access.owner()).hits
    assert first.document.municipality == "Havsnäs"
    assert any(hit.document.municipality == "Solbacka" for hit in others)
    assert ask("upprustning av Lindparken", SearchOptions(), Access.owner()).hits[0].document.municipality == "Solbacka"


def test_a_municipality_alone_is_a_list(engine):
    listed = Searcher(engine, EMBEDDER).search("Havsnäs", SearchOptions(), Access.owner())
    assert {hit.document.municipality for hit in listed.hits} == {"Havsnäs"}
    assert listed.total == len(listed.hits) > 1
