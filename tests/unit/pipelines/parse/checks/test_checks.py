"""The checks of a whole file: what they remark on, with which lines, and that a sound protocol gets no remark."""

import json
from pathlib import Path

import pytest
from growth import GROWTH_LIMIT, growth

from pipelines.parse import parse
from pipelines.parse.parser import parse_traced
from pipelines.parse.serialize import to_json
from pipelines.readers import LaidOutText, Line
from pipelines.readers.text import lines

LAYOUTS = Path(__file__).parents[3] / "fixtures" / "layouts"
HEAD = """\
Tunaborgs kommun
SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen
Sammanträdesdatum: 2024-03-12
Paragrafer §§ 1-2
Justeringsdatum: {adjusted}

"""
BODY = """\
§ 1 Ny bro över Vänån
Dnr KS 2024/11

Beslut
Kommunstyrelsen beslutar att anta planen.

Sammanfattning
Bron från 1931 behöver ersättas enligt {cited}.

§ 2 {heading}

{below}
"""
SOUND = {
    "adjusted": "2024-03-20",
    "cited": "kommunfullmäktige 2023-11-20 § 88",
    "heading": "Taxa för torghandel",
    "below": "Beslut\nKommunstyrelsen antar taxan.",
}


def protocol(text):
    found = parse(LaidOutText(tuple(lines(text)), "text"), "ks.txt")
    assert len(found) == 1
    return found[0]


def remarks(text="", **changes):
    return protocol((HEAD + BODY).format(**(SOUND | changes)) + text).remarks


def test_a_sound_protocol_gets_no_remark():
    assert remarks() == ()


def test_a_paragraph_without_a_decision_is_named_with_its_line():
    (remark,) = remarks(below="Ärendet föredrogs av förvaltningschefen.")
    assert (remark.kind, remark.paragraphs, remark.lines) == ("beslut saknas", ("2",), (17,))
    assert remark.message == "Paragraf 2 (rad 17) är utan beslut; kontrollera att inget beslut har missats."


@pytest.mark.parametrize("heading", ["Information från förvaltningen", "Allmänhetens frågestund", "Ärendet utgår"])
def test_some_headings_promise_no_decision(heading):
    assert remarks(heading=heading, below="Ekonomichefen lämnar en lägesbild.") == ()


def test_a_decision_that_swallowed_its_neighbours_is_remarked_on():
    swallowed = "\n".join(f"{n}. Torget och dess stånd beskrivs i avsnitt {n} av utredningen." for n in range(1, 90))
    (remark,) = remarks(below=f"Sammanfattning\nTaxan är gammal.\n\nBeslut\n{swallowed}")
    assert (remark.kind, remark.paragraphs, remark.lines) == ("långt beslut", ("2",), (23,))


def test_long_decisions_are_no_news_where_all_are_long():
    long = "\n".join(f"{n}. Torget och dess stånd beskrivs i avsnitt {n} av utredningen." for n in range(1, 90))
    sections = "".join(f"§ {n} Taxa {n}\n\nBeslut\n{long}\n\n" for n in range(1, 4))
    assert protocol(HEAD.format(adjusted="2024-03-20").replace("1-2", "1-3") + sections).remarks == ()


@pytest.mark.parametrize("adjusted", ["2024-03-02", "2025-03-20"])
def test_adjusted_before_the_meeting_or_a_year_later(adjusted):
    (remark,) = remarks(adjusted=adjusted)
    assert (remark.kind, remark.lines) == ("datum skiljer sig", (6,))
    assert adjusted in remark.message
    assert "2024-03-12" in remark.message


def test_a_decision_of_the_future_cannot_be_cited():
    (remark,) = remarks(cited="kommunfullmäktige 2032-11-20 § 88")
    assert (remark.kind, remark.lines, remark.paragraphs) == ("datum skiljer sig", (15,), ("1",))


