from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from saying import raises_saying

from indexer.engine import AllOf, AnyOf, Filters, Phrase, Term, TextQuery
from indexer.errors import QueryError
from indexer.model import ParagraphKey
from indexer.query import parse
from search_api.messages import note_text

TODAY = date(2026, 3, 1)


def terms(*words):
    return tuple(Term(word) for word in words)


def as_typed(query):
    """The keyword leg without the words that were joined on top."""
    return replace(query.text, should=tuple(term for term in query.text.should if term.word in query.words))


def ask(text):
    return parse(text, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("simhall Sjöängen", TextQuery(should=terms("simhall", "Sjöängen"))),
        ('"öppen förskola"', TextQuery(must=(Phrase(("öppen", "förskola")),))),
        ('"höjd avgift"~3', TextQuery(must=(Phrase(("höjd", "avgift"), 3),))),
        ("skola -friskola", TextQuery(should=terms("skola"), must_not=terms("friskola"))),
        ("skola INTE friskola", TextQuery(should=terms("skola"), must_not=terms("friskola"))),
        ("skola NOT (fri OR privat)", TextQuery(should=terms("skola"), must_not=(AnyOf(terms("fri", "privat")),))),
        ("skola OCH taxa", TextQuery(must=terms("skola", "taxa"))),
        ("skola AND taxa AND avgift", TextQuery(must=terms("skola", "taxa", "avgift"))),
        ("skola ELLER taxa", TextQuery(must=(AnyOf(terms("skola", "taxa")),))),
        ("a1 b1 ELLER c1", TextQuery(must=(AnyOf((AllOf(terms("a1", "b1")), Term("c1"))),))),
        ("(skola taxa) avgift", TextQuery(should=terms("skola", "taxa", "avgift"))),
        ("skola (taxa ELLER avgift)", TextQuery(should=terms("skola"), must=(AnyOf(terms("taxa", "avgift")),))),
        ("simhall*", TextQuery(should=(Term("simhall", prefix=True),))),
        ("gång- och cykelväg", TextQuery(should=terms("gång", "cykelväg"))),
        ("p-talet USA:s (S)", TextQuery(should=terms("p-talet", "USA:s", "S"))),
        ("2023 - 2024", TextQuery(should=terms("2023", "2024"))),
        ("skola och eller inte", TextQuery(should=terms("skola"))),
        ("()", TextQuery()),
        ("", TextQuery()),
    ],
)
def test_the_keyword_leg(typed, understood):
    query = ask(typed)
    assert as_typed(query) == understood
    assert query.notes == ()


def test_neighbours_are_also_one_word():
    assert ask("skol skjuts till fritids hem").text.should == terms(
        "skol", "skjuts", "fritids", "hem", "skolskjuts", "fritidshem"
    )
    assert ask("skola, taxa").text.should == terms("skola", "taxa")
    assert ask('skola taxa "ny avgift"').text.should == terms("skola", "taxa")


def test_question_words_are_dropped_only_beside_others():
    assert ask("vad blev det av simhallen?").words == ("simhallen",)
    assert ask("vad beslutade de").words == ("vad", "beslutade", "de")


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("nämnd:KS", Filters.where(body=("KS",))),
        ('namnd:"Barn- och utbildningsnämnden"', Filters.where(body=("Barn- och utbildningsnämnden",))),
        ("nämnd:KS nämnd:KF", Filters.where(body=("KS", "KF"))),
        ("dnr:ks-2024/0118", Filters.where(case_number=("KS 2024/118",))),
        ("dnr:KS 2024/118", Filters.where(case_number=("KS 2024/118",))),
        ("paragraf:112", Filters.where(paragraph=("112",))),
        ("datum:2023-01..2023-06", Filters.where(date_from="2023-01-01", date_to="2023-06-30")),
        ("datum:2024-02", Filters.where(date_from="2024-02-01", date_to="2024-02-29")),
        ("datum:2024..", Filters.where(date_from="2024-01-01")),
        ("datum:..2024", Filters.where(date_to="2024-12-31")),
        ('datum:"senaste 30 dagar"', Filters.where(date_from="2026-01-30", date_to="2026-03-01")),
        ('datum:"i fjol"', Filters.where(date_from="2025-01-01", date_to="2025-12-31")),
        ('person:"Eva Ek"', Filters.where(person=("Eva Ek",))),
        ("parti:Vänsterpartiet", Filters.where(party=("V",))),
        ("typ:motion", Filters.where(kind=("motion",))),
        ("utfall:avslogs", Filters.where(outcome=("avslag",))),
        ('utfall:"förslag uppåt"', Filters.where(outcome=("förslag_uppåt",))),
        ("avsnitt:reservation", Filters.where(section=("reservation",))),
        ("kommun:Ekhamra", Filters.where(municipality=("Ekhamra",))),
    ],
)
def test_fields_become_filters(typed, filters):
    query = ask(f"{typed} lekplats")
    assert query.filters == filters
    assert query.text == TextQuery(should=terms("lekplats"))
    assert query.notes == ()


