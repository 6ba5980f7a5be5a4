"""What each step of the search gives: every step taken away in turn, over judged queries.

    python benchmarks/ablation.py STORE QUERIES.jsonl…

Prints a row a step: nDCG@10 that it gives by type (full minus without), and over free text with the 95 % interval by
paired bootstrap. A type whose own interval is clear of 0 is starred.
"""

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from indexer.evaluate import compare, evaluate, read_queries
from indexer.model import Access
from indexer.query import parse
from indexer.search.searcher import SearchOptions
from indexer.settings import load_settings
from search_api.bootstrap import opened_service

TYPES = ("keyword", "question", "semantic", "morphology", "typo", "who", "filterlike", "reference", "diarienummer")
ONES = "indexer.ranking.boosts"


def unlisted(text: str, **options: Any) -> Any:
    """The question with its wishes beside the words, never as a list."""
    return replace(parse(text, **options), browses=False)


def only_legs(engine: Any, _query: Any, request: Any, access: Any) -> Any:
    """The legs over everything, whatever the question wishes for."""
    return engine.legs(request, access)


def no_wishes(text: str, **options: Any) -> Any:
    """The question without its wishes."""
    return replace(parse(text, **options), soft_filters=(), browses=False)


STEPS: dict[str, dict[str, Any]] = {
    "meaning": {"mode": "keyword"},
    "words": {"mode": "semantic"},
    "likes among headings": {"indexer.engine.embedded.translate.LIKE_BOOST": 0.0},
    "headings above text": {"indexer.engine.embedded.translate.HEADING_BOOST": 1.0},
    "legs weighed by what they know": {"indexer.ranking.confidence.KEYWORD_FLOOR": 1.0},
    "other names (thesaurus)": {"indexer.query.expansion._links": lambda _: iter(())},
    "parts of compounds": {"indexer.query.expansion._parts": lambda _: iter(())},
    "spellings": {"indexer.query.expansion._spellings": lambda *_: iter(())},
    "wishes, all of it": {"indexer.search.pipeline.parse": no_wishes},
    "candidates by wish": {"indexer.search.pipeline.gather": only_legs},
    "lists": {"indexer.search.pipeline.parse": unlisted},
    "postponements down": {f"{ONES}.OUTCOME_FACTORS": {}},
    "highest body up": {f"{ONES}.LEVEL_FACTORS": (1.0, 1.0, 1.0)},
    "meeting's own §§ down": {f"{ONES}.PROCEDURAL_FACTOR": 1.0},
}


def main() -> None:
    store, files = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    queries = [query for file in files for query in read_queries(file.read_text(encoding="utf-8").splitlines())]
    queries = [query for query in queries if query.relevant]
    with opened_service(load_settings(store=store)) as service:
        full = measured(service, queries, {})
        print(f"{'step':<32}" + "".join(f"{name[:9]:>10}" for name in TYPES) + f"{'free text':>12}   95 % interval")
        print(f"{'(all)':<32}" + "".join(f"{full['types'][name]['ndcg@10']:>10.3f}" for name in TYPES)
              + f"{full['free_text']['ndcg@10']:>12.3f}")  # fmt: skip
        for name, changes in STEPS.items():
            print(f"{name:<32}" + row(measured(service, queries, changes), full), flush=True)


def measured(service: Any, queries: Any, changes: dict[str, Any]) -> dict[str, Any]:
    """The evaluation with these names changed."""
    changes = dict(changes)
    options = SearchOptions(mode=changes.pop("mode", "hybrid"))
    with patched(changes):
        return evaluate(lambda text: service.search(text, options, Access.owner()), queries).to_json()


@contextlib.contextmanager
def patched(changes: dict[str, Any]) -> Iterator[None]:
    """Module names changed for a while: taking a step away is the only thing that this is for."""
    with contextlib.ExitStack() as stack:
        for name, value in changes.items():
            stack.enter_context(patch(name, value))
        yield


def row(without: dict[str, Any], full: dict[str, Any]) -> str:
    """What the step gives."""
    changes = {change.name: change for change in compare(without, full).changes}
    cells = [
        f"{changes[name].difference:>+9.3f}{'*' if changes[name].low > 0 or changes[name].high < 0 else ' '}"
        for name in TYPES
    ]
    free = changes["free text"]
    return "".join(cells) + f"{free.difference:>+12.4f}   {free.low:+.3f} … {free.high:+.3f}"


if __name__ == "__main__":
    main()
