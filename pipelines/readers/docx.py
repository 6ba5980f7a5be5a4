"""DOCX reader: headings, automatic numbering, tables, text boxes; tracked deletions and hidden text left out."""

from collections.abc import Iterator, Sequence

from lxml import etree

from indexer.errors import ReadError
from pipelines.readers.docx_archive import Parts
from pipelines.readers.docx_numbering import BULLET, Numbering
from pipelines.readers.docx_styles import Styles, W, value
from pipelines.readers.laid_out_text import LaidOutText, Line
from pipelines.readers.reader_limits import Limits


def _tags(names: str) -> frozenset[str]:
    return frozenset(W + name for name in names.split())


_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN, _TEXT = (W + name for name in ("p", "tbl", "tr", "tc", "r", "t"))
_WRAPPERS = _tags("sdt sdtContent ins moveTo customXml smartTag")
# Fallback holds the same text box once more, for old readers; properties hold tab stops, not tabs.
_DROPPED = _tags("del moveFrom instrText delText footnoteReference commentReference pPr rPr sectPr sdtPr") | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_TABS = _tags("tab ptab")
_BREAKS = _tags("br cr")
_NOTED_PAGE_BREAK = f"{W}lastRenderedPageBreak"
_DELETED_MARK = f"{W}pPr/{W}rPr/{W}del"
_TAB, _CELL_GAP = "    ", "  "


def read(data: bytes, limits: Limits) -> LaidOutText:
    """Laid-out text of a Word file: the page headers' lines once, then the body's; the number Word computes for a paragraph stands before its text.

    Raises:
        ReadError: `damaged`, `zip_bomb`, `forbidden_xml`, `unknown_format`, `too_large`.
    """
    parts = Parts(data, limits)
    styles = Styles(parts.part("styles.xml"))
    document = parts.document()
    heads = [line for part in parts.headers() for line in _Flow(part, styles, None).lines(part)]
    body = document.find(f"{W}body")
    lines = list(_Flow(document, styles, parts.part("numbering.xml")).lines(body)) if body is not None else []
    lines = [Line(text, 1) for text in dict.fromkeys(line.text for line in heads if line.text.strip())] + lines
    if sum(len(line.text) for line in lines) > limits.characters:
        raise ReadError("too_large", f"Dokumentet har mer än {limits.characters} tecken; dela det och försök igen.")
    return _paged(lines)


def _paged(lines: Sequence[Line]) -> LaidOutText:
    """Pages count only when the file says where they break; otherwise every § would claim to stand on page 1."""
    pages = max((line.page or 1 for line in lines), default=1)
    if pages == 1:
        return LaidOutText(tuple(Line(line.text, None, line.heading_level) for line in lines), "docx")
    return LaidOutText(tuple(lines), "docx", pages)


class _Flow:
    """Walks blocks in order, counting numbers and pages on the way."""

    def __init__(self, part: etree._Element, styles: Styles, numbering: etree._Element | None) -> None:
        self._styles, self._numbering = styles, Numbering(numbering, styles)
        self._page = 1
        # Word notes also the breaks that the writer made; only where it noted none are those all there is.
        self._pages_noted = next(part.iter(_NOTED_PAGE_BREAK), None) is not None

    def lines(self, container: etree._Element) -> Iterator[Line]:
        """The lines of the paragraphs and tables in a body, cell or header."""
        for block in _children(container):
            if block.tag == _PARAGRAPH:
                yield from self._paragraph(block)
            elif block.tag == _TABLE:
                for row in _children(block):
                    if row.tag == _ROW:
                        yield from self._row(row)
                yield Line("", self._page)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        deleted = paragraph.find(_DELETED_MARK) is not None
        number = None if deleted else self._numbering.next(paragraph)
        level = self._styles.heading_level(paragraph)
        page = self._page
        text = self._text(paragraph)
        if number and (text.strip() or number != BULLET):
            text = f"{number} {text}"
        if level is not None:
            yield Line("", page)
        for part in text.split("\f"):
            for line in part.split("\n"):
                yield Line(line.rstrip(), page, level if line.strip() else None)
            page += 1
        yield Line("", self._page)

    def _row(self, row: etree._Element) -> Iterator[Line]:
        """A row on one line; cells with as many lines side by side, line by line; else one cell after the other."""
        cells = [list(self.lines(cell)) for cell in _children(row) if cell.tag == _CELL]
        filled = [lines for cell in cells if (lines := [line for line in cell if line.text.strip()])]
        if len(filled) == 1:
            yield from next(cell for cell in cells if any(line.text.strip() for line in cell))
        elif len({len(lines) for lines in filled}) == 1:
            for side_by_side in zip(*filled, strict=True):
                level = next((line.heading_level for line in side_by_side if line.heading_level), None)
                yield Line(_CELL_GAP.join(line.text for line in side_by_side), side_by_side[0].page, level)
        else:
            for lines in filled:
                yield from lines

    def _text(self, paragraph: etree._Element) -> str:
        """Text of a paragraph in order, without recursion; a page break is a form feed."""
        parts: list[str] = []
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            if not isinstance(element.tag, str) or element.tag in _DROPPED or _is_hidden(element):
                continue
            if element.tag == _TEXT:
                parts.append(element.text or "")
            elif element.tag in _TABS:
                parts.append(_TAB)
            elif element.tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif element.tag in _BREAKS or element.tag == _NOTED_PAGE_BREAK:
                parts.append("\f" if self._begins_page(element) else "\n" if element.tag in _BREAKS else "")
            else:
                if element.tag == _PARAGRAPH and parts:  # a text box inside the paragraph
                    parts.append("\n")
                stack += reversed(element)
        text = "".join(parts)
        self._page += text.count("\f")
        return text

    def _begins_page(self, element: etree._Element) -> bool:
        if self._pages_noted:
            return element.tag == _NOTED_PAGE_BREAK
        return element.get(f"{W}type") == "page"


def _children(container: etree._Element) -> Iterator[etree._Element]:
    """What stands in a container, taken out of content controls and other wrapping."""
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _is_hidden(element: etree._Element) -> bool:
    if element.tag != _RUN:
        return False
    vanish = element.find(f"{W}rPr/{W}vanish")
    return vanish is not None and value(element, "rPr/vanish") not in ("0", "false")
