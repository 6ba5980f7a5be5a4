"""Laid-out text: the lines and pages that every reader hands to the parser."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["text", "pdf", "docx", "html"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as laid out, leading spaces kept (they show indentation and right-aligned parts), no line break.

    `page` is the page as counted from 1, None where the format has none. `heading_level` is set where the format
    itself says that the line is a heading (Word style, HTML h1–h6).
    """

    text: str
    page: int | None = None
    heading_level: int | None = None


@dataclass(frozen=True, slots=True)
class LaidOutText:
    """The text of one file, in reading order. Empty lines are kept: they part blocks."""

    lines: tuple[Line, ...]
    format: Format
    pages: int | None = None
    warnings: tuple[str, ...] = ()
