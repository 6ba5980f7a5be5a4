"""Protocols published as web pages."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from indexer.errors import ReadError
from pipelines.readers.base import LaidOutText, Line
from pipelines.readers.limits import Limits
from pipelines.readers.text import decode

_DROPPED = frozenset({"script", "style", "noscript", "nav", "template", "svg", "head", "iframe", "form", "button"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer header "
    "hr html li main ol p pre section summary table tbody tfoot thead tr ul h1 h2 h3 h4 h5 h6".split()
)
_GAPS = frozenset(
    {"p", "div", "section", "article", "table", "ul", "ol", "blockquote", *_HEADINGS}
)  # an empty line parts these
_CELLS = frozenset({"td", "th"})
_CELL_GAP = "\x1f"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{3,20})", re.IGNORECASE)


def read(data: bytes, limits: Limits) -> LaidOutText:
    """The page's text, a line a block; headings keep their level, rows of tables stay together."""
    try:
        root = lxml_html.document_fromstring(_text(data), parser=lxml_html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError) as error:
        raise ReadError("damaged", "Webbsidan har ingen text; hämta sidan igen och försök på nytt.") from error
    lines = list(_lines(root))
    if sum(len(line.text) for line in lines) > limits.characters:
        raise ReadError("too_large", f"Webbsidan har mer än {limits.characters} tecken; dela den och försök igen.")
    return LaidOutText(tuple(lines), "html")


def _text(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"utf-16"):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    text = decode(data)
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _lines(root: lxml_html.HtmlElement) -> Iterator[Line]:
    """Walks without recursion: a page can be nested deeper than Python's stack."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            walk.text.append(element.tail or "")
        elif event == "start":
            _without_dropped(element)
            yield from walk.enter(element.tag)
            walk.text.append(element.text or "")
        else:
            yield from walk.leave(element.tag)
            walk.text.append(element.tail or "")
    yield from walk.flush()


class _Walk:
    """The line being gathered. Inside a table cell blocks do not break the line: a row is one line."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self._level: int | None = None
        self._cells = 0

    def enter(self, tag: str) -> Iterator[Line]:
        if tag in _CELLS:
            self._cells += 1
        elif tag in _BLOCKS and not self._cells:
            yield from self.flush()
            if tag in _GAPS:
                yield Line("")
            self._level = _HEADINGS.get(tag)

    def leave(self, tag: str) -> Iterator[Line]:
        if tag in _CELLS:
            self._cells = max(0, self._cells - 1)
            self.text.append(_CELL_GAP)
        elif self._cells:
            self.text.append(" " if tag in _BLOCKS or tag == "br" else "")
        elif tag in _BLOCKS or tag == "br":
            yield from self.flush()
            self._level = None

    def flush(self) -> Iterator[Line]:
        cells = (_SPACE.sub(" ", cell).strip() for cell in "".join(self.text).split(_CELL_GAP))
        line = "  ".join(cell for cell in cells if cell)
        self.text.clear()
        if line:
            yield Line(line, heading_level=self._level)


def _without_dropped(element: etree._Element) -> None:
    if element.tag in _DROPPED:
        for child in list(element):
            element.remove(child)
        element.text = None
