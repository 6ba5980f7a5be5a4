import shutil

import pytest
from fictional import collection
from running import opened_service
from selenium import webdriver
from serving import served

from indexer.settings import Settings
from search_api.app import create_app


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    with opened_service(store, collection()) as service, served(create_app(service, Settings())) as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        pytest.skip("no browser here: install Debian's chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    opened = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    opened.implicitly_wait(10)
    yield opened
    opened.quit()
