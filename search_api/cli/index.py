"""`protokoll index …`: the steps by which an OpenSearch index is made, filled, checked and put in place."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from indexer.index import IndexMaintenance

index = typer.Typer(
    no_args_is_help=True, help="Sköt indexet i OpenSearch: skapa, fyll, pröva, byt, spara och återställ."
)
StoreOption = Annotated[Path | None, typer.Option("--store", help="Registrets mapp (PROTOKOLL_STORE).")]
EngineOption = Annotated[str, typer.Option("--engine", help="Bara opensearch har dessa steg.")]
NameArgument = Annotated[str, typer.Argument(metavar="INDEX", show_default=False, help="Namnet som create skrev.")]
RepositoryOption = Annotated[str, typer.Option("--repository", help="Lagringsplatsens namn i OpenSearch.")]
_ENGINE = "opensearch"
_FAILED = 1


@index.command(epilog="Exempel: protokoll index create")
def create(store: StoreOption = None, engine: EngineOption = _ENGINE) -> None:
    """Skapa ett nytt, tomt index som ingen ser än, och skriv dess namn."""
    with _upkeep(store, engine) as upkeep:
        typer.echo(upkeep.create())


@index.command(epilog="Exempel: protokoll index load protokoll-20260301120000000000-1a2b")
def load(name: NameArgument, store: StoreOption = None, engine: EngineOption = _ENGINE) -> None:
    """Fyll ett index ur registret, från där det stannade."""
    with _upkeep(store, engine) as upkeep:
        typer.echo(f"{name}: {upkeep.load(name)} §§.")


@index.command(epilog="Exempel: protokoll index swap protokoll-20260301120000000000-1a2b")
def swap(name: NameArgument, store: StoreOption = None, engine: EngineOption = _ENGINE) -> None:
    """Låt ett fyllt index svara; det som svarade förut ligger kvar."""
    with _upkeep(store, engine) as upkeep:
        before = upkeep.swap(name)
    typer.echo(f"{name} svarar nu." + (f" Förut svarade {before}, som finns kvar." if before else ""))


@index.command(epilog="Exempel: protokoll index verify")
def verify(
    name: Annotated[str | None, typer.Argument(metavar="INDEX", show_default=False)] = None,
    store: StoreOption = None,
    engine: EngineOption = _ENGINE,
) -> None:
    """Jämför ett index (annars det som svarar) med registret, § för §, och visa alla index."""
    from search_api.cli import output
    from search_api.messages import note_text

    with _upkeep(store, engine) as upkeep:
        found = upkeep.verify(name)
        for state in upkeep.states():
            output.line(output.dumps(asdict(state)))
    for difference in found:
        output.error(note_text(difference))
    if found:
        raise typer.Exit(_FAILED)


@index.command(epilog="Exempel: protokoll index snapshot 2026-03-01 --folder /mnt/backup")
def snapshot(
    name: Annotated[str, typer.Argument(metavar="NAMN", show_default=False)],
    repository: RepositoryOption = "protokoll",
    folder: Annotated[
        str | None, typer.Option("--folder", help="Mapp som noderna delar (path.repo); registrerar platsen.")
    ] = None,
    store: StoreOption = None,
    engine: EngineOption = _ENGINE,
) -> None:
    """Spara indexet som svarar."""
    with _upkeep(store, engine) as upkeep:
        saved = upkeep.indices.snapshot(repository, folder, name)
    typer.echo(f"{name}: {saved['state']}, {saved['shards']['successful']} av {saved['shards']['total']} skärvor.")


@index.command(epilog="Exempel: protokoll index restore 2026-03-01")
def restore(
    name: Annotated[str, typer.Argument(metavar="NAMN", show_default=False)],
    repository: RepositoryOption = "protokoll",
    store: StoreOption = None,
    engine: EngineOption = _ENGINE,
) -> None:
    """Hämta tillbaka ett sparat index under nytt namn; `swap` låter det svara."""
    with _upkeep(store, engine) as upkeep:
        typer.echo(upkeep.indices.restore(repository, name))


def _upkeep(store: Path | None, engine: str) -> "AbstractContextManager[IndexMaintenance]":
    from indexer.index import index_maintenance
    from indexer.settings import load_settings

    return index_maintenance(load_settings(store=store, engine=engine))
