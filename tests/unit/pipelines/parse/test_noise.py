import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from noise import KEEPS_ALL, LOSES_SOME, Noise

from indexer.model import Paragraph
from pipelines.parse import parse
from pipelines.readers import Limits
from pipelines.readers.text import read

LAYOUTS = Path(__file__).parents[3] / "fixtures" / "layouts"
FOLDERS = sorted(gold.parent for gold in LAYOUTS.glob("f*/gold.json"))
NOISES = [pytest.param(noise, id=name) for name, noise in KEEPS_ALL.items()]
pytestmark = pytest.mark.skipif(not FOLDERS, reason="no layout fixtures")


@pytest.mark.parametrize("noise", NOISES)
def test_every_paragraph_is_found_and_none_invented(noise: Noise) -> None:
    wrong = {
        folder.name: (numbers, expected)
        for folder in FOLDERS
        if (numbers := [p.number for p in _noisy(folder, noise)]) != (expected := [g["number"] for g in _gold(folder)])
    }
    assert not wrong


@pytest.mark.parametrize("noise", NOISES)
def test_headings_and_case_numbers_survive(noise: Noise) -> None:
    pairs = [pair for folder in FOLDERS for pair in _pairs(folder, noise)]
    headings = [_words(found.heading) == _words(gold["heading"]) for found, gold in pairs]
    cases = [{c.canonical for c in found.case_numbers} == _canonical(gold) for found, gold in pairs]
    assert sum(headings) >= 0.98 * len(pairs)
    assert sum(cases) >= 0.99 * len(pairs)


@pytest.mark.parametrize(("name", "found"), [("lost signs", 0.8), ("recognition", 1.0)])
def test_what_is_lost_costs_little_and_hardly_anything_is_invented(name: str, found: float) -> None:
    numbers = {folder: [p.number for p in _noisy(folder, LOSES_SOME[name])] for folder in FOLDERS}
    gold = {folder: [g["number"] for g in _gold(folder)] for folder in FOLDERS}
    whole = sum(map(len, gold.values()))
    assert sum(len(set(gold[f]) & set(numbers[f])) for f in FOLDERS) >= found * whole
    assert sum(len(set(numbers[f]) - set(gold[f])) for f in FOLDERS) <= 0.03 * whole


def _pairs(folder: Path, noise: Noise) -> Iterator[tuple[Paragraph, dict]]:
    found = {paragraph.number: paragraph for paragraph in _noisy(folder, noise)}
    return ((found[gold["number"]], gold) for gold in _gold(folder) if gold["number"] in found)


def _noisy(folder: Path, noise: Noise) -> list[Paragraph]:
    text = noise((folder / "protocol.txt").read_text(encoding="utf-8"))
    protocols = parse(read(text.encode(), Limits()), "protocol.txt")
    return [paragraph for protocol in protocols for paragraph in protocol.paragraphs]


def _gold(folder: Path) -> list[dict]:
    protocols = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return [paragraph for protocol in protocols for paragraph in protocol["paragraphs"]]


def _canonical(gold: dict) -> set[str]:
    return {number["canonical"] if isinstance(number, dict) else number for number in gold["case_numbers"]}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
