"""The search on judged queries against the last accepted measurement, with the bundled embedding.

A new baseline, when a change is wanted: `protokoll ingest ../shared/data/protocols --store STORE`, then for each set
`protokoll eval QUERIES --store STORE --json > tests/quality/SET.json`, committed with the reason.
"""

import json
from pathlib import Path

import pytest

from indexer.evaluate import as_text, compare, evaluate, read_queries
from indexer.model import Access
from indexer.search.searcher import SearchOptions
from indexer.settings import Settings
from indexer.wiring import open_for_writing
from pipelines.enrich.entities import load
from pipelines.ingest import ingest
from search_api.bootstrap import opened_service

OURS = Path(__file__).parents[2] / "benchmarks" / "queries"
WHOLE = ("free text", "all")  # many queries: a small drop is already more than noise
LARGEST_DROP = 0.01


@pytest.fixture(scope="module")
def service(shared_data, tmp_path_factory):
    settings = Settings(store=tmp_path_factory.mktemp("quality"))
    opened = open_for_writing(settings)
    try:
        reports = list(ingest([shared_data / "protocols"], settings, opened, load(settings.entities)))
    finally:
        opened.close()
    assert not [report.path for report in reports if report.error]
    with opened_service(settings) as service:
        yield service


@pytest.mark.slow
@pytest.mark.parametrize("name", ["given", "tuning", "held_out"])
def test_no_type_drops_by_more_than_its_noise(service, shared_data, name):
    path = shared_data / "eval" / "queries.jsonl" if name == "given" else OURS / f"{name}.jsonl"
    queries = read_queries(path.read_text(encoding="utf-8").splitlines())
    found = evaluate(lambda text: service.search(text, SearchOptions(limit=10), Access.owner()), queries).to_json()
    before = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    comparison = compare(before, found)
    dropped = [
        change.name
        for change in comparison.changes
        if change.high < 0 or (change.name in WHOLE and change.difference < -LARGEST_DROP)
    ]
    assert not dropped, as_text(comparison)
    assert found["types"]["none"]["said_none"] >= before["types"]["none"]["said_none"] - 0.1
    assert found["free_text"]["said_none"] <= before["free_text"]["said_none"] + 0.03
