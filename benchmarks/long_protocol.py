"""Reads and parses one protocol of 500 pages as text and as PDF: `python benchmarks/long_protocol.py [PAGES]`.

It is made of the §§ of the fictional layout fixtures, again and again with rising numbers, with a running head and foot
on every page. Each format is read in a process of its own, whose peak memory is printed.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

from canonical import printed

from indexer.model import Protocol
from pipelines.parse import parse
from pipelines.readers import LaidOutText, Limits
from pipelines.readers.dispatch import read_file
from pipelines.readers.text import lines

LAYOUTS = Path(__file__).parents[1] / "tests" / "fixtures" / "layouts"
LINES = 46  # on a page, head and foot left out
HEAD = Protocol("lång.txt", "Tunaborg", "Kommunfullmäktige", date="2024-06-17")


def main():
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    laid_out = pages_of(pages)
    wanted = 0
    for line in (line for page in laid_out for line in page.split("\n")):
        wanted += line.startswith(f"§ {wanted + 1} ")
    print(f"{pages} pages, {wanted} §§")
    print(f"{'':<6}{'§§ found':>10}{'read, s':>9}{'parse, s':>10}{'pages/s':>9}{'peak, MiB':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for suffix, content in (("txt", "\f".join(laid_out).encode()), ("pdf", as_pdf(laid_out))):
            path = Path(folder) / f"long.{suffix}"
            path.write_bytes(content)
            with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as alone:
                found, read_s, parse_s, peak = alone.submit(measure, path).result()
            rate = pages / (read_s + parse_s)
            print(f"{suffix:<6}{found:>10}{read_s:>9.2f}{parse_s:>10.2f}{rate:>9.0f}{peak:>11.0f}")


def measure(path):
    """(§§, seconds to read, seconds to parse, peak MiB) of this process."""
    start = time.perf_counter()
    text = read_file(path, Limits())
    read = time.perf_counter()
    (protocol,) = parse(text, path.name)
    parsed = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return len(protocol.paragraphs), read - start, parsed - read, peak


def pages_of(count):
    """As many pages of text, each with its head and foot."""
    body = printed(replace(HEAD, paragraphs=tuple(islice(rising(), 6 * count)))).split("\n")
    return [
        "\n".join(
            [
                f"{HEAD.body} {HEAD.date} {page + 1} ({count})",
                "",
                *body[page * LINES : (page + 1) * LINES],
                "",
                "Justerandes sign",
            ]
        )
        for page in range(count)
    ]


def rising():
    """The §§ of every fixture, over and over, numbered from 1."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(LAYOUTS.rglob("protocol.txt")))
    found = [p for text in texts for one in parse(LaidOutText(tuple(lines(text)), "text"), "") for p in one.paragraphs]
    return (replace(paragraph, number=str(n)) for n, paragraph in enumerate(cycle(found), start=1))


def as_pdf(laid_out):
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in laid_out:
        text = canvas.beginText(60, A4[1] - 50)
        text.setFont("Helvetica", 10, leading=14)
        text.textLines(page, trim=False)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


if __name__ == "__main__":
    main()
