"""WCAG 1.4.3 for every pair of colours that the stylesheet puts on each other, in both themes."""

import re
from importlib.resources import files

import pytest

CSS = (files("search_api.ui") / "static" / "style.css").read_text(encoding="utf-8")
THEMES = dict(zip(("light", "dark"), re.findall(r":root\s*\{([^}]*)\}", CSS), strict=False))
LEAST_TEXT, LEAST_EDGE = 4.5, 3.0
TEXT_ON = [
    *((text, ground) for text in ("ink", "muted", "accent") for ground in ("ground", "surface", "sunken")),
    ("ink", "accent-soft"),
    ("ink", "mark"),
    ("ink", "waiting-soft"),
    ("accent-ink", "accent"),
    *((tone, f"{tone}-soft") for tone in ("decided", "waiting", "against", "onward", "still")),
]


def colours(theme):
    light, own = (dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", THEMES[name])) for name in ("light", theme))
    return {**light, **own}


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_stands_out(theme, text, ground):
    named = colours(theme)
    assert contrast(named[text], named[ground]) >= LEAST_TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["ground", "surface"])
def test_edges_of_fields_and_the_focus_ring_stand_out(theme, ground):
    named = colours(theme)
    assert contrast(named["edge"], named[ground]) >= LEAST_EDGE
    assert contrast(named["accent"], named[ground]) >= LEAST_EDGE
