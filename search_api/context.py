"""The chat context: passages verbatim, the decision of a § with any other passage of it, never over the token budget."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.index import Confidence, Filters, Hit, HitPassage, Holdings, Mode, Results
from indexer.model import Document, Note, Passage
from indexer.model.citation import citation_label
from search_api.limits import DEFAULT_BUDGET
from search_api.tokens import count_tokens

_DECISION_SHARE = (
    4  # a quarter of the budget is the most that one decision takes when it rides along, past its first passage
)


@dataclass(frozen=True, slots=True)
class ContextOptions:
    """How much to hand over, and from where."""

    token_budget: int = DEFAULT_BUDGET
    max_passages: int = 40
    mode: Mode = "hybrid"
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Quoted:
    """One passage with the § it stands in; `tokens` counts its label and text."""

    document: Document
    passage: HitPassage
    label: str
    score: float
    matched_by: tuple[str, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class Context:
    """What to answer from. `truncated`: the search found passages that did not fit."""

    query: str
    query_used: str
    passages: tuple[Quoted, ...]
    coverage: Holdings
    truncated: bool
    confidence: Confidence
    tokens: int
    token_budget: int
    degraded: tuple[str, ...]
    notes: tuple[Note, ...]


def pack(results: Results, options: ContextOptions, coverage: Holdings) -> Context:
    """The best passages that fit, hit by hit, each § with its decision first."""
    taken: dict[tuple[str, str], Quoted] = {}
    left, truncated = options.token_budget, False
    for group in _groups(results, options.token_budget):
        fresh = {_key(quoted): quoted for quoted in group if _key(quoted) not in taken}
        cost = sum(quoted.tokens for quoted in fresh.values())
        if cost > left or len(taken) + len(fresh) > options.max_passages:
            truncated = True
            continue
        taken |= fresh
        left -= cost
    return Context(
        query=results.query,
        query_used=results.query,
        passages=tuple(taken.values()),
        coverage=coverage,
        truncated=truncated,
        confidence=results.confidence,
        tokens=options.token_budget - left,
        token_budget=options.token_budget,
        degraded=results.degraded,
        notes=results.notes,
    )


def _groups(results: Results, budget: int) -> Iterator[list[Quoted]]:
    """What must go together, best first: the decision of a §, then the decision and each further passage."""
    for hit in results.hits:
        decision = _decision(hit, budget)
        if decision:
            yield decision
        for passage in hit.passages:
            yield [*decision, _quoted(hit, passage)]


def _decision(hit: Hit, budget: int) -> list[Quoted]:
    """The leading passages of the decision: the first, and more while they stay within their share of the budget."""
    found = {passage.source_id: passage for passage in hit.passages}
    ruling = [p for p in hit.document.passages if p.section == "beslut"]
    chosen: list[Quoted] = []
    for passage in ruling:
        quoted = _quoted(hit, found.get(passage.source_id) or _whole(passage))
        if chosen and sum(one.tokens for one in [*chosen, quoted]) > budget // _DECISION_SHARE:
            break
        chosen.append(quoted)
    return chosen


def _whole(passage: Passage) -> HitPassage:
    """A passage that the search did not pick, as one that is quoted whole."""
    return HitPassage(
        source_id=passage.source_id,
        section=passage.section,
        text=passage.text,
        page=passage.page,
        marks=(),
        quote=passage.text,
        quote_start=0,
        quote_end=len(passage.text),
    )


def _quoted(hit: Hit, passage: HitPassage) -> Quoted:
    name = citation_label(hit.document, passage.page)
    tokens = count_tokens(name) + count_tokens(passage.text)
    return Quoted(hit.document, passage, name, hit.score, hit.matched_by, tokens)


def _key(quoted: Quoted) -> tuple[str, str]:
    return quoted.document.id, quoted.passage.source_id
