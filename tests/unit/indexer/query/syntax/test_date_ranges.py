from datetime import date

import pytest

from indexer.errors import QueryError
from indexer.query.syntax.date_ranges import NoDateError, date_range

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2023-01..2023-06", ("2023-01-01", "2023-06-30")),
        ("2023..", ("2023-01-01", None)),
        ("..2024-02", (None, "2024-02-29")),
        ("i år", ("2026-01-01", "2026-12-31")),
        ("i fjol", ("2025-01-01", "2025-12-31")),
        ("förra året", ("2025-01-01", "2025-12-31")),
        ("senaste 30 dagar", ("2026-01-30", "2026-03-01")),
        ("Senaste  två  veckorna", ("2026-02-15", "2026-03-01")),
        ("senaste veckan", ("2026-02-22", "2026-03-01")),
        ("senaste året", ("2025-03-01", "2026-03-01")),
        ("våren 2024", ("2024-01-01", "2024-06-30")),
    ],
)
def test_a_range_of_days(value, days):
    assert date_range(value, TODAY) == days


@pytest.mark.parametrize("value", ["", "snart", "2023-13", "2023-02-30", "2023..2024..2025", "möten i fjol"])
def test_no_date(value):
    with pytest.raises(NoDateError):
        date_range(value, TODAY)


def test_an_impossible_year():
    with pytest.raises(QueryError):
        date_range("9999", TODAY)
