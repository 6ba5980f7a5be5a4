"""How well each layout family is read: `python benchmarks/parse_report.py [--misses | --left-out]`.

The fixtures are fictional protocols with gold written by hand, tests/fixtures/layouts. First-contact scores, from before any code was
changed for a family, stand beside the present ones. `--left-out`: each family read without the vocabulary learnt from it.
"""

import json
import re
import sys
from pathlib import Path

from parse_score import FIELDS, Score, score

from pipelines.parse import parse
from pipelines.parse.serialize import to_json
from pipelines.readers import LaidOutText
from pipelines.readers.text import lines

LAYOUTS = Path(__file__).parents[1] / "tests" / "fixtures" / "layouts"
FIRST = LAYOUTS / "first_contact.json"
GOALS = {  # the least share, by field; what is reached stands in docs/measurements.md
    "numbers": 1.0,
    "headings": 0.98,
    "case numbers": 0.99,
    "decisions": 0.97,
    "outcomes": 0.92,
    "votes": 1.0,
    "references": 0.95,
    "sections": 0.95,
    "people": 0.95,
}


def main():
    if "--left-out" in sys.argv:
        print_left_out()
        return
    if "--first-contact" in sys.argv:
        remember_first_contact()
    scores = {str(folder.relative_to(LAYOUTS)): score_of(folder) for folder in families()}
    first = json.loads(FIRST.read_text(encoding="utf-8")) if FIRST.exists() else {}
    print(f"{'family':<16}" + "".join(f"{field:>14}" for field in FIELDS))
    for name, one in scores.items():
        print(row(name, shares_of(one)))
        if "--misses" in sys.argv:
            print("".join(f"    {miss}\n" for miss in one.misses), end="")
    total = Score()
    for one in scores.values():
        total += one
    print(row("all", shares_of(total)))
    if first:
        print(row("first contact", mean(first.values())))


def print_left_out():
    print(f"{'family, entries':<16}" + "".join(f"{field:>14}" for field in FIELDS))
    reduced, full = Score(), Score()
    for name, entries, one in left_out():
        print(row(f"{name}, {len(entries)}", shares_of(one)))
        if "--misses" in sys.argv:
            print("".join(f"    − {entry}\n" for entry in sorted(entries)), end="")
            print("".join(f"    {miss}\n" for miss in one.misses), end="")
        reduced += one
        full += sum_of(folders_by_family()[name])
    print(row("left out", shares_of(reduced)))
    print(row("not left out", shares_of(full)))


def left_out():
    """Name, entries and score without them, for each family that has entries of its own."""
    from left_out import entries_of_each, without

    by_family = folders_by_family()
    for name, entries in entries_of_each(by_family).items():
        if entries and re.fullmatch(r"f\d+", name):
            with without(entries):
                one = sum_of(by_family[name])
            yield name, entries, one


def sum_of(folders):
    total = Score()
    for folder in folders:
        total += score_of(folder)
    return total


def shares_of(score):
    return {field: score.share(field) for field in FIELDS}


def folders_by_family():
    """A family's protocols together, so that what one of them taught is not kept by the other."""
    found = {}
    for folder in families():
        found.setdefault(folder.relative_to(LAYOUTS).parts[0], []).append(folder)
    return found


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
