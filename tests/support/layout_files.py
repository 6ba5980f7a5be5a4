"""A fixture's protocol as the PDF and the Word file it could have come as: `python tests/support/layout_files.py FOLDER… OUT`.

The text's page breaks, columns and full lines say what stands where; which lines are headings comes from the gold.
"""

import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile
from pathlib import Path

import docx
import noise
import reportlab
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_RUN = re.compile(r"\S+(?: \S+)*")  # what stands together; two spaces or more part columns
_NUMBERED = re.compile(r"(?:[A-Za-z]{2,4} )?§ ?(?P<number>\d+)(?P<rest>(?:\s.*)?)\Z")
_ITEM = re.compile(r"(?:[-–•*]|att|\d{1,2}[.)]|[a-z]\)|_{3,})(?:\s|\Z)")
_CONTENTS = re.compile(r"\.{4}|\s{5}\d{1,3}\Z")
_FULL = 0.75  # of the widest prose line: a line this long has gone on to the next
_ROWS_A_PAGE, _TALLEST = 46, 62
_LEFT, _TOP, _LEADING, _SIZE = 45, 800, 12, 8
_SPREAD = 3  # points between the letters of a spaced heading


def pages(text: str) -> list[list[str]]:
    """Lines by page, where the text says or, where it never does, with a running head and foot of its own."""
    if "\f" in text:
        return [page.rstrip("\n").split("\n") for page in text.split("\f")]
    lines = text.rstrip("\n").split("\n")
    parts = [lines[at : at + _ROWS_A_PAGE] for at in range(0, len(lines), _ROWS_A_PAGE)]
    return [
        [*([lines[0], ""] if n > 1 else []), *part, "", f"{'Sida':>70} {n} ({len(parts)})"]
        for n, part in enumerate(parts, 1)
    ]


def headings(gold: Sequence[dict]) -> frozenset[str]:
    """What the section headings look like, spaces and case apart."""
    return frozenset(
        _plain(section["heading"])
        for protocol in gold
        for paragraph in protocol["paragraphs"]
        for section in paragraph["sections"]
        if section["heading"]
    )


def broken_softly(text: str) -> str:
    """Some long prose lines broken inside a word, at a soft hyphen."""
    return "\n".join(
        noise.soft_hyphens(line).replace("\u00ad", "\u00ad\n", 1) if len(line) > 60 and "  " not in line else line
        for line in text.split("\n")
    )


def _plain(text: str) -> str:
    return re.sub(r"[\s:]", "", text).casefold()


