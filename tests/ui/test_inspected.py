"""The page of `protokoll inspect` in a real browser, opened as a file."""

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from pipelines.inspect import as_page, show
from pipelines.parse.parser import parse_traced
from pipelines.readers import Limits
from pipelines.readers.text import read as read_text

FIXTURES = Path(__file__).parents[1] / "fixtures" / "layouts"
NARROW = 320  # CSS pixels: WCAG 1.4.10


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """With a remark, votes, a roll call and a line that nothing breaks."""
    text = (FIXTURES / "appended" / "protocol.txt").read_bytes() + b"\n" + b"A" * 400 + b"\n"
    readings = parse_traced(read_text(text, Limits()), "ks <b>.txt")
    path = tmp_path_factory.mktemp("page") / "ks.html"
    path.write_text(as_page([show(reading) for reading in readings]), encoding="utf-8")
    return path.as_uri()


def test_a_remark_leads_to_its_line(browser, page):
    browser.get(page)
    assert browser.find_element(By.TAG_NAME, "h1").text == "Så lästes ks <b>.txt"
    link = browser.find_element(By.CSS_SELECTOR, ".remarks a")
    link.send_keys(Keys.ENTER)
    target = browser.find_element(By.CSS_SELECTOR, ":target")
    assert target.find_element(By.CLASS_NAME, "no").text.endswith(link.text.removeprefix("rad "))


def test_the_first_tab_stop_skips_to_the_content(browser, page):
    browser.get(page)
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Hoppa till innehållet"


def test_nothing_is_cut_off_on_a_narrow_screen(browser, page):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": NARROW, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        browser.get(page)
        width = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"]
        source, parse = (browser.find_element(By.CLASS_NAME, name).rect for name in ("source", "parse"))
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width <= NARROW
    assert parse["y"] >= source["y"] + source["height"]
