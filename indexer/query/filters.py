"""Filters together: those typed in the question, those chosen on the page, and what the question wishes for in words."""

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


def as_filters(wishes: Sequence[SoftFilter], *, outcome: bool, kind: bool = False) -> Filters:
    """Filters that only let through what meets the wishes: for outcome and sort of § where asked, for parties never."""
    times = [wish for wish in wishes if wish.kind in ("dag", "år")]
    asked = Filters.where(
        municipality=dict.fromkeys(name for wish in wishes for name in wish.names),
        body=_said(wishes, "nämnd"),
        date_from=min((wish.value for wish in times), default=None),
        date_to=max((wish.date_to for wish in times), default=None),
        outcome=_said(wishes, "utfall") if outcome else (),
        section=_said(wishes, "avsnitt"),
        kind=_said(wishes, "typ") if kind else (),
    )
    return intersect(asked, assignment_filters(wishes))


def assignment_filters(wishes: Sequence[SoftFilter]) -> Filters:
    """What gives the assignments that are asked for: to every receiver named, in every state named."""
    states, receivers = _said(wishes, "uppdrag"), _said(wishes, "mottagare") or ("",)
    asked = [Filters.where(assignment=in_state(state, to)) for to in receivers for state in states]
    return reduce(intersect, asked, NO_FILTERS)


def _said(wishes: Sequence[SoftFilter], kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wish.value for wish in wishes if wish.kind == kind))
