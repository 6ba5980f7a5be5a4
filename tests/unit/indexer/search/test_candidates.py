from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from rows import DIMENSION, document, fill

from indexer.engine import Filters, LegRequest
from indexer.engine.embedded import EmbeddedEngine
from indexer.model import Access
from indexer.query import parse
from indexer.search.candidates import browse, newest_meeting, retrieve

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


def test_what_meets_the_wishes_is_scored_though_many_others_score_more(engine):
    query = parse("skolskjuts i fullmäktige 2023")
    request = LegRequest(text=query.text)
    assert f"{COUNCIL}/1" not in [one.id for one in engine.legs(request, OWNER).keyword]
    legs = retrieve(engine, query, request, OWNER)
    assert legs.keyword[-1].id == f"{COUNCIL}/1"
    assert [one.score for one in legs.keyword] == sorted((one.score for one in legs.keyword), reverse=True)


def test_without_wishes_the_legs_are_the_engine_s(engine):
    request = LegRequest(text=parse("skolskjuts").text)
    assert retrieve(engine, parse("skolskjuts"), request, OWNER) == engine.legs(request, OWNER)


def test_wishes_alone_are_listed(engine):
    assert browse(engine, parse("motioner i fullmäktige 2023"), Filters(), OWNER) == (f"{COUNCIL}/1",)
    assert browse(engine, parse("skolskjuts 2023"), Filters(), OWNER) == ()
    closed = replace(OWNER, everything=False)
    assert browse(engine, parse("motioner i fullmäktige 2023"), Filters(), closed) == ()


def test_the_newest_meeting_is_the_one_the_asker_may_see(engine):
    assert newest_meeting(engine, OWNER) == date(2024, 5, 20)
    assert newest_meeting(engine, Access.of("restricted:ingen")) != date(2024, 5, 20)
