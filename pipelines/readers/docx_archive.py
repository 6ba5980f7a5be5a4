"""DOCX archive: the parts of a Word file, unpacked within limits; no entity is ever resolved."""

import io
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from indexer.errors import ReadError
from pipelines.readers.reader_limits import Limits

_MAIN = re.compile(r"word/document\d*\.xml")  # some programs number it
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADER = "/header"  # how the type of a relationship to a page header ends
_DAMAGED = "Word-filen är skadad eller krypterad; öppna den i Word, spara om den och försök igen."


class Parts:
    """XML parts by name; a part that is not there is None.

    Raises:
        ReadError: `damaged`, `zip_bomb`, `forbidden_xml`, or `unknown_format` for an archive that is no Word file.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise ReadError("damaged", _DAMAGED) from error
        self._refuse_bombs(limits)
        self._main = next(filter(_MAIN.fullmatch, self._archive.namelist()), "")
        if not self._main:
            raise ReadError(
                "unknown_format", "Filen är ett arkiv men inget Word-dokument; spara protokollet som DOCX eller PDF."
            )

    def document(self) -> etree._Element:
        """The part that holds the text."""
        return self._xml(self._main)

    def part(self, name: str) -> etree._Element | None:
        """A part beside the document, such as `styles.xml`."""
        path = posixpath.join("/word", name).removeprefix("/")
        return self._xml(path) if path in self._archive.namelist() else None

    def headers(self) -> list[etree._Element]:
        """The page headers, in the order in which the file names them."""
        related = self.part(f"_rels/{posixpath.basename(self._main)}.rels")
        targets = [
            str(one.get("Target"))
            for one in (related if related is not None else ())
            if str(one.get("Type", "")).endswith(_HEADER)
        ]
        return [header for target in dict.fromkeys(targets) if (header := self.part(target)) is not None]

    def _refuse_bombs(self, limits: Limits) -> None:
        entries = self._archive.infolist()
        unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
        if len(entries) > limits.zip_entries or (
            unpacked > limits.zip_free_bytes and unpacked > limits.zip_ratio * max(packed, 1)
        ):
            raise ReadError(
                "zip_bomb", "Word-filen växer orimligt när den packas upp och lästes inte; be avsändaren om en ny."
            )

    def _xml(self, name: str) -> etree._Element:
        try:
            content = self._archive.read(name).replace(_STRICT, _USUAL)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
            raise ReadError("damaged", _DAMAGED) from error
        bare = content.replace(b"\0", b"")  # in UTF-16 every other byte is zero
        if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
            raise ReadError(
                "forbidden_xml", "Word-filen innehåller XML-entiteter, som aldrig hör hemma där; spara om den i Word."
            )
        try:
            return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except etree.XMLSyntaxError as error:
            raise ReadError("damaged", _DAMAGED) from error
