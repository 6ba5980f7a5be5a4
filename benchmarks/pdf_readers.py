"""Compares PDF libraries on generated protocol pages, as docs/decisions/0002-pdf-reader.md reports.

    python benchmarks/pdf_readers.py

For each library: how often a right-aligned case number stays on the line of its §, word pairs in the right order in
running text, in two columns and in a table, hyphens kept at line ends, words with ligatures whole, and pages a second.
"""

import io
import itertools
import time
from collections.abc import Callable
from itertools import islice, pairwise
from pathlib import Path

import pdfplumber
import pypdfium2
import reportlab
from pdfminer.high_level import extract_text
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipelines.readers import Limits, read_bytes

PAGES = 40
WIDTH, HEIGHT = A4
LEFT, RIGHT, LEADING, SIZE = 70, WIDTH - 70, 15, 9
STEMS = "beslut avgift måltid förskola nämnd ärende plan graﬁsk proﬁl mål budget skola".split()
LIGATURES = {"ﬁ": "fi", "ﬂ": "fl"}


def main() -> None:
    data, expected = document(unique_words())
    print(
        f"{'':22}{'dnr on line':>12}{'prose':>8}{'columns':>9}{'table':>8}{'hyphens':>9}{'ligatures':>11}{'pages/s':>9}"
    )
    for name, extract in READERS.items():
        start = time.perf_counter()
        text = extract(data)
        speed = PAGES / (time.perf_counter() - start)
        shares = [score(text, expected[kind]) for kind, score in SCORES.items()]
        widths = (12, 8, 9, 8, 9, 11)
        print(f"{name:22}" + "".join(f"{s:{w}.1%}" for s, w in zip(shares, widths, strict=True)) + f"{speed:9.0f}")


def unique_words():
    """Words of which no two are alike, so that no pair of them stands together by chance."""
    for number, stem in enumerate(itertools.cycle(STEMS)):
        yield stem + "".join("bcdfghjkmn"[int(digit)] for digit in str(number))


def document(words):
    """A PDF, and what a perfect reader finds in it, by kind."""
    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    expected = {kind: [] for kind in SCORES}
    for number in range(1, PAGES + 1):
        canvas.setFont("Vera", SIZE)
        y = heading(canvas, number, expected)
        y = prose(canvas, words, y, expected)
        y = columns(canvas, words, y, expected)
        table(canvas, words, y, expected)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue(), expected


def heading(canvas, number, expected):
    section, case = f"§ {number}", f"KS 2026/{number * 37:05}"
    canvas.drawRightString(RIGHT, HEIGHT - 80, case)  # drawn first: the file's order is not the reader's
    canvas.drawString(LEFT, HEIGHT - 80, section)
    expected["dnr"].append((section, case))
    return HEIGHT - 80 - 2 * LEADING


def prose(canvas, words, y, expected):
    for row in range(12):
        line = list(islice(words, 5))
        end = [f"{next(words)}-"] if row % 4 == 0 else []
        canvas.drawString(LEFT, y - row * LEADING, " ".join(line + end))
        expected["prose"] += pairwise(map(plain, line))
        expected["hyphens"] += map(plain, end)
        expected["ligatures"] += [plain(word) for word in line if word != plain(word)]
    return y - 13 * LEADING


def columns(canvas, words, y, expected):
    sides = [[list(islice(words, 3)) for _ in range(14)] for _ in range(2)]
    for row in range(14):
        for side, x in zip(sides, (LEFT, WIDTH / 2 + 20), strict=True):
            canvas.drawString(x, y - row * LEADING, " ".join(side[row]))
    for side in sides:
        expected["columns"] += pairwise(plain(word) for line in side for word in line)
    return y - 16 * LEADING


def table(canvas, words, y, expected):
    for row in range(8):
        cells = [*map(plain, islice(words, 2)), "(S)", plain(next(words))]
        for x, cell in zip((LEFT, LEFT + 130, LEFT + 260, LEFT + 330), cells, strict=True):
            canvas.drawString(x, y - row * LEADING, cell)
        expected["table"] += pairwise(cells)


def plain(text):
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return text


def pair_share(text, pairs):
    there = set(pairwise(plain(text).split()))
    return sum(pair in there for pair in pairs) / len(pairs)


def line_share(text, pairs):
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return sum(any(line.startswith(one) and line.endswith(two) for line in lines) for one, two in pairs) / len(pairs)


def hyphen_share(text, ends):
    there = {line.split()[-1] for line in plain(text).splitlines() if line.split()}
    return sum(end in there for end in ends) / len(ends)


def word_share(text, words):
    there = set(text.split())
    return sum(word in there for word in words) / len(words)


SCORES = {
    "dnr": line_share,
    "prose": pair_share,
    "columns": pair_share,
    "table": pair_share,
    "hyphens": hyphen_share,
    "ligatures": word_share,
}


def ours(data):
    return "\n".join(line.text for line in read_bytes(data, Limits()).lines)


def pdfium_plain(data):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def pypdf_plain(data):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def pypdf_layout(data):
    return "\n".join(page.extract_text(extraction_mode="layout") for page in PdfReader(io.BytesIO(data)).pages)


def pdfminer(data):
    return extract_text(io.BytesIO(data))


def plumber(data):
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def plumber_layout(data):
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text(layout=True) for page in pdf.pages)


READERS: dict[str, Callable[[bytes], str]] = {
    "pypdfium2 + our layout": ours,
    "pypdfium2 plain": pdfium_plain,
    "pypdf plain": pypdf_plain,
    "pypdf layout": pypdf_layout,
    "pdfminer.six": pdfminer,
    "pdfplumber": plumber,
    "pdfplumber layout": plumber_layout,
}

if __name__ == "__main__":
    main()
