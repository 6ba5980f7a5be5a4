"""Filters together: those typed in the question, those chosen on the page, and what it asks for softly, in words."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from indexer.engine import NO_FILTERS, Filters
from indexer.engine.assignments import in_state
from indexer.query.intent.soft_filters import Kind, SoftFilter


def intersect(one: Filters, other: Filters) -> Filters:
    """What meets both: a § may have two parties or case numbers, so one field asked for twice must be met twice."""
    if NO_FILTERS in {one, other}:
        return other if one == NO_FILTERS else one
    return replace(one, also=(*one.also, other))


def as_filters(soft_filters: Sequence[SoftFilter], *, outcome: bool, kind: bool = False) -> Filters:
    """Filters that only let through what meets the soft filters: for outcome and sort of § where asked, for parties never."""
    times = [soft_filter for soft_filter in soft_filters if soft_filter.kind in ("dag", "år")]
    asked = Filters.where(
        municipality=dict.fromkeys(name for soft_filter in soft_filters for name in soft_filter.names),
        body=_said(soft_filters, "nämnd"),
        date_from=min((soft_filter.value for soft_filter in times), default=None),
        date_to=max((soft_filter.date_to for soft_filter in times), default=None),
        outcome=_said(soft_filters, "utfall") if outcome else (),
        section=_said(soft_filters, "avsnitt"),
        kind=_said(soft_filters, "typ") if kind else (),
    )
    return intersect(asked, assignment_filters(soft_filters))


def assignment_filters(soft_filters: Sequence[SoftFilter]) -> Filters:
    """What gives the assignments that are asked for: to every receiver named, in every state named."""
    states, receivers = _said(soft_filters, "uppdrag"), _said(soft_filters, "mottagare") or ("",)
    asked = [Filters.where(assignment=in_state(state, to)) for to in receivers for state in states]
    return reduce(intersect, asked, NO_FILTERS)


def _said(soft_filters: Sequence[SoftFilter], kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(soft_filter.value for soft_filter in soft_filters if soft_filter.kind == kind))
