"""How well each layout family is read: `python benchmarks/parse_report.py [--misses]`.

The fixtures are fictional protocols with gold written by hand, tests/fixtures/layouts. First-contact scores, from before any code was
changed for a family, stand beside the present ones.
"""

import json
import sys
from pathlib import Path

from parse_score import FIELDS, Score, score

from pipelines.parse import parse
from pipelines.parse.serialize import to_json
from pipelines.readers import LaidOutText
from pipelines.readers.text import lines

LAYOUTS = Path(__file__).parents[1] / "tests" / "fixtures" / "layouts"
FIRST = LAYOUTS / "first_contact.json"


def main():
    if "--first-contact" in sys.argv:
        remember_first_contact()
    scores = {str(folder.relative_to(LAYOUTS)): score_of(folder) for folder in families()}
    first = json.loads(FIRST.read_text(encoding="utf-8")) if FIRST.exists() else {}
    print(f"{'family':<16}" + "".join(f"{field:>14}" for field in FIELDS))
    for name, one in scores.items():
        print(row(name, {field: one.share(field) for field in FIELDS}))
        if "--misses" in sys.argv:
            print("".join(f"    {miss}\n" for miss in one.misses), end="")
    total = Score()
    for one in scores.values():
        total += one
    print(row("all", {field: total.share(field) for field in FIELDS}))
    if first:
        print(row("first contact", mean(first.values())))


def families():
    return sorted(gold.parent for gold in LAYOUTS.rglob("gold.json"))


def score_of(folder):
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return score(gold, parsed((folder / "protocol.txt").read_text(encoding="utf-8")))


def parsed(text):
    """As `protokoll parse --json` gives a text file's protocols."""
    return [to_json(one) for one in parse(LaidOutText(tuple(lines(text)), "text"), "protocol.txt")]


def remember_first_contact():
    known = json.loads(FIRST.read_text(encoding="utf-8")) if FIRST.exists() else {}
    for folder in families():
        one = score_of(folder)
        known.setdefault(
            str(folder.relative_to(LAYOUTS)), {field: [one.right[field], one.of[field]] for field in FIELDS}
        )
    FIRST.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def mean(first):
    first = list(first)
    sums = {field: [sum(one[field][n] for one in first) for n in (0, 1)] for field in FIELDS}
    return {field: right / of if of else None for field, (right, of) in sums.items()}


def row(name, shares):
    return f"{name:<16}" + "".join(f"{'–' if share is None else f'{share:.1%}':>14}" for share in shares.values())


if __name__ == "__main__":
    main()
