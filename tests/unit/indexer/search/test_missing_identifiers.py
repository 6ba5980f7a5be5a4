from contextlib import closing

import pytest
from rows import DIMENSION, document, fill

from indexer.engine.embedded import EmbeddedEngine
from indexer.model import Access
from indexer.query import parse
from indexer.search.missing_identifiers import missing_identifiers
from search_api.messages import note_text


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    documents = [
        document(10, case_number="KS 2024/118"),
        document(11, case_number="KS 2024/120"),
        document(12, case_number="BUN 2024/77"),
    ]
    with closing(EmbeddedEngine.open(tmp_path_factory.mktemp("index"), DIMENSION)) as engine:
        fill(engine, *documents)
        yield engine


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("KS 2024/119", "närmast finns KS 2024/120, KS 2024/118."),
        ("KS 2024/181", "närmast finns KS 2024/118."),
        ("KS 2024/77", "närmast finns BUN 2024/77."),
        ("KS 2023/118", "närmast finns KS 2024/118."),
        ("KS 2010/9999", "kontrollera numret eller sök på ord."),
        ("§ 99 ks 2025-03-12", "protokollet KS 2025-03-12 har § 10–12."),
        ("§ 99 ks 2020-03-12", "inget protokoll från KS 2020-03-12 är inläst."),
        ("§ 99 ks", "kontrollera organ, datum och nummer."),
    ],
)
def test_what_is_not_here_is_said_with_what_is_near(engine, typed, note):
    (said,) = missing_identifiers(engine, parse(typed), [], Access.owner())
    assert note_text(said).endswith(note)


def test_nothing_closed_is_named(engine):
    (said,) = missing_identifiers(engine, parse("KS 2024/119"), [], Access.of("restricted:ingen"))
    assert "118" not in note_text(said)
