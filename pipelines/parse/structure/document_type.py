"""Document type, told from the titles: protocol, excerpt, agenda."""

import re
from collections.abc import Sequence

from indexer.model import DocumentType, Paragraph
from pipelines.parse.layout.lines import COLUMNS, Row, squeeze

_AGENDA = re.compile(
    r"(?:kallelse|kungörelse|föredragningslista|tillkännagivande|dagordning|ärendelista|möteshandlingar|handlingar till)\b.{0,80}"
    r"|.{0,60}\b(?:kallas|inbjuds) (?:härmed )?till (?:extra )?sammanträde.{0,80}|.{0,60} kallelse(?: till sammanträde)?",
    re.IGNORECASE,
)
_EXCERPT = re.compile(r"(?:protokolls?utdrag|utdrag ur (?:sammanträdes)?protokoll)\b.{0,80}", re.IGNORECASE)
_PROTOCOL = re.compile(
    r"(?:sammanträdes|mötes|beslut)?protokoll\b.{0,80}|.{0,60}\b(?:sammanträdes)?protokoll(?: ?\(?nr ?\d{1,3}\)?)?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:justerare?|utses att justera|justeringens|underskrifter|beslutande|paragrafer)\b.{0,80}", re.IGNORECASE
)
_TOP = 60  # rows in which a title stands


def document_type(first_page: Sequence[Row], paragraphs: Sequence[Paragraph]) -> DocumentType:
    """Document type of a file; agendas look like protocols, but have a title of their own and no decisions."""
    lines = [row.text for row in first_page[:_TOP] if len(row.text) <= 120]  # noqa: PLR2004 - a sentence
    titles = [squeeze(line) for line in lines]
    cells = [squeeze(cell) for line in lines for cell in COLUMNS.split(line)]
    decided = sum(p.decision is not None for p in paragraphs)
    agenda = _first(titles, _AGENDA)
    protocol = _first(titles, _PROTOCOL)
    signed = any(_SIGNED.fullmatch(title) for title in titles)
    if (
        agenda is not None
        and not signed
        and (protocol is None or agenda < protocol)
        and not _mostly(decided, paragraphs)
    ):
        return "kallelse"
    if _first([*titles, *cells], _EXCERPT) is not None:
        return "utdrag"
    if protocol is not None or decided or (signed and paragraphs):
        return "protokoll"
    return "okänt"


def _mostly(decided: int, paragraphs: Sequence[Paragraph]) -> bool:
    return bool(paragraphs) and decided > len(paragraphs) / 2


def _first(titles: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((at for at, title in enumerate(titles) if pattern.fullmatch(title)), None)
