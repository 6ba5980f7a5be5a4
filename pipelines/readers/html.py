"""HTML reader: protocols published as web pages."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml import html as lxml_html

from indexer.errors import ReadError
from pipelines.readers.laid_out_text import LaidOutText, Line
from pipelines.readers.reader_limits import Limits
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
_CELLS = ("td", "th")
_BREAKS = (*_BLOCKS, "br")
_MOST_BREAKS = 2  # in a cell, past which its table holds the page's layout and no data
_CELL_GAP = "\x1f"
_BULLET = "• "
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{3,20})", re.IGNORECASE)


def read(data: bytes, limits: Limits) -> LaidOutText:
    """Laid-out text of a web page, a line a block; headings keep their level, rows of tables stay together."""
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
        if event == "start":
            _empty_if_dropped(element)
            yield from walk.enter(element)
            yield from walk.say(element.text)
            continue
        if event == "end":
            yield from walk.leave(element.tag)
        yield from walk.say(element.tail)
    yield from walk.flush()


class _Walk:
    """The line being gathered. Inside a row of data blocks do not break the line: the row is one."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._level: int | None = None
        self._rows: list[bool] = []  # whether each open row is one of data
        self._lists: list[int | None] = []  # the last number of each open list, None for bullets
        self._mark = ""  # what begins the next line: a list item's number or bullet
        self._verbatim = 0  # open <pre>

    def enter(self, element: etree._Element) -> Iterator[Line]:
        tag = str(element.tag)
        if not self._in_row() and (tag in _BLOCKS or tag in _CELLS):
            yield from self.flush()
            if tag in _GAPS:
                yield Line("")
            self._level = _HEADINGS.get(tag)
        if tag == "tr":
            self._rows.append(_is_data(element))
        elif tag in ("ol", "ul"):
            self._lists.append(_before_first(element) if tag == "ol" else None)
        elif tag == "li":
            self._mark = self._item()
        self._verbatim += tag == "pre"

    def say(self, text: str | None) -> Iterator[Line]:
        """Add text; only in <pre> does a line break in it end the line."""
        if not self._verbatim:
            self._text.append(text or "")
            return
        *whole, rest = (text or "").split("\n")
        for line in whole:
            self._text.append(line)
            yield from self.flush()
        self._text.append(rest)

    def leave(self, tag: str) -> Iterator[Line]:
        if self._in_row() and tag != "tr":
            self._text.append(_CELL_GAP if tag in _CELLS else " " if tag in _BREAKS else "")
        elif tag in _BREAKS or tag in _CELLS:
            yield from self.flush()
            self._level = self._level if tag == "br" else None
        if tag == "tr":
            self._rows.pop()
        elif tag in ("ol", "ul"):
            self._lists.pop()
        self._verbatim -= tag == "pre"

    def flush(self) -> Iterator[Line]:
        text = "".join(self._text)
        self._text.clear()
        if self._verbatim:
            yield Line(text.rstrip())
            return
        cells = (_SPACE.sub(" ", cell).strip() for cell in text.split(_CELL_GAP))
        line = "  ".join(cell for cell in cells if cell)
        if line:
            yield Line(self._mark + line, heading_level=self._level)
            self._mark = ""

    def _in_row(self) -> bool:
        return bool(self._rows) and self._rows[-1]

    def _item(self) -> str:
        last = self._lists[-1] if self._lists else None
        if last is None:
            return _BULLET
        self._lists[-1] = last + 1
        return f"{last + 1}. "


def _is_data(row: etree._Element) -> bool:
    """Whether each cell of a row holds a line or two, and no table of its own."""
    for cell in row.iterchildren(*_CELLS):
        breaks = [element.tag for element in islice(cell.iterdescendants(*_BREAKS), _MOST_BREAKS + 1)]
        if len(breaks) > _MOST_BREAKS or "table" in breaks:
            return False
    return True


def _before_first(element: etree._Element) -> int:
    start = str(element.get("start", ""))
    return int(start) - 1 if re.fullmatch(r"[0-9]{1,6}", start) else 0


def _empty_if_dropped(element: etree._Element) -> None:
    hidden = element.get("hidden") is not None or _NOT_SHOWN.search(str(element.get("style", "")))
    if hidden or element.tag in _DROPPED or element.get("role") == "navigation":
        for child in list(element):
            element.remove(child)
        element.text = None
