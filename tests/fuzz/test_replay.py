import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.identifiers import find_case_numbers, find_references
from indexer.model import Protocol
from pipelines.parse import parse
from pipelines.parse.serialize import to_json
from pipelines.readers import Limits
from pipelines.readers.text import read

TESTS = Path(__file__).parents[1]
SEEDS = (*sorted((TESTS / "fuzz" / "corpus").glob("*.txt")), *sorted(TESTS.glob("fixtures/layouts/*/protocol.txt")))
ROUNDS = 12  # mutations of each seed


def mutations(text: str, seed: int) -> Iterator[str]:
    """The text itself, then with spans cut, doubled, moved or overwritten by signs that mean something."""
    dice = random.Random(seed)
    yield text
    for _ in range(ROUNDS):
        at, width = dice.randrange(len(text)), dice.randrange(1, 200)
        piece = text[at : at + width]
        middle = dice.choice(
            ["", piece * 3, piece.upper(), "\n" + piece, "§ 7 ", "\f", "\u00ad", "Ja (", "Beslut\n", "2025/"]
        )
        text = text[:at] + middle + text[at + width :]
        if not text.strip():
            return
        yield text


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_any_text_gives_a_typed_result_in_the_words_of_the_source(seed: Path) -> None:
    for number, text in enumerate(mutations(seed.read_text(encoding="utf-8"), len(seed.parent.name))):
        laid_out = read(text.encode(), Limits())
        found = parse(laid_out, "fuzz.txt")
        assert found, number
        source = _letters("\n".join(line.text for line in laid_out.lines))
        for protocol in found:
            assert isinstance(protocol, Protocol)
            assert to_json(protocol)["source"] == "fuzz.txt"
            texts = [section.text for paragraph in protocol.paragraphs for section in paragraph.sections]
            assert all(_is_subsequence(_letters(one), source) for one in texts), number


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_spans_lie_inside_the_text(seed: Path) -> None:
    for text in mutations(seed.read_text(encoding="utf-8"), 7):
        for match in find_case_numbers(text, labelled=True, meeting_year=2024):
            assert text[match.start : match.end] == match.number.raw
        for reference in find_references(text, meeting_year=2024):
            assert 0 <= reference.start < reference.end <= len(text)


def _letters(text: str) -> str:
    return "".join(re.findall(r"[a-zåäö0-9]", text.lower()))


def _is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(letter in rest for letter in part)
