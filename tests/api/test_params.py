import pytest

from search_api.date_params import first_day, last_day
from search_api.params import SearchParams


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-04", "2023-04-01", "2023-04-30"),
        ("2023-04-17", "2023-04-17", "2023-04-17"),
    ],
)
def test_a_part_of_a_date_spans_all_of_it(date, first, last):
    assert (first_day(date), last_day(date)) == (first, last)


def test_filters_carry_every_value():
    params = SearchParams(
        kommun=["Solbacka"], nämnd=["KS", "KF"], datum_från="2023", datum_till="2023", utfall=["avslag"]
    )
    filters = params.filters()
    assert filters.values("municipality") == ("Solbacka",)
    assert filters.values("body") == ("KS", "KF")
    assert (filters.values("date_from"), filters.values("date_to")) == (("2023-01-01",), ("2023-12-31",))
    assert filters.values("outcome") == ("avslag",)
