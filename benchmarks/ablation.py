"""What each stage of the search gives: every one left out in turn, over judged queries.

    python benchmarks/ablation.py STORE QUERIES.jsonl…

Prints a row a stage: nDCG@10 that it gives by type (full minus without), and over free text with the 95 % interval by
paired bootstrap. A type whose own interval is clear of 0 is starred.
"""

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from indexer.evaluate import JudgedQuery, compare, evaluate, read_queries
from indexer.index import Mode, SearchOptions, open_index
from indexer.model import Access
from indexer.search.pipeline import without
from indexer.settings import Settings, load_settings

TYPES = ("keyword", "question", "semantic", "morphology", "typo", "who", "filterlike", "reference", "diarienummer")
MODES: dict[str, Mode] = {"meaning": "keyword", "words": "semantic"}
ROWS: dict[str, Collection[str]] = {
    "fuzzy words": {"fuzzy"},
    "field boosts": {"field boosts"},
    "leg weights": {"leg weights"},
    "synonyms (thesaurus)": {"synonyms"},
    "parts of compounds": {"compounds"},
    "spelling": {"spelling"},
    "soft filters, all of it": {"browse", "narrow", "boost: soft filters"},
    "narrowed retrieval": {"narrow"},
    "lists": {"browse"},
    "boost: outcome": {"boost: outcome"},
    "boost: body level": {"boost: body level"},
    "boost: procedure": {"boost: procedure"},
}


def main() -> None:
    store, files = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
    queries = [query for file in files for query in read_queries(file.read_text(encoding="utf-8").splitlines())]
    queries = [query for query in queries if query.relevant]
    settings = load_settings(store=store)
    full = measured(settings, queries)
    print(f"{'without':<32}" + "".join(f"{name[:9]:>10}" for name in TYPES) + f"{'free text':>12}   95 % interval")
    print(f"{'(all)':<32}" + "".join(f"{full['types'][name]['ndcg@10']:>10.3f}" for name in TYPES)
          + f"{full['free_text']['ndcg@10']:>12.3f}")  # fmt: skip
    for name, mode in MODES.items():
        print(f"{name:<32}" + row(measured(settings, queries, mode=mode), full), flush=True)
    for name, stages in ROWS.items():
        print(f"{name:<32}" + row(measured(settings, queries, stages), full), flush=True)


def measured(
    settings: Settings, queries: Sequence[JudgedQuery], left_out: Collection[str] = (), mode: Mode = "hybrid"
) -> dict[str, Any]:
    """The evaluation without some stages."""
    options = SearchOptions(mode=mode)
    with open_index(settings, stages=without(left_out)) as index:
        return evaluate(lambda text: index.search(text, options, Access.owner()), queries).to_json()


def row(without_it: dict[str, Any], full: dict[str, Any]) -> str:
    """What the stage gives."""
    changes = {change.name: change for change in compare(without_it, full).changes}
    cells = [
        f"{changes[name].difference:>+9.3f}{'*' if changes[name].low > 0 or changes[name].high < 0 else ' '}"
        for name in TYPES
    ]
    free = changes["free text"]
    return "".join(cells) + f"{free.difference:>+12.4f}   {free.low:+.3f} … {free.high:+.3f}"


if __name__ == "__main__":
    main()
