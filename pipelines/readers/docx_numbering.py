"""Word's automatic numbering: what the reader sees before a paragraph but no text of the file holds."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


class Numbering:
    """Counts as Word does: one counter a list and level, deeper levels start anew under a higher one."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._abstract: dict[str, str] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._of_style = dict(_style_numbers(styles)) if styles is not None else {}
        if numbering is not None:
            self._read(numbering)

    def next(self, paragraph: etree._Element, style: str | None) -> str | None:
        """The number before this paragraph, None when it has none. Must be called for every paragraph, in order."""
        number_id, level = _number_of(paragraph) or self._of_style.get(style or "", ("0", 0))
        levels = self._levels.get(self._abstract.get(number_id, ""), {})
        if number_id == "0" or level not in levels:
            return None
        counters = self._counters[self._abstract[number_id]]
        start = self._starts.get((number_id, level), levels[level].start)
        counters[level] = counters.get(level, start - 1) + 1
        for deeper in [key for key in counters if key > level]:
            del counters[deeper]
        return _shown(levels, level, counters)

    def _read(self, numbering: etree._Element) -> None:
        for abstract in numbering.iterchildren(f"{_W}abstractNum"):
            levels = {int(x.get(f"{_W}ilvl", "0")): _level(x) for x in abstract.iterchildren(f"{_W}lvl")}
            self._levels[str(abstract.get(f"{_W}abstractNumId"))] = levels
        for number in numbering.iterchildren(f"{_W}num"):
            number_id = str(number.get(f"{_W}numId"))
            self._abstract[number_id] = _child(number, "abstractNumId") or ""
            for override in number.iterchildren(f"{_W}lvlOverride"):
                start = _child(override, "startOverride")
                if start and start.isdigit():
                    self._starts[number_id, int(override.get(f"{_W}ilvl", "0"))] = int(start)


def _shown(levels: dict[int, _Level], level: int, counters: dict[int, int]) -> str | None:
    if levels[level].format in ("bullet", "none"):
        return "•" if levels[level].format == "bullet" else None

    def place(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        return _spelt(counters.get(at, levels[at].start), levels[at].format) if at in levels else ""

    return _PLACE.sub(place, levels[level].text).strip() or None


def _spelt(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value and len(out) < 20:  # noqa: PLR2004 - no list is that long
            out += letters
            number -= value
    return out


def _level(element: etree._Element) -> _Level:
    start = _child(element, "start") or "1"
    return _Level(
        int(start) if start.isdigit() else 1, _child(element, "numFmt") or "decimal", _child(element, "lvlText") or ""
    )


def _number_of(element: etree._Element) -> tuple[str, int] | None:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    if properties is None:
        return None
    number, level = _child(properties, "numId"), _child(properties, "ilvl")
    return (number, int(level) if level and level.isdigit() else 0) if number else None


def _style_numbers(styles: etree._Element) -> list[tuple[str, tuple[str, int]]]:
    found = ((str(style.get(f"{_W}styleId")), _number_of(style)) for style in styles.iterchildren(f"{_W}style"))
    return [(style, number) for style, number in found if number]


def _child(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{_W}{name}")
    value = child.get(f"{_W}val") if child is not None else None
    return str(value) if value is not None else None
