import re
from typing import NamedTuple

from growth import GROWTH_LIMIT, growth
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.spans import (
    beside,
    blank,
    first_come,
    last_match,
    longest_of_overlapping,
    starting_outside,
    without_overlap,
)

LENGTH = 30


class Span(NamedTuple):
    start: int
    end: int


spans = st.lists(
    st.builds(lambda start, length: Span(start, min(LENGTH, start + length)), st.integers(0, 29), st.integers(1, 9))
)


def overlap(one, other):
    return one.start < other.end and other.start < one.end


def apart(found):
    return not any(overlap(one, other) for at, one in enumerate(found) for other in found[at + 1 :])


def test_the_earliest_then_the_longest_is_kept():
    assert without_overlap([Span(3, 9), Span(0, 4), Span(0, 2), Span(9, 10)]) == (Span(0, 4), Span(9, 10))


def test_the_longest_is_kept():
    assert longest_of_overlapping([Span(0, 4), Span(3, 9), Span(9, 10)]) == (Span(3, 9), Span(9, 10))


def test_the_first_found_is_kept():
    assert first_come([Span(3, 9), Span(0, 4), Span(0, 2)], 9) == (Span(0, 2), Span(3, 9))


def test_what_begins_inside_another_is_left_out():
    assert starting_outside([Span(0, 4), Span(5, 6), Span(8, 9)], [Span(2, 8)]) == [Span(0, 4), Span(8, 9)]


@given(spans, spans)
def test_nothing_kept_overlaps(found, others):
    for kept in (without_overlap(found), longest_of_overlapping(found), first_come(found, LENGTH)):
        assert apart(kept)
        assert set(kept) <= set(found)
    taken = without_overlap(others)
    assert beside(found, taken) == [one for one in found if not any(overlap(one, other) for other in taken)]


@given(st.text(min_size=LENGTH, max_size=LENGTH), spans)
def test_blanking_keeps_every_other_character_in_its_place(text, found):
    plain = blank(text, found)
    inside = {at for span in found for at in range(*span)}
    assert plain == "".join(" " if at in inside else char for at, char in enumerate(text))


def test_the_last_match_or_none():
    assert last_match(re.compile(r"\d"), "a1b2").group() == "2"
    assert last_match(re.compile(r"\d"), "ab") is None


def test_blanking_grows_with_the_text():
    def of(size):
        return lambda: blank("x" * 20 * size, [(at * 20, at * 20 + 9) for at in range(size)])

    assert growth(lambda size: of(size)(), 20_000) <= GROWTH_LIMIT
