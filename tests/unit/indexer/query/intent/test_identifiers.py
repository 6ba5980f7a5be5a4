from datetime import date

import pytest

from indexer.query import parse


def newest(body):
    return {"KS": date(2025, 6, 11), "KF": date(2025, 6, 18)}.get(body, date(2025, 6, 18))


def cited(text):
    keys = parse(text, today=date(2025, 6, 20), newest=newest).paragraphs
    return [(key.paragraph, key.date_from, key.body_code) for key in keys]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("paragraf 7 senaste ks", ("7", "2025-06-11", "KS")),
        ("§ 7 kf senaste mötet", ("7", "2025-06-18", "KF")),
        ("vad stod i § 7 i senaste protokollet från ks", ("7", "2025-06-11", "KS")),
        ("ks 2024-09-11, 717 §", ("717", "2024-09-11", "KS")),
        ("KS § 112/2025", ("112", "2025-01-01", "KS")),
        ("§112/25", ("112", None, None)),
        ("kommunfullmäktige 22/8 §307", ("307", "2024-08-22", "KF")),
    ],
)
def test_ways_to_cite_a_paragraph(text, key):
    assert key in cited(text)


def test_several_paragraphs_are_each_looked_for():
    assert [number for number, *_ in cited("§§ 12–14, 17 och 19 ks 2025-03-12")] == ["12", "13", "14", "17", "19"]
    assert [number for number, *_ in cited("§ 12–2000 ks 2025-03-12")] == ["12"]


def test_a_paragraph_of_a_law_is_none_of_a_protocol():
    assert cited("plan- och bygglagen 9 kap 31 §") == []


def test_the_newest_meeting_is_a_list():
    query = parse("senaste kf", newest=newest)
    assert query.browses
    assert {wish.value for wish in query.soft_filters} == {"KF", "2025-06-18"}
