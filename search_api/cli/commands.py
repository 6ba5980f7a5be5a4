"""What the command line does with an opened store. The asker is the store's owner and sees every label."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from indexer.errors import QueryError, ReadError, SettingsError
from indexer.evaluate import as_text, read_queries
from indexer.evaluate import compare as comparison
from indexer.evaluate import evaluate as measure
from indexer.index import Mode, SearchOptions, open_index, rebuild, write_lexicon
from indexer.model import Access
from indexer.settings import Settings
from search_api.answers import (
    CaseAnswer,
    ContextAnswer,
    FindingAnswer,
    HitsAnswer,
    SearchAnswer,
    StatusAnswer,
    case_answer,
    context_answer,
    finding_answer,
    hit_answer,
    search_answer,
    status_answer,
)
from search_api.bootstrap import opened_service
from search_api.cli import output
from search_api.context import ContextOptions
from search_api.messages import error_text
from search_api.service import Service

OWNER = Access.owner()
MODES: tuple[Mode, ...] = ("hybrid", "keyword", "semantic")


def search_one(service: Service, query: str, wanted: SearchOptions, *, write: Callable[[SearchAnswer], None]) -> None:
    """One page of hits."""
    write(search_answer(service.search(query, wanted, OWNER)))


def search_many(service: Service, path: Path, wanted: SearchOptions) -> bool:
    """One line of hits a line of questions, in one process; returns whether any line could not be answered."""
    failed = False
    for number, line in enumerate(_lines(path), start=1):
        try:
            question = json.loads(line)
            hits = service.search(str(question["query"]), wanted, OWNER).hits
        except (ValueError, KeyError, TypeError, QueryError) as error:
            failed = True
            why = error_text(error) if isinstance(error, QueryError) else error
            output.error(
                f'{path}, rad {number}: raden kan inte besvaras ({why}); den skall vara {{"id": …, "query": …}}.'
            )
            continue
        answer = HitsAnswer(id=question.get("id"), hits=[hit_answer(hit) for hit in hits])
        output.line(output.dumps(answer.to_json()))
    return failed


def case(service: Service, number: str, *, write: Callable[[CaseAnswer], None]) -> None:
    """Every § of a case, in time order."""
    write(case_answer(service.case(number, OWNER)))


def context(service: Service, query: str, *, token_budget: int, write: Callable[[ContextAnswer], None]) -> None:
    """Passages to quote, within the budget."""
    write(context_answer(service.context(query, ContextOptions(token_budget=token_budget), OWNER)))


def evaluate(service: Service, path: Path, *, mode: str, as_json: bool) -> None:
    """nDCG@10, MRR and recall by query type."""
    wanted = options(10, mode)
    report = measure(lambda text: service.search(text, wanted, OWNER), read_queries(_lines(path)))
    output.line(output.dumps(report.to_json()) if as_json else report.table())


def compare(before: Path, after: Path, *, as_json: bool) -> None:
    """Two saved evaluations against each other; needs no store."""
    found = comparison(*(_saved(path) for path in (before, after)))
    output.line(output.dumps(asdict(found)) if as_json else as_text(found))


def _saved(path: Path) -> Any:  # noqa: ANN401 - JSON; what it must hold is checked where it is read
    try:
        return json.loads("\n".join(_lines(path)))
    except ValueError as error:
        raise ReadError("not_json", path=path) from error


def serve(settings: Settings) -> None:
    """API and pages in one process, until stopped."""
    import uvicorn  # noqa: PLC0415 - only this command needs a server

    from search_api.app import create_app  # noqa: PLC0415 - FastAPI takes a second to import

    with opened_service(settings) as service:
        output.error(f"Protokoll svarar på http://{settings.host}:{settings.port} (avsluta med Ctrl-C).")
        uvicorn.run(
            create_app(service, settings),
            host=settings.host,
            port=settings.port,
            log_level="warning",
        )


def reindex(settings: Settings) -> None:
    """Build the index anew from the record."""
    with contextlib.closing(rebuild(settings)) as store:
        output.line(f"Indexet är ombyggt: {store.engine.stats().documents} §§.")


def lexicon(settings: Settings) -> None:
    """Write the store's own lexicon."""
    written = write_lexicon(settings.store)
    output.line(f"{written.words} ord i {written.path}")


def status(settings: Settings, *, write: Callable[[StatusAnswer], None]) -> None:
    """What the store covers, per body and year."""
    with open_index(settings) as index:
        answer = status_answer(index.stats(), index.by_body_and_year(OWNER), index.protocols(), index.embedder)
    write(answer)


def doctor(settings: Settings, *, write: Callable[[FindingAnswer], None]) -> bool:
    """What is wrong and how to mend it; returns whether anything is."""
    with open_index(settings) as index:
        found = [finding_answer(finding) for finding in index.findings()]
    for finding in found:
        write(finding)
    return bool(found)


def options(limit: int, mode: str, *, explain: bool = False) -> SearchOptions:
    """What the command line asks for.

    Raises:
        SettingsError: there is no such mode.
    """
    if mode not in MODES:
        raise SettingsError("mode_unknown", mode=mode, modes=MODES)
    return SearchOptions(limit=limit, mode=mode, explain=explain)


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError("queries_unreadable", path=path, error=error) from error
