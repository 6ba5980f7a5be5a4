import pytest

from indexer.model import Protocol
from indexer.store.ids import document_ids, protocol_key, same_meeting, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Åmål", "amal"),
        ("Barn- och utbildningsnämnden", "barn-och-utbildningsnamnden"),
        ("§§", ""),
        ("Storvik  Ö", "storvik-o"),
    ],
)
def test_slug(text, expected):
    assert slug(text) == expected


def test_protocol_key_says_what_the_file_says():
    protocol = Protocol(source="a.pdf", body="Kommunstyrelsen", body_code="KS", date="2025-03-12")
    assert protocol_key(protocol, "Storvik", "ab" * 16) == "storvik/ks/2025-03-12"


def test_protocol_key_of_an_undated_file_is_its_own():
    assert protocol_key(Protocol(source="a"), "Storvik", "12345678ff") == "storvik/okant-organ/odaterat-12345678"


def test_a_number_that_comes_back_gets_a_suffix():
    assert document_ids("p", ["3", "3", "4 a"]) == [
        "p/3",
        "p/3-2",
        "p/4-a",
    ]


def test_versions_and_parts_are_one_meeting_but_two_openings_are_two():
    first = {"1": "Val av justerare", "2": "Cykelväg längs ån"}
    assert same_meeting(first, {"2": "Cykelväg längs ån (rättad)"})
    assert same_meeting(first, {"3": "Ny skola i Norrby"})
    assert not same_meeting(first, {"1": "Ny skola", "2": "Badhus i Söderby"})
    assert not same_meeting(first, {"8": "Upprop", "9": "Badhus"})
