"""Format detection by content; names lie."""

import re

from indexer.errors import ReadError
from pipelines.readers.laid_out_text import Format

_HEAD = 1024  # bytes in which a PDF must say that it is one
_BYTE_ORDER = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_NOTHING = b"\0 \t\r\n\f\xef\xbb\xbf\xff\xfe"  # blanks and byte order marks
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|main|article|section|div|table|h[1-6]|p|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_RICH_TEXT = b"{\\rtf"


def detect(data: bytes) -> Format:
    """The format of these bytes.

    Raises:
        ReadError: `empty`, or `encrypted`, `needs_ocr` or `unknown_format` for what no reader here reads.
    """
    if not data.lstrip(_NOTHING):
        raise ReadError("empty", "Filen är tom; hämta den igen eller ta bort den.")
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    _refuse_known(data)
    return "html" if _HTML.match(_BYTE_ORDER.sub(b"", data[:4096]).replace(b"\0", b"")) else "text"


def _refuse_known(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE) and _ENCRYPTED_OFFICE in data:
        raise ReadError("encrypted", "Dokumentet är låst med lösenord; spara det utan lösenord och försök igen.")
    if data.startswith((_OLD_OFFICE, _RICH_TEXT)):
        raise ReadError("unknown_format", "Filen är i ett äldre Office-format; spara den som DOCX eller PDF.")
    if data.startswith(_PICTURES) and b"\0" in data[:_HEAD]:
        raise ReadError(
            "needs_ocr", "Filen är en bild och behöver OCR (texttolkning); kör OCR till PDF och försök igen."
        )
