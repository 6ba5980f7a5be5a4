import time

import pytest
from fictional import document

from indexer.model import Assignment, Reference
from pipelines.enrich.assignments import extract_assignments, extract_reports

EVENING = "utreda förutsättningarna för kvällsöppet i biblioteket"


def deciding(text, **rest):
    return document("8", "Kvällsöppet bibliotek", [("beslut", "Beslut", text)], **rest)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        (f"Kulturnämnden får i uppdrag att {EVENING}.", "Kulturnämnden"),
        (f"Kulturnämnden och tekniska nämnden får, utifrån motionen, i uppdrag att {EVENING}.", "Kulturnämnden och tekniska nämnden"),
        (f"1. Rapporten godkänns.\n2. Kulturnämnden ges i uppdrag att {EVENING}.", "Kulturnämnden"),
        (f"Kommunstyrelsen beslutar att ge kommundirektören i uppdrag att {EVENING}.", "kommundirektören"),
        (f"att uppdra åt fritidsförvaltningen att {EVENING}", "fritidsförvaltningen"),
        (f"Kommunstyrelsen uppdrar till kommundirektören att {EVENING}.", "kommundirektören"),
        (f"Kulturnämnden uppdras att {EVENING}.", "Kulturnämnden"),
        (f"Kommunstyrelsen lämnar i uppdrag åt Solbacka Fastigheter AB att {EVENING}.", "Solbacka Fastigheter AB"),
        (f"Mot bakgrund av motionen får kulturnämnden i uppdrag att {EVENING}.", "kulturnämnden"),
        (f"Ärendet återremitteras till kulturförvaltningen som får i uppdrag att {EVENING}.", "kulturförvaltningen"),
    ],
)  # fmt: skip
def test_who_is_told_what(text, to):
    assert [(one.to, one.what) for one in extract_assignments(deciding(text))] == [(to, EVENING)]


@pytest.mark.parametrize(
    "text",
    [
        "Motionen om att ge kulturnämnden i uppdrag att utreda kvällsöppet avslås.",
        "Uppdraget till kulturnämnden från budget 2024, att nämnden får i uppdrag att utreda kvällsöppet, ändras till 2025.",
        "Redovisning av kommunfullmäktiges uppdrag att utreda kvällsöppet antecknas.",
        "Britta Sandell avsäger sig sitt uppdrag som ledamot.",
        "Informationen antecknas.",
    ],
)
def test_an_assignment_that_is_only_talked_about_is_not_given(text):
    assert not extract_assignments(deciding(text))


def test_what_is_told_may_be_a_list():
    text = "Kulturnämnden får i uppdrag att\n– utreda kvällsöppet\n– redovisa kostnaden"
    assert [(one.to, one.what) for one in extract_assignments(deciding(text))] == [
        ("Kulturnämnden", "utreda kvällsöppet")
    ]


@pytest.mark.parametrize(
    ("rest", "due", "day"),
    [
        ("utreda frågan senast den 31 oktober 2025.", "senast den 31 oktober 2025", "2025-10-31"),
        ("utreda frågan. Uppdraget ska redovisas senast kvartal 3 2025.", "senast kvartal 3 2025", "2025-09-30"),
        (
            "utreda frågan.\n2. Återrapportering ska ske till nämnden i september 2025.",
            "i september 2025",
            "2025-09-30",
        ),
        ("utreda frågan och återkomma i september 2025.", "i september 2025", "2025-09-30"),
        ("utreda frågan och återkomma senast den 1 februari.", "senast den 1 februari", "2026-02-01"),
        ("utreda frågan inför budget 2026.", "inför budget 2026", None),
        ("under 2026 bygga en lekplats.", "under 2026", "2026-12-31"),
        ("utreda frågan.", None, None),
    ],
)
def test_when_it_is_due(rest, due, day):
    (found,) = extract_assignments(deciding(f"Kulturnämnden får i uppdrag att {rest}"))
    assert (found.due, found.due_date) == (due, day)


def test_each_point_of_a_decision_is_an_assignment():
    text = "1. Planen antas.\n2. Kulturnämnden får i uppdrag att bygga.\n3. Tekniska nämnden får i uppdrag att riva."
    assert extract_assignments(deciding(text)) == (
        Assignment("Kulturnämnden", "bygga", point="2"),
        Assignment("Tekniska nämnden", "riva", point="3"),
    )


def test_what_is_proposed_to_a_higher_body_is_not_given_yet():
    text = "Kommunstyrelsen föreslår fullmäktige att kulturnämnden får i uppdrag att bygga."
    own = f"{text}\nFör egen del beslutar kommunstyrelsen:\nKommundirektören får i uppdrag att vänta."
    assert not extract_assignments(deciding(text, outcome="förslag_uppåt"))
    assert [one.to for one in extract_assignments(deciding(own, outcome="förslag_uppåt"))] == ["Kommundirektören"]


def test_long_bait_takes_no_longer_than_its_length():
    bait = "Kulturnämnden får " * 6_000 + "senast under i uppdrag " * 4_000
    start = time.perf_counter()
    extract_assignments(deciding(bait))
    extract_reports(deciding("svar på är uppdrag " * 5_000))
    assert time.perf_counter() - start < 5


CITED = Reference("fullmäktiges uppdrag 2024-05-13 § 31", "KF", "2024-05-13", "31")


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Redovisning av fullmäktiges uppdrag 2024-05-13 § 31 punkt 2 antecknas och förklaras fullgjord.", ("2",)),
        ("Fullmäktiges uppdrag 2024-05-13 § 31, punkterna 1, 3–5, förklaras fullgjort.", ("1", "3", "4", "5")),
        ("Återrapportering av fullmäktiges uppdrag 2024-05-13 § 31 godkänns.", ()),
    ],
)
def test_a_report_names_the_paragraph_and_its_points(text, points):
    (found,) = extract_reports(deciding(text, references=(CITED,)))
    assert (found.paragraph, found.date, found.body_code) == ("31", "2024-05-13", "KF")
    assert found.points == points


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden noterar att uppdraget är slutfört.",
        "Uppdraget förklaras fullgjort.",
        "Svar på uppdrag om kvällsöppet godkänns.",
        "Nämnden anser uppdraget slutfört.",
    ],
)
def test_a_report_without_a_paragraph_is_of_its_own_case(text):
    assert [one.paragraph for one in extract_reports(deciding(text))] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Uppdraget ska återrapporteras senast i maj 2025.",
        "Uppdraget ska vara slutfört i maj 2025.",
        "Delredovisning av uppdrag om kvällsöppet antecknas.",
        "Förslaget att förklara uppdraget slutfört avslås.",
        "Rapporten godkänns.",
    ],
)
def test_what_is_no_report(text):
    assert not extract_reports(deciding(text))


def test_a_report_that_is_put_off_reports_nothing_yet():
    assert not extract_reports(deciding("Uppdraget förklaras fullgjort.", outcome="bordläggning"))