def test_a_running_head_of_another_day():
    pages = [
        f"Kommunstyrelsen 2024-03-1{2 if n < 4 else 3} {n} (5)\n§ {n} Ärende {n}\nBeslut\nPlan {'ABCDEF'[n]} antas.\n"
        for n in range(1, 6)
    ]
    (remark,) = protocol("\f".join(pages)).remarks
    assert remark.kind == "datum skiljer sig"
    assert "2024-03-13" in remark.message
    assert len(remark.lines) == 2


def test_prose_after_the_last_paragraph_has_no_place():
    (remark,) = remarks("\nUnderskrifter\n\nBron ska enligt samtliga partier vara klar till våren.\n")
    assert (remark.kind, remark.lines) == ("text utan plats", (24,))
    assert remark.message == "Texten på rad 24 hör inte till någon paragraf."


def test_lines_are_those_of_the_file_also_after_a_form_feed():
    text = (HEAD + BODY).format(**SOUND).replace("§ 2", "\f§ 2").replace("Beslut\nKommunstyrelsen antar taxan.", "")
    (remark,) = protocol(text).remarks
    assert text.split("\n")[remark.lines[0] - 1].lstrip("\f").startswith("§ 2")


def test_remarks_are_warnings_in_json_too():
    found = to_json(protocol((HEAD + BODY).format(**(SOUND | {"below": "Ärendet föredrogs."}))))
    assert found["remarks"] == [
        {"kind": "beslut saknas", "message": found["warnings"][0], "lines": [17], "paragraphs": ["2"]}
    ]
    json.dumps(found)


def test_no_line_of_a_real_paragraph_is_lost(shared_data):
    for path in sorted((shared_data / "protocols").glob("*/*.txt")):
        text = LaidOutText(tuple(lines(path.read_text(encoding="utf-8"))), "text")
        for reading in parse_traced(text, path.name):
            lost = [p.row.line for p in reading.places if p.role == "utan plats" and p.paragraph is not None]
            assert lost == [], path.name


def test_many_remarks_take_linear_time():
    def work(size):
        one = "§ {n} Bro\nKF 2032-01-02 § 3\n§ {m} Vägen\nBeslut\n" + "Planen antas. " * 8 + "\n"
        text = HEAD + "".join(one.format(n=2 * n, m=2 * n + 1) for n in range(1, size // len(one)))
        parse(LaidOutText(tuple(Line(line) for line in text.split("\n")), "text"), "x.txt")

    assert growth(work, 50_000) <= GROWTH_LIMIT


def test_members_who_were_there_for_some_paragraphs_say_nothing_of_the_range():
    members = "Bo Ekdal (M), §§ 1-1\nEva Fors (V)          §§ 1-9\n"
    assert (
        protocol(
            HEAD.format(adjusted="2024-03-20").replace("Paragrafer", f"{members}Paragrafer") + BODY.format(**SOUND)
        ).remarks
        == ()
    )


@pytest.mark.parametrize("title", ["PROTOKOLLSUTDRAG", "Tunaborgs kommun        UTDRAG UR PROTOKOLL        Sida 1 (2)"])
def test_an_excerpt_lacks_no_paragraphs(title):
    text = (HEAD + BODY).format(**SOUND).replace("SAMMANTRÄDESPROTOKOLL", title).replace("§ 2 ", "§ 7 ")
    found = protocol(text.replace("Paragrafer §§ 1-2\n", ""))
    assert (found.document_type, found.missing_paragraphs, found.remarks) == ("utdrag", (), ())


def test_missing_paragraphs_are_those_of_the_gold():
    wrong, golds = [], sorted(LAYOUTS.rglob("gold.json"))
    for path in golds:
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (path.parent / "protocol.txt").read_text(encoding="utf-8")
        found = parse(LaidOutText(tuple(lines(text)), "text"), "protocol.txt")
        expected = gold if isinstance(gold, list) else [gold]
        if [list(one.missing_paragraphs) for one in found] != [one["missing_paragraphs"] for one in expected]:
            wrong.append(path.parent.name)
    assert len(wrong) <= 0.05 * len(golds), wrong
