"""Find your area, the search, the map and the areas without a report, in a browser and below a path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import on_a_server


@pytest.fixture(scope="module")
def below(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the website on a server that has it below a path."""
    root = tmp_path_factory.mktemp("server")
    (root / "sub").mkdir()
    (root / "sub/path").symlink_to(site)
    with on_a_server(root) as address:
        yield f"{address}sub/path/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def test_a_result_leads_to_its_page_below_a_path_and_says_its_year(below: str, page: Page) -> None:
    page.goto(below + "search/index.html?q=spotlights")
    expect(page.locator("#results a")).to_have_count(1)
    expect(page.locator("#results .year")).to_have_text("Year: 2023-24")
    page.click("#results a")
    expect(page).to_have_url(below + "2023-24/staffordshire/")
    expect(page).to_have_title(re.compile("^Staffordshire"))


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("Birmingham", "West Midlands MAPPA"),
        ("barnet", "London MAPPA"),
        ("Bristol", "Avon and Somerset MAPPA"),
    ],
)
def test_the_search_knows_places(typed: str, result: str, below: str, page: Page) -> None:
    page.goto(f"{below}search/index.html?q={typed}")
    expect(page.locator("#results a")).to_have_text([result])
    expect(page.locator("#results .year")).to_have_text(["All years"])


@pytest.mark.parametrize("typed", ["zzzz", "policezzz", "police zzzz", "zzzz police", "Birminghamshire"])
def test_what_no_page_has_is_not_found(typed: str, below: str, page: Page) -> None:
    page.goto(f"{below}search/index.html?q={typed}")
    expect(page.locator("#found")).to_have_text("Nothing was found.")
    expect(page.locator("#results li")).to_have_count(0)


@pytest.mark.parametrize(
    "typed", ["spotl", "Spotlight", "reporting", "co-operate", '"duty to co-operate"', "2023-24"]
)
def test_the_beginning_and_other_forms_of_a_word_are_found(typed: str, below: str, page: Page) -> None:
    page.goto(below + "search/index.html")
    page.fill("#q", typed)
    page.keyboard.press("Enter")
    expect(page.locator("#results a").first).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "first", "slug"),
    [
        ("Birmingham", "Birmingham: West Midlands", "west-midlands"),
        ("BARNET", "Barnet: London", "london"),
        ("bristol", "Bristol, City of: Avon and Somerset", "avon-and-somerset"),
        ("Kings Lynn", "King’s Lynn and West Norfolk: Norfolk", "norfolk"),
        ("st edm", "St Edmundsbury: Suffolk", "suffolk"),
        ("westmorland", "Westmorland and Furness: Cumbria", "cumbria"),
        ("greater man", "Greater Manchester (no report yet)", "greater-manchester"),
    ],
)
def test_a_district_leads_to_its_area(typed: str, first: str, slug: str, below: str, page: Page) -> None:
    page.goto(below + "index.html")
    page.locator("#place").press_sequentially(typed)
    expect(page.locator("#places li").first).to_have_text(first)
    expect(page.locator("#places-found")).to_have_text("1 place was found.")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{below}areas/{slug}/index.html")


def test_a_place_that_is_not_there_is_said_to_be_none(below: str, page: Page) -> None:
    page.goto(below + "index.html")
    page.fill("#place", "zzzz")
    expect(page.locator("#places-found")).to_contain_text("Nothing was found.")
    expect(page.locator("#places li")).to_have_count(0)
    page.fill("#place", "")
    expect(page.locator("#places-found")).to_have_text("")


