"""Hits as rows: text, offsets and addresses, no HTML."""

from dataclasses import dataclass

from indexer.assignments import Followed
from indexer.model import Document
from indexer.search.searcher import Hit, HitPassage
from search_api.result_json import label
from search_api.ui import labels, links
from search_api.ui.highlight import Piece, fragment, shortened

_FRAGMENTS = 2  # beside the decision
_DECISION_LENGTH = 320
_ASSIGNMENTS = 3  # of those a § gives, the ones asked for first


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a § that answers the question, and where it stands."""

    pieces: list[Piece]
    section: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """An assignment that the § gives; `report_link` is empty when no report of it is found here."""

    to: str
    what: str
    due: str
    report_link: str


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
    assignments: list[Told]


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
        why=", ".join(labels.MATCHED.get(leg, leg) for leg in hit.matched_by),
        more=len(hit.collapsed),
        more_link=links.case_link(hit.document.case_numbers[0].canonical) if hit.document.case_numbers else "",
        assignments=[_told(one) for one in hit.assignments[:_ASSIGNMENTS]],
    )


def _told(one: Followed) -> Told:
    told = one.assignment
    link = links.paragraph_link(one.reported_by) if one.reported_by else ""
    return Told(told.to, shortened(told.what, _DECISION_LENGTH), told.due or "", link)


def _decision(document: Document, ruling: HitPassage | None) -> list[Piece]:
    """The marked part of the decision if the question met it, else how it begins."""
    if ruling and ruling.marks:
        return fragment(ruling.text, ruling.marks, ruling.quote_start, ruling.quote_end)
    return [Piece(shortened(document.decision, _DECISION_LENGTH))] if document.decision else []


def _fragment(passage: HitPassage) -> Fragment:
    shown = fragment(passage.text, passage.marks, passage.quote_start, passage.quote_end)
    return Fragment(shown, passage.section, passage.page)
