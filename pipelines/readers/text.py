"""Plain-text reader: detects the encoding."""

import codecs
import re
from functools import cache

from indexer.errors import ReadError
from pipelines.readers.laid_out_text import LaidOutText, Line
from pipelines.readers.reader_limits import Limits

_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf\u2013-\u203a\u20ac\u0152-\u017e]|â€")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_STRAY = re.compile("[\udc80-\udcff]")  # a byte that is no UTF-8, as Python hands it over
_SAMPLE = 4096  # bytes looked at for UTF-16 without a mark
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_BINARY_SHARE = 0.05  # of control characters, past which it is no text
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")


def read(data: bytes, limits: Limits) -> LaidOutText:
    """Laid-out text of a text file: lines as they stand, a form feed begins a page.

    Raises:
        ReadError: `unknown_format` for bytes that are no text, `too_large` past the limit on characters.
    """
    text = decode(data)
    if len(text) > limits.characters:
        raise ReadError("too_large", f"Filen har mer än {limits.characters} tecken; dela den och försök igen.")
    if len(_CONTROL.findall(text)) > _BINARY_SHARE * len(text):
        raise ReadError("unknown_format", "Filen är inte text, PDF, DOCX eller HTML; spara den i ett av dessa format.")
    found = lines(_CONTROL.sub("", text))
    return LaidOutText(tuple(found), "text", found[-1].page)


def decode(data: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 or the old Western encodings, with mojibake mended."""
    text = _decoded(data)
    return _mended(text) if _MOJIBAKE.search(text) else text


def lines(text: str) -> list[Line]:
    """One `Line` a line; pages are counted only where the text has form feeds."""
    pages = text.split("\f")
    if len(pages) == 1:
        return [Line(line) for line in _BREAK.split(text)]
    if not pages[-1].strip():  # the feed that ends the last page
        pages.pop()
    return [Line(line, page) for page, part in enumerate(pages, start=1) for line in _BREAK.split(part)]


def _mended(text: str) -> str:
    """UTF-8 that was once read as Latin-1 made whole, on the lines that show it; nothing else of theirs is touched."""
    from ftfy import fix_encoding  # noqa: PLC0415 - 0.1 s that few files need

    return "".join(fix_encoding(line) if _MOJIBAKE.search(line) else line for line in text.splitlines(keepends=True))


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    wide = _utf16_without_mark(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace")
    text = data.decode("utf-8", errors="surrogateescape")
    return text.translate(_stray_bytes()) if _STRAY.search(text) else text


@cache
def _stray_bytes() -> dict[int, str]:
    """What a byte that is no UTF-8 means: the letter it has in Windows' Western alphabet, Latin-1's successor."""
    return {0xDC00 + byte: bytes([byte]).decode("cp1252", errors="ignore") for byte in range(0x80, 0x100)}


def _utf16_without_mark(sample: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other byte."""
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.6 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if half and sample[::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
