from contextlib import closing

import pytest
from rows import DIMENSION, document, fill

from indexer.engine import Filters
from indexer.engine.embedded import EmbeddedEngine
from indexer.model import Access
from indexer.query.expansion import WEIGHTS, Expansion
from indexer.search.did_you_mean import did_you_mean

SPELLINGS = {"skolksjuts": "skolskjuts", "simhal": "simhall", "badet": "bandet"}


def spelt(words):
    return [Expansion("stavning", (w,), SPELLINGS[w], WEIGHTS["stavning"]) for w in words if w in SPELLINGS]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    documents = [
        *(document(n, "Skolskjuts", "Bifalls.") for n in range(1, 4)),
        *(document(n, "Simhal", "Bifalls.") for n in range(4, 6)),
        *(document(n, "Simhall", "Bifalls.") for n in range(6, 11)),
    ]
    with closing(EmbeddedEngine.open(tmp_path_factory.mktemp("index"), DIMENSION)) as engine:
        fill(engine, *documents)
        yield engine


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Skolksjuts på landet", "skolskjuts på landet"),
        ("simhal", None),  # found nearly as often as the other
        ("badet", None),  # the other is not found at all
        ("skolskjuts", None),
    ],
)
def test_another_spelling_is_offered_when_it_is_found_far_oftener(engine, typed, meant):
    found = spelt(typed.lower().split())
    assert did_you_mean(engine, typed, found, Filters(), Access.owner()) == meant


def test_what_is_closed_is_not_counted(engine):
    found = spelt(["skolksjuts"])
    assert did_you_mean(engine, "skolksjuts", found, Filters(), Access.of("restricted:ingen")) is None
