import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "examples" / "demo" / "protokoll"


class Cli:
    """Runs the installed `protokoll` against one store."""

    def __init__(self, store):
        self.store = store

    def __call__(self, *arguments, stdin=None, expect=0, **environment):
        done = subprocess.run(
            [str(Path(sys.executable).with_name("protokoll")), *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PROTOKOLL_STORE": str(self.store), **environment},
            check=False,
        )
        assert done.returncode == expect, done.stderr + done.stdout
        return done

    def json(self, *arguments, **options):
        return json.loads(self(*arguments, "--json", **options).stdout)

    def json_lines(self, *arguments, **options):
        return [json.loads(line) for line in self(*arguments, "--json", **options).stdout.splitlines()]


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The command line over a store with the demo protocols in it."""
    cli = Cli(tmp_path_factory.mktemp("demo") / "store")
    cli.reports = cli.json_lines("ingest", DEMO)
    return cli


@pytest.fixture
def cli(tmp_path):
    """The command line over an empty store."""
    return Cli(tmp_path / "store")
