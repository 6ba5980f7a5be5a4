"""Answers as short text for people."""

from indexer.model import Protocol
from search_api.answers import (
    AssignmentAnswer,
    CaseAnswer,
    Citation,
    ContextAnswer,
    FindingAnswer,
    HitAnswer,
    HitExplanationAnswer,
    QueryExplanationAnswer,
    SearchAnswer,
    StatusAnswer,
)

_ASSIGNMENTS = 3  # of a §, those asked for first


def results(answer: SearchAnswer) -> str:
    """A result page as text: label, outcome and heading, then the best quote."""
    hits = [f"{n}. {_hit(hit)}" for n, hit in enumerate(answer.hits, start=1)]
    head = f"{answer.total} träffar" if answer.total else f"Inga träffar på {answer.query!r}."
    parts = ", ".join(f"{part.kind}: {part.value}" for part in answer.understood)
    understood = [f"Tolkat som {parts}."] if parts else []
    meant = [f"Menade du: {answer.did_you_mean}"] if answer.did_you_mean else []
    widened = [_query_explanation(answer.explanation)] if answer.explanation else []
    return "\n\n".join([head, *understood, *widened, *meant, *answer.notes, *hits])


def _query_explanation(explanation: QueryExplanationAnswer) -> str:
    """How the question was widened and weighed."""
    words = ", ".join(f"{one.word} ({one.kind}, {one.weight})" for one in explanation.added)
    weights = ", ".join(f"{name} {weight}" for name, weight in explanation.weights.items())
    return f"Vikt: {weights}." + (f" Tillagda ord: {words}." if words else "")


def _hit(hit: HitAnswer) -> str:
    """A hit with its best quote, the assignments asked for, and why it stands where it stands."""
    quote = next((passage.quote for passage in hit.passages if passage.quote), None)
    assignments = "".join(f"\n   → {_assignment(one)}" for one in hit.assignments[:_ASSIGNMENTS])
    why = f"\n   [{hit.score}; {_hit_explanation(hit.explanation)}]" if hit.explanation else ""
    return _cited(hit, quote) + assignments + why


def _assignment(one: AssignmentAnswer) -> str:
    due = f" ({one.due})" if one.due else ""
    report = f"återrapporterat i {one.reported_by}" if one.reported_by else "ingen återrapport hittad här"
    return f"{one.to}: {one.what}{due}; {report}"


def _hit_explanation(explanation: HitExplanationAnswer) -> str:
    legs = [f"{name}: plats {place.rank}, {place.score}" for name, place in explanation.legs.items()]
    factors = [f"{name} × {factor}" for name, factor in explanation.factors.items()]
    return "; ".join([*legs, *factors])


def _cited(paragraph: Citation, quote: str | None = None) -> str:
    """A § as text: label, outcome and heading, then the quote or the decision."""
    head = f"{paragraph.label}  {paragraph.outcome or ''}\n   {paragraph.heading}"
    quote = quote or paragraph.decision
    return f"{head}\n   {quote}" if quote else head


def case(answer: CaseAnswer) -> str:
    """A case as text: its §§ in time order."""
    return "\n\n".join(_cited(paragraph) for paragraph in answer.hits)


def context(answer: ContextAnswer) -> str:
    """Quotable passages as text, each under its label."""
    return "\n\n".join(f"[{p.label}] ({p.section})\n{p.text}" for p in answer.passages)


def status(answer: StatusAnswer) -> str:
    """What a store holds as text, a row a body and year."""
    size = f"{answer.bytes_on_disk / 1e6:.1f} MB"
    head = f"{answer.protocols} protokoll, {answer.documents} §§, {answer.passages} stycken, {size}"
    rows = [f"  {row.municipality:<20} {row.body:<34} {row.year:<11} {row.paragraphs:>6} §§" for row in answer.coverage]
    return "\n".join([head, *rows])


def finding(answer: FindingAnswer) -> str:
    """Something wrong and how to mend it, as text."""
    return f"{answer.problem} {answer.remedy}"


def protocol(parsed: Protocol) -> str:
    """A parsed protocol as text: what it is, then one row a §."""
    if parsed.error:
        return f"{parsed.source}: {parsed.error.message}"
    head = f"{parsed.source}: {parsed.body or 'okänt organ'} {parsed.date or 'utan datum'}, {len(parsed.paragraphs)} §§"
    rows = [f"  § {p.number:<5} {p.outcome or '–':<14} {p.heading}" for p in parsed.paragraphs]
    return "\n".join([head, *rows, *(f"  Obs: {warning}" for warning in parsed.warnings)])
