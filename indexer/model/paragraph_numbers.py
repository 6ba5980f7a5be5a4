"""Paragraph numbers: of one §, and those a meeting skips."""

import re
from collections.abc import Sequence
from itertools import pairwise

from indexer.model.document import Document

_NUMBER = re.compile(r"\d{1,9}")
_WIDEST_GAP = 50  # a leap past this is another numbering, not missing §§


def leading_number(paragraph: str) -> int | None:
    """`112` of `112 b`; None where a § has no number."""
    match = _NUMBER.match(paragraph)
    return int(match.group()) if match else None


def missing_numbers(documents: Sequence[Document]) -> tuple[str, ...]:
    """Numbers that no § has between neighbours in number: `59, 60, 63` → `61, 62`."""
    numbers = sorted({number for d in documents if (number := leading_number(d.paragraph)) is not None})
    gaps = [(a, b) for a, b in pairwise(numbers) if 1 < b - a <= _WIDEST_GAP]
    return tuple(str(number) for a, b in gaps for number in range(a + 1, b))
