"""What the command line prints: JSON lines to stdout for programs, short text for people; progress and errors to stderr."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from indexer.errors import SettingsError
from indexer.model import Protocol
from search_api.answers import (
    Answer,
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

if TYPE_CHECKING:
    from rich.text import Text

    from indexer.settings import Settings

_ASSIGNMENTS = 3  # of a §, those asked for first
Shown = TypeVar("Shown", bound=Answer)


def line(text: str) -> None:
    """One line to stdout."""
    sys.stdout.write(text + "\n")


def error(text: str) -> None:
    """One sentence to stderr."""
    sys.stderr.write(text + "\n")


def dumps(value: object) -> str:
    """One line of JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False)


def writer(as_text: Callable[[Shown], str], *, as_json: bool) -> Callable[[Shown], None]:
    """Print an answer as one JSON object or as text."""
    return lambda answer: line(dumps(answer.to_json()) if as_json else as_text(answer))


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


def protocol_text(protocol: Protocol) -> str:
    """A parsed protocol as text: what it is, then one row a §."""
    if protocol.error:
        return f"{protocol.source}: {protocol.error.message}"
    head = f"{protocol.source}: {protocol.body or 'okänt organ'} {protocol.date or 'utan datum'}, {len(protocol.paragraphs)} §§"
    rows = [f"  § {p.number:<5} {p.outcome or '–':<14} {p.heading}" for p in protocol.paragraphs]
    return "\n".join([head, *rows, *(f"  Obs: {warning}" for warning in protocol.warnings)])


def styled(lines_of: Callable[[int], Iterable["Text"]]) -> None:
    """Lines made for the terminal's width; in colour on a terminal, and never in letters that it cannot show."""
    from rich.console import Console  # noqa: PLC0415 - only a view needs it

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    console = Console(highlight=False, soft_wrap=True)
    for text in lines_of(console.width):
        console.print(text)


def page(html: str, path: Path, *, source: Path) -> None:
    """A page written to `path`, never over the file it is about.

    Raises:
        SettingsError: it cannot be written there.
    """
    try:
        if path.exists() and path.samefile(source):
            raise SettingsError("page_over_source", path=path)
        path.write_text(html, encoding="utf-8")
    except OSError as problem:
        raise SettingsError("page_unwritable", path=path, error=problem.strerror) from problem
    line(f"Skrev {path}.")


def ingest_reports(reports: Iterable[Any], *, as_json: bool) -> bool:
    """Print a report a file and a sum; a progress bar on a terminal. Returns whether any file failed."""
    sums = {"read": 0, "unchanged": 0, "error": 0}
    paragraphs = 0
    with _progress() as advance:
        for report in reports:
            sums[report.status] += 1
            paragraphs += report.paragraphs
            advance(report.paragraphs)
            if report.error:
                error(f"{report.path}: {report.error.message}")
            if as_json:
                line(report.to_json())
            elif report.status == "read":
                line(_report(report))
    if not as_json:
        line(f"{sums['read']} filer lästa ({paragraphs} §§), {sums['unchanged']} oförändrade, {sums['error']} fel.")
    return sums["error"] > 0


def settings(current: "Settings", *, as_json: bool) -> None:
    """Every setting, its value and its variable."""
    values = {f"PROTOKOLL_{name.upper()}": value for name, value in current.model_dump(mode="json").items()}
    line(
        dumps(values)
        if as_json
        else "\n".join(f"{name}={'' if value is None else value}" for name, value in values.items())
    )


def _report(report: Any) -> str:  # noqa: ANN401 - a FileReport; pipelines is not imported here
    parts = [f"{report.path}: {report.paragraphs} §§"]
    if report.missing:
        parts.append(f"saknas § {', '.join(report.missing)}")
    if report.unparsed_share:
        parts.append(f"{report.unparsed_share:.1%} otolkat")
    return "; ".join([*parts, *report.warnings])


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """Yields a function to call once a file with its number of §§; a moving bar only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - a search does not draw bars
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (
        TextColumn("Läser"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("filer, {task.fields[paragraphs]} §§, {task.fields[rate]:.0f} §§/s"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, paragraphs=0, rate=0.0)
        total = 0

        def advance(paragraphs: int) -> None:
            nonlocal total
            total += paragraphs
            bar.update(task, advance=1, paragraphs=total, rate=total / max(bar.tasks[0].elapsed or 1.0, 0.1))

        yield advance