def test_without_scripts_the_districts_are_a_list_and_every_area_has_them(
    site: Path, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    expect(page.locator("#find-form")).to_be_hidden()
    page.get_by_text("Districts from A to Z").click()
    page.get_by_role("link", name="Barnet").click()
    expect(page.locator("h1")).to_have_text("London MAPPA")
    context.close()
    home = lxml.html.parse(site / "index.html").getroot()
    assert len(home.xpath("//details//li[@data-place]")) == 348 + 11
    assert "Office for National Statistics" in home.text_content()


def test_an_area_without_a_report_says_what_is_known_of_it(site: Path) -> None:
    assert len(list(site.glob("areas/*/index.html"))) == 42
    kent = lxml.html.parse(site / "areas/kent/index.html").getroot()
    words = " ".join(kent.text_content().split())
    for said in (
        "Police force: Kent Police.",
        "No report of this area is here yet. The reports for a year come out in the autumn after it",
        "For 2024 to 2025: 2 of 42 areas have reported so far.",
        "It borders on: London, Surrey, Sussex.",
        "Thanet; Tonbridge and Malling;",
        "Area code: E23000032 (",
    ):
        assert said in words
    assert "../london/index.html" in kent.xpath("//a/@href")
    london = " ".join(lxml.html.parse(site / "areas/london/index.html").getroot().text_content().split())
    assert "Metropolitan Police Service and City of London Police" in london and "not here yet" not in london
    assert "Area codes: E23000001, E23000034 (" in london
    mercia = " ".join(lxml.html.parse(site / "areas/west-mercia/index.html").getroot().text_content().split())
    assert "The report for 2024 to 2025 is not here yet." in mercia
    year = lxml.html.parse(site / "2024-25/index.html").getroot()
    assert "../areas/kent/index.html" in year.xpath("//ul[@class='areas']//a/@href")


#: The words of the map's squares that stick out of them.
STICKING_OUT = """() => Array.from(document.querySelectorAll(".tiles a"), (square) => {
  const whole = square.getBoundingClientRect();
  return Array.from(square.childNodes).filter((node) => {
    if (node.nodeType === Node.ELEMENT_NODE && getComputedStyle(node).position === "absolute") return false;
    const range = document.createRange();
    range.selectNode(node);
    const part = range.getBoundingClientRect();
    return part.width && (part.left < whole.left || part.right > whole.right || part.bottom > whole.bottom);
  }).map((node) => node.textContent);
}).flat()"""


@pytest.mark.parametrize("width", [320, 375, 640, 768, 912, 913, 1024, 1152, 1280, 1920])
def test_names_and_figures_fit_into_the_map_s_squares(width: int, site: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for name in ("index.html", "2024-25/index.html"):
        page.goto((site / name).as_uri())
        assert page.locator(".tiles a").count() == 42
        assert page.evaluate(STICKING_OUT) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


def test_in_forced_colours_a_class_is_seen_by_its_boxes(site: Path, browser: Browser) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    widths = [page.locator(f".tiles .k{step} .steps").bounding_box() for step in (1, 5)]
    assert widths[0] and widths[1] and widths[0]["width"] < widths[1]["width"]
    colours = page.locator(".tiles .k5 .steps").evaluate(
        "(one) => [getComputedStyle(one).backgroundImage, getComputedStyle(one.parentNode).color]"
    )
    assert "gradient" in colours[0] and colours[1] in colours[0]
    styles = {
        kind: page.locator(f".tiles .{kind}").first.evaluate("(one) => getComputedStyle(one).borderStyle")
        for kind in ("class", "none")
    }
    assert styles == {"class": "solid", "none": "dashed"}
    context.close()


#: From the left: where each line of a chart has the letters of its name and of its figure, and its bar.
LINES = """() => Array.from(document.querySelectorAll(".bars > div"),
(line) => Array.from(line.children, (part) => {
  const range = document.createRange();
  range.selectNodeContents(part);
  const letters = part.tagName === "SPAN" ? range.getBoundingClientRect() : part.getBoundingClientRect();
  return [letters.left, letters.right, letters.height];
}))"""


def test_labels_of_a_chart_of_areas_stand_beside_their_bars(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto((site / "2022-23/index.html").as_uri())
        lines = page.evaluate(LINES)
        assert len(lines) == 2
        for name, figure, bar in lines:
            assert figure[2] < 25, "a figure is in one line"
            assert name[1] <= figure[0] and figure[1] <= bar[0] and bar[0] + 40 < bar[1] <= width
    page.close()


def test_the_map_and_what_can_be_downloaded_are_printed(below: str, page: Page) -> None:
    page.emulate_media(media="print")
    for path in ("2024-25/index.html", "index.html"):
        page.goto(below + path)
        expect(page.locator(".tiles")).to_be_visible()
        expect(page.get_by_text("The squares lie roughly")).to_be_visible()
    districts = page.get_by_text("The list of districts is of")
    expect(districts).to_have_count(1)
    expect(districts).to_be_hidden()
    for path in ("data/index.html", "2024-25/index.html"):
        page.goto(below + path)
        expect(page.locator(".downloads").first).to_be_visible()
    page.goto(below + "2024-25/london/index.html")  # on whose paper the links to itself would be noise
    expect(page.locator(".downloads")).to_be_hidden()
