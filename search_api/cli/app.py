"""`protokoll`: the command line. Each command parses its options, calls one use case and prints; errors to stderr.

Imports stand inside the commands: `protokoll search` must answer within a second, and spaCy or FastAPI alone take that.
"""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indexer.errors import ProtokollError, disk_full
from indexer.model.limits import LARGEST_PAGE
from search_api.cli.index import index
from search_api.limits import DEFAULT_BUDGET, LARGEST_BUDGET
from search_api.messages import error_text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from indexer.settings import Settings
    from search_api.service import Service

EXIT_SOME_FAILED = 1
EXIT_USAGE = 2

app = typer.Typer(
    name="protokoll",
    help="Sök i kommunala protokoll: rätt beslut först, med citat som håller.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(index, name="index")

StoreOption = Annotated[
    Path | None, typer.Option("--store", help="Mapp för registret (PROTOKOLL_STORE).", show_default=False)
]
EngineOption = Annotated[
    str | None, typer.Option("--engine", help="embedded eller opensearch (PROTOKOLL_ENGINE).", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Skriv JSON i stället för text.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=LARGEST_PAGE, help="Flest träffar.")]
ModeOption = Annotated[str, typer.Option("--mode", help="hybrid, keyword eller semantic.")]


@app.command(epilog="Exempel: protokoll parse ks-2025-03-12.pdf --json")
def parse(
    files: Annotated[list[Path], typer.Argument(metavar="FIL…", help="Protokoll att läsa.", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """Läs filer och visa vad som förstods; inget sparas."""
    from pipelines.ingest import parse_files
    from pipelines.parse.serialize import to_json
    from search_api.cli import answer_text, output

    failed = False
    for path, protocols in parse_files(files, _settings()):
        for protocol in protocols:
            output.line(output.dumps(to_json(protocol)) if as_json else answer_text.protocol(protocol))
            if protocol.error:
                failed = True
                output.error(f"{path}: {protocol.error.message}")
    _exit(failed=failed)


@app.command(epilog="Exempel: protokoll inspect ks-2025-03-12.pdf --html ks.html")
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Protokoll att granska.", show_default=False)],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="UT.html", help="Skriv en sida i stället.", show_default=False)
    ] = None,
) -> None:
    """Visa filens text bredvid vad som förstods, rad för rad; inget sparas."""
    from pipelines.inspect import as_lines, as_page, read_one, show
    from search_api.cli import output

    shown = [show(reading) for reading in read_one(file, _settings())]
    if html is not None:
        output.page(as_page(shown), html, source=file)
    else:
        output.styled(lambda width: as_lines(shown, width))


@app.command(epilog='Exempel: echo \'{"id": 1, "text": "Eva Ek (S) yrkar bifall."}\' | protokoll entities --json')
def entities(as_json: JsonOption = False) -> None:
    """Märk namn, belopp och hänvisningar i text från standard in, en JSON-rad i taget."""
    from pipelines.enrich.entities import load
    from pipelines.enrich.entities.jsonl import mark_lines
    from search_api.cli import output

    if not as_json:
        raise typer.BadParameter("entities läser och skriver JSON-rader; lägg till --json.")
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in mark_lines(sys.stdin, load(_settings().entities)):
        output.line(line)


@app.command(epilog="Exempel: protokoll ingest protokoll/ --municipality Storvik")
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="SÖKVÄG…", help="Filer eller mappar.", show_default=False)],
    access: Annotated[
        str | None, typer.Option("--access", help="Etikett: public, internal, restricted:<grupp>.")
    ] = None,
    municipality: Annotated[str | None, typer.Option("--municipality", help="Kommun när filen inte säger det.")] = None,
    as_json: JsonOption = False,
    store: StoreOption = None,
    engine: EngineOption = None,
) -> None:
    """Läs in protokoll i registret. Oförändrade filer hoppas över, ändrade ersätts."""
    from indexer.index import open_for_writing
    from pipelines.enrich.entities import load
    from pipelines.ingest import ingest as run
    from search_api.cli import output

    settings = _settings(store=store, engine=engine, access=access, municipality=municipality)
    opened = open_for_writing(settings)
    try:
        reports = run(paths, settings, opened, load(settings.entities))
        failed = output.ingest_reports(reports, as_json=as_json)
    finally:
        opened.close()
    _exit(failed=failed)


@app.command(epilog="Exempel: protokoll search 'skolskjuts växelvis boende' --json --limit 5")
def search(
    query: Annotated[str | None, typer.Argument(metavar="FRÅGA", show_default=False)] = None,
    queries: Annotated[Path | None, typer.Option("--queries", help='Fil med en {"id","query"} per rad.')] = None,
    as_json: JsonOption = False,
    limit: LimitOption = 10,
    mode: ModeOption = "hybrid",
    explain: Annotated[bool, typer.Option("--explain", help="Visa tolkning, ledens poäng och varje lyft.")] = False,
    store: StoreOption = None,
    engine: EngineOption = None,
) -> None:
    """Sök; med --queries en JSON-rad per fråga, i en och samma process."""
    from search_api.cli import answer_text, commands, output

    if (query is None) == (queries is None):
        raise typer.BadParameter("Ange en FRÅGA eller --queries FIL, inte båda.")
    with _service(store=store, engine=engine) as service:
        if queries is not None:
            _exit(failed=commands.search_many(service, queries, commands.options(limit, mode, explain=explain)))
        else:
            wanted = commands.options(limit, mode, explain=explain)
            commands.search_one(service, query or "", wanted, write=output.writer(answer_text.results, as_json=as_json))


