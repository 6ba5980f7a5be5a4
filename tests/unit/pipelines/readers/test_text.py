import unicodedata

import pytest
from growth import GROWTH_LIMIT, growth

from indexer.errors import ReadError
from pipelines.readers import Limits, read_bytes

TEXT = "§ 7 Förskolan Ängens måltider – avgift\nBeslut på sidan två"


def texts(data):
    return [line.text for line in read_bytes(data, Limits()).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
def test_text_in_any_encoding(encoding):
    expected = TEXT.replace("–", "-") if encoding == "latin-1" else TEXT
    assert texts(expected.encode(encoding)) == expected.split("\n")


@pytest.mark.parametrize(
    "seen",
    [
        "TestnÃ¤mnden beslutar Â§ 3 pÃ¥ Ã–n",
        "Testn\u00c3\u00a4mnden beslutar \u00c2\u00a7 3 p\u00c3\u00a5 \u00c3\u0096n",
    ],
    ids=["Windows", "Latin-1"],
)
def test_mojibake_is_mended_in_both_its_spellings(seen):
    assert texts(seen.encode()) == ["Testnämnden beslutar § 3 på Ön"]


def test_quotes_dashes_and_foreign_names_are_left_alone():
    line = "”Citat” – ’så’ … Ångström, Conceição, “engelska” ½ m²"
    assert texts(line.encode()) == [line]


def test_one_stray_byte_does_not_spoil_the_rest():
    assert texts("Nämnden på Öland ".encode() + b"\xe5") == ["Nämnden på Öland å"]


def test_decomposed_letters_come_through_as_written():
    (line,) = texts(unicodedata.normalize("NFD", "Nämnden på Öland").encode())
    assert unicodedata.normalize("NFC", line) == "Nämnden på Öland"


@pytest.mark.parametrize(("end", "pages"), [("", 2), ("\f", 2), ("\f\n", 2), ("\ftre", 3)])
def test_form_feeds_count_pages(end, pages):
    read = read_bytes(f"ett\n\ftvå{end}".encode(), Limits())
    assert [(line.text, line.page) for line in read.lines][:3] == [("ett", 1), ("", 1), ("två", 2)]
    assert read.pages == pages


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_end_as_the_system_that_wrote_them_ends_lines(end):
    assert texts(f"ett{end}{end}två".encode()) == ["ett", "", "två"]


def test_leading_spaces_are_layout_and_kept():
    assert texts(b"   indraget    och   isar  ") == ["   indraget    och   isar  "]


def test_control_characters_are_dropped():
    assert texts(b"Kommun\x00styrelsen\x07 beslutar att godk\xc3\xa4nna f\xc3\xb6rslaget till budget") == [
        "Kommunstyrelsen beslutar att godkänna förslaget till budget"
    ]


def test_twenty_megabytes_on_one_line_are_one_line_or_too_much():
    assert len(texts(b"ord " * 4_900_000)) == 1
    with pytest.raises(ReadError) as refused:
        texts(b"ord " * 5_300_000)
    assert refused.value.reason == "too_large"


@pytest.mark.parametrize("bait", ["Ã¤", "â€", "\f", "\r", "Ã", "\x01" + 30 * "a"])
def test_time_grows_with_the_size_and_no_faster(bait):
    def work(times):
        texts((bait * times + "x" * 10 * times).encode())

    assert growth(work, 100_000) <= GROWTH_LIMIT
