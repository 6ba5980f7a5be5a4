import hostile
import pytest

from indexer.errors import ReadError
from pipelines.readers import Limits, read_bytes

LIMITS = Limits()


def texts(data):
    return [line.text for line in read_bytes(data, LIMITS).lines]


def words(data):
    return " ".join(" ".join(texts(data)).split())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
def test_text_in_any_encoding(encoding):
    text = "§ 7 Förskolan Ängens måltider – avgift\nBeslut på sidan två"
    expected = text.replace("–", "-") if encoding == "latin-1" else text
    assert texts(expected.encode(encoding)) == expected.split("\n")


def test_mojibake_is_mended_and_quotes_are_left_alone():
    assert texts("TestnÃ¤mnden beslutar Â§ 3\n”Citat” – 'så'".encode()) == [
        "Testnämnden beslutar § 3",
        "”Citat” – 'så'",
    ]


def test_form_feeds_count_pages():
    read = read_bytes(b"ett\n\ftv\xc3\xa5", LIMITS)
    assert [(line.text, line.page) for line in read.lines] == [("ett", 1), ("", 1), ("två", 2)]
    assert read.pages == 2


def test_pdf_keeps_a_right_aligned_number_on_its_line():
    page = [(70, 780, "§ 162"), (430, 780, "Diarienummer 00322/2026"), (70, 760, "Ny simhall")]
    first, second = texts(hostile.pdf(page))
    assert first.startswith("§ 162      ")
    assert first.endswith("Diarienummer 00322/2026")
    assert second == "Ny simhall"


def test_pdf_reads_columns_one_after_the_other():
    left = hostile.prose([f"vänster rad nummer {n} i spalten" for n in range(12)])
    right = hostile.prose([f"höger rad nummer {n} i spalten" for n in range(12)], x=330)
    read = texts(hostile.pdf(left + right))
    assert read.index("vänster rad nummer 11 i spalten") < next(
        i for i, t in enumerate(read) if "höger rad nummer 0" in t
    )


def test_pdf_keeps_table_rows_together():
    rows = [(70, 780 - 15 * n, f"Ledamot {n}") for n in range(12)] + [(330, 780 - 15 * n, "(S)  Ja") for n in range(12)]
    assert texts(hostile.pdf(rows))[3].split() == ["Ledamot", "3", "(S)", "Ja"]


def test_pdf_pages_are_counted():
    read = read_bytes(hostile.pdf(hostile.prose(["ett ord här"]), hostile.prose(["två ord här"])), LIMITS)
    assert [(line.text, line.page) for line in read.lines] == [("ett ord här", 1), ("två ord här", 2)]


def test_html_headings_lists_tables_and_no_scripts():
    page = "<html><head><title>t</title></head><body><nav>meny</nav><h2>§ 7 Badhus</h2><p>Ett<br>två</p><ul><li>punkt</li></ul><table><tr><td><p>Eva Ek</p></td><td>(S)</td></tr></table><script>x()</script></body></html>"
    read = read_bytes(page.encode(), LIMITS)
    lines = [line for line in read.lines if line.text]
    assert [line.text for line in lines] == ["§ 7 Badhus", "Ett", "två", "punkt", "Eva Ek  (S)"]
    assert lines[0].heading_level == 2


def test_html_named_pdf_is_read_as_html():
    assert words(b"<!DOCTYPE html><html><body><p>Hej</p></body></html>") == "Hej"


def test_deeply_nested_html_does_not_crash():
    assert words(b"<html><body>" + b"<div>" * 1500 + b"djup" + b"</div>" * 1500 + b"</body></html>") == "djup"


def test_docx_numbers_that_word_computes():
    numbering = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="27"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    data = hostile.docx(
        hostile.paragraph("Badhus", number) + hostile.paragraph("Beslut") + hostile.paragraph("Skola", number),
        numbering=numbering,
    )
    assert [t for t in texts(data) if t] == ["§ 27 Badhus", "Beslut", "§ 28 Skola"]


def test_docx_headings_tables_and_deleted_text():
    styles = '<w:style w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>'
    table = (
        "<w:tbl><w:tr><w:tc>"
        + hostile.paragraph("Eva Ek")
        + "</w:tc><w:tc>"
        + hostile.paragraph("Ja")
        + "</w:tc></w:tr></w:tbl>"
    )
    deleted = (
        "<w:p><w:del><w:r><w:delText>borta</w:delText><w:t>borta</w:t></w:r></w:del><w:r><w:t>kvar</w:t></w:r></w:p>"
    )
    read = read_bytes(
        hostile.docx(hostile.paragraph("§ 1 Rubrik", '<w:pStyle w:val="Rubrik1"/>') + table + deleted, styles=styles),
        LIMITS,
    )
    lines = [line for line in read.lines if line.text]
    assert [(line.text, line.heading_level) for line in lines] == [
        ("§ 1 Rubrik", 1),
        ("Eva Ek  Ja", None),
        ("kvar", None),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x00  \n", "empty"),
        (bytes(range(256)) * 20, "unknown_format"),
        (hostile.pdf(hostile.prose(["x"]))[:300], "damaged"),
        (b"%PDF-1.7\n garbage", "damaged"),
        (hostile.encrypted_pdf(), "encrypted"),
        (hostile.image_only_pdf(), "needs_ocr"),
        (hostile.docx(hostile.paragraph("x"))[:200], "damaged"),
        (hostile.archive({"other.txt": "x"}), "unknown_format"),
        (hostile.zip_bomb(), "zip_bomb"),
        (hostile.billion_laughs(), "forbidden_xml"),
        (hostile.external_entity(), "forbidden_xml"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "unknown_format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_said_in_one_sentence(data, reason):
    with pytest.raises(ReadError) as refused:
        read_bytes(data, LIMITS)
    assert refused.value.reason == reason
    assert str(refused.value).endswith(".")


def test_too_many_pages_or_characters_are_refused():
    data = hostile.pdf(*[hostile.prose(["sida"])] * 4)
    with pytest.raises(ReadError, match="sidor"):
        read_bytes(data, Limits(pages=3))
    with pytest.raises(ReadError, match="tecken"):
        read_bytes(b"a" * 200, Limits(characters=100))
