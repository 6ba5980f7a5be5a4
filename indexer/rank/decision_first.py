"""The deciding § before the ones that only move a case along or run the meeting."""

import re
from collections.abc import Collection, Iterable, Sequence

from indexer.model import Document
from indexer.rank.fuse import Fused
from indexer.rank.weights import (
    COMMITTEE_NAMES,
    COUNCIL_CODES,
    COUNCIL_NAMES,
    LEVEL_FACTORS,
    OUTCOME_FACTORS,
    POSTPONING,
    PROCEDURAL,
    PROCEDURAL_FACTOR,
)

_PROCEDURAL = re.compile("|".join(PROCEDURAL), re.IGNORECASE)
COMMITTEE, BOARD, COUNCIL = 0, 1, 2


def decisions_first(fused: Sequence[Fused], documents: Iterable[Document], words: Collection[str]) -> list[Fused]:
    """The §§ whose documents are given, weighed by what they are; the others follow as they stood."""
    known = {document.id: document for document in documents}
    weighed = [one.times(factor(known[one.id], words)) for one in fused if one.id in known]
    rest = [one for one in fused if one.id not in known]
    return [*sorted(weighed, key=lambda one: (-one.score, one.id)), *rest]


def factor(document: Document, words: Collection[str]) -> float:
    """What a §'s score is multiplied by for what it is; `words` are the asker's, who may want the procedure itself."""
    outcome = OUTCOME_FACTORS.get(document.outcome, 1.0) if document.outcome else 1.0
    procedure = PROCEDURAL_FACTOR if procedural(document) and not _PROCEDURAL.search(" ".join(words)) else 1.0
    return outcome * LEVEL_FACTORS[level(document)] * procedure


def level(document: Document) -> int:
    """How high the body stands: the council, a board, or a committee that prepares for a board."""
    name, code = (document.body or "").casefold(), (document.body_code or "").upper()
    if code in COUNCIL_CODES or any(word in name for word in COUNCIL_NAMES):
        return COUNCIL
    return COMMITTEE if any(word in name for word in COMMITTEE_NAMES) else BOARD


def procedural(document: Document) -> bool:
    """Whether the § is about the meeting itself: roll call, adjusters, agenda."""
    return _PROCEDURAL.match(document.heading) is not None


def postpones(document: Document) -> bool:
    """Whether the § only puts the case off or sends it back."""
    return document.outcome in POSTPONING
