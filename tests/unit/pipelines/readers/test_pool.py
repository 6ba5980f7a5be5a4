import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import hostile
import pytest

from indexer.errors import ReadError
from pipelines.readers import Limits, ReaderPool

SHORT = Limits(time_s=3)


def first_line(path, text):
    """What the pool runs in the child; some file names ask for trouble."""
    if path.stem == "sover":
        time.sleep(60)
    if path.stem == "hungrig":
        return bytearray(8 << 30)
    if path.stem == "dör":
        os.kill(os.getpid(), signal.SIGKILL)
    if path.stem == "fel":
        raise ValueError(path.stem)
    if path.stem == "oläslig":
        return lambda: path
    return text.lines[0].text


def process_id(path, text):
    return os.getpid()


@pytest.fixture
def write(tmp_path):
    def write(*names):
        for name in names:
            (tmp_path / name).write_text(name, encoding="utf-8")
        return [tmp_path / name for name in names]

    return write


def outcomes(paths, limits=SHORT, workers=2):
    with ReaderPool(limits, then=first_line, workers=workers) as pool:
        return [
            (path.name, result.reason if isinstance(result, ReadError) else result) for path, result in pool.read(paths)
        ]


@pytest.mark.parametrize("workers", [1, 3])
def test_bad_files_cost_only_themselves_and_the_order_is_kept(write, tmp_path, workers):
    paths = write("a.txt", "sover.txt", "b.txt", "hungrig.txt", "c.txt", "dör.txt", "d.txt", "fel.txt", "e.txt")
    paths += write("oläslig.txt", "f.txt")
    empty = tmp_path / "tom.txt"
    empty.touch()
    assert outcomes([*paths, empty, tmp_path / "borta.txt", tmp_path], workers=workers) == [
        ("a.txt", "a.txt"),
        ("sover.txt", "timeout"),
        ("b.txt", "b.txt"),
        ("hungrig.txt", "memory"),
        ("c.txt", "c.txt"),
        ("dör.txt", "crashed"),
        ("d.txt", "d.txt"),
        ("fel.txt", "damaged"),
        ("e.txt", "e.txt"),
        ("oläslig.txt", "damaged"),
        ("f.txt", "f.txt"),
        ("tom.txt", "empty"),
        ("borta.txt", "unreadable"),
        (tmp_path.name, "unreadable"),
    ]


def test_a_file_without_end_is_refused(tmp_path):
    os.mkfifo(tmp_path / "rör")
    (tmp_path / "nollor").symlink_to("/dev/zero")
    assert outcomes([tmp_path / "rör", tmp_path / "nollor"]) == [("rör", "unreadable"), ("nollor", "unreadable")]


def test_a_thousand_files_outlive_the_children_that_read_them(write):
    paths = write(*(f"{n:04}.txt" for n in range(1000)))
    with ReaderPool(SHORT, then=process_id) as pool:
        children = [child for _, child in pool.read(paths)]
    assert 10 <= len(set(children)) <= 12
    assert max(children.count(child) for child in set(children)) == 100
    assert os.getpid() not in children


def test_one_file_costs_one_child(write):
    with ReaderPool(SHORT, then=first_line, workers=8) as pool:
        assert [text for _, text in pool.read(write("a.txt"))] == ["a.txt"]
        assert len(pool._children) == 1


def test_files_are_asked_for_only_a_little_ahead(write):
    asked = []

    def paths():
        for path in write(*(f"{n:03}.txt" for n in range(100))):
            asked.append(path)
            yield path

    with ReaderPool(SHORT, then=first_line, workers=2) as pool:
        for seen, _ in enumerate(pool.read(paths()), start=1):
            assert len(asked) <= seen + 8


def test_the_pool_can_be_asked_again_also_when_the_last_answer_was_not_waited_for(write):
    with ReaderPool(SHORT, then=first_line) as pool:
        assert next(pool.read(write("a.txt", "sover.txt", "b.txt", "c.txt")))[1] == "a.txt"
        assert [text for _, text in pool.read(write("d.txt", "e.txt"))] == ["d.txt", "e.txt"]
        assert list(pool.read([])) == []


def test_no_open_pipe_is_left_behind(write):
    open_files = Path("/proc/self/fd")
    if not open_files.is_dir():
        pytest.skip("no /proc here to count open files in")
    outcomes(write("a.txt", "dör.txt"))
    before = len(list(open_files.iterdir()))
    outcomes(write("a.txt", "dör.txt", "hungrig.txt", "b.txt"))
    assert len(list(open_files.iterdir())) == before


def test_a_script_from_standard_input_can_use_the_pool(write):
    (path,) = write("a.txt")
    script = f"""
from operator import attrgetter
from pathlib import Path
from pipelines.readers import Limits, ReaderPool
with ReaderPool(Limits(), then=max) as pool:
    print([type(result).__name__ for _, result in pool.read([Path({str(path)!r})])])
"""
    ran = subprocess.run([sys.executable, "-"], input=script, capture_output=True, text=True, check=True)
    assert ran.stdout == "['ReadError']\n"
    assert ran.stderr == ""


def test_hostile_files_end_in_a_word_each(tmp_path):
    files = {
        "bomb": hostile.zip_bomb(),
        "skratt": hostile.billion_laughs(),
        "yttre": hostile.external_entity(),
        "låst": hostile.encrypted_pdf(),
        "bild": hostile.image_only_pdf(),
        "hel": b"hel",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert [result for _, result in outcomes([tmp_path / name for name in files])] == [
        "zip_bomb", "forbidden_xml", "forbidden_xml", "encrypted", "needs_ocr", "hel",
    ]  # fmt: skip


def mutated(data, rng):
    """The data with some bytes changed, or its beginning and end without what stood between."""
    if rng.random() < 0.2:
        return data[: rng.randrange(len(data))] + data[rng.randrange(len(data)) :]
    changed = bytearray(data)
    for _ in range(rng.choice([1, 5, len(data) // 10])):
        changed[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(changed)


def test_whatever_has_happened_to_a_file_it_is_read_or_refused_by_its_reader(tmp_path):
    rng = random.Random(3)
    document = f"<w:document {hostile.W}><w:body>{hostile.paragraph('§ 1 Val')}</w:body></w:document>"
    page = [(x, 780 - 15 * n, f"§ {n} Val") for n in range(20) for x in (70, 400)]
    for n in range(400):
        kind, data = n % 4, hostile.pdf(page)
        if kind == 1:
            data = hostile.docx(hostile.paragraph("§ 1 Val") * 20)
        if kind == 2:
            data = b"<html><body>" + b"<h2>Val</h2><table><tr><td>a<td>b</table><ol start=3><li>x</ol>" * 5
        data = (
            mutated(data, rng) if kind < 3 else hostile.archive({"word/document.xml": mutated(document.encode(), rng)})
        )
        (tmp_path / f"{n:03}").write_bytes(data)
    paths = sorted(tmp_path.iterdir())
    with ReaderPool(SHORT, then=process_id) as pool:
        read = list(pool.read(paths))
    assert [path for path, _ in read] == paths
    refused = [result for _, result in read if isinstance(result, ReadError)]
    assert 0 < len(refused) < 400
    assert [
        str(error) for error in refused if error.reason in ("crashed", "timeout", "memory") or "tolkas" in str(error)
    ] == []