def to_pdf(text: str, spaced: frozenset[str] = frozenset()) -> bytes:
    """Each run of words at the x that its column says, in a proportional font; headings in `spaced` with wide letters."""
    pdfmetrics.registerFont(TTFont("Vera", Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    every = pages(text)
    pitch = (A4[0] - 2 * _LEFT) / max(90, *(len(line) for page in every for line in page))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in every:
        for start in range(0, len(page), _TALLEST):
            canvas.setFont("Vera", min(_SIZE, 1.5 * pitch))
            for row, line in enumerate(page[start : start + _TALLEST]):
                wide = _SPREAD if _plain(line) in spaced else 0
                for run in _RUN.finditer(line):
                    x = _LEFT + run.start() * pitch
                    canvas.drawString(x, _TOP - row * _LEADING, run[0], charSpace=wide)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def to_docx(text: str, gold: Sequence[dict], *, numbered: bool = False, noisy: noise.Noise = str) -> bytes:
    """Heading styles, tables for rows of cells, page head and foot as Word has them; `numbered`: Word counts the §§."""
    document = docx.Document()
    every = pages(text)
    head, foot = _repeated(every), _repeated([page[::-1] for page in every])[::-1]
    for place, lines in ((document.sections[0].header, head), (document.sections[0].footer, foot)):
        place.paragraphs[0].text = "\n".join(_tabbed(line) for line in lines)
    prose = [len(line.strip()) for page in every for line in page if len(_RUN.findall(line)) == 1]
    writer = _Writer(document, gold, full=int(_FULL * max(prose)), numbered=numbered, noisy=noisy)
    for n, page in enumerate(every):
        if n:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        writer.write(_without(page, head, foot))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _repeated(every: Sequence[Sequence[str]]) -> list[str]:
    """The first lines that all pages share, the title page apart where there are enough others."""
    others = every[1:] if len(every) > 2 else every
    shared = takewhile(
        lambda row: len({_masked(line) for line in row}) == 1 and "§" not in row[0], zip(*others, strict=False)
    )
    return [row[0] for row in shared] if len(others) > 1 else []


def _without(page: Sequence[str], head: Sequence[str], foot: Sequence[str]) -> list[str]:
    furniture = {_masked(line) for line in (*head, *foot) if line.strip()}
    return [line for line in page if _masked(line) not in furniture]


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", _plain(line))


def _tabbed(line: str) -> str:
    return re.sub(r" {2,}", "\t", line.strip())


class _Writer:
    """Puts a page's lines into a document: rows of cells as tables, the rest as paragraphs without line breaks."""

    def __init__(self, document: Document, gold: Sequence[dict], *, full: int, numbered: bool, noisy: noise.Noise):
        paragraphs = [paragraph for protocol in gold for paragraph in protocol["paragraphs"]]
        self._document, self._full, self._noisy = document, full, noisy
        self._headings = headings(gold)
        self._titles = {paragraph["number"]: _plain(paragraph["heading"]) for paragraph in paragraphs}
        self._count = _counter(document, paragraphs[0]["number"]) if numbered else None

    def write(self, lines: Sequence[str]) -> None:
        for is_table, block in _blocks(_tight(lines)):
            if is_table:
                self._table(block)
            else:
                for text in self._unwrapped(block):
                    self._paragraph(text)

    def _paragraph(self, text: str) -> None:
        found = _NUMBERED.match(text)
        if found and found["number"] in self._titles and not _CONTENTS.search(text):
            counted = self._count is not None
            paragraph = self._document.add_heading(self._noisy(found["rest"].strip() if counted else text), level=1)
            if counted:
                paragraph._p.get_or_add_pPr().append(parse_xml(self._count))
        elif _plain(text) in self._headings:
            self._document.add_heading(self._noisy(text), level=2)
        else:
            self._document.add_paragraph(self._noisy(text))

    def _table(self, rows: Sequence[str]) -> None:
        columns = _columns(rows)
        table = self._document.add_table(rows=0, cols=len(columns))
        for row in rows:
            cells = table.add_row().cells
            for run in _RUN.finditer(row):
                cell = cells[max(n for n, start in enumerate(columns) if start <= run.start())]
                cell.text = f"{cell.text} {self._noisy(run[0])}".strip()

    def _unwrapped(self, block: Sequence[str]) -> Iterator[str]:
        text = ""
        for above, line in pairwise(["", *block]):
            if text and self._goes_on(text, above, line):
                text = _joined(text, line.strip())
            else:
                if text:
                    yield text
                text = _tabbed(line)
        yield text

    def _goes_on(self, text: str, above: str, line: str) -> bool:
        found = _NUMBERED.match(text)
        if self._in_title(found["rest"] if found else text, line.strip()):
            return True
        if found or "\t" in text or _ITEM.match(line.strip()) or self._is_heading(text) or self._is_heading(line):
            return False
        above = above.strip()
        return above.endswith(("-", ",")) or (len(above) >= self._full and not above.endswith((".", ":")))

    def _in_title(self, text: str, line: str) -> bool:
        """Whether both lines are of one title, after which more may stand on the second."""
        begun, both = _plain(text), _plain(_joined(text, line))
        return any(
            both in title or (title in both and title not in begun and begun in title)
            for title in self._titles.values()
        )

    def _is_heading(self, line: str) -> bool:
        found = _NUMBERED.match(line.strip())
        return _plain(line) in self._headings or bool(found and found["number"] in self._titles)


def _tight(lines: Sequence[str]) -> Sequence[str]:
    """Without blank lines, where those stand between all lines and part nothing."""
    filled = [line for line in lines if line.strip()]
    return filled if len(lines) > 1.8 * len(filled) else lines


def _blocks(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines without a blank one; those of at least two rows of cells are tables."""
    for blank, block in groupby(lines, lambda line: not line.strip()):
        if not blank:
            yield from _parts(list(block))


def _parts(block: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    celled = [len(_RUN.findall(line)) > 1 for line in block]
    beside = [a or b for a, b in zip([False, *celled], [*celled[1:], False], strict=False)]
    rows = [one and other for one, other in zip(celled, beside, strict=True)]
    for is_table, part in groupby(zip(rows, block, strict=True), lambda row: row[0]):
        yield is_table, [line for _, line in part]


def _columns(rows: Iterable[str]) -> list[int]:
    """Where cells begin; a start within two signs of another is the same column."""
    starts = sorted({run.start() for row in rows for run in _RUN.finditer(row)})
    return [0, *(right for left, right in pairwise(starts) if right - left > 2)]


def _joined(text: str, line: str) -> str:
    """Two lines as Word would hold them, a word broken at the end made whole."""
    if not text.endswith("-") or not line[:1].islower() or line.startswith(("och ", "eller ")):
        return f"{text} {line}"
    whole = text[:-1]
    return whole + (line[1:] if whole[-2:] == 2 * line[0] else line)


def _counter(document: Document, first: str) -> str:
    """A list whose numbers read `§ n`, from `first`; what a paragraph says to be counted in it."""
    numbering = document.part.numbering_part.element
    abstract = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="{first}"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum>'
    )
    numbering.insert(0, parse_xml(abstract))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'


def main() -> None:
    *folders, out = map(Path, sys.argv[1:])
    for folder in folders:
        text = (folder / "protocol.txt").read_text(encoding="utf-8")
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        (out / f"{folder.name}.pdf").write_bytes(to_pdf(text))
        (out / f"{folder.name}.docx").write_bytes(to_docx(text, gold))


if __name__ == "__main__":
    main()
