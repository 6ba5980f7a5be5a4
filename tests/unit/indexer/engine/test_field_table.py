import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from indexer.engine import Condition, Filters
from indexer.engine import field_docs as printed
from indexer.engine.embedded import schema
from indexer.engine.field_table import FACETS, FIELDS, PARAMETERS
from indexer.engine.index_fields import FACET_FIELDS, LABELS, NAMES
from indexer.engine.opensearch import mapping
from indexer.query import parse
from indexer.query.intent.assignments import STATUSES

DOCS = Path(__file__).parents[4] / "docs"
PUBLISHED = re.compile(r"[a-zA-Z0-9_.-]{1,64}")
LAST_FIELDS = """
access assignment body body_code case_key facet_body facet_municipality facet_outcome facet_party facet_section id kind labelled
municipality outcome paragraph party person protocol section
""".split()


def rows(field):
    return field.name


def test_no_name_has_two_meanings():
    fields = Counter(name for field in FIELDS for name in field.names)
    parameters = Counter(name for one in PARAMETERS for name in {one.name, one.swedish})
    places = Counter(facet.place for facet in FACETS)
    for counted in (fields, parameters, places):
        assert set(counted.values()) == {1}, counted


def test_the_published_names_are_plain_ascii():
    assert all(PUBLISHED.fullmatch(parameter.name) for parameter in PARAMETERS)


@pytest.mark.parametrize("field", FIELDS, ids=rows)
def test_the_example_of_a_field_is_understood(field):
    query = parse(field.example, today=date(2026, 3, 1))
    assert field.name in {part.kind for part in query.understood}
    assert query.notes == ()
    assert all(query.filters.values(parameter.name) for parameter in field.parameters)


@pytest.mark.parametrize("field", FIELDS, ids=rows)
def test_a_field_is_asked_for_by_each_of_its_names(field):
    value = field.values[0].replace("_", " ") if field.values else "2024"
    filters = {parse(f'{name}:"{value}"', today=date(2026, 3, 1)).filters for name in field.names}
    assert len(filters) == 1
    assert (filters == {Filters()}) == (not field.parameters)


@pytest.mark.parametrize("field", [field for field in FIELDS if field.parameters], ids=rows)
def test_a_filter_is_one_condition_on_its_index_field(field):
    filters = Filters.where(**{parameter.name: "2024-05-17" for parameter in field.parameters})
    (condition,) = filters.conditions()
    assert condition.index_field == field.index_field
    assert set(condition.values) == {"2024-05-17"}


def test_conditions_are_folded_and_empty_ones_left_out():
    filters = Filters.where(body=("KS", "KF"), party=(), date_to="2024-12-31", person=None)
    assert list(filters.conditions()) == [
        Condition("exact", "body", ("ks", "kf")),
        Condition("dates", "date", ("", "2024-12-31")),
    ]
    assert filters.with_values("body", ["BUN"]).values("body") == ("BUN",)
    assert Filters.where(party=()) == Filters()


def test_an_unknown_parameter_is_a_mistake_of_the_caller():
    with pytest.raises(TypeError, match="boddy"):
        Filters.where(boddy="KS")


def test_an_assignment_has_the_states_that_the_question_knows():
    assert next(field for field in FIELDS if field.name == "uppdrag").values == STATUSES


def test_other_index_fields_need_another_schema_version():
    """When this fails: raise both versions, so that indexes are built anew, and put the new fields in `LAST_FIELDS`."""
    assert {*LABELS, *FACET_FIELDS, *NAMES} == set(LAST_FIELDS)
    assert (schema.SCHEMA_VERSION, mapping.SCHEMA_VERSION) == (8, 5)


@pytest.mark.parametrize(
    ("page", "table"),
    [("search.md", printed.query_fields), ("api.md", printed.parameters)],
    ids=["fields", "parameters"],
)
def test_the_documentation_has_the_table(page, table):
    assert table() in (DOCS / page).read_text(encoding="utf-8")
