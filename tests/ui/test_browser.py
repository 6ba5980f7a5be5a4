"""A person in a real browser, with scripts switched off."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

NARROW = 320  # CSS pixels: WCAG 1.4.10


def leave(browser, element, *keys):
    """Click, or type and send, and wait until the page is another: an answer may take its time on a busy machine."""
    page = browser.find_element(By.TAG_NAME, "html")
    element.send_keys(*keys) if keys else element.click()
    WebDriverWait(browser, 30).until(staleness_of(page))


def text_of(browser, selector):
    return browser.find_element(By.CSS_SELECTOR, selector).text


def test_a_search_by_the_form_finds_marks_and_opens(browser, address):
    browser.get(address)
    assert text_of(browser, "h1") == "Vad har beslutats?"
    leave(browser, browser.find_element(By.NAME, "q"), "torghandel", Keys.ENTER)
    assert "q=torghandel" in browser.current_url
    assert "torghandel" in text_of(browser, "mark").lower()
    leave(browser, browser.find_element(By.CSS_SELECTOR, ".hit h2 a"))
    assert browser.current_url.endswith("/paragraf/solbacka/ks/2025-03-12/60")
    assert "antar taxa för torghandel" in text_of(browser, ".decision")


def test_the_mode_is_chosen_in_the_form_and_kept_in_the_address(browser, address):
    browser.get(f"{address}/?q=Lindparken")
    browser.find_element(By.CSS_SELECTOR, "input[value=keyword]").click()
    leave(browser, browser.find_element(By.CSS_SELECTOR, "form[role=search] button"))
    assert "mode=keyword" in browser.current_url
    assert browser.find_element(By.CSS_SELECTOR, "input[value=keyword]").is_selected()


def test_a_facet_narrows_and_its_chip_widens(browser, address):
    browser.get(f"{address}/?q=Lindparken&mode=keyword")
    before = text_of(browser, "#traffar")
    leave(browser, browser.find_element(By.PARTIAL_LINK_TEXT, "Kommunfullmäktige"))
    assert text_of(browser, "#traffar") == "1 träff"
    leave(browser, browser.find_element(By.CSS_SELECTOR, ".chip"))
    assert text_of(browser, "#traffar") == before


def test_the_refining_form_keeps_the_question(browser, address):
    browser.get(f"{address}/?q=Lindparken")
    leave(browser, browser.find_element(By.NAME, "person"), "Norrgren", Keys.ENTER)
    assert browser.find_element(By.NAME, "q").get_attribute("value") == "Lindparken"
    assert text_of(browser, "#traffar") == "1 träff"


def test_from_a_paragraph_to_its_case_and_its_meeting(browser, address):
    browser.get(f"{address}/paragraf/solbacka/ks/2025-03-12/59")
    leave(browser, browser.find_element(By.LINK_TEXT, "KS 2025/117"))
    assert text_of(browser, "h1") == "KS 2025/117"
    assert "Sista ordet hittills" in text_of(browser, "li.final")
    leave(browser, browser.find_element(By.LINK_TEXT, "12 mars 2025"))
    assert text_of(browser, "h1") == "Kommunstyrelsen 12 mars 2025"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=Lindparken",
        "/paragraf/solbacka/ks/2025-03-12/59",
        "/arende?number=KS+2025/117",
        "/protokoll/solbacka/ks/2025-03-12",
        "/hjalp",
        "/innehall",
    ],
)
def test_nothing_is_cut_off_on_a_narrow_screen(browser, address, path):
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": NARROW, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    )
    try:
        browser.get(address + path)
        width = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"]
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert width <= NARROW


def test_the_stylesheet_is_allowed_by_our_own_policy(browser, address):
    browser.get(address)
    assert browser.find_element(By.CSS_SELECTOR, ".box").value_of_css_property("display") == "flex"


def test_the_first_tab_stop_skips_to_the_content(browser, address):
    browser.get(f"{address}/hjalp")
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Hoppa till innehållet"
