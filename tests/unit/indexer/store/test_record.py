from dataclasses import replace

import numpy as np
import pytest
from saying import raises_saying

from indexer.errors import IndexMismatchError
from indexer.model import Document, Passage
from indexer.store.record import ProtocolPart, Record


def document(number, heading, *, decision="Bifall.", text="Bifall.", access="public", source="ks.pdf"):
    return Document(
        id=f"x/{number}",
        protocol_id="x",
        source=source,
        municipality="Storvik",
        body="Kommunstyrelsen",
        body_code="KS",
        date="2025-03-12",
        date_source="stated",
        paragraph=number,
        heading=heading,
        decision=decision,
        passages=(Passage("0a1b2c3d", "beslut", text),),
        access=access,
    )


def part(*documents, key="storvik/ks/2025-03-12", document_type="protokoll", missing=()):
    vectors = np.arange(len(documents) * 2, dtype=np.float32).reshape(-1, 2)
    return ProtocolPart(key, document_type, documents, vectors, missing)


@pytest.fixture
def record(tmp_path):
    record = Record(tmp_path / "record.sqlite")
    yield record
    record.close()


def stored(record, since=0):
    return {d.id: d for change in record.changes_since(since) for d in change.documents}


def test_a_file_is_stored_under_readable_ids_and_survives_reopening(tmp_path):
    first = Record(tmp_path / "r.sqlite")
    assert first.put_file("a.pdf", "f1", "{}", [part(document("1", "Upprop"), document("2", "Badhus"))]) == (
        "storvik/ks/2025-03-12",
    )
    first.close()
    again = Record(tmp_path / "r.sqlite")
    assert list(stored(again)) == ["storvik/ks/2025-03-12/1", "storvik/ks/2025-03-12/2"]
    assert again.file("a.pdf").fingerprint == "f1"
    again.close()


def test_changed_content_replaces_the_protocol_whole(record):
    record.put_file("a.pdf", "f1", "{}", [part(document("1", "Upprop"), document("2", "Badhus"))])
    before = record.sequence
    record.put_file("a.pdf", "f2", "{}", [part(document("2", "Badhus"))])
    assert [c.protocol_id for c in record.changes_since(before)] == ["storvik/ks/2025-03-12"]
    assert list(stored(record)) == ["storvik/ks/2025-03-12/2"]


def test_pdf_and_docx_of_one_meeting_are_versions_of_one_protocol(record):
    record.put_file("a.pdf", "f1", "{}", [part(document("1", "Upprop"), document("2", "Badhus"))])
    record.put_file(
        "a.docx", "f2", "{}", [part(document("1", "Upprop"), document("2", "Badhus", text="Rättat bifall."))]
    )
    documents = stored(record)
    assert len(documents) == 2
    assert documents["storvik/ks/2025-03-12/2"].passages[0].text == "Rättat bifall."


def test_an_excerpt_fills_in_the_decision_that_the_protocol_only_announces(record):
    record.put_file(
        "a.pdf",
        "f1",
        "{}",
        [part(document("1", "Upprop"), document("2", "Badhus", decision=None, text="Omedelbart justerad."))],
    )
    record.put_file(
        "u.pdf", "f2", "{}", [part(document("2", "Badhus", text="Badhuset byggs."), document_type="utdrag")]
    )
    assert stored(record)["storvik/ks/2025-03-12/2"].passages[0].text == "Badhuset byggs."
    assert len(stored(record)) == 2


def test_one_file_a_paragraph_is_one_protocol(record):
    for number, heading in (("7", "Badhus"), ("8", "Skola"), ("9", "Torg")):
        record.put_file(f"{number}.pdf", number, "{}", [part(document(number, heading))])
    assert record.protocols() == ("storvik/ks/2025-03-12",)
    assert len(stored(record)) == 3


def test_a_real_second_meeting_that_day_gets_its_own_id(record):
    record.put_file("a.pdf", "f1", "{}", [part(document("1", "Upprop"), document("2", "Badhus"))])
    record.put_file("b.pdf", "f2", "{}", [part(document("3", "Upprop"), document("4", "Skola"))])
    assert record.protocols() == ("storvik/ks/2025-03-12", "storvik/ks/2025-03-12-2")


def test_an_id_once_given_is_kept_when_a_better_reading_finds_another_date(record):
    record.put_file(
        "a.pdf", "f1", "{}", [part(document("1", "Upprop"), document("2", "Badhus"), key="storvik/ks/odaterat-12")]
    )
    ids = record.put_file("a.pdf", "f2", "{}", [part(document("1", "Upprop"), document("2", "Badhus"))])
    assert ids == ("storvik/ks/odaterat-12",)


def test_another_meeting_under_the_same_file_name_gets_its_own_id(record):
    record.put_file("senaste.pdf", "f1", "{}", [part(document("1", "Upprop"), document("2", "Badhus"))])
    ids = record.put_file(
        "senaste.pdf",
        "f2",
        "{}",
        [part(document("1", "Ny skola"), document("2", "Vägar"), key="storvik/ks/2025-04-09")],
    )
    assert ids == ("storvik/ks/2025-04-09",)
    assert {d.heading for change in record.changes_since(0) for d in change.documents} == {
        "Ny skola",
        "Vägar",
    }


def test_text_and_access_label_always_come_from_the_same_file(record):
    record.put_file("inre.pdf", "f1", "{}", [part(document("1", "Badhus", text="Namn", access="internal"))])
    record.put_file("yttre.pdf", "f2", "{}", [part(document("1", "Badhus", text="Maskat", access="public"))])
    only = stored(record)["storvik/ks/2025-03-12/1"]
    assert (only.passages[0].text, only.access) == ("Maskat", "public")


def test_missing_numbers_are_those_no_version_has(record):
    record.put_file("a.pdf", "f1", "{}", [part(document("1", "Upprop"), document("4", "Badhus"), missing=("2", "3"))])
    record.put_file("u.pdf", "f2", "{}", [part(document("2", "Skola"), document_type="utdrag")])
    assert record.missing("storvik/ks/2025-03-12") == ("3",)


def test_an_error_leaves_what_was_read_before(record):
    record.put_file("a.pdf", "f1", "{}", [part(document("1", "Upprop"))])
    record.put_error("a.pdf", "f2", "{}", "Filen är skadad.")
    assert len(stored(record)) == 1
    assert record.file("a.pdf").error == "Filen är skadad."


def test_two_models_are_never_mixed(record):
    record.bind_embedder("static-sv@1", 2)
    record.bind_embedder("static-sv@1", 2)
    with raises_saying(IndexMismatchError, match="protokoll reindex"):
        record.bind_embedder("other@2", 2)
    record.put_file("a.pdf", "f1", "{}", [part(document("1", "Upprop"))])
    record.reembed("other@2", 3, lambda documents: np.ones((len(documents), 3), np.float32))
    record.bind_embedder("other@2", 3)
    assert next(record.changes_since(0)).vectors.shape == (1, 3)


def test_a_failed_write_leaves_nothing(record):
    broken = replace(part(document("1", "Upprop")), vectors=None)
    with pytest.raises(AttributeError):
        record.put_file("a.pdf", "f1", "{}", [part(document("9", "Upprop"), key="storvik/ks/2025-01-01"), broken])
    assert record.sequence == 0
    assert record.file("a.pdf") is None
