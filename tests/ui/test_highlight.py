import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.ui.highlight import fragment, pieces, reading_lines, shortened


def joined(parts):
    return "".join(part.text for part in parts)


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(0, 320), st.integers(0, 320)), max_size=6))
def test_pieces_are_the_text_whatever_the_marks(text, marks):
    assert joined(pieces(text, sorted(marks))) == text


def test_only_what_was_marked_is_marked():
    parts = pieces("Lindparken får belysning", [(0, 10), (15, 24)])
    assert [part.text for part in parts if part.marked] == ["Lindparken", "belysning"]


@given(
    st.text(alphabet="abc åäö§.\n", max_size=2000),
    st.integers(0, 2000),
    st.integers(0, 2000),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 2000)), max_size=4),
)
def test_a_fragment_is_a_short_slice_between_ellipses(text, start, end, marks):
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    shown = joined(fragment(text, sorted(marks), start, end)).strip("… ")
    assert shown in text
    assert len(shown) <= 240


def test_a_fragment_begins_near_its_first_mark():
    text = "Ord utan intresse. " * 40 + "Här står torghandel. " + "Mer efteråt. " * 40
    at = text.index("torghandel")
    shown = fragment(text, [(at, at + 10)], 0, len(text))
    assert [part.text for part in shown if part.marked] == ["torghandel"]
    assert shown[0].text == shown[-1].text == "…"


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [("kort", 10, "kort"), ("ett två tre", 8, "ett två…"), ("a\n b", 9, "a b"), ("odelbartord", 5, "odel…")],
)
def test_shortened(text, longest, expected):
    assert shortened(text, longest) == expected


@given(st.text(alphabet="ab \n", max_size=500))
def test_reading_lines_hold_every_word(text):
    assert " ".join(reading_lines(text)).split() == text.split()


def test_one_endless_line_is_cut_between_words():
    lines = list(reading_lines("ord " * 10_000))
    assert max(map(len, lines)) <= 5_000
    assert "".join(lines).split() == ["ord"] * 10_000


def test_hard_breaks_are_undone_and_lists_are_kept():
    text = (
        "Ordföranden ställer först propositioner på dels ärendets återremiss och\n"
        "dels avgörande idag.\n"
        "Tekniska nämnden\nKommunkansliet\n"
        "1. En lång första punkt som fortsätter ända ut i kanten av raden\n"
        "2. En andra punkt"
    )
    assert list(reading_lines(text)) == [
        "Ordföranden ställer först propositioner på dels ärendets återremiss och dels avgörande idag.",
        "Tekniska nämnden",
        "Kommunkansliet",
        "1. En lång första punkt som fortsätter ända ut i kanten av raden",
        "2. En andra punkt",
    ]
