"""PDF: words by where they stand on the page, so that what is set far right stays on its line."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.errors import ReadError
from pipelines.readers.base import LaidOutText, Line
from pipelines.readers.limits import Limits
from pipelines.readers.pdf_layout import Word, page_lines

_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u00ad": "-"}  # how pdfium marks a hyphen at the end of a line
_SURROGATES = range(0xD800, 0xE000)  # halves of a character that pdfium gives one by one; no letter of ours is one
_WORD_GAP = 0.22  # of the letter height: a wider gap parts words
_FEW_CHARACTERS = 12  # a page with fewer is a picture with a stamp on it, not a page of text


@dataclass(slots=True)
class _Glyphs:
    """A word being gathered: its letters and the box around them (points, y upwards)."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    def word(self) -> Word:
        return Word(self.text, self.left, self.right, self.bottom, self.top)


def read(data: bytes, limits: Limits) -> LaidOutText:
    """Lines in reading order with their pages.

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
        words = list(_words(page))
        size = sum(len(word.text) for word in words)
        pictures += size < _FEW_CHARACTERS and _has_picture(page)
        characters += size
        if characters > limits.characters:
            raise ReadError("too_large", f"PDF-filen har mer än {limits.characters} tecken; dela den och försök igen.")
        lines += [Line(text, number + 1) for text in page_lines(words)]
        page.close()
    if not characters or (pictures and characters < _FEW_CHARACTERS * len(document)):
        raise ReadError(
            "needs_ocr", "PDF-filen har bara bilder av text; kör OCR (texttolkning) på den och försök igen."
        )
    return lines


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _words(page: pdfium.PdfPage) -> Iterator[Word]:
    """Letters joined into words: a white space or a gap ends one."""
    textpage = page.get_textpage()
    open_word: _Glyphs | None = None
    for letter, left, right, bottom, top in _letters(textpage):
        gap = letter.isspace() or (open_word is not None and not _continues(open_word, left, bottom, top))
        if gap and open_word is not None:
            yield open_word.word()
            open_word = None
        if letter.isspace():
            continue
        if open_word is None:
            open_word = _Glyphs(letter, left, right, bottom, top)
        else:
            open_word.text += letter
            open_word.right = max(open_word.right, right)
            open_word.bottom, open_word.top = min(open_word.bottom, bottom), max(open_word.top, top)
    if open_word is not None:
        yield open_word.word()
    textpage.close()


def _continues(word: _Glyphs, left: float, bottom: float, top: float) -> bool:
    height = max(word.top - word.bottom, top - bottom, 1.0)
    same_line = bottom < word.top and top > word.bottom
    return same_line and -height < left - word.right < _WORD_GAP * height


def _letters(textpage: pdfium.PdfTextPage) -> Iterator[tuple[str, float, float, float, float]]:
    """(character, left, right, bottom, top) in pdfium's order; its loose boxes give one height a font size."""
    box = pdfium_c.FS_RECTF()
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        letter = _HYPHENS.get(chr(code), chr(code)) if code and code not in _SURROGATES else " "
        if not pdfium_c.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
            continue
        yield letter, box.left, box.right, box.bottom, box.top
