"""Measures a pipeline on real municipal text that was marked by hand, with and without the rules.

python -m pipelines.training.entities.measure --data ../shared/data [--model FOLDER] [--against FOLDER]

The marks name file, line and offsets; the text itself stays in `shared/data`.
"""

import argparse
import hashlib
import json
import logging
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from indexer.model import Entity
from pipelines.enrich.entities import EntityMarker, load
from pipelines.enrich.entities.rules import Span

NAMES = ("PER", "ORG", "LOC")
RULED = ("BODY", "PARTY", "PROPERTY")
_RESAMPLES = 1000
_SEED = 11
_HEADING = re.compile(r"(?m)^(?=[ \f]{0,8}§ ?\d)")
_log = logging.getLogger(__name__)


class Counts(NamedTuple):
    """Spans found and marked alike, found at all, and marked at all."""

    right: int = 0
    found: int = 0
    marked: int = 0

    def f(self) -> float:
        """The F measure; 1 where there was nothing to find and nothing found."""
        return 2 * self.right / (self.found + self.marked) if self.found + self.marked else 1.0


class Line(NamedTuple):
    """One marked line: its file, and the counts by label."""

    file: str
    counts: dict[str, Counts]


Spans = dict[tuple[str, int], set[tuple[int, int, str]]]


def main() -> None:
    """Print F by label, with the 95 % interval of all names and of the difference to another model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="shared/data")
    parser.add_argument("--model", default="bundled", help="a spaCy pipeline")
    parser.add_argument("--against", help="another, for the difference")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    marker, other = load(args.model), load(args.against) if args.against else None
    for ruled in (True, False):
        lines = measure(marker, args.data / "protocols", ruled=ruled)
        found = figures(lines)
        if other:
            found["difference"] = difference(lines, measure(other, args.data / "protocols", ruled=ruled))
        _log.info("%s", json.dumps({"rules": ruled} | found, indent=1))


def read_marks() -> Spans:
    """(file, line number from 1) → the spans marked on that line."""
    return {(row["file"], row["line"]): {tuple(span) for span in row["spans"]} for row in _rows() if "line" in row}


def marked_meetings() -> frozenset[str]:
    """`kf-2023-06-08` of every marked file: nothing of these meetings may be trained on."""
    return frozenset(Path(file).stem for file, _ in read_marks())


def changed_files(protocols: Path) -> list[str]:
    """The marked files that are no longer the ones that were marked."""
    return [
        row["file"]
        for row in _rows()
        if "sha256" in row and hashlib.sha256((protocols / row["file"]).read_bytes()).hexdigest() != row["sha256"]
    ]


def measure(marker: EntityMarker, protocols: Path, *, ruled: bool) -> list[Line]:
    """The marked lines with their counts; the marker sees each § whole, as laid out."""
    marks = read_marks()
    found: Spans = {}
    for file in dict.fromkeys(file for file, _ in marks):
        found |= _found(marker, file, (protocols / file).read_text(encoding="utf-8"), ruled=ruled)
    labels = NAMES + RULED if ruled else NAMES
    return [
        Line(file, {label: _counts(found.get((file, n), set()), spans, label) for label in labels})
        for (file, n), spans in marks.items()
    ]


def figures(lines: Sequence[Line]) -> dict[str, Any]:
    """F of names together (with interval), by label, and by municipality."""
    labels = lines[0].counts
    places = sorted({line.file.split("/")[0] for line in lines})
    return {
        "names": round(_f(lines), 3),
        "interval": _interval(map(_f, _resampled(lines))),
        "labels": {label: round(_f(lines, [label]), 3) for label in labels},
        "places": {place: round(_f([line for line in lines if line.file.startswith(place)]), 3) for place in places},
        "marked": {label: sum(line.counts[label].marked for line in lines) for label in labels},
    }


def difference(ours: Sequence[Line], theirs: Sequence[Line]) -> dict[str, Any]:
    """F of names less the other's, with the paired interval over lines."""
    samples = zip(_resampled(ours), _resampled(theirs), strict=True)
    return {
        "names": round(_f(ours) - _f(theirs), 3),
        "interval": _interval(_f(mine) - _f(other) for mine, other in samples),
    }


def _found(marker: EntityMarker, file: str, text: str, *, ruled: bool) -> Spans:
    starts = [0, *(m.start() for m in _HEADING.finditer(text) if m.start())]
    paragraphs = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    find: Callable[[Sequence[str]], Sequence[Sequence[Span | Entity]]] = marker.mark if ruled else marker.statistical
    marked = find(paragraphs)
    line_of = _line_starts(text)
    spans: Spans = {}
    for start, entities in zip(starts, marked, strict=True):
        for entity in entities:
            number, column = line_of[start + entity.start]
            row = (column, column + entity.end - entity.start, str(entity.label))
            spans.setdefault((file, number), set()).add(row)
    return spans


def _line_starts(text: str) -> list[tuple[int, int]]:
    """(line number, column) of every character."""
    return [(n, column) for n, line in enumerate(text.split("\n"), start=1) for column in range(len(line) + 1)]


def _counts(found: set[tuple[int, int, str]], marked: set[tuple[int, int, str]], label: str) -> Counts:
    ours, wanted = ({span for span in spans if span[2] == label} for spans in (found, marked))
    return Counts(len(ours & wanted), len(ours), len(wanted))


def _f(lines: Sequence[Line], labels: Sequence[str] = NAMES) -> float:
    counts = [line.counts[label] for line in lines for label in labels]
    return Counts(*map(sum, zip(*counts, strict=True))).f()


def _resampled(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The same draws for every sequence of this length, so that two models are compared on the same lines."""
    rng = random.Random(_SEED)  # noqa: S311 - a bootstrap, not a secret
    return (rng.choices(lines, k=len(lines)) for _ in range(_RESAMPLES))


def _interval(values: Iterable[float]) -> list[float]:
    ordered = sorted(values)
    return [round(ordered[len(ordered) // 40], 3), round(ordered[-len(ordered) // 40], 3)]


def _rows() -> list[dict[str, Any]]:
    text = files("pipelines.training").joinpath("data/ner-marks.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


if __name__ == "__main__":
    main()
