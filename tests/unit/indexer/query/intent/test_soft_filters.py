from dataclasses import replace
from datetime import date

import pytest
from growth import GROWTH_LIMIT, growth

from indexer.model import Document, Person, Section
from indexer.query import parse
from indexer.query.intent.soft_filters import find_soft_filters
from indexer.ranking.soft_filter_match import match

NEWEST = date(2025, 6, 18)
TAXA = Document("id", "p", "f", "Ekhamra", "Kommunstyrelsen", "KS", "2023-11-20", "stated", "1", "Taxa för 2024")
MOTION = replace(TAXA, heading="Motion av Eva Ek (S) om lekplatser", people=(Person("Eva Ek", "S", ("yrkande",)),))


def wishes_of(text):
    return [(wish.kind, wish.value, wish.date_to) for wish in find_soft_filters(text, lambda: NEWEST)]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("avslagna motioner i fullmäktige", [("utfall", "avslag", ""), ("typ", "motion", ""), ("nämnd", "KF", "")]),
        ("lekplatser våren 2024", [("dag", "2024-01-01", "2024-06-30")]),
        ("höstens lekplatser", []),
        ("lekplatser hösten 2024", [("dag", "2024-07-01", "2024-12-31")]),
        ("mars–maj 2025", [("dag", "2025-03-01", "2025-05-31")]),
        ("mars till maj 2025", [("dag", "2025-03-01", "2025-05-31")]),
        ("20 november 2024", [("dag", "2024-11-20", "2024-11-20")]),
        ("skolor 2024", [("år", "2024-01-01", "2024-12-31")]),
        ("biblioteksplan 2024-2028", []),
        ("vad sade länsstyrelsen", []),
        ("godkännande av planen", []),
        ("lekplatser i våras", [("dag", "2025-01-01", "2025-06-30")]),
        ("lekplatser i höstas", [("dag", "2024-07-01", "2024-12-31")]),
        ("lekplatser i år", [("år", "2025-01-01", "2025-12-31")]),
        ("lekplatser i fjol", [("år", "2024-01-01", "2024-12-31")]),
        ("lekplatser förra året", [("år", "2024-01-01", "2024-12-31")]),
        ("första halvåret 2023", [("dag", "2023-01-01", "2023-06-30")]),
        ("tredje kvartalet 2024", [("dag", "2024-07-01", "2024-09-30")]),
        ("senaste halvåret", [("dag", "2024-12-18", "2025-06-18")]),
        ("de senaste två åren", [("dag", "2023-06-19", "2025-06-18")]),
        ("senaste 30 dagarna", [("dag", "2025-05-19", "2025-06-18")]),
        ("förra månaden", [("dag", "2025-05-01", "2025-05-31")]),
        ("sedan mars 2024", [("dag", "2024-03-01", "9999-12-31")]),
        ("före 2024", [("dag", "0000-01-01", "2024-12-31")]),
        ("mellan 2022 och 2024", [("dag", "2022-01-01", "2024-12-31")]),
        ("SD-yrkanden", [("parti", "SD", ""), ("typ", "yrkande", "")]),
        ("vad ville M, D och KD", [("parti", "M", ""), ("parti", "D", ""), ("parti", "KD", "")]),
        ("Vänsterpartiets motion", [("parti", "V", ""), ("typ", "motion", "")]),
        ("vitamin D", []),
        ("vad stod i reservationen", [("avsnitt", "reservation", "")]),
    ],
)
def test_wishes(text, wishes):
    assert wishes_of(text) == wishes


def test_what_is_relative_is_asked_for_only_when_said():
    def never():
        raise AssertionError

    assert find_soft_filters("lekplatser våren 2024", never)


def test_wished_body_and_time_are_no_words_of_the_matter_when_others_remain():
    query = parse("lekplatser i fullmäktige maj 2024")
    assert (query.words, query.browses) == (("lekplatser",), False)
    assert parse("fullmäktige maj 2024").words == ("fullmäktige", "maj", "2024")


@pytest.mark.parametrize(
    "text",
    [
        "fullmäktige maj 2024",
        "avslagna motioner 2023",
        "vilka ärenden återremitterades i våras",
        "SD:s reservationer 2024",
    ],
)
def test_wishes_alone_ask_for_a_list(text):
    assert parse(text).browses


@pytest.mark.parametrize(
    "text", ["lekplatser maj 2024", '"maj 2024" motion', "§ 7 fullmäktige 2024", "motion -skola", ""]
)
def test_a_matter_a_condition_or_a_number_asks_for_no_list(text):
    assert not parse(text).browses


def test_a_year_is_met_by_the_meeting_or_the_heading():
    (year,) = find_soft_filters("skolor 2024")
    assert match(year, TAXA) == 1
    assert match(year, replace(TAXA, heading="Taxa", date="2024-02-01")) == 1
    assert match(year, replace(TAXA, heading="Taxa")) == 0
    assert match(year, replace(TAXA, heading="Remiss (SOU 2024:18)")) == 0


def test_an_outcome_that_was_not_read_is_neither_met_nor_missed():
    (refused,) = find_soft_filters("avslogs")
    assert [match(refused, replace(TAXA, outcome=outcome)) for outcome in ("avslag", None, "bifall")] == [1, 0.5, 0]
    (granted,) = find_soft_filters("bifölls")
    assert match(granted, replace(TAXA, outcome="antagande")) == 0.5


@pytest.mark.parametrize(
    ("heading", "fit"),
    [
        ("Motion av Eva Ek (S) om lekplatser", 1),
        ("Svar på motion om lekplatser", 1),
        ("Redovisning av motioner som inte besvarats", 0),
        ("Lekplatser", 0),
    ],
)
def test_a_motion_begins_with_its_name(heading, fit):
    (motion,) = find_soft_filters("motioner")
    assert match(motion, replace(TAXA, heading=heading)) == fit


def test_a_party_meets_by_heading_by_deed_or_by_being_there():
    whole, deed = find_soft_filters("Socialdemokraterna")[0], find_soft_filters("Socialdemokraterna reserverade sig")[0]
    assert match(whole, MOTION) == match(deed, MOTION) == 1
    unnamed = replace(MOTION, heading="Lekplatser")
    assert (match(whole, unnamed), match(deed, unnamed)) == (1, 0.5)
    assert match(whole, TAXA) == 0
    (own, _) = find_soft_filters("Socialdemokraternas motion")
    assert (match(own, MOTION), match(own, unnamed)) == (1, 0.5)


def test_a_section_is_met_by_having_it():
    (wish,) = find_soft_filters("i reservationen")
    assert match(wish, TAXA) == 0
    assert match(wish, replace(TAXA, sections=(Section("reservation", None, "Text."),))) == 1


def test_quoted_words_and_fields_are_no_wishes():
    assert parse('"maj 2024" nämnd:KS').soft_filters == ()


@pytest.mark.parametrize("bait", ["senaste ", "mellan 2022 och ", "första halvåret av ", "svar på ", "M, "])
def test_long_bait_is_read_in_linear_time(bait):
    assert growth(lambda size: find_soft_filters((bait * size)[:size], lambda: NEWEST), 1_000) <= GROWTH_LIMIT
