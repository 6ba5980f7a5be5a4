import os
import signal
import time

import pytest

from indexer.errors import ReadError
from pipelines.readers import Limits, ReaderPool, read_file


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
    return text.lines[0].text


@pytest.fixture
def write(tmp_path):
    def write(*names):
        for name in names:
            (tmp_path / name).write_text(name, encoding="utf-8")
        return [tmp_path / name for name in names]

    return write


def outcomes(paths, limits=None):
    with ReaderPool(limits or Limits(time_s=3, memory_bytes=1 << 30), then=first_line) as pool:
        return [
            (path.name, result.reason if isinstance(result, ReadError) else result) for path, result in pool.read(paths)
        ]


def test_bad_files_cost_only_themselves_and_the_order_is_kept(write, tmp_path):
    paths = write("a.txt", "sover.txt", "b.txt", "hungrig.txt", "c.txt", "dör.txt", "d.txt", "fel.txt", "e.txt")
    empty = tmp_path / "tom.txt"
    empty.touch()
    assert outcomes([*paths, empty, tmp_path / "borta.txt", tmp_path]) == [
        ("a.txt", "a.txt"),
        ("sover.txt", "timeout"),
        ("b.txt", "b.txt"),
        ("hungrig.txt", "memory"),
        ("c.txt", "c.txt"),
        ("dör.txt", "crashed"),
        ("d.txt", "d.txt"),
        ("fel.txt", "damaged"),
        ("e.txt", "e.txt"),
        ("tom.txt", "empty"),
        ("borta.txt", "unreadable"),
        (tmp_path.name, "unreadable"),
    ]


def test_many_files_outlive_the_children_that_read_them(write):
    paths = write(*(f"{n:04}.txt" for n in range(450)))
    assert [text for _, text in outcomes(paths)] == [path.name for path in paths]


def test_the_pool_can_be_asked_again(write):
    with ReaderPool(Limits(), then=first_line) as pool:
        assert [text for _, text in pool.read(write("a.txt"))] == ["a.txt"]
        assert [text for _, text in pool.read(write("b.txt"))] == ["b.txt"]
        assert list(pool.read([])) == []


def test_a_file_past_the_size_limit_is_not_opened(write):
    (path,) = write("stor.txt")
    with pytest.raises(ReadError) as refused:
        read_file(path, Limits(file_bytes=3))
    assert refused.value.reason == "too_large"
