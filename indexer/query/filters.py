"""Filters together: those typed in the question, those chosen on the page, and what the question wishes for in words."""

from collections.abc import Sequence
from dataclasses import replace

from indexer.engine import NO_FILTERS, Filters
from indexer.query.intent.soft_filters import Kind, SoftFilter


def intersect(one: Filters, other: Filters) -> Filters:
    """What meets both: a § may have two parties or case numbers, so one field asked for twice must be met twice."""
    if NO_FILTERS in {one, other}:
        return other if one == NO_FILTERS else one
    return replace(one, also=(*one.also, other))


def as_filters(wishes: Sequence[SoftFilter], *, outcome: bool, kind: bool = False) -> Filters:
    """Filters that only let through what meets the wishes: for outcome and sort of § where asked, for parties never."""
    assigned = [wish.ids for wish in wishes if wish.kind in ("uppdrag", "mottagare")]
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
    ids = (tuple(sorted(frozenset.intersection(*assigned))) or ("",)) if assigned else ()
    return replace(asked, ids=ids)


def _said(wishes: Sequence[SoftFilter], kind: Kind) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wish.value for wish in wishes if wish.kind == kind))
