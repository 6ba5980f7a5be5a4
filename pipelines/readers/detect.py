"""What a file is, by its content; names lie."""

import re

from indexer.errors import ReadError
from pipelines.readers.base import Format

_HEAD = 1024  # bytes in which a PDF must say that it is one
_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def detect(data: bytes) -> Format:
    """The format of these bytes.

    Raises:
        ReadError: `empty`, or `unknown_format` for what no reader here reads.
    """
    if not data.strip(b"\0 \t\r\n\f"):
        raise ReadError("empty", "Filen är tom; hämta den igen eller ta bort den.")
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(_OLD_OFFICE):
        raise ReadError(
            "unknown_format",
            "Filen är ett äldre eller låst Office-dokument; spara den som DOCX eller PDF utan lösenord.",
        )
    return "html" if _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")) else "text"
