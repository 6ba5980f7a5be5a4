import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from opensearch_settings import own_index
from parity import difference, opened
from saying import raises_saying

from indexer.engine import LegRequest
from indexer.engine.opensearch.client import load_client, search_client
from indexer.engine.opensearch.engine import OpenSearchEngine
from indexer.engine.opensearch.indices import Indices
from indexer.errors import IndexMismatchError, NotFoundError, SettingsError, StoreBusyError
from indexer.model import Access
from indexer.search.searcher import SearchOptions
from indexer.settings import Settings
from indexer.wiring import index_maintenance, open_for_reading, rebuild

OWNER = Access.owner()
WHOLE = 44  # §§ in the bundled protocols
PAGE = SearchOptions(facets=("body", "year", "outcome"))
QUESTIONS = [
    "",
    "skolskjuts",
    "skolskuts växelvis boende",
    "avslag motion",
    '"mål och budget"',
    "cykel*",
    "-budget avgift",
    "badhus ELLER simhall",
    "vad beslutades om förskolan",
    "nämnd:KF utfall:avslag",
    "datum:2024-01..2025-12 avgift",
    "vem reserverade sig",
    "KS 2024/0112",
    "2025/1036",
    "§ 12",
    "kf § 3",
    "ord som ingen skrivit",
]


@pytest.fixture(scope="module")
def settings(opensearch_node, demo):
    """The bundled protocols in both engines."""
    with own_index(opensearch_node, demo.store) as settings:
        rebuild(settings).close()
        yield settings


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
def test_both_engines_give_the_same_pages(settings, demo, monkeypatch, mode):
    monkeypatch.setenv("PROTOKOLL_OPENSEARCH_URL", settings.opensearch_url)
    monkeypatch.setenv("PROTOKOLL_OPENSEARCH_INDEX", settings.opensearch_index)
    with opened("embedded", demo.store) as one, opened("opensearch", demo.store) as other:
        headings = [hit.document.heading for hit in one.search("", SearchOptions(limit=WHOLE), OWNER).hits]
        assert len(headings) == WHOLE
        for question in [*QUESTIONS, *headings]:
            options = SearchOptions(mode=mode, facets=PAGE.facets)
            what = difference(one.search(question, options, OWNER), other.search(question, options, OWNER))
            assert what is None, question


def test_the_graph_finds_what_comparing_all_finds(settings):
    graph = settings.model_copy(update={"opensearch_exact_passages": 0})
    with contextlib.closing(open_for_reading(settings)) as store, contextlib.closing(open_for_reading(graph)) as other:
        for question in ["avgift för barnomsorg", "cykelvägar", "vatten och avlopp"]:
            vector = store.embedder.embed_query(question)
            exact, quick = (engine.legs(_semantic(vector), OWNER).semantic for engine in (store.engine, other.engine))
            assert [(hit.id, hit.passage) for hit in exact[:10]] == [(hit.id, hit.passage) for hit in quick[:10]]


def _semantic(vector):
    return LegRequest(vector=vector)


def test_ingest_creates_what_is_missing_and_a_second_run_changes_nothing(opensearch_node, cli):
    with own_index(opensearch_node, cli.store) as settings:
        environment = {
            "PROTOKOLL_OPENSEARCH_URL": settings.opensearch_url,
            "PROTOKOLL_OPENSEARCH_INDEX": settings.opensearch_index,
            "PROTOKOLL_ENGINE": "opensearch",
        }
        demo = Path(__file__).parents[2] / "examples" / "demo" / "protokoll"
        cli("ingest", demo, **environment)
        first = cli.json("search", "avgift", **environment)
        cli("ingest", demo, **environment)
        assert cli.json("search", "avgift", **environment) == first
        assert cli.json("status", **environment)["documents"] == WHOLE
        assert "Inget fel" in cli("doctor", **environment).stdout
        assert not (cli.store / "index").exists()


def run(settings, *arguments, expect=0):
    names = {"URL": settings.opensearch_url, "INDEX": settings.opensearch_index}
    environment = {f"PROTOKOLL_OPENSEARCH_{name}": value for name, value in names.items()}
    done = subprocess.run(
        [str(Path(sys.executable).with_name("protokoll")), "index", *arguments, "--store", str(settings.store)],
        capture_output=True, text=True, env={**os.environ, **environment}, check=False,
    )  # fmt: skip
    assert done.returncode == expect, done.stderr + done.stdout
    return done.stdout.strip() if expect == 0 else done.stderr.strip()


