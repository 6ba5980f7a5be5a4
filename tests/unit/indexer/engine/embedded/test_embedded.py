import json
from dataclasses import replace

import numpy as np
import pytest
from saying import raises_saying

from indexer.engine import Filters, LegRequest, ResultSetRequest
from indexer.engine.embedded import EmbeddedEngine, snapshot
from indexer.errors import IndexMismatchError, StoreBusyError
from indexer.model import Access, Document, Passage

OWNER = Access.owner()


def document(number):
    return Document(
        id=f"p/{number}", protocol_id=f"p{number}", source="a", municipality="Storvik", body=None, body_code=None, date=None,
        date_source="unknown", paragraph=str(number), heading="Badhus", passages=(Passage("00000000", "övrigt", "x"),), access="public",
    )  # fmt: skip


def add(engine, *numbers, watermark=1):
    for number in numbers:
        engine.replace(f"p{number}", [document(number)], np.ones((1, 4), np.float32) / 2)
    engine.commit(watermark)


def total(engine):
    return engine.result_set(ResultSetRequest(), OWNER).total


def test_what_was_committed_is_there_after_reopening(tmp_path):
    engine = EmbeddedEngine.open(tmp_path, 4)
    add(engine, 1, 2, watermark=17)
    engine.close()
    again = EmbeddedEngine.open(tmp_path, 4, read_only=True)
    assert (total(again), again.stats().watermark, again.stats().passages) == (2, 17, 2)


def test_what_was_not_committed_is_not(tmp_path):
    engine = EmbeddedEngine.open(tmp_path, 4)
    add(engine, 1)
    engine.replace("p2", [document(2)], np.ones((1, 4), np.float32))
    engine.close()
    again = EmbeddedEngine.open(tmp_path, 4)
    assert total(again) == 1
    add(again, 3, watermark=2)
    assert total(again) == 2


def test_rows_written_without_a_commit_are_cut_off(tmp_path):
    engine = EmbeddedEngine.open(tmp_path, 4)
    add(engine, 1)
    engine.close()
    with (tmp_path / "0.vectors.f32").open("ab") as file:
        file.write(b"half a row")
    again = EmbeddedEngine.open(tmp_path, 4)
    add(again, 2, watermark=2)
    hits = again.legs(LegRequest(vector=np.ones(4, np.float32) / 2), OWNER).semantic
    assert [round(hit.score, 5) for hit in hits] == [1.0, 1.0]


def test_a_reader_sees_later_commits_after_refresh(tmp_path):
    engine = EmbeddedEngine.open(tmp_path, 4)
    add(engine, 1)
    reader = EmbeddedEngine.open(tmp_path, 4, read_only=True)
    add(engine, 2, watermark=2)
    assert total(reader) == 1
    reader.refresh()
    assert total(reader) == 2


def test_a_reader_survives_a_rebuild_under_it(tmp_path):
    engine = EmbeddedEngine.open(tmp_path, 4)
    add(engine, *range(50))
    reader = EmbeddedEngine.open(tmp_path, 4, read_only=True)
    engine.clear()
    assert len(reader.legs(LegRequest(vector=np.ones(4, np.float32) / 2), OWNER).semantic) == 50
    reader.refresh()
    assert total(reader) == 0


def test_rows_of_replaced_paragraphs_are_given_back(tmp_path):
    engine = EmbeddedEngine.open(tmp_path, 4)
    add(engine, 1, 2)
    passages = tuple(Passage(f"{n:08x}", "övrigt", "x") for n in range(3000))
    many = replace(document(3), passages=passages)
    vectors = np.tile(np.array([1, 0, 0, 0], np.float32), (3000, 1))
    reader = EmbeddedEngine.open(tmp_path, 4, read_only=True)
    for watermark in range(2, 6):
        engine.replace("p3", [many], vectors)
        engine.commit(watermark)
    assert {file.name for file in tmp_path.glob("*.f32")} == {"1.vectors.f32", "1.sizes.f32"}
    assert (tmp_path / "1.vectors.f32").stat().st_size < 2 * 3002 * 4 * 4
    assert len(reader.legs(LegRequest(vector=vectors[0]), OWNER).semantic) == 2
    for one in (engine, reader, EmbeddedEngine.open(tmp_path, 4, read_only=True)):
        one.refresh()
        assert [hit.id for hit in one.legs(LegRequest(vector=vectors[0]), OWNER).semantic] == ["p/3", "p/1", "p/2"]
        assert [hit.id for hit in one.similar("p/1", OWNER, 5)] == ["p/2", "p/3"]
    engine.close()
    again = EmbeddedEngine.open(tmp_path, 4)
    add(again, 4, watermark=6)
    assert len(again.legs(LegRequest(vector=vectors[0]), OWNER).semantic) == 4


def test_a_second_writer_is_told_to_wait(tmp_path):
    engine = EmbeddedEngine.open(tmp_path, 4)
    with raises_saying(StoreBusyError, match="vänta"):
        EmbeddedEngine.open(tmp_path, 4)
    engine.close()
    EmbeddedEngine.open(tmp_path, 4).close()


def test_another_dimension_or_version_names_the_command_that_mends_it(tmp_path):
    EmbeddedEngine.open(tmp_path, 4).close()
    with raises_saying(IndexMismatchError, match="protokoll reindex"):
        EmbeddedEngine.open(tmp_path, 5)
    manifest = tmp_path / "engine.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "analysis": "sv-0"}))
    with raises_saying(IndexMismatchError, match="protokoll reindex"):
        EmbeddedEngine.open(tmp_path, 4)


def test_a_shortened_vector_file_is_noticed(tmp_path):
    engine = EmbeddedEngine.open(tmp_path, 4)
    add(engine, 1, 2)
    engine.close()
    with (tmp_path / "0.vectors.f32").open("r+b") as file:
        file.truncate(5)
    with raises_saying(IndexMismatchError, match="protokoll reindex"):
        EmbeddedEngine.open(tmp_path, 4, read_only=True)


def test_a_reader_refuses_to_write(tmp_path):
    EmbeddedEngine.open(tmp_path, 4).close()
    with pytest.raises(StoreBusyError):
        EmbeddedEngine.open(tmp_path, 4, read_only=True).commit(1)


@pytest.fixture
def large():
    """Four hundred §§, every other of one body, with vectors of all directions."""
    engine = EmbeddedEngine.open(None, 8)
    vectors = np.random.default_rng(3).normal(size=(400, 1, 8)).astype(np.float32)
    for number, rows in enumerate(vectors):
        one = replace(document(number), body="Kommunstyrelsen" if number % 2 else "Socialnämnden")
        engine.replace(f"p{number}", [one], rows / np.linalg.norm(rows))
    engine.commit(1)
    yield engine
    engine.close()


@pytest.mark.parametrize("window", [1, 10, 60])
def test_a_filter_that_leaves_very_many_gives_the_same_as_one_whose_leavings_are_listed(large, monkeypatch, window):
    asked = [
        LegRequest(vector=vector, filters=Filters.where(body=("kommunstyrelsen",)), window=window)
        for vector in np.eye(8, dtype=np.float32)
    ]
    listed = [large.legs(request, OWNER).semantic for request in asked]
    monkeypatch.setattr(snapshot, "_LISTED", 100)
    assert [large.legs(request, OWNER).semantic for request in asked] == listed
    assert all(len(found) == window for found in listed)
