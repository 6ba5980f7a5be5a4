"""The documentation holds: what it names exists, its links lead somewhere, its tables are what the code says."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(DOCS / "howto").glob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))  # what they name may be gone since
PACKAGES = ("indexer", "pipelines", "search_api")
NAMED = re.compile(r"`((?:indexer|pipelines|search_api|tests|benchmarks|examples|docs)/[\w./-]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
IN_FILE = re.compile(r"`([\w.]+)` in `(\w+/[\w/]+\.py)`")
EXAMPLES = {
    "docs/decisions/NNNN-title.md",
    "indexer/engine/NAME/",
    "pipelines/readers/odt.py",
    "tests/unit/pipelines/readers/test_odt.py",
}
MOST_FUNCTIONS = 12  # from the command line to the engine and back


def relative(path):
    return str(path.relative_to(ROOT))


@cache
def defined(path):
    """Names of functions and classes, those of a class as `Class.name`, and of what a module sets."""
    names = set()
    for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{own.name}" for own in node.body if isinstance(own, ast.FunctionDef)}
            names |= {f"{node.name}.{own.target.id}" for own in node.body if isinstance(own, ast.AnnAssign)}
    return names


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_file_that_is_named_is_there(page):
    named = set(NAMED.findall(page.read_text(encoding="utf-8"))) - EXAMPLES
    assert not {name for name in named if not (ROOT / name).exists()}


@pytest.mark.parametrize("page", [*PAGES, *DECISIONS], ids=relative)
def test_every_link_leads_somewhere(page):
    assert not {link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()}


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_name_in_a_file_is_there(page):
    named = IN_FILE.findall(page.read_text(encoding="utf-8"))
    assert not {(name, file) for name, file in named if file not in EXAMPLES and name not in defined(file)}


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=relative)
def test_every_script_and_module_that_is_run_is_there(page):
    text = page.read_text(encoding="utf-8")
    modules = {name.replace(".", "/") + ".py" for name in re.findall(r"python -m ([\w.]+)", text) if "." in name}
    scripts = set(re.findall(r"python ((?:benchmarks|examples)/[\w/]+\.py)", text))
    assert not {file for file in modules | scripts if not (ROOT / file).exists()}


def test_every_name_of_the_glossary_is_in_the_code():
    rows = [
        line.split("|")[2] for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines() if "|" in line
    ]
    names = {name for row in rows for name in re.findall(r"`([A-Za-z_.]*[A-Z_.][A-Za-z_.]*)`", row)}
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    known = {path.name for path in files}.union(*(defined(relative(path)) for path in files))
    fields = {name.rpartition(".")[2] for name in known}
    assert not names - known - fields


def test_a_question_meets_few_functions():
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    way = text.partition("## The way of a question")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\d+\. ", way, re.MULTILINE)) <= MOST_FUNCTIONS


def test_the_tables_are_what_the_code_says():
    pages = [page for page in PAGES if "[[[cog" in page.read_text(encoding="utf-8")]
    command = [sys.executable, "-m", "cogapp", "-I", "docs", "-p", "import cog, tables", "--check", "--diff", *pages]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