def test_a_field_beside_an_operator_takes_it_along():
    assert ask("lekplats OCH nämnd:KS").text == TextQuery(should=terms("lekplats"))
    assert ask("nämnd:KS ELLER lekplats").text == TextQuery(should=terms("lekplats"))


def test_chips_say_what_was_understood_and_where():
    query = ask("nämnd:KS lekplats i KS 2025/12")
    assert [(c.kind, c.value, query.raw[c.start : c.end]) for c in query.understood] == [
        ("nämnd", "KS", "nämnd:KS"),
        ("diarienummer", "KS 2025/12", "KS 2025/12"),
    ]


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("nämd:KF lekplats", "menade du nämnd:?"),
        ("utfall:avslab lekplats", "menade du avslag?"),
        ("datum:igår lekplats", "Datumet igår"),
        ("-nämnd:KS lekplats", "utesluta"),
        ("(lekplats", "slut"),
        ("lekplats)", "början"),
        ("lekplats OCH", "ord bredvid"),
        ('lekplats "gunga', "citattecken"),
        ("lekplats ELLER -gunga", "INTE"),
        ("lek*plats", "Stjärnan"),
    ],
)
def test_what_is_not_understood_is_searched_as_words_and_said(typed, note):
    query = ask(typed)
    assert any(note in note_text(one) for one in query.notes)
    assert query.filters == Filters()
    assert not query.text.must
    assert query.text.should


@pytest.mark.parametrize(
    "typed",
    ["KS-2025/1036", "ks 2025/1036", "dnr KS 2025-1036", "vad beslutades i KS 2025/1036?", "ärende ks2025/1036"],
)
def test_a_case_number_alone_skips_the_word_legs(typed):
    query = ask(typed)
    assert [number.canonical for number in query.case_numbers] == ["KS 2025/1036"]
    assert not query.text
    assert query.semantic_text == ""


def test_a_case_number_beside_words_keeps_them():
    query = ask("bygglov i KS 2025/1036")
    assert query.identifies
    assert query.words == ("bygglov",)


def test_a_reference_is_found_in_any_order():
    key = ParagraphKey("112", "2025-03-12", "2025-03-12", "KS")
    for typed in ("KS 2025-03-12 § 112", "§ 112 kommunstyrelsen 12 mars 2025", "ks-2025-03-12 §112"):
        assert ask(typed).paragraphs == (key,), typed


def test_a_day_without_a_year_is_any_late_year():
    keys = ask("kf 29 februari § 7").paragraphs
    assert [key.date_from for key in keys] == ["2024-02-29", "2020-02-29"]


def test_what_is_excluded_is_not_searched_by_meaning():
    assert ask("skola -friskola").semantic_text == "skola"
    assert ask("skola INTE (friskola ELLER internat) avgift").semantic_text == "skola avgift"


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 1001,
        " ".join(f"ord{n}" for n in range(65)),
        "(" * 9 + "ord" + ")" * 9,
        " OCH ".join(f"ord{n}" for n in range(20)),
        " ".join(f"nämnd:N{n}" for n in range(20)),
        "ab*",
        "abc* bcd* cde* def* efg*",
        "datum:1500",
        '"a b"~99',
    ],
)
def test_limits_are_refused_with_a_sentence(typed):
    with raises_saying(QueryError, match=r"\.$"):
        ask(typed)


SIGNS = st.sampled_from(
    [
        "(",
        ")",
        '"',
        "-",
        "*",
        ":",
        "OCH",
        "ELLER",
        "INTE",
        "nämnd:",
        "datum:",
        "..",
        "§",
        "KS",
        "2025/12",
        "~3",
        "1",
        " ",
    ]
)
NOISE = st.lists(SIGNS | st.text(max_size=6), max_size=30).map(" ".join) | st.text(max_size=80)


@given(NOISE)
@example("dnr:\ud800 \x00*")
@example("senaste " + "9" * 50)
def test_parse_raises_nothing_but_query_error(typed):
    try:
        query = ask(typed)
    except QueryError:
        return
    for chip in query.understood:
        assert 0 <= chip.start < chip.end <= len(query.raw)
    query.raw.encode()
