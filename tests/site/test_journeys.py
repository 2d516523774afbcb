"""What five readers come for, each from the first page or a report to the end of the way, in a browser."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlparse

import pdfplumber
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import run_mappa

LONDON = "2024-25/london/index.html"
#: The ancestors of an element, and itself, that a reader would have to scroll sideways.
SCROLLED_SIDEWAYS = """(one) => {
  const boxes = [];
  for (let box = one; box; box = box.parentElement) boxes.push(box);
  return boxes.filter((box) => box.scrollLeft || box.scrollWidth > box.clientWidth + 1
    && getComputedStyle(box).overflowX !== "visible").map((box) => box.tagName + "." + box.className);
}"""
#: What a website has that paper has no use for.
NAVIGATION = (
    "Contents",
    "Skip to main content",
    "Search",
    "Home",
    "Download",
    "Other areas",
    "Other years",
    "Accessibility",
)

Opened = Callable[..., Page]


@pytest.fixture
def page_at(browser: Browser) -> Iterator[Opened]:
    """Opens a file of a website, with options of a browser's context."""
    contexts = []

    def opened(path: Path, **options: object) -> Page:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def path_of(page: Page) -> Path:
    """The file that a page, or what its address leads to, is made of."""
    return Path(unquote(urlparse(page.url).path))


def cell(table: Locator, row: str, column: str) -> Locator:
    """The cell of a table where a row and a column meet, by the names of their headers."""
    names = table.get_by_role("columnheader").all_inner_texts()
    header = table.page.get_by_role("rowheader", name=row, exact=True)
    return table.get_by_role("row").filter(has=header).locator("th, td").nth(names.index(column))


def test_a_journalist_finds_a_figure_and_how_it_has_changed(workspace: Path, page_at: Opened) -> None:
    areas = workspace / "content/areas.yaml"
    lines = areas.read_text(encoding="utf-8")
    areas.write_text(
        lines.replace("  facts:\n", "  districts: [Nether Made-up]\n  facts:\n", 1), encoding="utf-8"
    )
    run = run_mappa("build", "--root", workspace, "--output", workspace / "output")
    assert run.returncode == 0, run.stderr
    page = page_at(workspace / "output/index.html")
    page.get_by_label("A district or an area").press_sequentially("nether")
    page.get_by_role("link", name="Nether Made-up").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Synthetic North MAPPA")
    table = page.get_by_role("table", name="Individuals on 31 March 2025")
    expect(table.get_by_role("columnheader")).to_have_text(["Level", "2023-24", "2024-25"])
    before, now = (cell(table, "Total", year).inner_text() for year in ("2023-24", "2024-25"))
    assert (before, now) == ("136", "146")
    trend = f"Line chart. Total: up from {before} in 2023-24 to {now} in 2024-25, 10 more."
    expect(page.get_by_role("img", name=trend)).to_be_visible()
    page.get_by_role("link", name="2024 to 2025").click()
    assert (
        cell(page.get_by_role("table", name="Individuals on 31 March 2025"), "Total", "Total").inner_text()
        == now
    )


def test_a_councillor_on_a_phone_taps_a_headline_and_sees_its_table_and_total(
    site: Path, page_at: Opened
) -> None:
    page = page_at(
        site / "index.html", viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    page.get_by_label("A district or an area").press_sequentially("Barnet")
    page.get_by_role("listitem").get_by_role("link", name="Barnet").first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("London MAPPA")
    page.get_by_role("link", name="2024 to 2025").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("London MAPPA annual report 2024 to 2025")
    page.get_by_role("link", name="831 managed at Levels 2 and 3 in the year", exact=True).tap()
    expect(page).to_have_url(re.compile("#table-managed-in-year$"))
    table = page.locator("[data-table='managed_in_year']")
    expect(table.locator("caption")).to_be_in_viewport()
    total = table.locator("[data-key='managed_in_year.total.total']")
    expect(total).to_have_text("831")
    box = total.bounding_box()
    assert page.evaluate("innerWidth") == 320
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    assert total.evaluate(SCROLLED_SIDEWAYS) == []


def test_a_blind_reader_goes_by_headings_and_headers(site: Path, page_at: Opened) -> None:
    page = page_at(site / LONDON)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()
    levels = [
        int(level) for level in re.findall(r"heading .*\[level=(\d)\]", page.locator("body").aria_snapshot())
    ]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))
    sections = page.get_by_role("heading", level=2)
    assert {"Contents", "Introduction", "MAPPA statistics"} <= set(sections.all_inner_texts())
    tables = page.get_by_role("region", name="MAPPA statistics").get_by_role("table")
    assert tables.count() == 9
    for heading in tables.get_by_role("heading", level=3).all_inner_texts():
        named = re.compile(f"^{re.escape(heading)}( Note 1)?$")
        expect(page.get_by_role("table", name=named)).to_have_count(1)
    table = page.get_by_role("table", name="MAPPA-eligible individuals on 31 March 2025", exact=True)
    expect(cell(table, "Category 2: Violent offenders", "Level 2")).to_have_text("63")
    expect(cell(table, "Category 3: Other dangerous offenders", "Level 1")).to_have_text("not applicable")
    expect(cell(table, "Total", "Total")).to_have_text("11,220")


def test_a_researcher_downloads_a_year_and_has_what_the_page_shows(
    site: Path, page_at: Opened, tmp_path: Path
) -> None:
    page = page_at(site / "2024-25/index.html")
    with page.expect_download() as download:
        page.get_by_role("list", name="Download").get_by_role("link", name="The figures (CSV").click()
    download.value.save_as(tmp_path / "figures.csv")
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    downloaded = {
        (line["area"], ".".join(line[part] for part in ("table", "row", "column") if line[part])): (
            line["value"] or f"[{line['marker']}]"
        )
        for line in lines
    }
    shown = page.locator("tr[data-area] td[data-key]").evaluate_all(
        "(cells) => cells.map((one) => [one.closest('tr').dataset.area, one.dataset.key, one.innerText])"
    )
    assert {(area, key): figure.replace(",", "") for area, key, figure in shown} == downloaded
    page.get_by_role("link", name="Description of the data").click()
    expect(page).to_have_url(re.compile("datapackage.json$"))
    package = json.loads(path_of(page).read_text(encoding="utf-8"))
    resource = next(one for one in package["resources"] if one["path"] == download.value.suggested_filename)
    assert [field["name"] for field in resource["schema"]["fields"]] == list(lines[0])
    assert resource["bytes"] == (tmp_path / "figures.csv").stat().st_size


def test_a_chair_opens_the_pdf_and_prints_the_page(site: Path, page_at: Opened, tmp_path: Path) -> None:
    page = page_at(site / LONDON)
    page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
    headlines = page.locator("ul.headlines li a:first-child").all_inner_texts()
    assert len(headlines) == 4
    page.get_by_role("link", name="The report (PDF)").click()
    page.wait_for_url("**/*.pdf")
    with pdfplumber.open(path_of(page)) as pdf:
        # The letters as they are drawn, for the headlines stand side by side.
        cover = "".join(letter["text"] for letter in pdf.pages[0].chars if letter["text"].strip())
    for headline in headlines:
        assert "".join(headline.split()) in cover
    with pdfplumber.open(tmp_path / "printed.pdf") as pdf:
        printed = [line for sheet in pdf.pages for line in sheet.extract_text().splitlines()]
    assert "MAPPA statistics" in printed
    assert [line for line in printed if line.startswith(NAVIGATION)] == []
