"""What the command line prints: JSON lines to stdout for programs, short text for people; progress and errors to stderr."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from indexer.errors import SettingsError
from search_api.answers import Answer

if TYPE_CHECKING:
    from rich.text import Text

    from indexer.settings import Settings

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
