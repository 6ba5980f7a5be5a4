import hostile
import pytest

from indexer.errors import ReadError
from pipelines.readers import Limits, read_bytes, read_file

WHOLE = hostile.pdf(*[hostile.prose([f"sida {n} har text"]) for n in range(20)])
REFUSED = {
    "empty": [b"", b"\x00\x00  \n", b"\xef\xbb\xbf"],
    "damaged": [
        *(WHOLE[: int(len(WHOLE) * share)] for share in (0.01, 0.3, 0.9)),
        b"%PDF-1.7\n garbage",
        hostile.docx(hostile.paragraph("x"))[:200],
        hostile.archive({"word/document.xml": "<w:document"}),
    ],
    "encrypted": [hostile.encrypted_pdf(), b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")],
    "needs_ocr": [hostile.image_only_pdf(), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0\0\x10JFIF"],
    "unknown_format": [
        bytes(range(256)) * 20,
        hostile.archive({"other.txt": "x"}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        rb"{\rtf1\ansi Protokoll}",
    ],
    "zip_bomb": [hostile.zip_bomb(), hostile.archive({f"{n}.xml": "" for n in range(2500)})],
    "forbidden_xml": [
        hostile.billion_laughs(),
        hostile.external_entity(),
        hostile.archive(
            {"word/document.xml": '<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1/a"><a/>'.encode("utf-16")}
        ),
    ],
}


@pytest.mark.parametrize(
    ("reason", "data"),
    [(reason, data) for reason, files in REFUSED.items() for data in files],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_said_in_one_sentence_with_what_to_do(reason, data):
    with pytest.raises(ReadError) as refused:
        read_bytes(data, Limits())
    assert refused.value.reason == reason
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert ". " not in sentence
    assert ";" in sentence


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("webb.pdf", b"<!DOCTYPE html><html><body><p>Hej</p></body></html>", "html"),
        ("protokoll.docx", hostile.pdf(hostile.prose(["Hej"])), "pdf"),
        ("protokoll.txt", hostile.docx(hostile.paragraph("Hej")), "docx"),
        ("protokoll.pdf", b"Hej", "text"),
        ("sent.pdf", b"\r\n" * 200 + hostile.pdf(hostile.prose(["Hej"])), "pdf"),
    ],
)
def test_the_content_and_not_the_name_says_what_a_file_is(tmp_path, name, data, kind):
    (tmp_path / name).write_bytes(data)
    read = read_file(tmp_path / name, Limits())
    assert [line.text for line in read.lines if line.text] == ["Hej"]
    assert read.format == kind


@pytest.mark.parametrize(
    ("limits", "data", "reason"),
    [
        (Limits(pages=19), WHOLE, "too_many_pages"),
        (Limits(characters=100), WHOLE, "too_large"),
        (Limits(characters=100), b"a" * 101, "too_large"),
        (Limits(characters=100), b"<html><p>" + b"a" * 101, "too_large"),
        (Limits(characters=100), hostile.docx(hostile.paragraph("a" * 101)), "too_large"),
        (Limits(zip_free_bytes=100, zip_ratio=2), hostile.docx(hostile.paragraph("a" * 1000)), "zip_bomb"),
    ],
)
def test_past_a_limit_a_file_is_refused(limits, data, reason):
    with pytest.raises(ReadError) as refused:
        read_bytes(data, limits)
    assert refused.value.reason == reason
    assert read_bytes(data, Limits()).lines


def test_what_cannot_be_opened_says_why_in_swedish(tmp_path):
    (tmp_path / "hängande").symlink_to(tmp_path / "borta")
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    said = {}
    for name in ("borta", "hängande", "ring", ".", "x" * 300, "noll\0"):
        with pytest.raises(ReadError) as refused:
            read_file(tmp_path / name, Limits())
        assert refused.value.reason == "unreadable"
        said[name[:8]] = str(refused.value)
    assert "den finns inte" in said["borta"]
    assert "den finns inte" in said["hängande"]
    assert "ring" in said["ring"]
    assert "mapp" in said["."]


def test_a_file_past_the_size_limit_is_not_read(tmp_path):
    path = tmp_path / "stor.txt"
    path.write_bytes(b"1234")
    assert read_file(path, Limits(file_bytes=4)).lines
    with pytest.raises(ReadError, match="större än"):
        read_file(path, Limits(file_bytes=3))
