"""The tables of a year's page, with 42 areas: they fit, heads stay, columns are chosen, all is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from bench.synthetic import write_workspace
from tests.conftest import run_mappa

TABLES = "[data-sortable]"
ELIGIBLE = "[data-table=eligible]"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the newest year of 42 made-up areas, of which the first has no report of last year."""
    root = write_workspace(tmp_path_factory.mktemp("areas") / "workspace")
    (root / "areas/synthetic-am/2023-24/statistics.yaml").unlink()
    run_mappa("build", "--only", "html", "--root", root, "--cache", root.parent / "cache")
    page = root / "preview/2024-25/index.html"
    assert page.is_file()
    return page.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    yield page
    page.close()


def column(page: Page, table: str, number: int) -> list[str]:
    return page.locator(f"{table} tbody tr > :nth-child({number + 1})").all_inner_texts()


def is_wider_than_its_place(page: Page, selector: str = TABLES) -> list[bool]:
    return [
        (table.bounding_box() or {})["width"] > (table.locator("..").bounding_box() or {})["width"] + 1
        for table in page.locator(selector).all()
    ]


def test_without_scripts_all_columns_fit_in_a_usual_window(year: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, java_script_enabled=False)
    page = context.new_page()
    page.goto(year)
    assert not any(is_wider_than_its_place(page))
    assert page.locator("fieldset").count() == 0
    expect(page.locator(f"{ELIGIBLE} tbody tr").first.locator("td:visible")).to_have_count(20)
    context.close()


def test_with_scripts_one_level_and_its_total_fit_a_phone(year: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(year)
    assert not any(is_wider_than_its_place(page))
    assert page.locator(f"{ELIGIBLE} tbody tr").first.locator("td:visible").count() == 5
    # What does not scroll is no stop of the keyboard; what does is one.
    expect(page.locator(".compare [tabindex]")).to_have_count(0)
    page.locator("#table-eligible").get_by_role("button", name="All columns").click()
    expect(page.locator(f".compare [tabindex='0']:has({ELIGIBLE})")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert Axe().run(page).violations_count == 0


def test_a_choice_of_columns_is_that_of_all_tables_and_of_the_address(year: str, page: Page) -> None:
    page.goto(f"{year}?columns=level_2")
    chosen = page.locator(".columns [aria-pressed=true]")
    expect(chosen.get_by_text("Level 2", exact=True)).to_have_count(3)
    page.locator("#table-eligible").get_by_role("button", name="Level 1", exact=True).click()
    expect(chosen.get_by_text("Level 1", exact=True)).to_have_count(1)
    # Another table has no Level 1: it stays as it was.
    expect(chosen.get_by_text("Level 2", exact=True)).to_have_count(2)
    heads = page.locator(f"{ELIGIBLE} thead th:visible").all_inner_texts()
    assert heads == ["Area", "Level 1", "Category", "Total", "Change", "1", "2", "3"]
    keys = page.locator(f"{ELIGIBLE} tbody tr").first.locator("td[data-key]:visible")
    assert all(
        key.get_attribute("data-key", timeout=1000).startswith("eligible.level_1.") for key in keys.all()
    )  # type: ignore[union-attr]


def test_heads_stay_in_sight_and_a_link_to_a_table_leads_to_its_head(year: str, page: Page) -> None:
    page.goto(f"{year}#table-managed-in-year")
    head = page.locator("[data-table=managed_in_year] thead")
    expect(head).to_be_in_viewport(ratio=1)
    expect(page.locator("#table-managed-in-year-title")).to_be_in_viewport(ratio=1)
    page.locator("[data-table=managed_in_year] tbody tr").nth(30).scroll_into_view_if_needed()
    page.mouse.wheel(0, 200)
    page.wait_for_function(
        "document.querySelector('[data-table=managed_in_year] thead').getBoundingClientRect().top === 0"
    )
    expect(head).to_be_in_viewport(ratio=1)
    # No box within the page: the last row is where the page ends it.
    assert page.evaluate(
        "[...document.querySelectorAll('.scroll')].every((box) => box.scrollHeight <= box.clientHeight)"
    )


def test_who_comes_from_a_report_finds_its_area_marked(year: str, page: Page) -> None:
    page.goto(year, referer="https://www.example.org/2024-25/synthetic-ap/index.html")
    assert {row.get_attribute("data-area") for row in page.locator("tr.own").all()} == {"synthetic-ap"}
    page.goto(year, referer="https://www.example.org/")
    expect(page.locator("tr.own")).to_have_count(0)


def test_numbers_are_sorted_from_the_largest_and_names_from_a(year: str, page: Page) -> None:
    page.goto(year)
    table = page.locator(ELIGIBLE)
    table.get_by_role("button", name="Total, Total, change on 2023-24").click()
    words = [word for word in column(page, ELIGIBLE, 20) if not word.startswith("[")]
    numbers = [int(word.replace(",", "").replace("−", "-")) for word in words]
    assert numbers == sorted(numbers, reverse=True) and numbers[0] > 0 > numbers[-1]
    assert column(page, ELIGIBLE, 20)[-1] == "[x]"
    expect(page.locator("#sorted")).to_have_text("Sorted by Total, Total, change on 2023-24, highest first.")
    table.get_by_role("button", name="Area").click()
    assert column(page, ELIGIBLE, 0) == sorted(column(page, ELIGIBLE, 0))
    expect(page.locator("#sorted")).to_have_text("Sorted by Area, lowest first.")


def test_signs_stand_for_what_is_no_number_and_a_key_says_what_they_mean(year: str, page: Page) -> None:
    page.goto(year)
    cell = page.locator("[data-area=synthetic-an] [data-key='eligible.level_1.category_3']")
    assert cell.text_content() == "[z]" and cell.locator("abbr").get_attribute("title") == "not applicable"
    keys = page.locator("#table-eligible .key li").all_inner_texts()
    assert keys == ["[z] not applicable", "[x] not available", "[b] not comparable with 2023-24"]
    assert page.locator("#table-restrictive-orders .key li").all_inner_texts() == [
        "[x] not available",
        "[b] not comparable with 2023-24",
    ]
    assert page.locator("#table-notification-rate-per-100-000 .key").count() == 0
    for table in page.locator(".compare").all():
        unit = "per 100,000 population" if "rate" in (table.get_attribute("id") or "") else "Individuals"
        assert len(re.findall(unit, table.locator("table").inner_text())) <= 1


def test_every_area_and_every_column_is_printed_on_one_page(year: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{year}?columns=level_2")
    printed = tmp_path / "year.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    with pdfplumber.open(printed) as pdf:
        texts = [paper.extract_text(layout=True) for paper in pdf.pages]
    (whole,) = (text for text in texts if re.search(r"Level 1 +Level 2 +Level 3 +Total", text))
    rows = [line.split() for line in whole.splitlines() if line.strip().startswith("Synthetic ")]
    assert len(rows) == 42 and {len(row) for row in rows} == {2 + 20}
    assert "England and Wales" in whole
