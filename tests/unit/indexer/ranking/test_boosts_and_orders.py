from dataclasses import replace

from indexer.model import CaseNumber, Document
from indexer.query import parse
from indexer.ranking.boosts import (
    body_level_factor,
    boost_decisions,
    is_procedural,
    outcome_factor,
    procedure_factor,
    soft_filter_factors,
)
from indexer.ranking.case_order import final_decision, in_case_order, in_meeting_order, in_time_order
from indexer.ranking.collapse import CaseGroups
from indexer.ranking.fusion import Fused

BASE = Document(
    id="",
    protocol_id="",
    source="",
    municipality="Ekhamra",
    body="Kommunstyrelsen",
    body_code="KS",
    date="2025-01-01",
    date_source="stated",
    paragraph="1",
    heading="Ny simhall",
)


def section(name, **changes):
    return replace(BASE, id=name, **changes)


def council(name, **changes):
    return section(name, body="Kommunfullmäktige", body_code="KF", **changes)


FACTORS = (soft_filter_factors, outcome_factor, body_level_factor, procedure_factor)


def boosted(fused, documents, query):
    boosts = {
        document.id: {name: value for factor in FACTORS for name, value in factor(document, query).items()}
        for document in documents
    }
    return boost_decisions(fused, {document.id: document for document in documents}, boosts)


def ids(documents):
    return [document.id for document in documents]


def test_a_case_lists_the_final_word_then_newer_decisions_then_postponements():
    case = [
        section("återremiss", outcome="återremiss", date="2025-05-01"),
        section("förslag", outcome="förslag_uppåt", date="2025-06-01"),
        council("slut", outcome="antagande", date="2025-06-20"),
        section("verkställt", outcome="notering", date="2025-09-01"),
        section("bordlagt", outcome="bordläggning", date="2025-08-01"),
    ]
    assert ids(in_case_order(case)) == ["slut", "verkställt", "förslag", "bordlagt", "återremiss"]


def test_cases_of_two_municipalities_stand_apart():
    mixed = [section("a", date="2025-03-01"), section("b", municipality="Granvalla", date="2025-02-01"), section("c")]
    assert ids(in_case_order(mixed)) == ["a", "c", "b"]


def test_where_nothing_decides_there_is_no_final_word():
    assert final_decision([section("a", outcome="bordläggning")]) is None
    assert final_decision([section("a", outcome="förslag_uppåt")]).id == "a"


def test_time_order_puts_the_undated_last():
    assert ids(in_time_order([section("c", date=None), section("b", date="2025-02-01"), section("a")])) == [
        "a",
        "b",
        "c",
    ]


def test_meeting_order_is_by_number_not_by_letters():
    assert ids(in_meeting_order([section(n, paragraph=n) for n in ("10", "9", "9 b", "9 a")])) == [
        "9",
        "9 a",
        "9 b",
        "10",
    ]


def test_the_decision_comes_before_its_postponement():
    fused = [Fused(name, score, ()) for name, score in (("bordlagt", 0.9), ("beslutat", 0.8), ("okänt", 0.99))]
    documents = [section("bordlagt", outcome="bordläggning"), council("beslutat", outcome="bifall")]
    ordered = boosted(fused, documents, parse("simhall"))
    assert [one.id for one in ordered] == ["beslutat", "bordlagt", "okänt"]
    assert ordered[2].score == ordered[1].score < ordered[0].score


def test_procedure_is_down_unless_asked_for():
    roll = section("upprop", heading="Upprop och val av justerare")
    case = section("ärende", heading="Upprustning av gångväg")
    assert is_procedural(roll)
    assert not is_procedural(case)
    fused = [Fused("upprop", 0.9, ()), Fused("ärende", 0.7, ())]
    assert [one.id for one in boosted(fused, [roll, case], parse("vägen"))] == ["ärende", "upprop"]
    assert [one.id for one in boosted(fused, [roll, case], parse("val av justerare"))] == ["upprop", "ärende"]


def test_what_was_wished_for_in_words_is_lifted_and_the_rest_stays():
    fused = [Fused(name, 0.9 - n / 100, ()) for n, name in enumerate("abc")]
    documents = [
        section("a", date="2025-01-10", outcome="bifall"),
        section("b", date="2024-05-10", outcome="bifall"),
        section("c", date="2024-05-20", outcome="avslag"),
    ]

    def order(text):
        return [one.id for one in boosted(fused, documents, parse(text))]

    assert order("lekplatser") == ["a", "b", "c"]
    assert order("lekplatser maj 2024") == ["b", "c", "a"]
    assert order("avslagna lekplatser maj 2024") == ["c", "b", "a"]


def test_a_postponement_that_is_asked_for_is_not_put_down():
    fused = [Fused("återremiss", 0.9, ()), Fused("bifall", 0.8, ())]
    documents = [section("återremiss", outcome="återremiss"), section("bifall", outcome="bifall")]
    assert boosted(fused, documents, parse("återremitterade lekplatser"))[0].id == "återremiss"


def test_a_case_is_one_hit_and_says_what_stands_behind():
    number = (CaseNumber("KS 2025/1", "KS 2025/1"),)
    groups = CaseGroups.of(
        [section("a", case_numbers=number), section("x"), section("b", case_numbers=number), section("y")]
    )
    assert groups.heads(["a", "x", "b", "y"]) == ["a", "x", "y"]
    assert groups.others("a") == ("b",)
    assert groups.others("x") == ()
