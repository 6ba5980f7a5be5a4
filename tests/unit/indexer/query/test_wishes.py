from dataclasses import replace

import pytest

from indexer.model import Document
from indexer.query import parse
from indexer.query.wishes import find_wishes

TAXA = Document("id", "p", "f", "Ekhamra", "Kommunstyrelsen", "KS", "2023-11-20", "stated", "1", "Taxa för 2024")


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("avslagna motioner i fullmäktige", [("utfall", "avslag", ""), ("nämnd", "KF", "")]),
        ("lekplatser våren 2024", [("dag", "2024-01-01", "2024-06-30")]),
        ("höstens lekplatser", []),
        ("lekplatser hösten 2024", [("dag", "2024-07-01", "2024-12-31")]),
        ("mars–maj 2025", [("dag", "2025-03-01", "2025-05-31")]),
        ("mars till maj 2025", [("dag", "2025-03-01", "2025-05-31")]),
        ("20 november 2024", [("dag", "2024-11-20", "2024-11-20")]),
        ("taxor 2024", [("år", "2024-01-01", "2024-12-31")]),
        ("biblioteksplan 2024-2028", []),
        ("vad sade länsstyrelsen", []),
        ("godkännande av taxa", []),
    ],
)
def test_wishes(text, wishes):
    assert [(wish.kind, wish.value, wish.date_to) for wish in find_wishes(text)] == wishes


def test_wished_body_and_time_are_no_words_of_the_matter_when_others_remain():
    assert parse("lekplatser i fullmäktige maj 2024").words == ("lekplatser",)
    assert parse("fullmäktige maj 2024").words == ("fullmäktige", "maj", "2024")


def test_a_year_is_met_by_the_meeting_or_the_heading():
    (year,) = find_wishes("taxor 2024")
    assert year.meets(TAXA)
    assert year.meets(replace(TAXA, heading="Taxa", date="2024-02-01"))
    assert not year.meets(replace(TAXA, heading="Taxa"))


def test_quoted_words_and_fields_are_no_wishes():
    assert parse('"maj 2024" nämnd:KS').wishes == ()
