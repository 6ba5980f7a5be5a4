"""Hits as the search page shows them: text, offsets and addresses, no HTML."""

from dataclasses import dataclass

from search_api.answers import AssignmentAnswer, HitAnswer, PassageAnswer
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
class AssignmentView:
    """An assignment that the § gives; `report_link` is empty when no report of it is found here."""

    to: str
    what: str
    due: str
    report_link: str


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit: its citation, the decision and fragments with their marks, and the rest of its case."""

    paragraph: HitAnswer
    decision: list[Piece]
    fragments: list[Fragment]
    matched_by: str
    more: int
    more_link: str
    assignments: list[AssignmentView]


def hit_view(hit: HitAnswer) -> HitView:
    """One hit as shown."""
    decision = next((p for p in hit.passages if p.section == "beslut"), None)
    others = [p for p in hit.passages if p is not decision]
    return HitView(
        paragraph=hit,
        decision=_decision(hit, decision),
        fragments=[_fragment(p) for p in others[:_FRAGMENTS]],
        matched_by=", ".join(labels.MATCHED.get(leg, leg) for leg in hit.matched_by),
        more=len(hit.collapsed),
        more_link=links.case_link(hit.case_numbers[0]) if hit.case_numbers else "",
        assignments=[_assignment(one) for one in hit.assignments[:_ASSIGNMENTS]],
    )


def _assignment(one: AssignmentAnswer) -> AssignmentView:
    link = links.paragraph_link(one.reported_by) if one.reported_by else ""
    return AssignmentView(one.to, shortened(one.what, _DECISION_LENGTH), one.due or "", link)


def _decision(hit: HitAnswer, passage: PassageAnswer | None) -> list[Piece]:
    """The marked part of the decision if the question met it, else how it begins."""
    if passage and passage.marks:
        return fragment(passage.text, passage.marks, passage.quote_start, passage.quote_end)
    return [Piece(shortened(hit.decision, _DECISION_LENGTH))] if hit.decision else []


def _fragment(passage: PassageAnswer) -> Fragment:
    shown = fragment(passage.text, passage.marks, passage.quote_start, passage.quote_end)
    return Fragment(shown, passage.section, passage.page)
