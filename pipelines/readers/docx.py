"""Word documents: headings, automatic numbering, tables; tracked deletions left out, no entity ever resolved."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from indexer.errors import ReadError
from pipelines.readers.base import LaidOutText, Line
from pipelines.readers.docx_numbering import Numbering
from pipelines.readers.limits import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
_DROPPED = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference", "commentReference")}
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same text box once more, for old readers
_PAGE_BREAKS = frozenset({f"{W}lastRenderedPageBreak"})
_TABS = frozenset({f"{W}tab", f"{W}ptab"})
_PROPERTIES = frozenset({f"{W}pPr", f"{W}rPr", f"{W}sectPr"})  # hold tab stops, not tabs
_CELL_GAP = "  "


def read(data: bytes, limits: Limits) -> LaidOutText:
    """The body's lines; the number that Word computes for a numbered paragraph stands before its text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive, limits)
            document, styles, numbering = (_xml(archive, name) for name in (_DOCUMENT, _STYLES, _NUMBERING))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ReadError(
            "damaged", "Word-filen är skadad eller krypterad; öppna den i Word, spara om den och försök igen."
        ) from error
    if document is None:
        raise ReadError(
            "unknown_format", "Filen är ett arkiv men inget Word-dokument; spara protokollet som DOCX eller PDF."
        )
    body = document.find(f"{W}body")
    lines = tuple(_Body(_heading_levels(styles), Numbering(numbering, styles)).lines(body)) if body is not None else ()
    if sum(len(line.text) for line in lines) > limits.characters:
        raise ReadError("too_large", f"Dokumentet har mer än {limits.characters} tecken; dela det och försök igen.")
    return LaidOutText(lines, "docx") if body is None else _paged(lines)


def _paged(lines: tuple[Line, ...]) -> LaidOutText:
    """Pages count only when Word noted where they break; otherwise every § would claim to stand on page 1."""
    pages = max((line.page or 1 for line in lines), default=1)
    if pages == 1:
        return LaidOutText(tuple(Line(line.text, None, line.heading_level) for line in lines), "docx")
    return LaidOutText(lines, "docx", pages)


class _Body:
    def __init__(self, levels: dict[str, int], numbering: Numbering) -> None:
        self._levels, self._numbering = levels, numbering
        self._page = 1

    def lines(self, body: etree._Element) -> Iterator[Line]:
        for block in body:
            if block.tag == f"{W}p":
                yield from self._paragraph(block)
            elif block.tag == f"{W}tbl":
                yield from self._table(block)
            elif block.tag == f"{W}sdt":
                content = block.find(f"{W}sdtContent")
                yield from self.lines(content) if content is not None else ()

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        style = _value(paragraph, f"{W}pPr/{W}pStyle")
        number = self._numbering.next(paragraph, style)
        text = self._text(paragraph)
        level = self._levels.get(style or "")
        if level is not None:
            yield Line("", self._page)
        for at, part in enumerate(text.split("\n")):
            prefix = f"{number} " if number and at == 0 else ""
            yield Line((prefix + part).rstrip(), self._page, level if part.strip() else None)
        yield Line("", self._page)

    def _table(self, table: etree._Element) -> Iterator[Line]:
        for row in table.iterchildren(f"{W}tr"):
            cells = [" ".join(self._text(p) for p in cell.iter(f"{W}p")).strip() for cell in row.iterchildren(f"{W}tc")]
            text = _CELL_GAP.join(cell.replace("\n", " ") for cell in cells if cell)
            if text:
                yield Line(text, self._page)
        yield Line("", self._page)

    def _text(self, paragraph: etree._Element) -> str:
        """Text of a paragraph in order, without recursion; counts the page breaks Word noted."""
        parts: list[str] = []
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            if (
                not isinstance(element.tag, str)
                or element.tag in _DROPPED
                or element.tag in _PROPERTIES
                or element.tag == _FALLBACK
            ):
                continue
            if element.tag == f"{W}t":
                parts.append(element.text or "")
            elif element.tag in _TABS:
                parts.append("\t")
            elif element.tag in (f"{W}br", f"{W}cr"):
                self._page += element.get(f"{W}type") == "page"
                parts.append("\n")
            elif element.tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif element.tag in _PAGE_BREAKS:
                self._page += 1
            else:
                if element.tag == f"{W}p" and parts:  # a text box inside the paragraph
                    parts.append("\n")
                stack += reversed(element)
        return "".join(parts).replace("\t", "    ")


def _heading_levels(styles: etree._Element | None) -> dict[str, int]:
    """Style id → heading level, from the styles' outline level or their built-in name."""
    levels: dict[str, int] = {}
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        outline = _value(style, f"{W}pPr/{W}outlineLvl")
        name = (_value(style, f"{W}name") or "").lower()
        if outline is not None and outline.isdigit():
            levels[style.get(f"{W}styleId", "")] = int(outline) + 1
        elif name.startswith(("heading ", "rubrik ")) and name[-1].isdigit():
            levels[style.get(f"{W}styleId", "")] = int(name[-1])
    return levels


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(path)
    value = found.get(f"{W}val") if found is not None else None
    return str(value) if value is not None else None


def _check_archive(archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > limits.zip_entries or (
        unpacked > limits.zip_free_bytes and unpacked > limits.zip_ratio * max(packed, 1)
    ):
        raise ReadError(
            "zip_bomb", "Word-filen växer orimligt när den packas upp och lästes inte; be avsändaren om en ny."
        )


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in archive.namelist():
        return None
    content = archive.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ReadError(
            "forbidden_xml", "Word-filen innehåller XML-entiteter, som aldrig hör hemma där; spara om den i Word."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("damaged", "Word-filen är skadad; öppna den i Word, spara om den och försök igen.") from error
