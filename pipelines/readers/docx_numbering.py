"""DOCX numbering: the automatic numbers and bullets before paragraphs, which no text of the file holds."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from pipelines.readers.docx_styles import Styles, W, number, value

BULLET = "•"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DEPTHS = frozenset("012345678")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST_ROMAN = 4000


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered. `text` has places such as %1; `style` is the style it belongs to."""

    start: int
    format: str
    text: str
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the document: the counters it shares, its levels, and levels that begin anew at its first use."""

    counters: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


class Numbering:
    """Counts as Word does: one counter a list and level, deeper levels start anew under a higher one."""

    def __init__(self, numbering: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(numbering) if numbering is not None else {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()

    def next(self, paragraph: etree._Element) -> str | None:
        """The number before this paragraph, None when it has none. Must be called for every paragraph, in order."""
        list_id, level = self._place(paragraph)
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return None
        counters = self._counters[found.counters]
        if level in found.restarts and (list_id, level) not in self._restarted:
            self._restarted.add((list_id, level))
            counters[level] = found.restarts[level]
        else:
            counters[level] = counters[level] + 1 if level in counters else found.levels[level].start
        for deeper in [key for key in counters if key > level]:
            del counters[deeper]
        return _shown(found.levels, level, counters)

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """(list, level) of a paragraph: its own, or what its style or one that the style is based on says."""
        own = value(paragraph, "pPr/numPr/numId")
        level = number(paragraph, "pPr/numPr/ilvl")
        if own is not None:
            return own, level or 0
        for style in self._styles.line(value(paragraph, "pPr/pStyle")):
            list_id = value(style, "pPr/numPr/numId")
            if list_id is not None:
                return list_id, self._style_level(list_id, style) if level is None else level
        return "", 0

    def _style_level(self, list_id: str, style: etree._Element) -> int:
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        style_id = style.get(f"{W}styleId")
        linked = (at for at, level in levels.items() if level.style == style_id)
        return next(linked, number(style, "pPr/numPr/ilvl") or 0)


def _lists(numbering: etree._Element) -> dict[str, _List]:
    abstracts = {_attribute(one, "abstractNumId"): one for one in numbering.iterchildren(f"{W}abstractNum")}
    by_style = {value(one, "styleLink"): key for key, one in abstracts.items() if value(one, "styleLink")}
    found: dict[str, _List] = {}
    for num in numbering.iterchildren(f"{W}num"):
        key = value(num, "abstractNumId") or ""
        if key in abstracts:
            key = by_style.get(value(abstracts[key], "numStyleLink"), key)
            found[_attribute(num, "numId")] = _list(key, abstracts[key], num)
    return found


def _list(key: str, abstract: etree._Element, num: etree._Element) -> _List:
    levels = _levels(abstract)
    restarts: dict[int, int] = {}
    for override in num.iterchildren(f"{W}lvlOverride"):
        levels |= _levels(override)
        start = number(override, "startOverride")
        if start is not None:
            restarts[_depth(override)] = start
    return _List(key, levels, restarts)


def _levels(element: etree._Element) -> dict[int, _Level]:
    return {_depth(level): _level(level) for level in element.iterchildren(f"{W}lvl")}


def _level(element: etree._Element) -> _Level:
    start = number(element, "start")
    return _Level(
        1 if start is None else start,
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        value(element, "pStyle"),
    )


def _depth(level: etree._Element) -> int:
    depth = _attribute(level, "ilvl")
    return int(depth) if depth in _DEPTHS else 0


def _attribute(element: etree._Element, name: str) -> str:
    return str(element.get(f"{W}{name}", ""))


def _shown(levels: dict[int, _Level], level: int, counters: dict[int, int]) -> str | None:
    if levels[level].format in ("bullet", "none"):
        return BULLET if levels[level].format == "bullet" else None

    def place(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        return _spelt(counters.get(at, levels[at].start), levels[at].format) if at in levels else ""

    return _PLACE.sub(place, levels[level].text).strip() or None


def _spelt(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(count - 1) % len(_LETTERS)]
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and count < _LONGEST_ROMAN:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        out += letters * (count // worth)
        count %= worth
    return out
