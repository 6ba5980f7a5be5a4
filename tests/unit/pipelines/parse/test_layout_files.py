"""Ten families as PDF and as Word files, through the real readers, against the same gold as their text."""

import io
import json
from collections.abc import Callable

import docx
import pytest
from layout_files import broken_softly, headings, to_docx, to_pdf
from noise import decomposed, ligatures, no_break_spaces
from parse_report import GOALS, LAYOUTS
from parse_score import Score, score
from pypdfium2 import PdfDocument

from pipelines.parse import parse
from pipelines.parse.serialize import to_json
from pipelines.readers import Limits, read_bytes

FAMILIES = ("f01", "f02", "f04", "f05", "f06", "f09", "f10", "f11", "f13", "f17", "f22", "f25")
SPACED = ("f06", "f17")  # section headings with wide letters in the PDF
COUNTED = ("f05",)  # §§ that Word counts
NOISE_IN_PDF: dict[str, Callable[[str], str]] = {
    "f01": ligatures,
    "f02": broken_softly,
    "f04": ligatures,
    "f09": broken_softly,
    "f22": broken_softly,
}
NOISE_IN_DOCX: dict[str, Callable[[str], str]] = {"f04": no_break_spaces, "f09": decomposed}


def fixture(name):
    folder = LAYOUTS / name
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return name, (folder / "protocol.txt").read_text(encoding="utf-8"), gold


def as_pdf(name, text, gold):
    noisy = NOISE_IN_PDF.get(name, str)(text)
    return to_pdf(noisy, headings(gold) if name in SPACED else frozenset())


def as_docx(name, text, gold):
    return to_docx(text, gold, numbered=name in COUNTED, noisy=NOISE_IN_DOCX.get(name, str))


@pytest.fixture(scope="module", params=[as_pdf, as_docx], ids=["pdf", "docx"])
def total(request):
    total = Score()
    for name in FAMILIES:
        _, text, gold = fixture(name)
        laid_out = read_bytes(request.param(name, text, gold), Limits())
        one = score(gold, [to_json(protocol) for protocol in parse(laid_out, "protocol")])
        one.misses = [f"{name} {miss}" for miss in one.misses]
        total += one
    return total


@pytest.mark.parametrize("field", GOALS)
def test_files_are_read_as_their_text_is(total, field):
    assert total.share(field) >= GOALS[field], [miss for miss in total.misses if f" {field}:" in miss]


def test_no_paragraph_is_invented(total):
    assert total.right["invented"] == 0, total.misses


def test_the_files_are_as_messy_as_they_say():
    counted = docx.Document(io.BytesIO(as_docx(*fixture("f05"))))
    assert "Val av justerare" in [one.text for one in counted.paragraphs if one.style.name == "Heading 1"]
    votes = docx.Document(io.BytesIO(as_docx(*fixture("f04")))).tables
    assert ["Mimmi\u00a0Dahlin", "M", "", "X", "", ""] in [[c.text for c in row.cells] for t in votes for row in t.rows]
    soft = PdfDocument(as_pdf(*fixture("f02")))
    assert (
        "".join(page.get_textpage().get_text_range() for page in soft).count("\ufffe") > 10
    )  # so pdfium says a hyphen
