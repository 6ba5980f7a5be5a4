"""The shape that docs/architecture.md draws, kept by test: import direction, sizes, a light query path, documentation that covers."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from indexer.settings import Settings
from search_api.cli.app import app

ROOT = Path(__file__).parents[1]
PACKAGES = ("indexer", "pipelines", "search_api")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
ALLOWED = {"indexer": {"indexer"}, "pipelines": {"pipelines", "indexer"}, "search_api": {"search_api", "indexer"}}
COMPOSITION_ROOT = ROOT / "search_api" / "cli" / "app.py"  # the one file that may know all three
LONGEST_FILE = 350
LONGEST_FUNCTION = 60


def relative(path):
    return str(path.relative_to(ROOT))


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        yield from (name.split(".")[0] for name in names)


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_imports_point_one_way(path):
    ours = {name for name in imported_packages(path) if name in PACKAGES}
    allowed = set(PACKAGES) if path == COMPOSITION_ROOT else ALLOWED[path.relative_to(ROOT).parts[0]]
    assert ours <= allowed


def test_the_model_knows_only_the_standard_library():
    for path in (ROOT / "indexer" / "model").glob("*.py"):
        assert set(imported_packages(path)) <= set(sys.stdlib_module_names) | {"indexer"}, path


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_files_and_functions_are_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, f"{node.name} is too long"


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("indexer.search.searcher", {"torch", "spacy", "fastapi", "sentence_transformers", "pipelines"}),
        ("indexer.wiring", {"torch", "spacy", "fastapi", "sentence_transformers", "pipelines"}),
        ("search_api.cli.app", {"torch", "spacy", "fastapi", "sentence_transformers", "pipelines"}),
        ("search_api.app", {"torch", "spacy", "sentence_transformers", "pipelines"}),
    ],
)
def test_the_query_path_imports_nothing_heavy(module, forbidden):
    code = f"import sys, {module}; print(*(name.split('.')[0] for name in sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert forbidden.isdisjoint(loaded)


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert f"`PROTOKOLL_{name.upper()}`" in text
        assert field.description in text


def test_every_command_is_documented():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"`protokoll {command.name or command.callback.__name__}" in text
        assert command.epilog.startswith("Exempel: ")


def test_every_dependency_has_a_reason_and_a_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    groups = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    for requirement in (requirement for group in groups for requirement in group):
        name = re.match(r"[\w-]+", requirement).group()
        assert re.search(rf"^\| {name} \|", text, re.MULTILINE), name


def test_decisions_are_short():
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        assert re.fullmatch(r"\d{4}-[\w-]+\.md", path.name)
        assert path.read_text(encoding="utf-8").count("\n") <= 40, path.name
