"""Tables of the documentation, printed from the code by cog: `make docs` prints them anew, `make check` holds them to it.

The sentences here are only those that the code has nowhere to say; what has none yet is a KeyError.
"""

import ast
import importlib
import inspect
import io
import re
import tokenize
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import typer
from pydantic_core import PydanticUndefined
from typer.core import TyperCommand

from indexer.engine import field_docs
from indexer.model import Outcome, SectionType
from indexer.ranking.weights import OUTCOME_FACTORS
from indexer.search.pipeline import STAGES
from indexer.settings import Settings
from search_api.app import create_app
from search_api.cli.app import app as command_line
from search_api.problems import PROBLEMS
from search_api.ui.labels import OUTCOMES

ROOT = Path(__file__).parents[1]
_LONGEST_VALUE = 60  # characters
_HEADINGS = 4  # of a section type
_COMMON = {"--store", "--engine", "--help"}
_MEANINGS: Mapping[Outcome, str] = {
    "utgår": "the matter is taken off the agenda, or withdrawn",
    "förslag_uppåt": "proposed to a body above, whatever is proposed",
    "bordläggning": "put off to a later meeting",
    "återremiss": "sent back for more work",
    "avslag": "refused",
    "överlämnande": "handed over, remitted, forwarded as the body's own statement",
    "val": "somebody elected, or let go",
    "antagande": "a plan, policy, budget, fee or agreement adopted, changed or repealed",
    "bifall": "granted, or an assignment given",
    "besvarad": "a motion, question or interpellation answered",
    "godkännande": "an agenda, report or account approved, or discharge given",
    "notering": "taken note of",
    "annat": "a decision that none of these fits",
}
_DOES: Mapping[str, str] = {
    "parse": "reads and parses, stores nothing; a JSON object a protocol, at least one a file",
    "inspect": "the text beside what was understood, line by line, on the terminal or as one HTML page; remarks first",
    "entities": 'marks names, amounts and references in `{"id","text"}` lines from stdin',
    "ingest": "reads files or folders into the store; unchanged files are skipped, changed ones replaced; a report a file",
    "search": "one page of hits; `--queries FILE`: a line of hits a line of questions, in one process; "
    "`--explain`: each leg's rank and score and each factor",
    "case": "every § of a case in time order, however the number is written",
    "context": "passages a chat assistant can quote",
    "eval": "nDCG@10, MRR and recall by query type; `--compare A B`: two saved answers, the difference by type with its "
    "95 % interval, and each query that moved",
    "serve": "search page and API in one process",
    "reindex": "builds the index anew from the record",
    "status": "what the store covers, per body and year",
    "doctor": "what is wrong with the store and how to mend it",
    "config": "the settings in force",
    "lexicon": "writes the store's own lexicon for compounds and spelling, `STORE/words.safetensors`",
    "index create": "OpenSearch: a new, empty index that nobody sees yet; prints its name",
    "index load": "fills it from the record, from where it was left",
    "index swap": "lets it answer, in one step; the one it replaces is kept",
    "index verify": "compares an index (else the one that answers) with the record, § for §, and lists all indices",
    "index snapshot": "saves the index that answers",
    "index restore": "brings it back under a new name, for `swap`",
}
_WHEN: Mapping[str, str] = {
    "P200": "the question breaks a limit",
    "P201": "a value cannot be used; `errors` names it",
    "P202": "an unknown parameter; `errors` has the nearest name",
    "P300": "absent, or not for this asker: the two are never told apart",
    "P301": "the route does not take this method",
    "P500": "the engine cannot answer now; `Retry-After` says when to ask again",
    "P510": "the index was written by another version or model; as P500 for the asker",
    "P520": "another process is writing; as P500 for the asker",
    "P900": "a fault of ours; quote `instance` when reporting it",
}


def settings() -> str:
    """Every setting with its default."""
    rows = (
        (f"`PROTOKOLL_{name.upper()}`", _code(_default(field.default)), field.description or "")
        for name, field in Settings.model_fields.items()
    )
    return _table(("variable", "default", "meaning"), rows)


def commands() -> str:
    """Every command with its arguments and options, and its example."""
    rows = (
        (_code(_usage(name, command)), _DOES[name], _code(_example(command)))
        for name, command in sorted(_commands(), key=lambda one: list(_DOES).index(one[0]))
    )
    return _table(("command", "does", "example"), rows)


def routes() -> str:
    """Every route of the API with what it answers."""
    described = create_app(None, Settings()).openapi()["paths"]  # type: ignore[arg-type] # nothing is asked of the service
    rows = (
        (_code(f"{method.upper()} {_address(path, operation)}"), _one_line(operation["description"]))
        for path, operations in described.items()
        for method, operation in operations.items()
    )
    return _table(("route", "answers"), rows)


def problems() -> str:
    """Every error code."""
    rows = ((_code(one.code), str(one.status), one.title, _WHEN[one.code]) for one in PROBLEMS.values())
    return _table(("code", "status", "title", "when"), rows)


