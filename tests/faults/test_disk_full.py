import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROTOKOLL = str(Path(sys.executable).with_name("protokoll"))
DEMO = Path(__file__).parents[2] / "examples" / "demo" / "protokoll"


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own that can be filled; mounting needs root."""
    if not shutil.which("mount") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root and mount(8)")
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", folder], capture_output=True, check=False
    ).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def run(store, *arguments):
    return subprocess.run(
        [PROTOKOLL, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PROTOKOLL_STORE": str(store)},
        check=False,
    )


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(small_disk):
    store = small_disk / "store"
    full = run(store, "ingest", DEMO, "--json")
    assert full.returncode == 1
    assert "Disken är full" in full.stderr
    assert "Traceback" not in full.stderr
    acknowledged = sum(json.loads(line)["paragraphs"] for line in full.stdout.splitlines())
    subprocess.run(["mount", "-o", "remount,size=60m", small_disk], check=True)
    assert json.loads(run(store, "search", "", "--json").stdout or '{"total": 0}')["total"] >= acknowledged
    assert run(store, "ingest", DEMO).returncode == 0
    assert json.loads(run(store, "search", "", "--json").stdout)["total"] == 44
    assert "Inget fel" in run(store, "doctor").stdout
