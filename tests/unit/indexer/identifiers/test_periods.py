from datetime import date

import pytest

from indexer.identifiers.periods import find_periods, whole_period

NEWEST = date(2025, 6, 18)


def newest():
    return NEWEST


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("senaste veckan", ("2025-06-11", "2025-06-18")),
        ("de senaste tolv månaderna", ("2024-06-23", "2025-06-18")),
        ("i fjol", ("2024-01-01", "2024-12-31")),
        ("andra kvartalet 2024", ("2024-04-01", "2024-06-30")),
    ],
)
def test_a_text_that_is_a_time(text, days):
    period = whole_period(text, newest)
    assert (period.first, period.last) == days


@pytest.mark.parametrize("text", ["", "budget i fjol", "2024", "i fjol om budget"])
def test_a_text_that_is_more_or_no_time_in_words(text):
    assert whole_period(text, newest) is None


def test_the_newest_meeting_is_asked_for_only_when_a_time_is_relative():
    def never():
        raise AssertionError

    assert [period.first for period in find_periods("våren 2024 och mars 2023", never)] == ["2024-01-01", "2023-03-01"]
