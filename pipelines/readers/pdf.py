"""PDF reader: words by where they stand on the page, so that what is set far right stays on its line."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.errors import ReadError
from pipelines.readers.laid_out_text import LaidOutText, Line
from pipelines.readers.pdf_layout import Word, page_lines
from pipelines.readers.reader_limits import Limits

_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00ad": "-"}  # how pdfium marks a hyphen at the end of a line
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_REPAIRED = _HYPHENS | _LIGATURES
_SURROGATES = range(0xD800, 0xE000)  # halves of a character that pdfium gives one by one; no letter of ours is one
_WORD_GAP = 0.22  # of the letter height: a wider gap parts words
_TILT = 0.1  # of a quarter turn; text set more askew is a stamp
_TURNED_SHARE = 0.2  # of a page's letters, from which turned text is matter and not a note in the margin
_FEW_CHARACTERS = 12  # a page with fewer is a picture with a stamp on it, not a page of text


Box = tuple[float, float, float, float]  # left, right, bottom, top; points, y upwards


@dataclass(slots=True)
class _Glyphs:
    """A word being gathered: its letters, the box around them as the word is read, and how it is set on the page.

    `turn` is in quarter turns clockwise, None for text set askew.
    """

    text: str
    box: Box
    turn: int | None
    hidden: bool

    def add(self, letter: str, box: Box) -> None:
        self.text += letter
        left, right, bottom, top = self.box
        self.box = left, max(right, box[1]), min(bottom, box[2]), max(top, box[3])

    def continues(self, box: Box) -> bool:
        """Whether a letter with this box stands next in the word."""
        height = max(self.box[3] - self.box[2], box[3] - box[2], 1.0)
        same_line = box[2] < self.box[3] and box[3] > self.box[2]
        return same_line and -height < box[0] - self.box[1] < _WORD_GAP * height


def read(data: bytes, limits: Limits) -> LaidOutText:
    """Laid-out text of a PDF: lines in reading order with their pages.

    Raises:
        ReadError: `encrypted`, `damaged`, `too_many_pages`, `needs_ocr`, `too_large`.
    """
    document = _open(data)
    try:
        count = len(document)
        if count > limits.pages:
            raise ReadError(
                "too_many_pages", f"PDF-filen har {count} sidor, fler än {limits.pages}; dela den och försök igen."
            )
        lines = _read_pages(document, limits)
    finally:
        document.close()
    return LaidOutText(tuple(lines), "pdf", pages=count)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadError(
                "encrypted", "PDF-filen är låst med lösenord; spara den utan lösenord och försök igen."
            ) from error
        raise ReadError("damaged", "PDF-filen är skadad eller avbruten; hämta den igen och försök på nytt.") from error


def _read_pages(document: pdfium.PdfDocument, limits: Limits) -> list[Line]:
    lines: list[Line] = []
    characters = pictures = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError as error:
            raise ReadError(
                "damaged", f"Sida {number + 1} i PDF-filen är skadad; hämta filen igen och försök på nytt."
            ) from error
        texts, size = _page(page)
        pictures += size < _FEW_CHARACTERS and _has_picture(page)
        characters += size
        if characters > limits.characters:
            raise ReadError("too_large", f"PDF-filen har mer än {limits.characters} tecken; dela den och försök igen.")
        lines += [Line(text, number + 1) for text in texts]
        page.close()
    if not characters or (pictures and characters < _FEW_CHARACTERS * len(document)):
        raise ReadError(
            "needs_ocr",
            "PDF-filen har bara bilder av text och behöver OCR (texttolkning); kör OCR på den och försök igen.",
        )
    return lines


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _page(page: pdfium.PdfPage) -> tuple[list[str], int]:
    """(lines, letters) of a page: text turned as most of it is, then what else is set a quarter turn or more round."""
    textpage = page.get_textpage()
    words = _shown(list(_words(textpage)))
    textpage.close()
    letters: Counter[int | None] = Counter()
    for word in words:
        letters[word.turn] += len(word.text)
    total = letters.total()
    lines: list[str] = []
    for turn, count in letters.most_common():
        if count >= _TURNED_SHARE * total:
            lines += page_lines([Word(word.text, *word.box) for word in words if word.turn == turn])
    return lines, total


def _shown(words: Sequence[_Glyphs]) -> Sequence[_Glyphs]:
    """Words without those set invisible, unless most are: then they are what OCR read in a picture of the page."""
    hidden = sum(len(word.text) for word in words if word.hidden)
    if not hidden or 2 * hidden > sum(len(word.text) for word in words):
        return words
    return [word for word in words if not word.hidden]


def _words(textpage: pdfium.PdfTextPage) -> Iterator[_Glyphs]:
    """Letters joined into words: a white space or a gap ends one."""
    word: _Glyphs | None = None
    for index, letter, box in _letters(textpage):
        if letter.isspace():
            if word:
                yield word
            word = None
        elif word and word.continues(turned := _turned(box, word.turn)):
            word.add(letter, turned)
        else:
            if word:
                yield word
            turn = _turn(textpage, index)
            word = _Glyphs(letter, _turned(box, turn), turn, hidden=_is_hidden(textpage, index))
    if word:
        yield word


def _letters(textpage: pdfium.PdfTextPage) -> Iterator[tuple[int, str, Box]]:
    """(index, character, box) in pdfium's order; its loose boxes give one height a font size."""
    box = pdfium_c.FS_RECTF()
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        letter = chr(code) if code and code not in _SURROGATES else " "
        if pdfium_c.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            yield index, _REPAIRED.get(letter, letter), (box.left, box.right, box.bottom, box.top)


def _turn(textpage: pdfium.PdfTextPage, index: int) -> int | None:
    turns = pdfium_c.FPDFText_GetCharAngle(textpage, index) / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < _TILT else None


def _turned(box: Box, turn: int | None) -> Box:
    """The box on the page turned so that text set with this turn stands upright."""
    left, right, bottom, top = box
    match turn:
        case 1:
            return -top, -bottom, left, right
        case 2:
            return -right, -left, -top, -bottom
        case 3:
            return bottom, top, -right, -left
        case _:
            return box


def _is_hidden(textpage: pdfium.PdfTextPage, index: int) -> bool:
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(pdfium_c.FPDFText_GetTextObject(textpage, index))
    return bool(mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
