import msgspec
import pytest

from indexer.codec import dumps, loads, read_table
from indexer.model import CaseNumber, Document, Passage, Section, Vote


def document():
    return Document(
        id="storvik/ks/2025-03-12/112",
        protocol_id="storvik/ks/2025-03-12",
        source="ks.pdf",
        municipality="Storvik",
        body="Kommunstyrelsen",
        body_code="KS",
        date="2025-03-12",
        date_source="stated",
        paragraph="112",
        heading="Cykelväg längs ån",
        case_numbers=(CaseNumber("KS-2025/1036", "KS 2025/1036", "KS", 2025, "1036"),),
        sections=(Section("beslut", "Beslut", "Bifall.", ((0, 3), (4, 5))),),
        vote=Vote(ja=9, nej=6),
        passages=(Passage("0a1b2c3d", "beslut", "Bifall.", 0),),
        access="public",
    )


def test_round_trip():
    assert loads(Document, dumps(document())) == document()


def test_unknown_keys_are_ignored_so_older_code_reads_newer_records():
    text = dumps(document()).replace('{"id"', '{"new_field":{"a":[1]},"id"', 1)
    assert loads(Document, text) == document()


def test_a_table_is_read_as_what_it_should_be():
    table = read_table("indexer.identifiers", "bodies.toml", dict[str, dict[str, tuple[str, ...]]])
    assert table["bodies"]["KS"][0] == "Kommunstyrelsen"


def test_a_table_of_another_form_is_refused():
    with pytest.raises(msgspec.ValidationError):
        read_table("indexer.identifiers", "bodies.toml", dict[str, int])
