import pytest

from indexer.identifiers.dates import find_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("den 12 mars 2025 och 2025-04-01", ["2025-03-12", "2025-04-01"]),
        ("mars 2025", []),
        ("den 12 mars", []),
        ("år 2025", []),
    ],
)
def test_days_are_dates_named_in_full(text, days):
    assert list(find_days(text)) == days
