import os
import random
import shutil

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait

from desktop.sync import TermFacts, sync
from headoffice.staff import add_staff
from tests.sync_world.office import NearOffice, OfficeProcess
from tests.sync_world.school import NOON, TERM, enrolled_school, line_to, pairs

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1366,768",
)


@pytest.fixture
def page(tmp_path):
    """A real browser on a real head office that five schools have sent to."""
    url = f"sqlite:///{tmp_path}/office.db"
    near = NearOffice(url, tmp_path)
    rng = random.Random(6)
    for number in range(5):
        facts = [TermFacts(code=code, pairs=pairs(40, rng.randrange(10**9))) for code in ("2025-26-3", TERM)]
        line = line_to(near.client)
        sync(enrolled_school(near.letter(f"School {number}"), line, *facts), line)
    add_staff(near.engine, "kim", "correct horse battery", now=int(NOON.timestamp()))
    near.close()
    with OfficeProcess(url, tmp_path) as office, browser(tmp_path) as driver:
        driver.get(f"http://127.0.0.1:{office.port}/")
        yield driver


def browser(folder):
    programs = program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert all(programs), "Chromium is missing. On Debian: apt-get install chromium chromium-driver"
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={folder / 'browser'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver, env={**os.environ, "SE_OFFLINE": "true"}))


def focused(driver):
    return driver.switch_to.active_element


def press(driver, *keys):
    focused(driver).send_keys(*keys)


def enter(driver, element, *keys):
    """Press keys and Enter on an element that leads to another page, and wait until the old page is gone."""
    old = driver.find_element(By.TAG_NAME, "html")
    element.send_keys(*keys, Keys.ENTER)
    WebDriverWait(driver, 20).until(staleness_of(old))


def test_staff_read_the_numbers_with_the_keyboard_alone(page):
    assert focused(page).get_attribute("id") == "name"
    press(page, "kim", Keys.TAB)
    enter(page, focused(page), "correct horse battery")
    assert page.find_element(By.TAG_NAME, "h1").text == "What works"
    check_reach_by_tab(page)
    check_term_by_keyboard(page)
    check_nothing_foreign(page)
    check_charts(page)
    check_narrow_window(page)


def check_reach_by_tab(page):
    """Tab goes to the skip link, to every control, and shows where it is."""
    wanted = len(page.find_elements(By.CSS_SELECTOR, "a[href], button, summary, .scroll"))
    page.execute_script("document.activeElement.blur()")
    seen = []
    for _ in range(wanted + 5):
        press(page, Keys.TAB)
        element = focused(page)
        if element.tag_name == "body":
            break
        seen.append((element.tag_name, element.text.split("\n")[0]))
        assert element.value_of_css_property("outline-style") == "solid", seen[-1]
    assert seen[0] == ("a", "Skip to the numbers")
    assert {"Sign out", "2025-26-3", "Show as table", "The differences, with intervals"} <= {text for _, text in seen}


def check_term_by_keyboard(page):
    assert page.find_element(By.CSS_SELECTOR, "[aria-current]").text == TERM
    enter(page, page.find_element(By.LINK_TEXT, "2025-26-3"))
    assert page.find_element(By.CSS_SELECTOR, "[aria-current]").text == "2025-26-3"
    tables = page.find_elements(By.TAG_NAME, "summary")
    tables[0].send_keys(Keys.SPACE)
    assert page.find_element(By.CSS_SELECTOR, "details[open] table").is_displayed()


def check_nothing_foreign(page):
    """No script, nothing fetched from elsewhere, nothing blocked, no complaint of the browser."""
    assert page.find_elements(By.TAG_NAME, "script") == []
    names = page.execute_script("return performance.getEntriesByType('resource').map(one => one.name)")
    assert {name.split("/")[3] for name in names} <= {"style.css", "favicon.ico"}
    assert [entry for entry in page.get_log("browser") if "favicon" not in entry["message"]] == []


def check_charts(page):
    for chart in page.find_elements(By.CSS_SELECTOR, "svg.chart"):
        assert "between" in chart.get_attribute("aria-label")
        assert chart.find_elements(By.CSS_SELECTOR, ".bar")


def check_narrow_window(page):
    """On a narrow window tables scroll inside; the page itself does not."""
    page.set_window_size(500, 800)
    wide, shown = page.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert wide <= shown
