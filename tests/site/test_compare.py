"""The page that sets two areas side by side: from its address alone, and as a list without its script."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PAGE = "2024-25/compare/index.html"


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1280, "height": 800})


def chosen(page: Page) -> tuple[str, str]:
    return page.locator("#one").input_value(), page.locator("#other").input_value()


def rows(page: Page) -> dict[str, list[str]]:
    """The table's rows: label -> the two figures."""
    texts = [line.locator("th, td").all_inner_texts() for line in page.locator("#beside tbody tr").all()]
    return {label: [" ".join(text.split()) for text in figures] for label, *figures in texts}


def test_the_address_alone_chooses_from_a_disk_too(site: Path, page: Page) -> None:
    page.goto(f"{(site / PAGE).as_uri()}?areas=west-midlands,london")
    assert chosen(page) == ("west-midlands", "london")
    expect(page.locator("#told")).to_have_text("West Midlands and London, side by side.")
    assert page.locator("#beside thead th").all_inner_texts() == ["Figure", "West Midlands", "London"]
    table = rows(page)
    assert table["MAPPA-eligible individuals on 31 March 2025"] == ["5,183", "11,220"]
    share = "Returned from Level 3, as a share of those managed at Level 3 in the year"
    assert table[share] == ["23.1% 3 of 13", "11.4% 9 of 79"]
    assert table["Population aged 10 and over"][0].startswith(
        "about 2,650,000 between 2,640,000 and 2,660,076,"
    )
    assert len(table) == 12


def test_what_is_chosen_is_kept_in_the_address(site: Path, page: Page) -> None:
    page.goto((site / PAGE).as_uri())
    assert not page.locator("#beside").is_visible() and page.locator("#told").inner_text() == ""
    page.locator("#one").select_option("London")
    assert page.url.endswith("?areas=london") and not page.locator("#beside").is_visible()
    page.locator("#other").select_option("West Midlands")
    assert page.url.endswith("?areas=london,west-midlands")
    expect(page.locator("#told")).to_have_text("London and West Midlands, side by side.")
    page.reload()
    assert chosen(page) == ("london", "west-midlands") and page.locator("#beside").is_visible()
    page.locator("#other").select_option("London")
    expect(page.locator("#told")).to_have_text("Choose two different areas.")
    assert not page.locator("#beside").is_visible()


@pytest.mark.parametrize(
    ("areas", "told"),
    [
        ("atlantis,london", "No area that has reported is called “atlantis”."),
        (
            "kent,$%26",
            "No area that has reported is called “kent”. No area that has reported is called “$&”.",
        ),
        ("%3Cb%3E", "No area that has reported is called “<b>”."),
        ("london,west-midlands,london", "The address names more than two areas: the first two are shown."),
        ("London, West-Midlands", "London and West Midlands, side by side."),
        ("", ""),
    ],
)
def test_what_an_address_names_in_vain_is_said(areas: str, told: str, site: Path, page: Page) -> None:
    page.goto(f"{(site / PAGE).as_uri()}?areas={areas}")
    expect(page.locator("#told")).to_contain_text(told)
    assert page.locator("#told b").count() == 0


def test_without_scripts_it_is_a_list_of_all_areas(site: Path, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((site / PAGE).as_uri())
    assert not page.locator("#choice").is_visible() and not page.locator("#beside").is_visible()
    assert page.locator("section[data-area] h3").all_inner_texts() == ["London", "West Midlands"]
    assert page.locator("#area-london tbody tr").count() == 12


def test_a_year_with_one_area_says_so(site: Path) -> None:
    tree = lxml.html.parse(site / "2023-24/compare/index.html").getroot()
    assert "Only one area has reported so far." in tree.text_content()
    assert tree.get_element_by_id("choice", None) is None


def test_an_area_s_note_on_a_figure_stands_beside_it(site: Path) -> None:
    tree = lxml.html.parse(site / "2023-24/compare/index.html").getroot()
    (note,) = tree.xpath("//section[@id='area-staffordshire']/ul[@class='table-notes']/li")
    assert note.text_content().startswith(
        "Notification rate: The date of the estimate is that in Staffordshire’s"
    )
    london = lxml.html.parse(site / PAGE).getroot()
    assert not london.xpath("//section[@id='area-london']/ul"), "its note is on a figure that is not here"


def test_pages_lead_there(site: Path) -> None:
    links = {
        "2024-25/index.html": "compare/index.html",
        "areas/london/index.html": "../../2024-25/compare/index.html?areas=london",
        "2024-25/london/index.html": "../compare/index.html?areas=london",
    }
    for path, link in links.items():
        tree = lxml.html.parse(site / path).getroot()
        assert tree.xpath(f"//a[@href='{link}']"), path
    report = lxml.html.parse(site / "2024-25/london/index.html").getroot()
    assert len(report.xpath("//a[contains(@href, '?areas=')]")) == 4, "one for each table with a figure there"
    without = lxml.html.parse(site / "areas/kent/index.html").getroot()
    assert not without.xpath("//a[contains(@href, 'compare')]")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_two_areas_fit_and_axe_finds_nothing(width: int, colours: str, site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, forced_colors=colours)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{(site / PAGE).as_uri()}?areas=west-midlands,london")
    assert page.locator("#beside").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert Axe().run(page).response["violations"] == []
    # Laid out as a grid, it is a table for a screen reader all the same, in every browser.
    assert page.locator("#beside tr[role=row]").count() == page.locator("#beside tr").count()
    assert page.get_by_role("table", name="West Midlands and London").get_by_role("rowheader").count() == 12
    context.close()


def test_on_paper_two_areas_stand_alone(site: Path, page: Page) -> None:
    page.goto(f"{(site / PAGE).as_uri()}?areas=west-midlands,london")
    page.emulate_media(media="print")
    assert page.locator("#beside").is_visible() and not page.locator("#area-london").is_visible()
    page.goto((site / PAGE).as_uri())
    assert page.locator("#area-london").is_visible()


def test_its_script_asks_for_nothing_else(site: Path, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{(site / PAGE).as_uri()}?areas=west-midlands,london")
    expect(page.locator("#beside")).to_be_visible()
    names = {url.partition("?")[0].rpartition("/")[2] for url in asked} - {"favicon.svg"}
    assert names == {"index.html", "base.css", "screen.css", "compare.css", "compare.js"}
