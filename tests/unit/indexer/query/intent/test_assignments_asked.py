from datetime import date

import pytest
from growth import GROWTH_LIMIT, growth

from indexer.query import parse
from indexer.query.intent.assignments import find_assignments
from search_api.messages import note_text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("öppna uppdrag till socialnämnden", [("uppdrag", "öppet"), ("mottagare", "Socialnämnden")]),
        ("uppdrag till miljöförvaltningen 2025", [("uppdrag", "givet"), ("mottagare", "miljöförvaltningen")]),
        ("ej återrapporterade uppdrag", [("uppdrag", "öppet")]),
        ("uppdrag som inte är återrapporterade", [("uppdrag", "öppet")]),
        ("slutförda uppdrag", [("uppdrag", "slutfört")]),
        ("uppdraget att utreda simhall", [("uppdrag", "givet")]),
        ("vad har byggnadsnämnden fått i uppdrag", [("uppdrag", "givet"), ("mottagare", "Byggnadsnämnden")]),
        ("vilka uppdrag har ks fått", [("uppdrag", "givet"), ("mottagare", "Kommunstyrelsen")]),
        ("uppdrag åt Solbacka Fastigheter AB", [("uppdrag", "givet"), ("mottagare", "Solbacka Fastigheter AB")]),
        ("avsägelse från uppdraget som ledamot", []),
        ("redovisning av uppdrag om cykelvägar", []),
        ("återrapportering av uppdrag", []),
        ("uppdragsersättning", []),
    ],
)
def test_what_is_asked(text, said):
    assert [(kind, value) for kind, value, _, _ in find_assignments(text)] == said


def test_the_receiver_is_not_the_deciding_body():
    query = parse("kommunstyrelsens öppna uppdrag till socialnämnden")
    assert [(wish.kind, wish.value) for wish in query.soft_filters] == [
        ("nämnd", "KS"),
        ("uppdrag", "öppet"),
        ("mottagare", "Socialnämnden"),
    ]
    assert query.browses


def test_words_of_the_matter_stay_words():
    query = parse("öppna uppdrag till socialnämnden om familjehem 2024")
    assert query.words == ("familjehem",)
    assert not query.browses


@pytest.mark.parametrize(
    ("text", "assigned"),
    [("uppdrag:öppet", ("öppet",)), ("uppdrag:öppna", ("öppet",)), ("uppdrag:fullgjorda skola", ("slutfört",))],
)
def test_the_field_is_a_demand(text, assigned):
    query = parse(text, today=date(2025, 6, 1))
    assert query.filters.values("assignment") == assigned
    assert query.understood[0].kind == "uppdrag"


def test_an_unknown_state_is_said():
    query = parse("uppdrag:försenat")
    assert query.filters.values("assignment") == ()
    assert "öppet" in note_text(query.notes[0])


@pytest.mark.parametrize("piece", ["öppna uppdrag till ", "ej ", "uppdrag som inte ", "till a ", "har fått "])
def test_time_grows_with_the_length(piece):
    assert growth(lambda n: list(find_assignments(piece * n)), 200) <= GROWTH_LIMIT
