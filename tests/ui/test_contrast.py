"""WCAG 1.4.3 for every pair of colours that the stylesheets put on each other, in both themes."""

from importlib.resources import files

import pytest
from contrast import LEAST_EDGE, LEAST_TEXT, contrast, themes

THEMES = themes((files("search_api.ui") / "static" / "style.css").read_text(encoding="utf-8"))
INSPECTED = themes((files("pipelines.inspect") / "templates" / "page.css").read_text(encoding="utf-8"))
TEXT_ON = [
    *((text, ground) for text in ("ink", "muted", "accent") for ground in ("ground", "surface", "sunken")),
    ("ink", "accent-soft"),
    ("ink", "mark"),
    ("ink", "waiting-soft"),
    ("accent-ink", "accent"),
    *((tone, f"{tone}-soft") for tone in ("decided", "waiting", "against", "onward", "still")),
]
INSPECTED_ON = [
    *((text, ground) for text in ("ink", "muted", "accent") for ground in ("ground", "surface")),
    *(("ink", ground) for ground in ("warn", "lost", "mark")),
    ("muted", "mark"),
    ("accent-ink", "accent"),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_stands_out(theme, text, ground):
    named = THEMES[theme]
    assert contrast(named[text], named[ground]) >= LEAST_TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["ground", "surface"])
def test_edges_of_fields_and_the_focus_ring_stand_out(theme, ground):
    named = THEMES[theme]
    assert contrast(named["edge"], named[ground]) >= LEAST_EDGE
    assert contrast(named["accent"], named[ground]) >= LEAST_EDGE


@pytest.mark.parametrize("theme", INSPECTED)
@pytest.mark.parametrize(("text", "ground"), INSPECTED_ON)
def test_text_stands_out_where_a_parse_is_inspected(theme, text, ground):
    named = INSPECTED[theme]
    assert contrast(named[text], named[ground]) >= LEAST_TEXT


@pytest.mark.parametrize("theme", INSPECTED)
def test_lines_under_marks_stand_out(theme):
    named = INSPECTED[theme]
    assert contrast(named["mark-line"], named["surface"]) >= LEAST_EDGE
