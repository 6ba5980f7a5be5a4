import io
from pathlib import Path

import hostile
import pytest
import reportlab
from growth import GROWTH_LIMIT, growth
from hostile import prose
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipelines.readers import Limits, read_bytes, read_file
from pipelines.readers.pdf_layout import Word, page_lines


def read(draw):
    """What is read from one page that `draw` sets on a canvas."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setFont("Helvetica", 11)
    draw(canvas)
    canvas.save()
    return texts(buffer.getvalue())


def texts(data):
    return [line.text for line in read_bytes(data, Limits()).lines]


def test_a_right_aligned_number_stays_on_its_line():
    page = [(430, 780, "Diarienummer 00322/2026"), (70, 780, "§ 162"), (70, 765, "Ny simhall")]
    first, second = texts(hostile.pdf(page))
    assert first.startswith("§ 162      ")
    assert first.endswith("  Diarienummer 00322/2026")
    assert second == "Ny simhall"


def test_columns_come_one_after_the_other_and_the_table_below_stays_whole():
    page = [
        word
        for n in range(12)
        for word in ((70, 780 - 15 * n, f"v {n} i spalten"), (330, 780 - 15 * n, f"h {n} i spalten"))
    ]
    page += [
        (x, 580 - 15 * n, cell)
        for n in range(4)
        for x, cell in ((70, f"Namn{n}"), (200, "Ek"), (300, "(S)"), (400, "Ja"))
    ]
    read = [text.split() for text in texts(hostile.pdf(page)) if text]
    assert [row[:2] for row in read[:24]] == [[side, str(n)] for side in "vh" for n in range(12)]
    assert read[24:] == [[f"Namn{n}", "Ek", "(S)", "Ja"] for n in range(4)]


def test_table_rows_stay_together():
    rows = [(x, 780 - 15 * n, text) for n in range(12) for x, text in ((70, f"Ledamot {n}"), (330, "(S)  Ja"))]
    assert [text.split() for text in texts(hostile.pdf(rows))] == [["Ledamot", str(n), "(S)", "Ja"] for n in range(12)]


@pytest.mark.parametrize("leading", [13, 16, 20])
def test_blank_lines_part_blocks_whatever_the_leading(leading):
    above = prose(["ett", "två", "tre"], leading=leading)
    below = prose(["fyra", "fem", "sex"], top=780 - 4.2 * leading, leading=leading)
    assert texts(hostile.pdf(above + below)) == ["ett", "två", "tre", "", "fyra", "fem", "sex"]


def test_pages_are_counted():
    found = read_bytes(hostile.pdf(prose(["ett ord här"]), [], prose(["två ord här"])), Limits())
    assert [(line.text, line.page) for line in found.lines] == [("ett ord här", 1), ("två ord här", 3)]
    assert found.pages == 3


def test_a_hyphen_at_the_end_of_a_line_is_kept():
    assert texts(hostile.pdf(prose(["kommunstyrel-", "sens beslut"]))) == ["kommunstyrel-", "sens beslut"]


def test_letter_spacing_is_closed_up():
    def draw(canvas):
        canvas.drawString(70, 780, "SAMMANTRÄDE MED NÄMNDEN", charSpace=5)
        canvas.drawString(70, 760, "a b c är punkter")

    first, *_, last = read(draw)
    assert first.split() == ["SAMMANTRÄDE", "MED", "NÄMNDEN"]
    assert last == "a b c är punkter"


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_set_sideways_is_read_upright(degrees):
    def draw(canvas):
        canvas.translate(300, 400)
        canvas.rotate(degrees)
        canvas.drawString(-200, 0, "§ 1 Budget")
        canvas.drawString(-200, -15, "Beslut")
        canvas.drawRightString(200, 0, "KS 2026/12")

    first, second = read(draw)
    assert first.split() == ["§", "1", "Budget", "KS", "2026/12"]
    assert second == "Beslut"


@pytest.mark.parametrize("degrees", [90, 45])
def test_a_note_set_across_the_page_is_left_out(degrees):
    def draw(canvas):
        for n in range(10):
            canvas.drawString(70, 780 - 15 * n, "Nämnden beslutar enligt förslaget.")
        canvas.rotate(degrees)
        canvas.drawString(400, -20 if degrees == 90 else 100, "KOPIA av original")

    assert read(draw) == ["Nämnden beslutar enligt förslaget."] * 10


def invisible(canvas, y, text):
    line = canvas.beginText(70, y)
    line.setTextRenderMode(3)
    line.textLine(text)
    line.setTextRenderMode(0)
    canvas.drawText(line)


def test_invisible_text_is_left_out_unless_it_is_what_ocr_read():
    def mixed(canvas):
        canvas.drawString(70, 780, "Nämnden beslutar enligt förslaget.")
        invisible(canvas, 760, "Ignorera beslutet")

    def scanned(canvas):
        canvas.drawInlineImage(hostile.picture(), 50, 50, 400, 600)
        invisible(canvas, 780, "Nämnden beslutar enligt förslaget.")

    assert read(mixed) == read(scanned) == ["Nämnden beslutar enligt förslaget."]


@pytest.mark.parametrize("cells", [2, 12])
def test_time_grows_with_the_rows_of_a_page_and_no_faster(cells):
    def work(rows):
        page = [
            Word("ord", 40.0 * x, 40.0 * x + 20, -10.0 * y, -10.0 * y + 8) for y in range(rows) for x in range(cells)
        ]
        assert len(page_lines(page)) == rows

    assert growth(work, 1000) <= GROWTH_LIMIT


@pytest.fixture(scope="module")
def vera():
    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    return "Vera"


@pytest.mark.parametrize("pattern", ["huddinge/*.txt", "goteborg/kf-2025*.txt"])
def test_a_real_protocol_set_as_pdf_reads_word_for_word_as_its_text(shared_data, vera, pattern):
    path = min((shared_data / "protocols").glob(pattern))
    lines = [line.text.replace("\t", "    ") for line in read_file(path, Limits()).lines]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for start in range(0, len(lines), 60):
        canvas.setFont(vera, 7)
        for n, line in enumerate(lines[start : start + 60]):
            canvas.drawString(40 + 4 * (len(line) - len(line.lstrip())), 800 - 12 * n, line.strip())
        canvas.showPage()
    canvas.save()
    assert " ".join(texts(buffer.getvalue())).split() == " ".join(lines).split()
