"""Every row of the field table, filtered and counted by every engine."""

import pytest
from rows import document, fill

from indexer.engine import Filters, ResultSetRequest
from indexer.engine.field_table import FIELDS
from indexer.model import Access, Section

PUBLIC = Access.public()
ONE = document(
    1,
    "Motion om badhus",
    protocol="norrby/kf/2024-05-06",
    source="kf.pdf",
    municipality="Norrby",
    body="Kommunfullmäktige",
    body_code="KF",
    date="2024-05-06",
    outcome="avslag",
    people=(("Eva Ek", "MP"),),
    case_number="KF 2024/7",
    sections=(Section("reservation", None, "Eva Ek (MP) reserverar sig."),),
)
OTHER = document(2, people=(("Bo Alm", "S"),), case_number="KS 2025/8")
READ = [field for field in FIELDS if field.parameters and field.read]
COUNTED = [field for field in FIELDS if field.facet]


def rows(field):
    return field.name


def total(engine, filters):
    return engine.result_set(ResultSetRequest(filters=filters), PUBLIC).total


@pytest.mark.parametrize("field", READ, ids=rows)
def test_each_field_filters_by_what_it_reads(engine, field):
    fill(engine, ONE, OTHER)
    for value in field.read(ONE):
        assert total(engine, Filters.where(**{field.parameters[0].name: value})) == 1


@pytest.mark.parametrize("field", COUNTED, ids=rows)
def test_each_facet_counts_what_it_reads(engine, field):
    fill(engine, ONE, OTHER)
    name = field.facet.name
    counts = engine.result_set(ResultSetRequest(facets=(name,)), PUBLIC).facets[name]
    values = field.facet.read(ONE) if field.facet.read else [str(ONE.year)]
    assert values
    assert {value: counts[value] for value in values} == dict.fromkeys(values, 1)
