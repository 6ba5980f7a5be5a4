"""Held-out cases: which paragraphs and debates belong to a case that the development queries ask for."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.training.embedding.prose import matter, words

_CASE_NUMBER = re.compile(r"[A-ZÅÄÖ]+-(?P<year>\d{4})-(?P<serial>\d+)|(?P<old_serial>\d+)/(?P<short_year>\d{2})")
_SHORTEST_TITLE = 12  # characters; shorter ones ("val", "frågestund") are equal or different, never parts


@dataclass(frozen=True, slots=True)
class Judged:
    """Ids, case numbers and titles to leave out of training; empty: nothing is left out."""

    ids: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()

    def has_paragraph(self, row: dict[str, Any]) -> bool:
        """Whether a packed § (`id`, `dnr`, `rubrik`) is asked for, shares a case number or is about the same matter."""
        return row["id"] in self.ids or case_key(row["dnr"]) in self.cases or self.has_title(row["rubrik"])

    def has_title(self, heading: str) -> bool:
        """Whether a heading, perhaps cut short as debate titles are, is the title of a case asked for.

        A speech without a title may belong to any case, so it counts as one asked for.
        """
        if not heading.strip():
            return bool(self.titles)
        return any(_same_matter(title, known) for title in _titles(heading) for known in self.titles)


def case_key(number: str | None) -> str | None:
    """`SLK-2022-01313:7` and `1313/22` to `2022/1313`; None where there is no number."""
    found = _CASE_NUMBER.search(number or "")
    if not found:
        return None
    year = found["year"] or f"20{found['short_year']}"
    return f"{year}/{int(found['serial'] or found['old_serial'])}"


def read_judged(queries: Sequence[Path], paragraphs: Path) -> Judged:
    """What to leave out for the files of judged `queries`, whose ids the lines of `paragraphs` resolve to number and heading."""
    asked = {asked for path in queries for query in _lines(path) for asked in query["relevant"]}
    rows = [row | {"case": case_key(row["diarienummer"])} for row in _lines(paragraphs)]
    cases = {row["case"] for row in rows if row["id"] in asked and row["case"]}
    same_case = [row for row in rows if row["id"] in asked or row["case"] in cases]
    return Judged(
        ids=frozenset(asked | {row["id"] for row in same_case}),
        cases=frozenset(cases),
        titles=frozenset(title for row in same_case for title in _titles(row["rubrik"])),
    )


def _titles(heading: str) -> set[str]:
    """The heading as words: whole, after a list's name (`Motioner - …`), and each without its procedural opening."""
    forms = {heading, heading.partition(" - ")[2] or heading}
    return {title for form in forms for title in (_plain(form), _plain(matter(form))) if title}


def _same_matter(title: str, known: str) -> bool:
    shorter, longer = sorted((title, known), key=len)
    return title == known or (len(shorter) >= _SHORTEST_TITLE and f" {shorter} " in f" {longer} ")


def _plain(text: str) -> str:
    return " ".join(words(text))


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
