from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest
from fictional import TrigramEmbedder, document

from indexer.engine.embedded import EmbeddedEngine
from indexer.errors import NotFoundError
from indexer.model import Access, CaseNumber
from indexer.search.searcher import Searcher

EMBEDDER = TrigramEmbedder()
DECIDED = [("beslut", "Beslut", "Nämnden godkänner planen.")]


def number(year, serial, **rest):
    return CaseNumber(f"KS {year}/{serial}", f"KS {year}/{serial}", "KS", year, str(serial), **rest)


def paragraph(name, date, *numbers):
    return replace(document(name, "Ny skola", DECIDED, date=date), case_numbers=numbers)


@pytest.fixture
def searcher():
    old, new, newest = number(2019, 311), number(2024, 12), number(2025, 7)
    rows = [
        paragraph("1", "2019-05-02", old),
        paragraph("2", "2024-02-01", new, number(2019, 311, same_case=True)),
        paragraph("3", "2024-06-01", new),
        paragraph("4", "2025-06-01", newest, number(2024, 12, same_case=True)),
        paragraph("5", "2025-06-02", newest),
        paragraph("6", "2025-06-03", number(2022, 1), old, number(2021, 9, same_case=True)),
        paragraph("7", "2025-06-04", number(2021, 9)),
    ]
    with closing(EmbeddedEngine.open(None, EMBEDDER.dimension)) as engine:
        for row in rows:
            engine.replace(
                row.protocol_id + row.paragraph,
                [row],
                np.asarray(EMBEDDER.embed_passages([p.text for p in row.passages])),
            )
        engine.commit(1)
        yield Searcher(engine, EMBEDDER)


@pytest.mark.parametrize("asked", ["KS 2019/311", "ks 2024-12", "2025/7"])
def test_either_number_gives_the_whole_case_in_time_order(searcher, asked):
    found = [one.paragraph for one in searcher.case(asked, Access.owner()).documents]
    assert found == ["1", "2", "3", "4", "5", "6"]


def test_a_paragraph_of_several_cases_joins_none_of_them(searcher):
    assert [one.paragraph for one in searcher.case("KS 2021/9", Access.owner()).documents] == ["6", "7"]


def test_nothing_closed_is_reached_by_a_link(searcher):
    with pytest.raises(NotFoundError):
        searcher.case("KS 2019/311", Access.of("restricted:x"))
