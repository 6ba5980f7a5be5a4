"""Hits as rows: text, offsets and addresses, no HTML."""

from dataclasses import dataclass

from indexer.model import Document
from indexer.result_json import label
from indexer.search import Hit, HitPassage
from search_api.ui import links, words
from search_api.ui.text import Piece, fragment, shortened

_FRAGMENTS = 2  # beside the decision
_DECISION_LENGTH = 320


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a § that answers the question, and where it stands."""

    pieces: list[Piece]
    section: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One hit."""

    document: Document
    heading: list[Piece]
    decision: list[Piece]
    fragments: list[Fragment]
    label: str
    why: str
    more: int
    more_link: str


def row(hit: Hit) -> Row:
    """One hit as shown."""
    ruling = next((p for p in hit.passages if p.section == "beslut"), None)
    others = [p for p in hit.passages if p is not ruling]
    return Row(
        document=hit.document,
        heading=[Piece(hit.document.heading)],
        decision=_decision(hit.document, ruling),
        fragments=[_fragment(p) for p in others[:_FRAGMENTS]],
        label=label(hit.document, hit.passages[0].page if hit.passages else hit.document.page_from),
        why=", ".join(words.MATCHED.get(leg, leg) for leg in hit.matched_by),
        more=len(hit.collapsed),
        more_link=links.case_link(hit.document.case_numbers[0].canonical) if hit.document.case_numbers else "",
    )


def _decision(document: Document, ruling: HitPassage | None) -> list[Piece]:
    """The marked part of the decision if the question met it, else how it begins."""
    if ruling and ruling.marks:
        return fragment(ruling.text, ruling.marks, ruling.quote_start, ruling.quote_end)
    return [Piece(shortened(document.decision, _DECISION_LENGTH))] if document.decision else []


def _fragment(passage: HitPassage) -> Fragment:
    shown = fragment(passage.text, passage.marks, passage.quote_start, passage.quote_end)
    return Fragment(shown, passage.section, passage.page)
