"""Bad files from the outside: one clear sentence each, the batch goes on, nothing half-indexed."""

import json
import os

import hostile
import pytest

GOOD = """Provstad kommun
SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen
Sammanträdesdatum: 2025-03-12

§ 7 Ny lekplats i Rosenlund

Beslut

Kommunstyrelsen bifaller förslaget om en ny lekplats.
"""
KALLELSE = """Provstad kommun
KALLELSE
Kommunstyrelsen
Sammanträdesdatum: 2025-04-09
Föredragningslista

1. Val av justerare
2. Ny lekplats i Rosenlund KS-2025/77
"""


@pytest.fixture
def batch(tmp_path):
    folder = tmp_path / "filer"
    folder.mkdir()
    files = {
        "a-tom.pdf": b"",
        "b-avbruten.pdf": hostile.pdf(hostile.prose(["Hej"]))[:300],
        "c-låst.pdf": hostile.encrypted_pdf(),
        "d-bild.pdf": hostile.image_only_pdf(),
        "e-bomb.docx": hostile.zip_bomb(),
        "f-entitet.docx": hostile.external_entity(),
        "g-webb.pdf": b"<!DOCTYPE html><html><body><p>Provstad</p></body></html>",
        "h-kallelse.txt": KALLELSE.encode(),
        "i-bra.txt": GOOD.encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_each_bad_file_gets_its_sentence_and_the_good_one_is_found(cli, batch):
    done = cli("ingest", batch, "--json", expect=1)
    reports = {report["path"].rpartition("/")[2]: report for report in map(json.loads, done.stdout.splitlines())}
    codes = {name: report["error"]["code"] for name, report in reports.items() if report["error"]}
    assert codes == {
        "a-tom.pdf": "empty",
        "b-avbruten.pdf": "damaged",
        "c-låst.pdf": "encrypted",
        "d-bild.pdf": "needs_ocr",
        "e-bomb.docx": "zip_bomb",
        "f-entitet.docx": "forbidden_xml",
    }
    assert all(f"{name}: " in done.stderr for name in codes)
    assert "Traceback" not in done.stderr
    assert any("kallelse" in warning for warning in reports["h-kallelse.txt"]["warnings"])
    assert reports["g-webb.pdf"]["warnings"]
    assert [hit["id"] for hit in cli.json("search", "")["hits"]] == ["provstad/ks/2025-03-12/7"]


def test_doctor_names_the_files_that_failed_and_mending_one_clears_it(cli, batch):
    cli("ingest", batch, expect=1)
    assert "c-låst.pdf" in cli("doctor", expect=1).stdout
    for file in batch.iterdir():
        if file.suffix != ".txt":
            file.write_bytes(GOOD.replace("§ 7", f"§ {ord(file.name[0])}").encode())
    cli("ingest", batch)
    assert "Inget fel" in cli("doctor").stdout


def test_a_kallelse_decides_nothing(cli, batch):
    (parsed,) = cli.json_lines("parse", batch / "h-kallelse.txt")
    assert (parsed["document_type"], parsed["paragraphs"]) == ("kallelse", [])


def test_twenty_megabytes_on_one_line(cli, tmp_path):
    file = tmp_path / "rad.txt"
    file.write_text("Kommunstyrelsen § 1 Bro beslutar " * 600_000, encoding="utf-8")
    (parsed,) = cli.json_lines("parse", file)
    assert parsed["paragraphs"] == []
    assert parsed["warnings"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs Unix permissions")
def test_an_unreadable_folder_is_said_and_the_rest_goes_on(cli, batch):
    closed = batch / "stängd"
    closed.mkdir()
    closed.chmod(0)
    if os.access(closed, os.R_OK):  # root reads everything: a link to nowhere cannot be opened by anybody
        closed.chmod(0o700)
        (batch / "länk.txt").symlink_to(batch / "finns-inte")
        done = cli("ingest", batch, expect=1)
        assert "länk.txt" in done.stderr
    else:
        done = cli("ingest", batch, expect=1)
        assert "stängd" in done.stderr
    assert cli.json("search", "lekplats")["hits"]


def test_a_file_that_broke_keeps_what_was_read_before(cli, batch):
    cli("ingest", batch / "i-bra.txt")
    (batch / "i-bra.txt").write_bytes(b"")
    cli("ingest", batch / "i-bra.txt", expect=1)
    assert cli.json("search", "lekplats")["hits"]