@app.command(epilog="Exempel: protokoll case 'ks 2025/1036' --json")
def case(
    number: Annotated[str, typer.Argument(metavar="DIARIENUMMER", show_default=False)],
    as_json: JsonOption = False,
    store: StoreOption = None,
    engine: EngineOption = None,
) -> None:
    """Visa ärendets alla paragrafer i tidsordning."""
    from search_api.cli import answer_text, commands, output

    with _service(store=store, engine=engine) as service:
        commands.case(service, number, write=output.writer(answer_text.case, as_json=as_json))


@app.command(epilog="Exempel: protokoll context 'vad beslutades om simhallen' --json --token-budget 2000")
def context(
    query: Annotated[str, typer.Argument(metavar="FRÅGA", show_default=False)],
    as_json: JsonOption = False,
    token_budget: Annotated[
        int, typer.Option("--token-budget", min=1, max=LARGEST_BUDGET, help="Största antal tokens.")
    ] = DEFAULT_BUDGET,
    store: StoreOption = None,
    engine: EngineOption = None,
) -> None:
    """Ge en chattassistent ordagranna stycken med källa."""
    from search_api.cli import answer_text, commands, output

    with _service(store=store, engine=engine) as service:
        commands.context(
            service, query, token_budget=token_budget, write=output.writer(answer_text.context, as_json=as_json)
        )


@app.command("eval", epilog="Exempel: protokoll eval frågor.jsonl --json")
def evaluate(
    queries: Annotated[
        Path | None, typer.Argument(metavar="FRÅGOR", help="Bedömda frågor, en JSON-rad var.", show_default=False)
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--compare", metavar="A B", help="Jämför två sparade svar från eval --json.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
    mode: ModeOption = "hybrid",
    store: StoreOption = None,
    engine: EngineOption = None,
) -> None:
    """Mät nDCG@10, MRR och täckning per frågetyp mot registret, eller jämför två mätningar."""
    from search_api.cli import commands

    if (queries is None) == (compare is None):
        raise typer.BadParameter("Ange FRÅGOR eller --compare A B, inte båda.")
    if compare is not None:
        commands.compare(*compare, as_json=as_json)
    elif queries is not None:
        with _service(store=store, engine=engine) as service:
            commands.evaluate(service, queries, mode=mode, as_json=as_json)


@app.command(epilog="Exempel: protokoll serve --port 8080")
def serve(
    host: Annotated[str | None, typer.Option("--host", help="Adress (PROTOKOLL_HOST).", show_default=False)] = None,
    port: Annotated[int | None, typer.Option("--port", help="Port (PROTOKOLL_PORT).", show_default=False)] = None,
    store: StoreOption = None,
    engine: EngineOption = None,
) -> None:
    """Starta söksidan och API:et i en process."""
    from search_api.cli import commands

    commands.serve(_settings(store=store, engine=engine, host=host, port=port))


@app.command(epilog="Exempel: protokoll reindex")
def reindex(store: StoreOption = None, engine: EngineOption = None) -> None:
    """Bygg om sökindexet ur registret; filerna behövs inte."""
    from search_api.cli import commands

    commands.reindex(_settings(store=store, engine=engine))


@app.command(epilog="Exempel: protokoll lexicon")
def lexicon(store: StoreOption = None) -> None:
    """Gör en egen ordlista av registrets ord, för sammansättningar och stavning."""
    from search_api.cli import commands

    commands.lexicon(_settings(store=store))


@app.command(epilog="Exempel: protokoll status --json")
def status(as_json: JsonOption = False, store: StoreOption = None, engine: EngineOption = None) -> None:
    """Visa vad registret täcker, per organ och år."""
    from search_api.cli import answer_text, commands, output

    commands.status(_settings(store=store, engine=engine), write=output.writer(answer_text.status, as_json=as_json))


@app.command(epilog="Exempel: protokoll doctor")
def doctor(as_json: JsonOption = False, store: StoreOption = None, engine: EngineOption = None) -> None:
    """Säg vad som är fel i registret och hur det lagas."""
    from search_api.cli import answer_text, commands, output

    settings = _settings(store=store, engine=engine)
    failed = commands.doctor(settings, write=output.writer(answer_text.finding, as_json=as_json))
    if not failed and not as_json:
        output.line("Inget fel: register och index stämmer överens.")
    _exit(failed=failed)


@app.command(epilog="Exempel: PROTOKOLL_PORT=9000 protokoll config")
def config(as_json: JsonOption = False) -> None:
    """Visa gällande inställningar och var de sätts."""
    from search_api.cli import output

    output.settings(_settings(), as_json=as_json)


def main() -> None:
    """Run the command line; every known error is one sentence on stderr."""
    _run(app)


def _settings(**options: object) -> "Settings":
    from indexer.settings import load_settings

    return load_settings(**options)


def _service(**options: object) -> "AbstractContextManager[Service]":
    from search_api.bootstrap import opened_service

    return opened_service(_settings(**options))


def _run(command: Callable[[], object]) -> None:
    try:
        command()
    except ProtokollError as error:
        typer.echo(error_text(error), err=True)
        sys.exit(EXIT_SOME_FAILED)
    except BrokenPipeError:
        sys.exit(EXIT_SOME_FAILED)
    except (OSError, ValueError, sqlite3.Error) as error:
        if not disk_full(error):
            raise
        typer.echo("Disken är full; frigör utrymme och kör om: det som redan lästs in är sparat.", err=True)
        sys.exit(EXIT_SOME_FAILED)
    except KeyboardInterrupt:
        typer.echo("Avbrutet; det som redan lästs in är sparat.", err=True)
        sys.exit(130)


def _exit(*, failed: bool) -> None:
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)
