"""Rows: the non-empty lines of a file, cleaned, with the gaps and page breaks around them."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from indexer.identifiers import body_code
from pipelines.readers.laid_out_text import LaidOutText

_SPACES = re.compile("[\t\u1680\u2000-\u200a\u205f\u3000]")
_NO_BREAK = re.compile("[\u00a0\u202f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACED_OUT = re.compile(r"\w{1,2}(?: \w{1,2}){4,40}")
COLUMNS = re.compile(r" {3,}")  # what parts two columns of one line
_LONGEST_BODY = 120  # characters
_DOUBLE_SPACED = 0.7  # share of lines followed by an empty one, past which empty lines say nothing
_INDENTED = 0.2  # share of indented lines, past which a lone leading space is layout and no lost form feed


@dataclass(frozen=True, slots=True)
class Row:
    """A non-empty line. `gap` counts the empty lines above, `breaks` says that a page begins here.

    `line` is its number in the file, from 1; of a file without lines of its own, in the text as read. `plain` is the text
    squeezed.
    """

    text: str
    indent: int = 0
    page: int | None = None
    level: int | None = None
    gap: int = 0
    breaks: bool = False
    furniture: bool = False
    line: int = 0
    plain: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", squeeze(self.text))

    @property
    def position(self) -> tuple[int, int | None]:
        """Line and page: a form feed can part a line of the file in two."""
        return self.line, self.page


def clean(text: str) -> str:
    """NFC, ligatures written out, nothing invisible; runs of spaces are kept, and no-break spaces: they explain wraps."""
    spaced = _NO_BREAK.sub("\u00a0", _SPACES.sub(" ", text.translate(_LIGATURES)))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", spaced)).rstrip()


def squeeze(text: str) -> str:
    """Runs of spaces made one, letter-spaced words drawn together: `PRO T OK OL L` → `PROTOKOLL`."""
    plain = " ".join(text.split())
    return plain.replace(" ", "") if _SPACED_OUT.fullmatch(plain) and plain.replace(" ", "").isalpha() else plain


def first_word(text: str) -> str:
    """The first word of a text, which has to fit on a line as a whole."""
    return text.split(" ", maxsplit=1)[0]


def body_named_by(row: Row) -> str | None:
    """The code of the body that a line names and nothing else."""
    return body_code(row.plain) if len(row.text) <= _LONGEST_BODY else None


def read_rows(text: LaidOutText) -> tuple[Row, ...]:
    """The non-empty lines of a file, in order."""
    found = _with_gaps(text)
    if sum(row.gap > 0 for row in found) > _DOUBLE_SPACED * len(found):
        found = [replace(row, gap=row.gap - 1 if row.gap else 0) for row in found]
    if sum(row.indent > 0 for row in found) <= _INDENTED * len(found):
        found = [replace(row, breaks=row.breaks or row.indent == 1) for row in found]
    return tuple(found)


def _with_gaps(laid_out: LaidOutText) -> list[Row]:
    found: list[Row] = []
    gap, page = 0, laid_out.lines[0].page if laid_out.lines else None
    for at, line in enumerate(laid_out.lines, start=1):
        text = clean(line.text)
        bare = text.lstrip()
        if not bare:
            gap += 1
            continue
        feeds = line.page - 1 if line.page and laid_out.format == "text" else 0  # each made two lines of one
        breaks = line.page != page or "\f" in line.text[:1]
        found.append(Row(bare, len(text) - len(bare), line.page, line.heading_level, gap, breaks, line=at - feeds))
        gap, page = 0, line.page
    return found
