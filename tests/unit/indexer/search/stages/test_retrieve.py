from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from rows import DIMENSION, document, fill

from indexer.engine import LegRequest
from indexer.engine.embedded import EmbeddedEngine
from indexer.language.resources import shipped_resources
from indexer.model import Access
from indexer.query import parse
from indexer.search.calibration import ScoreCalibration
from indexer.search.deps import SearchDeps
from indexer.search.holdings import HoldingsCache
from indexer.search.pipeline import STAGES
from indexer.search.results import SearchOptions
from indexer.search.state import SearchState

OWNER = Access.owner()
COUNCIL = "storvik/kf/2023-02-20"
MANY = 250  # more §§ about the same thing than a leg scores


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    board = [
        document(n, "Skolskjuts skolskjuts", protocol="storvik/ks/2024-05-20", date="2024-05-20") for n in range(MANY)
    ]
    council = {"protocol": COUNCIL, "body": "Kommunfullmäktige", "body_code": "KF", "date": "2023-02-20"}
    motion = document(1, "Motion om skolskjuts i vissa fall på landet", outcome="bifall", **council)
    with closing(EmbeddedEngine.open(tmp_path_factory.mktemp("index"), DIMENSION)) as engine:
        fill(engine, *board, motion, document(2, "Upprop", **council))
        yield engine


def retrieved(engine, text, access=OWNER):
    deps = SearchDeps(engine, None, shipped_resources(), HoldingsCache(engine), ScoreCalibration(engine, None), 0.4)
    state = SearchState(text, SearchOptions(), access)
    for stage in STAGES:
        state = stage.run(state, deps)
        if stage.name == "retrieve":
            return state
    raise AssertionError("no such stage")


def test_what_meets_the_wishes_is_scored_though_many_others_score_more(engine):
    query = parse("skolskjuts i fullmäktige 2023")
    request = LegRequest(text=query.text)
    assert f"{COUNCIL}/1" not in [one.id for one in engine.legs(request, OWNER).keyword]
    legs = retrieved(engine, "skolskjuts i fullmäktige 2023").legs
    assert legs.keyword[-1].id == f"{COUNCIL}/1"
    assert [one.score for one in legs.keyword] == sorted((one.score for one in legs.keyword), reverse=True)


def test_without_wishes_the_legs_are_the_engine_s(engine):
    state = retrieved(engine, "skolskjuts")
    assert state.legs == engine.legs(state.request, OWNER)


def test_the_best_by_words_come_along_whole(engine):
    state = retrieved(engine, "skolskjuts")
    assert [one.id for one in state.best_by_words] == [one.id for one in state.legs.keyword[:3]]
    assert state.best_by_words[0].passages


def test_wishes_alone_are_listed(engine):
    assert retrieved(engine, "motioner i fullmäktige 2023").browsed == (f"{COUNCIL}/1",)
    assert retrieved(engine, "skolskjuts 2023").browsed == ()
    closed = replace(OWNER, everything=False)
    assert retrieved(engine, "motioner i fullmäktige 2023", closed).browsed == ()


def test_the_newest_meeting_is_the_one_the_asker_may_see(engine):
    assert HoldingsCache(engine).newest_meeting(OWNER) == date(2024, 5, 20)
    assert HoldingsCache(engine).newest_meeting(Access.of("restricted:ingen")) != date(2024, 5, 20)
