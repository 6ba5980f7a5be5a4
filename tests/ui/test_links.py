from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from search_api.params import SearchParams
from search_api.ui.links import search_link, toggled, with_changes, without
from search_api.ui.page_params import page_number, search_params

WORD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=12)
SEARCHES = st.builds(
    SearchParams,
    q=WORD,
    mode=st.sampled_from(["hybrid", "keyword", "semantic"]),
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    offset=st.integers(0, 1000),
    collapse=st.booleans(),
    body=st.lists(WORD, max_size=3),
    outcome=st.lists(st.sampled_from(["bifall", "avslag"]), max_size=2),
    date_from=st.none() | st.dates().map(lambda day: day.replace(year=2020).isoformat()),
)


@given(SEARCHES)
def test_an_address_says_all_of_a_search(params):
    assert search_params(QueryParams(search_link(params).partition("?")[2])) == params


def test_defaults_are_not_in_the_address():
    assert search_link(SearchParams()) == "/"
    assert search_link(SearchParams(q="a&b")) == "/?q=a%26b"


@given(SEARCHES, WORD)
def test_a_facet_toggles(params, value):
    first = with_changes(params)
    chosen, was = toggled(without(first, "body", value), "body", value)
    assert not was
    assert toggled(chosen, "body", value) == (without(first, "body", value), True)


def test_a_year_inside_a_range_narrows_it():
    params = SearchParams(date_from="2023-05", date_to="2024-02")
    narrowed, was = toggled(params, "year", "2024")
    assert not was
    assert (narrowed.date_from, narrowed.date_to) == ("2024-01-01", "2024-02-29")
    assert toggled(narrowed, "year", "2024") == (SearchParams(), True)


def test_a_year_alone_reads_as_a_year():
    chosen, _ = toggled(SearchParams(), "year", "2024")
    assert search_link(chosen) == "/?datum_fr%C3%A5n=2024&datum_till=2024"
    assert toggled(chosen, "year", "2024") == (SearchParams(), True)


def test_another_question_begins_on_its_first_page():
    assert with_changes(SearchParams(offset=20), mode="keyword").offset == 0


def test_foreign_and_blank_fields_are_dropped():
    assert search_params(QueryParams("q=park&utm_source=x&person=&datum_från=+")) == SearchParams(q="park")


def test_page_numbers():
    assert [
        page_number(QueryParams(text)) for text in ("", "sida=3", "sida=0", "sida=x", "sida=-2", "sida=99999999999")
    ] == [1, 3, 1, 1, 1, 1]
    assert page_number(QueryParams("page=3")) == 3
