from contextlib import closing
from dataclasses import replace

import pytest
from fictional import TrigramEmbedder, collection

from indexer.engine.embedded import EmbeddedEngine
from indexer.model import Access, CaseNumber
from indexer.search.pipeline import STAGES, without
from indexer.search.searcher import Searcher, SearchOptions

OWNER = Access.owner()
EMBEDDER = TrigramEmbedder()
MOST_BATCHES = 5  # retrieve, load, page, the cases of §§ that were not loaded, other spellings
MOST_CALLS = (
    12  # and, where little is found: a longer list, what was searched, what a missing number may have been meant for
)


class Counted:
    """A real engine whose calls are counted."""

    def __init__(self, engine):
        self._engine, self.calls = engine, []

    def __getattr__(self, name):
        method = getattr(self._engine, name)

        def call(*given, **named):
            self.calls.append(name)
            return method(*given, **named)

        return call


def stored(engine, documents):
    for protocol in dict.fromkeys(one.protocol_id for one in documents):
        own = [one for one in documents if one.protocol_id == protocol]
        engine.replace(protocol, own, EMBEDDER.embed_passages([p.text for one in own for p in one.passages]))
    engine.commit(1)


@pytest.fixture
def engine():
    with closing(EmbeddedEngine.open(None, EMBEDDER.dimension)) as engine:
        stored(engine, collection())
        yield engine


@pytest.mark.parametrize("text", ["upprustning av Lindparken", "skola", "KS 2024/1", "beslut i Havsnäs om skola"])
def test_a_question_takes_few_engine_calls(engine, text):
    counted = Counted(engine)
    searcher = Searcher(counted, EMBEDDER)
    searcher.search(text, SearchOptions(), OWNER)  # the municipalities and the calibration are asked for once
    counted.calls.clear()
    searcher.search(text, SearchOptions(), OWNER)
    assert counted.calls.count("batch") <= MOST_BATCHES, counted.calls
    assert len(counted.calls) <= MOST_CALLS, counted.calls


@pytest.mark.parametrize("name", [stage.name for stage in STAGES])
def test_every_stage_can_be_left_out(engine, name):
    results = Searcher(engine, EMBEDDER, stages=without({name})).search("skola i Havsnäs", SearchOptions(), OWNER)
    assert results.query == "skola i Havsnäs"


def test_a_stage_that_is_none_is_told():
    with pytest.raises(KeyError, match="wishful"):
        without({"wishful"})


def test_a_stage_left_out_is_not_felt(engine):
    ask = "upprustnig av Lindparken"
    full, spelt = (
        Searcher(engine, EMBEDDER, stages=stages).search(ask, SearchOptions(explain=True), OWNER).explanation
        for stages in (STAGES, without({"spelling"}))
    )
    assert {one.kind for one in full.added} - {one.kind for one in spelt.added} == {"stavning"}


def test_what_a_hit_says_does_not_depend_on_how_the_page_was_asked_for(engine):
    case = (CaseNumber("KS 2019/7", "KS 2019/7", "KS", 2019, "7"),)
    first, *_ = collection()
    earlier = replace(first, id="a/1", protocol_id="a", date="2019-01-10", heading="Sjövägens bro", case_numbers=case)
    later = replace(earlier, id="b/1", protocol_id="b", date="2019-06-10", heading="Helt annan rubrik")
    stored(engine, [earlier, later])
    searcher = Searcher(engine, EMBEDDER)
    for options in (
        SearchOptions(),
        SearchOptions(collapse=True),
        SearchOptions(sort="newest"),
        SearchOptions(limit=1),
    ):
        hits = searcher.search("Sjövägens bro", options, OWNER).hits
        (hit,) = [hit for hit in hits if hit.document.id == "a/1"] or [None]
        assert hit is None or hit.superseded_by == "b/1", options
