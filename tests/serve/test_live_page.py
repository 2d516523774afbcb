"""A page in a browser follows the files as they are really edited."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import PROJECT
from tests.serve.conftest import Served, end, start

LONG = "\n\n".join(f"Paragraph {number} of a long text." for number in range(80))


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text() + text)


def test_what_is_saved_shows_by_itself(served: Served, page: Page) -> None:
    page.evaluate("window.same = true")
    add(served.report / "foreword.md", "\nA sentence that is new.\n")
    expect(page.get_by_text("A sentence that is new.")).to_be_visible()
    figures = served.report / "statistics.yaml"
    figures.write_text(re.sub(r"rate: \d+", "rate: 4321", figures.read_text()))
    expect(page.locator('td[data-key="rate"]')).to_have_text("4,321")
    assert page.evaluate("window.same"), "the page was loaded anew"


def test_the_page_stays_where_its_reader_was(served: Served, page: Page) -> None:
    foreword = served.report / "foreword.md"
    add(foreword, f"\n{LONG}\n")
    line = page.get_by_text("Paragraph 40 of a long text.")
    line.scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")
    before = line.bounding_box()
    foreword.write_text(foreword.read_text().replace("## A heading", f"{LONG[:300]}\n\n## Another heading"))
    expect(page.get_by_role("heading", name="Another heading")).to_be_attached()
    after = line.bounding_box()
    assert before is not None and after is not None
    assert abs(before["y"] - after["y"]) < 2


def test_a_problem_stands_in_the_list_and_at_its_place_until_it_is_mended(served: Served, page: Page) -> None:
    foreword = served.report / "foreword.md"
    good = foreword.read_text()
    foreword.write_text(good + "\nSee {{ eligible.level_9 }} here.\n")
    entry = page.locator("#mappa-problems li")
    expect(entry).to_have_count(1)
    expect(entry).to_contain_text("“eligible.level_9” is no figure or fact of this report.")
    line = foreword.read_text().split("\n").index("See {{ eligible.level_9 }} here.") + 1
    expect(entry).to_contain_text(f"areas/synthetic-north/2024-25/foreword.md, line {line}")
    expect(entry.locator("mark")).to_have_text("{{ eligible.level_9 }}")
    expect(page.locator("p[data-mappa=error]")).to_have_text("See {{ eligible.level_9 }} here.")
    expect(page.locator("main .mappa-mark.error")).to_have_count(1)
    foreword.write_text(good)
    expect(page.locator("#mappa-state")).to_have_text("No problems.")
    expect(page.locator("main .mappa-mark, [data-mappa]")).to_have_count(0)


def test_a_missing_figure_is_a_gap_that_its_problem_leads_to(served: Served, page: Page) -> None:
    figures = served.report / "statistics.yaml"
    good = figures.read_text()
    figures.write_text(re.sub(r"(level_2: \{)category_1: \w+, ", r"\1", good, count=1))
    cell = page.locator('td[data-key="eligible.level_2.category_1"]')
    expect(cell.locator(".gap")).to_have_text("[missing]")
    expect(page.locator('td[data-key="eligible.level_2.total"] .gap')).to_have_text("[missing]")
    page.locator("#mappa-problems .mappa-where a").first.click()
    expect(cell).to_be_focused()
    expect(cell).to_be_in_viewport()
    figures.write_text(good)
    expect(page.locator(".gap")).to_have_count(0)


def test_figures_that_cannot_be_read_are_said_to_be_there(served: Served, page: Page) -> None:
    figures = served.report / "statistics.yaml"
    good = figures.read_text()
    figures.write_text(good.replace("rate: ", "rate:", 1))
    mend = page.locator("#mappa-problems .mappa-mend")
    expect(mend).to_contain_text("Until the file can be read, all its figures are shown as missing.")
    figures.write_text(good + "nothing: 1\n")
    expect(mend).to_have_count(1)
    expect(mend).not_to_contain_text("Until the file can be read")


def test_files_are_removed_renamed_and_replaced(served: Served, page: Page) -> None:
    foreword = served.report / "foreword.md"
    text = foreword.read_text()
    foreword.unlink()
    expect(page.locator("section.foreword .gap")).to_be_visible()
    expect(page.locator("#mappa-problems")).to_contain_text("The foreword is missing.")
    (served.report / "forword.md").write_text(text)
    expect(page.locator("#mappa-problems")).to_contain_text("Rename forword.md to foreword.md.")
    (served.report / "forword.md").rename(foreword)
    expect(page.locator("#mappa-state")).to_have_text("No problems.")
    beside = served.report / ".foreword.md.swp"  # as editors save: a file of their own, put in the place
    beside.write_text(text + "\nSaved in one step.\n")
    beside.replace(foreword)
    expect(page.get_by_text("Saved in one step.")).to_be_visible()


def test_a_report_that_is_renamed_or_removed_goes_and_comes_back(served: Served, page: Page) -> None:
    elsewhere = served.root / "elsewhere"
    served.report.rename(elsewhere)
    expect(page.get_by_role("heading", level=1)).to_have_text("This report is not begun")
    elsewhere.rename(served.report)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Synthetic North")


def test_the_last_good_page_stays_under_what_is_wrong_with_the_national_text(
    served: Served, page: Page
) -> None:
    edition = served.root / "content/2023-24/edition.yaml"
    good = edition.read_text()
    edition.write_text(good + "\n  {\n")
    expect(page.locator("#mappa-state")).to_contain_text("This page is the last that could be made.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Synthetic North")
    expect(page.locator("#mappa-problems")).to_contain_text("content/2023-24/edition.yaml")
    edition.write_text(good)
    expect(page.locator("#mappa-state")).to_have_text("No problems.")


def test_a_template_that_fails_is_a_problem_on_the_last_good_page(served: Served, page: Page) -> None:
    own = served.root / "templates/report.html.jinja"
    own.parent.mkdir()
    own.write_text("{% if %}")
    expect(page.locator("#mappa-problems")).to_contain_text("The template cannot be used", timeout=10_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Synthetic North")
    own.unlink()
    expect(page.locator("#mappa-state")).to_have_text("No problems.")


def test_twenty_saves_in_a_second_half_of_them_half_written(served: Served, page: Page) -> None:
    foreword = served.report / "foreword.md"
    whole = foreword.read_text().encode()
    for number in range(20):
        text = whole + f"\nSave {number}, with an é.\n".encode()
        foreword.write_bytes(text[: len(text) // 3] if number % 2 == 0 else text)
        time.sleep(0.05)
    expect(page.get_by_text("Save 19, with an é.")).to_be_visible()
    expect(page.locator("#mappa-state")).to_have_text("No problems.")


def test_an_edit_of_what_all_pages_have_shows_too(served: Served, page: Page) -> None:
    site = served.root / "content/site.yaml"
    site.write_text(site.read_text().replace("Synthetic words at the foot", "Other words at the foot"))
    expect(page.locator("footer")).to_contain_text("Other words at the foot")


def test_the_pdf_beside_the_page_follows_it(served: Served, page: Page) -> None:
    page.get_by_role("button", name="The PDF beside the page").click()
    frame = page.locator("#mappa-beside")
    before = frame.get_attribute("src")
    assert before is not None and ".pdf?" in before
    with page.expect_request("**/*.pdf?*") as asked:
        add(served.report / "foreword.md", "\nA sentence that is new.\n")
    assert asked.value.url != before
    expect(frame).to_have_attribute("src", asked.value.url)
    page.get_by_role("button", name="The PDF beside the page").click()
    expect(frame).to_have_count(0)


def test_the_keyboard_alone_leads_to_a_problem_and_back(served: Served, page: Page) -> None:
    add(served.report / "foreword.md", "\nSee {{ nothing }}.\n")
    summary = page.locator("#mappa-problems summary")
    expect(summary).to_have_text("1 error")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mappa-list")).to_be_hidden()
    add(served.report / "foreword.md", "\nStill closed.\n")
    expect(page.get_by_text("Still closed.")).to_be_attached()
    expect(page.locator(".mappa-list")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("p[data-mappa]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#mappa-problem-1")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_pages_with_problems(width: int, tmp_path: Path, browser: Browser) -> None:
    for place in ("areas", "content"):
        shutil.copytree(PROJECT / place, tmp_path / place)
    report = tmp_path / "areas/london/2024-25"
    add(report / "foreword.md", "\nSee {{ nothing }}.\n\n- one {{ none }}\n\n| a | b |\n|--|--|\n| c |\n")
    figures = (report / "statistics.yaml").read_text()
    (report / "statistics.yaml").write_text(figures.replace("category_1", "category_9", 2))
    (tmp_path / "areas/west-midlands/2024-25/foreword.md").unlink()
    served = start(tmp_path)
    page = browser.new_page(viewport={"width": width, "height": 700})
    reports = ("2024-25/london/", "2024-25/west-midlands/", "2024-25/kent/")
    for path in (*reports, "", "2024-25/", "nowhere/", "status"):
        page.goto(served.address + path)
        page.wait_for_load_state("load")
        results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()
    assert end(served) == ""


def test_a_preview_that_has_ended_says_so(served: Served, page: Page) -> None:
    served.process.send_signal(2)
    expect(page.locator("#mappa-stopped")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Synthetic North")


def test_the_sentences_of_filters_are_read_again_when_they_change(served: Served, page: Page) -> None:
    foreword = served.report / "foreword.md"
    foreword.write_text('---\ntitle: "Now {{ eligible.total.category_3 | change }}"\n---\nWords.\n')
    expect(page.get_by_role("heading", name="Now the same as last year")).to_be_visible()
    own = served.root / "templates/parts/figures.jinja"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro same() %}as it was{% endmacro %}")
    expect(page.get_by_role("heading", name="Now as it was")).to_be_visible()
    own.write_text("{% macro same() %}as ever{% endmacro %}")
    expect(page.get_by_role("heading", name="Now as ever")).to_be_visible()
