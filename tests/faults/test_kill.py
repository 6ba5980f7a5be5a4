"""kill -9 at random points during ingest: nothing acknowledged is lost, nothing stands twice, doctor finds nothing."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROTOKOLL = str(Path(sys.executable).with_name("protokoll"))


def write_protocols(folder, count):
    folder.mkdir()
    for n in range(1, count + 1):
        paragraphs = "\n".join(
            f"§ {p} Ärende nummer {p} om väg {n}\nDiarienummer: KS-2025/{n * 10 + p}\n\nBeslut\n\nKommunstyrelsen bifaller förslag {p} om väg {n}.\n"
            for p in range(1, 6)
        )
        date = f"2025-{1 + n // 28:02}-{1 + n % 28:02}"
        text = f"Provstad kommun\nSAMMANTRÄDESPROTOKOLL\nKommunstyrelsen\nSammanträdesdatum: {date}\n\n{paragraphs}"
        (folder / f"ks-{date}.txt").write_text(text, encoding="utf-8")


def run(store, *arguments):
    environment = {**os.environ, "PROTOKOLL_STORE": str(store)}
    return subprocess.run([PROTOKOLL, *arguments], capture_output=True, text=True, env=environment, check=True).stdout


def killed_ingest(store, folder, seconds):
    """The paths acknowledged before the kill."""
    environment = {**os.environ, "PROTOKOLL_STORE": str(store), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [PROTOKOLL, "ingest", str(folder), "--json"], stdout=subprocess.PIPE, text=True, env=environment
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    out, _ = process.communicate()
    lines = [line for line in out.splitlines() if line.endswith("}")]
    return {report["path"] for report in map(json.loads, lines) if report["status"] in ("read", "unchanged")}


def survive(tmp_path, kills, files):
    folder, store = tmp_path / "protokoll", tmp_path / "store"
    write_protocols(folder, files)
    random_points = random.Random(7)
    acknowledged = set()
    for _ in range(kills):
        acknowledged |= killed_ingest(store, folder, random_points.uniform(0.3, 5.0))
        if acknowledged:
            found = json.loads(run(store, "search", "väg", "--json", "--limit", "1"))
            assert found["total"] >= 5 * len(acknowledged)
    run(store, "ingest", str(folder))
    assert json.loads(run(store, "search", "", "--json"))["total"] == 5 * files
    assert "Inget fel" in run(store, "doctor")


def test_three_kills(tmp_path):
    survive(tmp_path, kills=3, files=40)


@pytest.mark.slow
def test_fifty_kills(tmp_path):
    survive(tmp_path, kills=50, files=120)
