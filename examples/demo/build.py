"""Builds the fictional demo protocols in `protokoll/` from `sources/`: four layouts, four formats.

Run `python examples/demo/build.py` after changing a source; the built files are committed, so the demo needs no builder.
Everything in them – municipalities, people, properties – is invented.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
WIDTH = 78  # characters of a line of text
MARGIN, SIZE, LEADING = 70.0, 10.5, 14.5  # points, on a PDF page


@dataclass(frozen=True)
class Item:
    """One § of a source: its number, heading, case number and (heading, lines) sections."""

    number: str
    heading: str
    case_number: str
    sections: list[tuple[str, list[str]]]


def main() -> None:
    """Build every source into its layout and format."""
    out = HERE / "protokoll"
    for source in sorted((HERE / "sources").glob("*.md")):
        head, items = read(source.read_text(encoding="utf-8"))
        folder = out / head["kommun"].removesuffix(" kommun").lower()
        folder.mkdir(parents=True, exist_ok=True)
        suffix, build = FORMATS[head["format"]]
        (folder / f"{source.stem.split('-', 1)[1]}.{suffix}").write_bytes(build(head, items))


def read(text: str) -> tuple[dict[str, str], list[Item]]:
    """The head fields and the §§ of a source."""
    top, *blocks = re.split(r"^# ", text, flags=re.MULTILINE)
    head = dict(line.split(": ", 1) for line in top.strip().splitlines())
    return head, [_item(block) for block in blocks]


def _item(block: str) -> Item:
    title, *parts = re.split(r"^## ", block, flags=re.MULTILINE)
    number, heading, case_number = (cell.strip() for cell in title.strip().split("|"))
    sections = [(name, rest.strip().splitlines()) for name, _, rest in (part.partition("\n") for part in parts)]
    return Item(number, heading, case_number, sections)


def wrap(text: str, width: int = WIDTH) -> list[str]:
    """Lines of at most `width` characters."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def first_page(head: dict[str, str], items: list[Item]) -> list[str]:
    """What stands before the first §."""
    return [
        head["kommun"],
        "SAMMANTRÄDESPROTOKOLL",
        head["organ"],
        f"Sammanträdesdatum: {head['datum']}",
        "",
        "Plats och tid",
        *wrap(head["plats"]),
        "Beslutande",
        *(member.strip() for member in head["beslutande"].split(";")),
        "Justerare",
        head["justerare"],
        f"Paragrafer §§ {items[0].number}–{items[-1].number}",
        "",
        "Underskrifter",
        "Sekreterare ..............................",
        "Ordförande ..............................",
        "",
    ]


def blank_lines(head: dict[str, str], items: list[Item]) -> Iterator[str]:
    """Layout with the case number on a line of its own and a blank line after every line of text."""
    yield from first_page(head, items)
    for item in items:
        yield f" § {item.number}  {item.heading}"
        yield ""
        if item.case_number:
            yield f"Diarienummer: {item.case_number}"
            yield ""
        for name, lines in item.sections:
            for line in (name, *(piece for text in lines for piece in wrap(text))):
                yield f"{line} "
                yield ""


def right_aligned(head: dict[str, str], items: list[Item]) -> Iterator[str]:
    """Layout with a table of contents, the case number far right on the § line and the heading below it."""
    yield from first_page(head, items)
    yield "Innehållsförteckning"
    for item in items:
        yield f"§ {item.number} {item.heading[:50]} {'.' * 10} {2 + int(item.number) % 5}"
    yield "\f"
    for item in items:
        yield f"§ {item.number}\tDnr {item.case_number}" if item.case_number else f"§ {item.number}"
        yield from wrap(item.heading, 60)
        yield ""
        for name, lines in item.sections:
            yield name
            yield from (piece for text in lines for piece in wrap(text))
            yield ""


def web(head: dict[str, str], items: list[Item]) -> Iterator[str]:
    """Layout with the case number in brackets after the heading and rules between the §§."""
    yield from first_page(head, items)
    for item in items:
        yield f"§ {item.number} {item.heading}{f' ({item.case_number})' if item.case_number else ''}"
        yield ""
        for name, lines in item.sections:
            yield name
            yield from (piece for text in lines for piece in wrap(text))
            yield ""
        yield "_" * 30