def stages() -> str:
    """The stages of a search in their order, with the function that each runs."""
    rows = (
        (one.name, _code(f"{one.run.__module__.rpartition('.')[2]}.{one.run.__name__}"), _one_line(one.run.__doc__))
        for one in STAGES
    )
    return _table(("stage", "function in `indexer/search/stages/`", "gives"), rows)


def outcomes() -> str:
    """The outcomes, in the order in which the parser tries them."""
    rows = (
        (_code(name), _MEANINGS[name], OUTCOMES[name][0], f"{OUTCOME_FACTORS.get(name, 1.0):g}")
        for name in _outcomes_tried()
    )
    return _table(("outcome", "meaning", "on the pages", "factor in ranking"), rows)


def section_types() -> str:
    """The section types, with the first headings by which protocols name them."""
    vocabulary = _toml("pipelines.parse.structure", "section_vocabulary.toml")["headings"]
    rows = ((_code(name), ", ".join(vocabulary.get(name, [])[:_HEADINGS])) for name in get_args(SectionType))
    return _table(("section type", "headed, for example"), rows)


def query_fields() -> str:
    """The fields of the query language."""
    return f"\n{field_docs.query_fields()}\n"


def parameters() -> str:
    """The filters of the API by both their names."""
    return f"\n{field_docs.parameters()}\n"


def constants(*names: str) -> str:
    """The public constants of these modules, with the reason that stands beside each."""
    modules = [importlib.import_module(name) for name in names]
    rows = (
        (_code(name), values, why, _code(str(Path(inspect.getfile(module)).relative_to(ROOT))))
        for module in modules
        for name, values, why in _constants(module)
    )
    return _table(("constant", "value", "why", "file"), rows)


def _default(value: object) -> str:
    return "" if value is None or value is PydanticUndefined else f"{value}"


def _commands() -> Iterator[tuple[str, TyperCommand]]:
    for name, command in typer.main.get_command(command_line).commands.items():
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name, command
        else:
            yield from ((f"{name} {own}", one) for own, one in inner.items())


def _usage(name: str, command: TyperCommand) -> str:
    arguments = [
        one.metavar if one.required else f"[{one.metavar}]"
        for one in command.params
        if one.param_type_name == "argument"
    ]
    options = [one.opts[0] for one in command.params if one.param_type_name == "option"]
    return " ".join(["protokoll", name, *arguments, *(f"[{one}]" for one in options if one not in _COMMON)])


def _example(command: TyperCommand) -> str:
    return (command.epilog or "").removeprefix("Exempel: ")


def _address(path: str, operation: Mapping[str, Any]) -> str:
    """The path, with the one thing that is asked by where there is only one."""
    asked = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
    return re.sub(r"\{\w+_id\}", "{id}", path) + (f"?{asked[0]}=" if len(asked) == 1 else "")


def _outcomes_tried() -> tuple[Outcome, ...]:
    tried = [row["name"] for row in _toml("pipelines.parse.facts", "outcomes.toml")["outcome"]]
    return tuple(sorted(get_args(Outcome), key=lambda name: tried.index(name) if name in tried else len(tried)))


def _toml(package: str, name: str) -> dict[str, Any]:
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


def _constants(module: ModuleType) -> Iterator[tuple[str, str, str]]:
    """Names, values and comment (above or beside) of each statement in a module that sets public constants."""
    source = inspect.getsource(module)
    above: dict[int, str] = {}  # line to the comment that ends there and stands alone
    beside: dict[int, str] = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            line, text = token.start[0], token.string.removeprefix("#").strip()
            if token.line.lstrip().startswith("#"):
                above[line] = f"{above.get(line - 1, '')} {text}".strip()
            else:
                beside[line] = text
    for node in ast.parse(source).body:
        said = [above.get(node.lineno - 1), *map(beside.get, range(node.lineno, (node.end_lineno or 0) + 1))]
        if names := list(_assigned(node)):
            values = ", ".join(_shown(getattr(module, name)) for name in names)
            yield ", ".join(names), values, "; ".join(one.rstrip(".") for one in said if one)


def _assigned(node: ast.stmt) -> Iterator[str]:
    """The public constants that a statement names."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    for target in targets:
        for one in target.elts if isinstance(target, ast.Tuple) else [target]:
            if isinstance(one, ast.Name) and one.id.isupper() and not one.id.startswith("_"):
                yield one.id


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {factor:g}" for name, factor in value.items())
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value)))
    if isinstance(value, tuple | list):
        plain = ", ".join(map(str, value))
        return plain if len(plain) <= _LONGEST_VALUE else f"{len(value)} patterns"
    return f"{value:,}" if isinstance(value, int) else f"{value}"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _code(text: str) -> str:
    return f"`{text}`" if text else "–"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, tuple("---" for _ in head), *rows)
    return (
        "\n"
        + "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)
        + "\n"
    )
