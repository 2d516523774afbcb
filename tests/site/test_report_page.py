"""A report's page as a reader meets it: on a phone, in the dark, from its figures to their meaning."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

REPORT = "2024-25/london/index.html"
#: A page of each kind but the year's, and a report with a figure that does not apply.
PAGES = (REPORT, "2023-24/staffordshire/index.html", "areas/london/index.html", "data/index.html")
#: The number of letters in each line of the running text of a page, but for the last line of each paragraph.
LETTERS = """() => [
  ...document.querySelectorAll("main section > p:not([class])"),
  ...document.querySelectorAll("main section > div > p:not([class])")
].flatMap((p) => {
  const lines = new Map();
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (let place = 0; place < walker.currentNode.length; place++) {
      const range = document.createRange();
      range.setStart(walker.currentNode, place);
      range.setEnd(walker.currentNode, place + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      if (range.getBoundingClientRect().width) lines.set(top, (lines.get(top) || 0) + 1);
    }
  }
  return [...lines.values()].slice(0, -1);
})"""
#: Tables that reach beyond the window, and tab stops on what does not scroll.
BEYOND = """() => [...document.querySelectorAll("table")]
  .filter((table) => table.getBoundingClientRect().right > innerWidth + 0.5)
  .map((table) => table.dataset.table || "?")"""
IDLE_STOPS = """() => [...document.querySelectorAll('[tabindex="0"]')].filter(
  (box) => box.scrollWidth <= box.clientWidth).length"""


@pytest.fixture
def page_at(site: Path, browser: Browser):
    """Opens a page of the website at a width, with options of a browser's context."""
    contexts = []

    def opened(path: str, width: int, **options: str) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, **options))
        page = contexts[-1].new_page()
        page.goto((site / path).as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 360, 430, 1280])
def test_every_table_is_whole_on_a_phone_and_no_tab_stop_is_idle(width: int, page_at) -> None:
    for path in PAGES:
        page = page_at(path, width)
        assert page.evaluate(BEYOND) == [], path
        assert page.evaluate(IDLE_STOPS) == 0, path


def test_a_line_of_running_text_has_sixty_six_letters(page_at) -> None:
    letters = page_at(REPORT, 1280).evaluate(LETTERS)
    assert len(letters) > 50 and 58 < sum(letters) / len(letters) < 70 and max(letters) <= 80


def test_the_dark_theme_is_dark_and_has_contrast_and_print_is_light(page_at) -> None:
    page = page_at(REPORT, 1280, color_scheme="dark")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(20, 24, 28)"
    results = Axe().run(page, options={"runOnly": ["color-contrast", "link-in-text-block"]})
    assert results.response["violations"] == [] and results.response["passes"]
    fills = page.evaluate(
        "[...document.querySelectorAll('svg rect')].map((box) => getComputedStyle(box).fill)"
    )
    assert fills and all(contrast(fill, page.evaluate(paper)) >= 3 for fill in fills)
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, contrast ratio)."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in colour.strip("rgb()").split(",")]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_contents_fold_and_unfold_without_scripts(page_at) -> None:
    page = page_at(REPORT, 320, java_script_enabled=False)
    entry = page.locator("nav.contents a").first
    assert not entry.is_visible() and page.locator("nav.contents").bounding_box()["height"] < 100
    page.locator("nav.contents summary").click()
    assert entry.is_visible()


def tree(site: Path, path: str = REPORT) -> lxml.html.HtmlElement:
    return lxml.html.parse(site / path).getroot()


def test_each_headline_leads_to_its_table_and_to_what_explains_it(site: Path) -> None:
    page = tree(site)
    links = [[a.get("href") for a in item.iter("a")] for item in page.findall(".//ul[@class='headlines']/li")]
    assert links == [
        ["#table-eligible", "#commentary-a-eligible"],
        ["#table-managed-in-year", "#arrangements-levels"],
        ["#table-returned-to-custody", "#commentary-f-breach-of-licence"],
        ["#table-notification-rate-per-100-000", "#commentary-b-notification-requirements"],
    ]


def test_each_label_of_a_row_leads_to_what_explains_it(site: Path) -> None:
    for path in ("2024-25/london", "2023-24/staffordshire", "2022-23/west-mercia"):
        page = tree(site, f"{path}/index.html")
        for label in page.xpath("//table[@data-table]/tbody/tr/th"):
            target = page.get_element_by_id(label.find("a").get("href")[1:])
            assert target.tag == "h3" and target.text_content(), label.text_content()
    labels = {
        label.text_content(): label.find("a").get("href") for label in tree(site).xpath("//th[@scope='row']")
    }
    assert labels["Category 2: Violent offenders"] == "#commentary-c-violent-offenders"
    assert labels["SHPO with foreign travel restriction"] == "#commentary-g-sexual-harm-prevention-order"
    assert labels["Level 2"] == "#arrangements-levels"


def test_each_table_has_a_heading_which_is_its_caption_and_its_links_beside_it(site: Path) -> None:
    page = tree(site)
    for table in page.findall(".//table[@data-table]"):
        heading = table.find("caption/h3")
        assert heading is not None and len(page.xpath(f"//*[@id='{heading.get('id')}']")) == 1
        box = table.xpath("ancestor::div[@class='statistic']")[0]
        assert [child.get("class") for child in box] == ["figures", "table-links"]
        assert len(box.findall(".//table")) == 1
