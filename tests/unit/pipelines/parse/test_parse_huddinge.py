import pytest

from pipelines.parse import parse
from pipelines.readers import LaidOutText
from pipelines.readers.text import decode, lines


@pytest.fixture(scope="module")
def protocol(shared_data):
    path = shared_data / "protocols" / "huddinge" / "ksau-2025-10-15.txt"
    found = parse(LaidOutText(tuple(lines(decode(path.read_bytes()))), "text"), "protokoll.txt")
    assert len(found) == 1
    return found[0]


def section_types(paragraph):
    return [section.type for section in paragraph.sections]


def test_the_head_is_derived(protocol):
    assert (protocol.municipality, protocol.body, protocol.body_code) == (
        "Huddinge",
        "Kommunstyrelsens arbetsutskott",
        "KSAU",
    )
    assert (protocol.date, protocol.date_source, protocol.document_type) == ("2025-10-15", "derived", "protokoll")
    assert protocol.missing_paragraphs == ()
    assert protocol.unparsed_share == 0


def test_every_paragraph_is_found(protocol):
    assert [p.number for p in protocol.paragraphs] == [str(n) for n in range(1, 16)]
    without = [p.number for p in protocol.paragraphs if not p.case_numbers]
    assert without == ["1", "2", "14", "15"]
    assert all(p.heading and p.decision for p in protocol.paragraphs)


def test_headings_over_several_lines(protocol):
    headings = {p.number: p.heading for p in protocol.paragraphs}
    assert headings["6"].startswith("Återrapportering av uppdrag i Mål- och budget 2025–2027 om att utreda vilka")
    assert headings["6"].endswith("mest lämpliga för sopsaltning")
    assert headings["13"].endswith("tjänstefel (SOU 2025:87)")


def test_the_members_statement_belongs_to_paragraph_three(protocol):
    third, fourth = protocol.paragraphs[2:4]
    assert section_types(third) == [
        "beslut",
        "sammanfattning",
        "särskilt yttrande",
        "beslutsunderlag",
        "särskilt yttrande",
    ]
    assert "Villkoren i transportsektorn" in third.sections[-1].text
    assert section_types(fourth) == ["beslut", "sammanfattning", "yrkanden", "beslutsgång", "beslutsunderlag"]


def test_outcomes(protocol):
    outcomes = {p.number: p.outcome for p in protocol.paragraphs}
    assert outcomes == {
        "1": "godkännande",
        "3": "antagande",
        **dict.fromkeys(("2", "14", "15"), "notering"),
        **dict.fromkeys(("4", "6", "8", "9", "10", "13"), "överlämnande"),
        **dict.fromkeys(("5", "7", "11", "12"), "förslag_uppåt"),
    }


def test_page_breaks_inside_sentences_are_mended(protocol):
    summary = next(s.text for s in protocol.paragraphs[6].sections if s.type == "sammanfattning")
    assert "i syfte att öka måluppfyllelsen avseende koldioxidutsläpp" in summary
