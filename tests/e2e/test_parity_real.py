import json

import pytest
from graph_recall import nearest, overlap
from opensearch_settings import own_index
from parity import difference, opened

from indexer.model import Access
from indexer.search.searcher import SearchOptions
from indexer.wiring import rebuild

OWNER = Access.owner()


@pytest.mark.slow
def test_real_questions_get_the_same_pages_and_the_graph_loses_no_best_hit(
    shared_data, opensearch_node, cli, monkeypatch
):
    cli("ingest", shared_data / "protocols")
    cli("reindex")  # what a later commit has replaced still counts when words are weighed, until it is merged away
    lines = (shared_data / "eval" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["query"] for line in lines]
    with own_index(opensearch_node, cli.store) as settings:
        rebuild(settings).close()
        monkeypatch.setenv("PROTOKOLL_OPENSEARCH_URL", settings.opensearch_url)
        monkeypatch.setenv("PROTOKOLL_OPENSEARCH_INDEX", settings.opensearch_index)
        with opened("embedded", cli.store) as one, opened("opensearch", cli.store) as other:
            page = SearchOptions(facets=("body", "year", "outcome"))
            same = [not difference(one.search(text, page, OWNER), other.search(text, page, OWNER)) for text in texts]
        assert sum(same) >= 0.99 * len(texts)
        exact, graph = (nearest(texts, cli.store, passages) for passages in (10**9, 0))
        pairs = [(one, other) for one, other in zip(exact, graph, strict=True) if one]
        assert overlap(pairs, 10) >= 0.99
        assert all(one[0] in other[:10] for one, other in pairs)
