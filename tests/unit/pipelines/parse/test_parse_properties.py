from collections import Counter, defaultdict

import pytest
from growth import GROWTH_LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model import Protocol
from pipelines.parse import parse
from pipelines.parse.layout.lines import clean
from pipelines.parse.parser import parse_traced
from pipelines.parse.serialize import to_json
from pipelines.readers import LaidOutText, Line

PIECES = [
    "§ 1 Dagordning", "§ 2", "§ 2 forts.", "§ 3 Dnr KS 2024/11", " § 4  Ny bro över", "Beslut", "Sammanfattning", "Yrkanden", "Omröstning",
    "Bo Ekdal (M) yrkar avslag.", "Eva Fors (V) röstar Ja (1).", "Med 3 ja-röster mot 2 nej-röster", "SÄRSKILT YTTRANDE", "Ärende 3: Bro",
    "Datum: 2024-01-02", "Kommunstyrelsen", "Protokoll", "3 (12)", "________", "12 § MBL", "gång- och", "kost-", "nad", "Bilaga 1", "KALLELSE",
    "Sammanträdesdatum: 2024-03-12", "1. Planen antas.", "att anta planen", "KF:s nämnd", "", "\f", "Justerandes sign", "Kommunstyrelsens beslut",
]  # fmt: skip
LINES = st.lists(
    st.builds(
        Line,
        text=st.one_of(st.sampled_from(PIECES), st.text(max_size=60)),
        page=st.one_of(st.none(), st.integers(1, 9)),
        heading_level=st.one_of(st.none(), st.integers(1, 6)),
    ),
    max_size=40,
)


def letters(text):
    return [c for c in clean(text) if c.isalnum()]


def in_order(part, whole):
    rest = iter(whole)
    return all(letter in rest for letter in part)


@given(LINES, st.sampled_from(["text", "pdf", "docx", "html"]))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_protocols_in_the_sources_own_words(lines, form):
    found = parse(LaidOutText(tuple(lines), form), "x.txt")
    assert found
    source = letters("\n".join(line.text for line in lines))
    for protocol in found:
        assert isinstance(protocol, Protocol)
        assert 0 <= protocol.unparsed_share <= 1
        assert to_json(protocol).keys() >= {"source", "paragraphs", "error", "warnings"}
        for paragraph in protocol.paragraphs:
            assert in_order(letters(paragraph.heading), source)
            for section in paragraph.sections:
                assert in_order(letters(section.text), source)
                assert all(0 <= at <= len(section.text) for at, _ in section.page_starts)


@given(LINES, st.sampled_from(["text", "pdf", "docx", "html"]))
@settings(max_examples=150, deadline=None)
def test_sections_hold_the_words_of_their_lines_and_no_others(lines, form):
    for reading in parse_traced(LaidOutText(tuple(lines), form), "x.txt"):
        held = defaultdict(list)
        for place in reading.places:
            assert place.role != "utan plats" or place.paragraph is None
            if place.section is not None:
                held[place.paragraph, place.section] += letters(place.row.text)
        for at, paragraph in enumerate(reading.protocol.paragraphs):
            for index, section in enumerate(paragraph.sections):
                said = letters(f"{section.heading or ''}\n{section.text}")
                assert Counter(held[at, index]) == Counter(said)


def protocol_text(size):
    one = (
        "§ {n} Ärende nummer {n}\nDnr KS 2024/{n}\n\nBeslut\nKommunstyrelsen bordlägger ärendet.\n\nYrkanden\nBo Ekdal (M) yrkar avslag.\n\n"
        "Omröstning\nJa för avslag och Nej för bifall. Omröstningen utfaller med 7 Ja mot 6 Nej.\n\n"
    )
    return "".join(one.format(n=n) for n in range(1, size // len(one)))[:size]


BAIT = {
    "protocol": protocol_text,
    "headings": lambda size: "§ 1 Bro\n" * (size // 8),
    "rising headings": lambda size: "\n".join(f"§ {n % 9999} Bro" for n in range(size // 10)),
    "one line": lambda size: "§ 1 Bro\nBeslut\n" + "a" * size,
    "one line of words": lambda size: "§ 1 Bro\nBeslut\n" + "Bo Ekdal och " * (size // 13),
    "names": lambda size: "§ 1 Bro\nOmröstning\n" + "Bo Ekdal (M), " * (size // 14),
    "votes": lambda size: "§ 1 Bro\nOmröstning\n" + "ja för " * (size // 7),
    "ballots": lambda size: "§ 1 Bro\nOmröstning\n" + "röstar ja (3). " * (size // 15),
    "spaces": lambda size: "§ 1 Bro\nBeslut\n" + "a " * (size // 2),
    "titles": lambda size: "§ 1 Bro\n" + "Protokoll\n2024-03-12\n" * (size // 21),
    "short lines": lambda size: "§ 1 Bro\n" + "Beslut\n" * (size // 7),
    "dots": lambda size: "§ 1 Bro " + "." * size,
    "assignments": lambda size: "§ 1 Bro\nBeslut\n" + "uppdrag att " * (size // 12),
    "abstainers": lambda size: "§ 1 Bro\nOmröstning\n3 ja mot 4 nej " + "Bo Ekdal (M) och " * (size // 17),
    "crosses": lambda size: "§ 1 Bro\nOmröstning\nNamn      Ja    Nej\n" + "Bo Ekdal  M    X\n" * (size // 17),
    "former numbers": lambda size: "§ 1 Bro dnr KS 2024/1\nBeslut\n" + "tidigare dnr KS 2019/311 " * (size // 25),
    "numbers alone": lambda size: "\n\n".join(f"{n % 9999} Bro\nBeslut" for n in range(size // 14)),
    "numbers above": lambda size: "KS 2024/1\n" * (size // 20) + "§ 1 Bro\n" + "KS 2024/1\n" * (size // 20),
    "bodies that decide": lambda size: "§ 1 Bro\n" + "Kommunstyrelsen beslutar\n" * (size // 25),
    "lists of votes": lambda size: "§ 1 Bro\nBeslut\nJa.\n\nBilaga\n" + "Omröstning: § 1\nBo M Ja\n" * (size // 24),
    "underscores": lambda size: "§ 1 Bro\n" + "_ " * (size // 2),
}


@pytest.mark.parametrize("bait", BAIT)
def test_twice_the_text_takes_at_most_two_and_a_half_times_as_long(bait):
    def work(size):
        parse(LaidOutText(tuple(Line(line) for line in BAIT[bait](size).split("\n")), "text"), "x.txt")

    assert growth(work, 100_000) <= GROWTH_LIMIT
