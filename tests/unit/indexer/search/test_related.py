from contextlib import closing

import pytest
from growth import GROWTH_LIMIT, growth
from rows import DIMENSION, document, fill, unit

from indexer.engine.embedded import EmbeddedEngine
from indexer.model import Access, Reference
from indexer.search.autocomplete import suggest
from indexer.search.related import related_paragraphs

OWNER = Access.owner()
CASE = "KS 2024/118"
RAW = "den 12 mars 2025, § 10"
CITED = document(10, "Ny simhall", "Bordläggs.", case_number=CASE)
CITING = document(
    20,
    "Simhallens taxa",
    f"Bordlagt {RAW}.",
    protocol="storvik/ks/2025-04-09",
    date="2025-04-09",
    references=(Reference(RAW, None, "2025-03-12", "10"),),
)
SAME = document(30, "Ny simhall", "Bifalls.", protocol="storvik/ks/2025-05-07", date="2025-05-07", case_number=CASE)
OTHER = document(
    40, "Kommunens lekplatser", "Karin Ek (S) yrkar bifall.", people=(("Karin Ek", "S"),), case_number="KS 2024/1180"
)
CLOSED = document(50, "Ny simhall hemlig", "Bifalls.", case_number=CASE, access="restricted:hr")


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    with closing(EmbeddedEngine.open(tmp_path_factory.mktemp("index"), DIMENSION)) as engine:
        fill(engine, CITED, CITING, SAME, OTHER, CLOSED)
        yield engine


def test_what_stands_around_a_paragraph(engine):
    around = related_paragraphs(engine, CITED, Access.public())
    assert [one.id for one in around.same_case] == [SAME.id]
    assert [one.id for one in around.cited_by] == [CITING.id]
    assert around.cites == ()
    assert [one.id for one in related_paragraphs(engine, CITING, Access.public()).cites] == [CITED.id]


def test_what_is_closed_stands_around_nothing(engine):
    assert CLOSED.id in [one.id for one in related_paragraphs(engine, CITED, OWNER).same_case]
    assert CLOSED.id not in [one.id for one in related_paragraphs(engine, CITED, Access.public()).same_case]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ks 2024/118", ("diarienummer", "KS 2024/118")),
        ("komm", ("nämnd", "Kommunstyrelsen")),
        ("ks", ("nämnd", "Kommunstyrelsen")),
        ("karin", ("person", "Karin Ek")),
        ("lekpl", ("rubrik", "Kommunens lekplatser")),
        ("ny sim", ("rubrik", "Ny simhall")),
    ],
)
def test_what_somebody_may_be_about_to_type(engine, typed, first):
    found = [(one.kind, one.text) for one in suggest(engine, typed, Access.public())]
    assert first in found
    assert len(found) == len(set(found)) <= 8


@pytest.mark.parametrize("typed", ["", "  ", "§", "*", "zzzz", "-", '"'])
def test_nothing_begins_so(engine, typed):
    assert suggest(engine, typed, OWNER) == ()


def test_headings_that_are_closed_are_not_suggested(engine):
    assert "Ny simhall hemlig" not in [one.text for one in suggest(engine, "ny simhall", Access.public())]


def test_typing_costs_no_more_than_the_paragraphs_do():
    def work(size):
        with closing(EmbeddedEngine.open(None, DIMENSION)) as engine:
            rows = [document(n, f"Lekplats {n}", protocol="p") for n in range(size)]
            engine.replace("p", rows, unit(1, size))
            engine.commit(1)
            for _ in range(20):
                suggest(engine, "lekpl", OWNER)

    assert growth(work, 500) <= GROWTH_LIMIT
