"""What was parsed, printed in one plain layout and parsed again says the same."""

from collections import Counter
from pathlib import Path

import pytest
from canonical import printed
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.identifiers import find_case_numbers
from indexer.model import Paragraph, Protocol, Section
from pipelines.parse import parse
from pipelines.parse.facts.decisions import classify_outcome, decision_text
from pipelines.readers import LaidOutText
from pipelines.readers.text import decode, lines

LAYOUTS = Path(__file__).parents[3] / "fixtures" / "layouts"
FIELDS = ("heading", "case_numbers", "decision", "outcome", "vote")
AT_LEAST = 0.95  # of the §§ of fixtures whose first reading may itself be wrong

HEADINGS = [
    "Ny bro över Vänån", "Svar på motion om fria resor till badet för alla barn i låg- och mellanstadiet under sommaren 2026", "Taxa för torghandel",
    "Val av ledamot", "Anmälningar", "Detaljplan för Björkudden 1:8 m.fl.", "Yttrande över SOU 2025:87", "Information", "Budget 2025 med plan 2026–2027",
]  # fmt: skip
DECISIONS = [
    "Kommunstyrelsen beslutar att anta planen.", "Ärendet bordläggs.", "Ärendet återremitteras till nämnden för att belysa kostnaden.", "Motionen avslås.",
    "Motionen anses besvarad.", "Bo Ekdal (M) väljs till ledamot till och med 2026-12-31.", "Informationen antecknas.", "Dagordningen godkänns.",
    "1. Planen antas.\n2. Förvaltningen får i uppdrag att följa upp planen under nästa år och att redovisa resultatet för kommunstyrelsen.",
    "Kommunstyrelsen föreslår kommunfullmäktige att anta taxan.", "Kommunstyrelsen bifaller förslaget.",
]  # fmt: skip
OTHER = [
    ("sammanfattning", "Bron från 1931 är sliten. Enligt kommunfullmäktige 2023-11-20 § 88 och 5 kap. 3 § kommunallagen behöver den ersättas."),
    ("beslutsunderlag", "Tjänsteskrivelse 2024-02-01\nBilaga 1, karta"),
    ("yrkanden", "Bo Ekdal (M) och Eva Fors (V) yrkar avslag.\nPer Å (C) yrkar bifall."),
    ("reservation", "Eva Fors (V) reserverar sig till förmån för eget yrkande."),
    ("expediering", "Nämnden\nEkonomichefen"),
    ("förslag till beslut", "Förvaltningen föreslår att planen antas."),
]  # fmt: skip
NUMBERS = ["KS 2024/11", "KS-2025/1036", "Dnr 00322/2026", "SLK-2025-00364", "KS/2018:298", "2023/KS 0362"]
VOTE = "Ja för bifall och nej för avslag. Omröstningen utfaller med {ja} ja-röster mot {nej} nej-röster."


@st.composite
def paragraphs(draw, number):
    vote = draw(st.none() | st.tuples(st.integers(1, 61), st.integers(0, 61)))
    parts = draw(st.lists(st.sampled_from(OTHER), max_size=4, unique=True))
    parts += [("omröstning", VOTE.format(ja=vote[0], nej=vote[1]))] if vote else []
    parts.insert(draw(st.integers(0, len(parts))), ("beslut", draw(st.sampled_from(DECISIONS))))
    raws = draw(st.lists(st.sampled_from(NUMBERS), max_size=2, unique=True))
    numbers = (find_case_numbers(raw.removeprefix("Dnr "), labelled=True, meeting_year=2026)[0].number for raw in raws)
    sections = tuple(Section(kind, None, text) for kind, text in parts)
    heading = draw(st.sampled_from(HEADINGS))
    return Paragraph(str(number), heading, tuple(numbers), sections=sections, decision=decision_text(sections)), vote


@st.composite
def protocols(draw):
    numbers = sorted(draw(st.sets(st.integers(1, 400), min_size=1, max_size=8)))
    drawn = [draw(paragraphs(number)) for number in numbers]
    head = Protocol("ks.txt", "Tunaborg", "Kommunstyrelsen", "KS", "2026-03-12", "stated", "protokoll")
    return head, drawn


def parsed(text):
    return parse(LaidOutText(tuple(lines(text)), "text"), "ks.txt")


def plain(paragraph, field):
    value = getattr(paragraph, field)
    return [number.canonical for number in value] if field == "case_numbers" else value


@given(protocols())
@settings(max_examples=80, deadline=None)
def test_what_is_printed_is_read_as_it_was(drawn):
    head, made = drawn
    text = printed(
        Protocol(head.source, head.municipality, head.body, date=head.date, paragraphs=tuple(p for p, _ in made))
    )
    (found,) = parsed(text)
    assert (found.municipality, found.body_code, found.date) == (head.municipality, head.body_code, head.date)
    assert [p.number for p in found.paragraphs] == [p.number for p, _ in made]
    for ours, (theirs, vote) in zip(found.paragraphs, made, strict=True):
        assert [plain(ours, field) for field in FIELDS[:3]] == [plain(theirs, field) for field in FIELDS[:3]]
        assert ours.outcome == classify_outcome(theirs.decision)
        assert ((ours.vote.ja, ours.vote.nej) if ours.vote else None) == vote
        assert [s.text for s in ours.sections] == [s.text for s in theirs.sections]
        assert [s.type for s in ours.sections] == [s.type for s in theirs.sections]
    assert printed(found) == text


def differences(texts):
    """How many §§ there are, and how many a second reading sees otherwise, by field."""
    of, wrong = 0, Counter()
    for text in texts:
        for first in (one for one in parsed(text) if one.paragraphs):
            again = {p.number: p for one in parsed(printed(first)) for p in one.paragraphs}
            assert list(again) == [p.number for p in first.paragraphs]
            for paragraph in first.paragraphs:
                of += 1
                wrong.update(f for f in FIELDS if plain(paragraph, f) != plain(again[paragraph.number], f))
    return of, wrong


def test_fixtures_printed_again():
    of, wrong = differences(path.read_text(encoding="utf-8") for path in LAYOUTS.rglob("protocol.txt"))
    assert of > 200
    assert all(wrong[field] <= (1 - AT_LEAST) * of for field in FIELDS), wrong


@pytest.mark.parametrize("body", ["kf-2023", "ks-2025"])
def test_real_protocols_printed_again(shared_data, body):
    paths = sorted((shared_data / "protocols" / "goteborg").glob(f"{body}*.txt"))
    of, wrong = differences(decode(path.read_bytes()) for path in paths)
    assert all(wrong[field] <= 0.01 * of for field in FIELDS), wrong