def test_an_index_is_made_filled_checked_swapped_saved_and_restored(settings, opensearch_node):
    name = run(settings, "create")
    assert "44 §§ saknas i indexet" in run(settings, "verify", name, expect=1)
    assert "44 §§" in run(settings, "load", name)
    assert [json.loads(line)["answers"] for line in run(settings, "verify", name).splitlines()] == [True, False]
    assert f"{name} svarar nu" in run(settings, "swap", name)
    assert "SUCCESS" in run(settings, "snapshot", "en", "--folder", str(opensearch_node.backup_folder))
    restored = run(settings, "restore", "en")
    assert run(settings, "verify", restored)
    run(settings, "swap", restored)
    with contextlib.closing(open_for_reading(settings)) as store:
        assert store.engine.stats().documents == WHOLE
        assert len(store.engine.legs(_semantic(store.embedder.embed_query("avgift")), OWNER).semantic) == WHOLE


def test_index_errors_say_what_to_do(settings, tmp_path):
    assert "finns inget index" in run(settings, "load", "nosuch", expect=1)
    assert "path.repo" in run(settings, "snapshot", "x", "--repository", "y", "--folder", "/nowhere", expect=1)
    with raises_saying(SettingsError, match="--engine opensearch"), index_maintenance(Settings(store=tmp_path)):
        pass


def test_a_rebuild_goes_unnoticed_and_leaves_nothing_behind(settings):
    client = load_client(settings)
    indices = Indices(client, settings.opensearch_index)
    before = indices.current()
    with contextlib.closing(open_for_reading(settings)) as reader:
        with OpenSearchEngine.rebuilding(settings, reader.engine.dimension) as empty:
            assert empty.stats().documents == 0
            assert reader.engine.stats().documents == WHOLE
            with raises_saying(StoreBusyError, match="vänta"):
                OpenSearchEngine.open(settings, reader.engine.dimension)
        assert reader.engine.stats().documents == 0
    assert indices.every() == (indices.current(),) != (before,)
    rebuild(settings).close()
    client.close()


def test_a_rebuild_that_fails_leaves_the_old_index_answering(settings):
    with contextlib.closing(load_client(settings)) as client:
        indices = Indices(client, settings.opensearch_index)
        before = indices.every()
        with pytest.raises(ZeroDivisionError), OpenSearchEngine.rebuilding(settings, 256):
            raise ZeroDivisionError
        assert indices.every() == before


@pytest.mark.parametrize("kind", [load_client, search_client])
def test_a_node_that_is_gone_is_passed_over(settings, kind):
    both = settings.model_copy(
        update={"opensearch_url": f"http://127.0.0.1:{_closed_port()},{settings.opensearch_url}"}
    )
    for _ in range(12):  # each begins with whichever it likes
        with contextlib.closing(kind(both)) as client:
            client.indices.refresh(index=settings.opensearch_index)


def _closed_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_another_model_or_version_is_refused_by_name_of_the_command(settings):
    with raises_saying(IndexMismatchError, match="protokoll reindex"):
        OpenSearchEngine.open(settings, 8, read_only=True)
    absent = settings.model_copy(update={"opensearch_index": "nosuch"})
    with raises_saying(NotFoundError, match="protokoll ingest"):
        OpenSearchEngine.open(absent, 256, read_only=True)


def test_killed_while_loading_it_goes_on_from_the_watermark(opensearch_node, cli):
    with own_index(opensearch_node, cli.store) as settings:
        environment = {
            **os.environ,
            "PROTOKOLL_STORE": str(cli.store),
            "PROTOKOLL_OPENSEARCH_URL": settings.opensearch_url,
            "PROTOKOLL_OPENSEARCH_INDEX": settings.opensearch_index,
        }
        demo = Path(__file__).parents[2] / "examples" / "demo" / "protokoll"
        command = [str(Path(sys.executable).with_name("protokoll")), "ingest", str(demo), "--engine", "opensearch"]
        for wait in (1.5, 3.0, 4.5):
            process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
            process.wait()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        assert run(settings, "verify")
