"""Reads a folder into a fresh store and prints the rate, the peak memory and where the time goes.

python benchmarks/ingest.py FOLDER
"""

import resource
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path


def main() -> None:
    # Imported here: the child processes import this module too, and must stay small.
    from indexer.settings import load_settings
    from indexer.wiring import open_for_writing
    from pipelines.enrich.entities import load
    from pipelines.ingest import ingest

    spent = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(store=Path(folder) / "store")
        start = time.perf_counter()
        marker = Timed(load(settings.entities), spent, {"mark": "entities"})
        store = open_for_writing(settings)
        loaded = time.perf_counter() - start
        store = replace(
            store,
            embedder=Timed(store.embedder, spent, {"embed_passages": "embeddings"}),
            record=Timed(store.record, spent, {"put_file": "record"}),
            engine=Timed(store.engine, spent, {"replace": "engine, staging", "commit": "engine, commit"}),
        )
        start = time.perf_counter()
        reports = list(ingest([Path(sys.argv[1])], settings, store, marker))
        took = time.perf_counter() - start
        store.close()
    passages = sum(report.passages for report in reports)
    print(
        f"{len(reports)} files, {sum(r.paragraphs for r in reports)} §§, {passages} passages in {took:.1f} s: {passages / took:.0f} passages/s"
    )
    print(f"models and store opened in {loaded:.1f} s")
    for stage, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {stage:<18} {seconds:6.1f} s  {seconds / took:5.1%}")
    print(f"  {'waiting for parsers':<18} {took - sum(spent.values()):6.1f} s  {1 - sum(spent.values()) / took:5.1%}")
    parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory: parent {parent:.0f} MiB, largest child {child:.0f} MiB")


class Timed:
    """Passes everything on and adds up the time of the named methods."""

    def __init__(self, inner, spent, stages):
        self._inner, self._spent, self._stages = inner, spent, stages

    def __getattr__(self, name):
        attribute = getattr(self._inner, name)
        if name not in self._stages:
            return attribute

        def timed(*args, **kwargs):
            start = time.perf_counter()
            try:
                return attribute(*args, **kwargs)
            finally:
                self._spent[self._stages[name]] += time.perf_counter() - start

        return timed


if __name__ == "__main__":
    main()
