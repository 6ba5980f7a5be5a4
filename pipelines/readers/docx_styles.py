"""Word styles: the heading level and list number of a paragraph, the style's own or inherited."""

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = range(1, 10)  # Word's tenth outline level means body text
_MOST_ANCESTORS = 20  # a style may by mistake be based on itself


def value(element: etree._Element, path: str) -> str | None:
    """The `w:val` of a descendant, by a path of plain names such as `pPr/numPr/numId`."""
    found = element.find("/".join(W + name for name in path.split("/")))
    text = found.get(f"{W}val") if found is not None else None
    return str(text) if text is not None else None


def number(element: etree._Element, path: str) -> int | None:
    """The `w:val` of a descendant as a whole number."""
    text = value(element, path)
    return int(text) if text and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004 - Word's numbers have 32 bits


class Styles:
    """Paragraph styles by id."""

    def __init__(self, styles: etree._Element | None) -> None:
        found = styles.iterchildren(f"{W}style") if styles is not None else ()
        self._styles = {str(style.get(f"{W}styleId")): style for style in found}

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """The level of a paragraph that is a heading, from its outline level or a style's built-in name."""
        own = number(paragraph, "pPr/outlineLvl")
        levels = (_level(style) for style in self.line(value(paragraph, "pPr/pStyle")))
        level = own + 1 if own is not None else next((level for level in levels if level is not None), None)
        return level if level in _LEVELS else None

    def line(self, style: str | None) -> Iterator[etree._Element]:
        """A style and those that it is based on, nearest first."""
        for _ in range(_MOST_ANCESTORS):
            element = self._styles.get(style or "")
            if element is None:
                return
            yield element
            style = value(element, "basedOn")


def _level(style: etree._Element) -> int | None:
    outline = number(style, "pPr/outlineLvl")
    if outline is not None:
        return outline + 1
    word, _, digit = (value(style, "name") or "").lower().partition(" ")
    return int(digit) if word in ("heading", "rubrik") and digit.isdecimal() and len(digit) == 1 else None
