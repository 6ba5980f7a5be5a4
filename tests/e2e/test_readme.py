"""After `make demo` every command of the README works as written and finds what it names."""

import re
import shlex
from pathlib import Path

import pytest

from indexer.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line, comments=True) for line in re.findall(r"^\$ \.venv/bin/protokoll (.+)$", README, re.MULTILINE)
]
FOUND = {
    "search": "KF 2024-06-17 § 58 (KS 2024/118)",
    "case": "KF 2025-02-24 § 3",
    "context": "simhall",
    "inspect": "§ 58",
    "ingest": "13 oförändrade, 0 fel",
}


def test_the_demo_and_the_commands_share_one_store():
    default = re.search(r"^PROTOKOLL_STORE \?= (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert Path(default[1]) == Settings.model_fields["store"].default


def test_every_kind_of_command_is_shown():
    assert {command[0] for command in COMMANDS} == {*FOUND, "serve"}


@pytest.mark.parametrize("command", [command for command in COMMANDS if command[0] != "serve"], ids=" ".join)
def test_a_command_finds_what_it_names(demo, command, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert FOUND[command[0]] in demo(*command).stdout