LAYOUTS = {"blankrad": blank_lines, "höger": right_aligned, "webb": web}


def build_text(head: dict[str, str], items: list[Item]) -> bytes:
    """Plain text, UTF-8."""
    return "\n".join(line.replace("\t", " " * 40) for line in LAYOUTS[head["layout"]](head, items)).encode()


def build_pdf(head: dict[str, str], items: list[Item]) -> bytes:
    """A PDF with a running head and the signing foot on every page."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    pages = list(_pages(LAYOUTS[head["layout"]](head, items)))
    for number, lines in enumerate(pages, start=1):
        _draw_page(canvas, head, lines, f"{number} ({len(pages)})")
    canvas.save()
    return buffer.getvalue()


def _pages(lines: Iterator[str], rows: int = 46) -> Iterator[list[str]]:
    page: list[str] = []
    for line in lines:
        if line == "\f" or len(page) == rows:
            yield page
            page = []
        if line != "\f":
            page.append(line)
    yield page


def _draw_page(canvas: Canvas, head: dict[str, str], lines: list[str], page: str) -> None:
    width, height = A4
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, height - 40, f"{head['kommun']}    {head['organ']}    {head['datum']}")
    canvas.drawRightString(width - MARGIN, height - 40, f"Sida {page}")
    canvas.drawString(MARGIN, 40, "Justerandes sign                              Utdragsbestyrkande")
    y = height - 75
    for line in lines:
        left, _, right = line.partition("\t")
        canvas.setFont("Helvetica-Bold" if left.startswith("§") else "Helvetica", SIZE)
        canvas.drawString(MARGIN, y, left)
        if right:
            canvas.drawString(width - MARGIN - stringWidth(right, "Helvetica-Bold", SIZE), y, right)
        y -= LEADING
    canvas.showPage()


def build_html(head: dict[str, str], items: list[Item]) -> bytes:
    """A web page as a protocol is exported to one."""
    body = [f"<h1>{html.escape(head['organ'])}</h1>"]
    body += [f"<p>{html.escape(line)}</p>" for line in first_page(head, items) if line]
    for item in items:
        case = f" ({item.case_number})" if item.case_number else ""
        body.append(f"<h2>§ {item.number} {html.escape(item.heading + case)}</h2>")
        for name, lines in item.sections:
            body.append(f"<h3>{html.escape(name)}</h3>")
            body += [f"<p>{html.escape(line)}</p>" for line in lines]
    title = html.escape(f"{head['organ']} {head['datum']}")
    page = f'<!DOCTYPE html>\n<html lang="sv"><head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
    return (page + "\n".join(body) + "\n</body></html>\n").encode()


def build_docx(head: dict[str, str], items: list[Item], *, numbered: bool = False) -> bytes:
    """A Word document; with `numbered` the § numbers come from Word's automatic numbering and stand in no text."""
    document = docx.Document()
    for line in first_page(head, items):
        document.add_paragraph(line)
    numbering = _add_numbering(document, int(items[0].number)) if numbered else None
    for item in items:
        heading = document.add_heading(item.heading if numbered else f"§ {item.number}  {item.heading}", level=1)
        if numbering is not None:
            _number(heading, numbering)
        if item.case_number:
            document.add_paragraph(f"Diarienummer: {item.case_number}")
        for name, lines in item.sections:
            document.add_heading(name, level=2)
            for line in lines:
                document.add_paragraph(line)
    return _saved(document)


def _add_numbering(document: Document, start: int) -> str:
    """A list whose items read `§ N`, beginning at `start`; returns its id."""
    numbering = document.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return "90"


def _number(heading: Paragraph, numbering: str) -> None:
    properties = heading._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no public way to number a paragraph
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'))


def _saved(document: Document) -> bytes:
    """The document as bytes that are the same on every run: fixed times inside the zip."""
    raw, out = BytesIO(), BytesIO()
    document.core_properties.created = document.core_properties.modified = datetime(2024, 1, 1, tzinfo=UTC)
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


FORMATS = {
    "text": ("txt", build_text),
    "pdf": ("pdf", build_pdf),
    "html": ("html", build_html),
    "docx": ("docx", build_docx),
    "docx-nummer": ("docx", lambda head, items: build_docx(head, items, numbered=True)),
}

if __name__ == "__main__":
    main()
