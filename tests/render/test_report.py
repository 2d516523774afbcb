"""A report's HTML in pieces: what its page and its PDF have in common, and what each has alone."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from generator.load.templates import load_templates
from generator.model.report import Report
from generator.render.frame import Frame
from generator.render.report import Neighbours, PrintPage, print_page, report_page
from generator.render.sections import Shared, contents, sections
from generator.render.templates import Templates
from generator.report.review import review
from generator.workspace import survey
from tests.conftest import PROJECT, frame_for, size_of
from tests.report.test_changes import with_another_row
from tests.report.test_compare import reports_of


def whole_of(page: PrintPage) -> str:
    return f"{page.opening}{''.join(page.sheets)}{page.closing}"


@pytest.fixture
def report(workspace: Path) -> Report:
    return reports_of(workspace)["synthetic-north 2024-25"]


def templates(frame: Frame | None = None) -> Templates:
    return Templates(*load_templates(PROJECT), frame=frame or frame_for())


def test_a_section_is_its_heading_its_tables_with_their_charts_and_what_follows(report: Report) -> None:
    htmls = sections(report, templates())
    for section, html in zip(report.sections, htmls, strict=True):
        assert [table.table.key for table in html.tables] == [table.key for table in section.tables]
        whole = lxml.html.fragment_fromstring(str(html.whole))
        assert whole.tag == "section" and whole.find("h2").get("id") == section.id
        for table in html.tables:
            piece = lxml.html.fragments_fromstring(str(table.html))
            assert piece[0].get("id") == table.table.id
            drawn = [chart for chart in section.charts if chart.table.key == table.table.key]
            assert len(piece) == 1
            charts = lxml.html.fragments_fromstring(str(table.charts))
            assert [one.get("class") for one in charts] == ["chart"] * len(drawn)
    statistics = next(html for html in htmls if html.tables)
    tables = [table.printed() + table.charts for table in statistics.tables]
    assert statistics.whole == "".join([statistics.opening, *tables, statistics.closing])


def test_links_to_other_areas_and_years_follow_each_table_on_the_page_alone(report: Report) -> None:
    htmls = sections(report, templates())
    page = lxml.html.document_fromstring(report_page(report, templates(), Neighbours(), htmls, size_of))
    tables = page.findall(".//main//div[@class='figures']")
    assert [table.get("id") for table in tables] == [table.id for table in report.tables]
    for table in report.tables:
        links = page.xpath(f"//div[@id='{table.id}']/following-sibling::p[@class='table-links'][1]/a/@href")
        assert links[1:] == [
            f"../index.html#{table.id}",
            f"../../areas/synthetic-north/index.html#{table.id}",
        ]
        assert links[0].startswith("mappa-") and links[0].endswith(".csv")
        after = page.get_element_by_id(table.id).getnext()
        assert after.get("class") in ("table-links", "chart")
    printed = print_page(report, templates(), Neighbours(), htmls, report.edition.reference_date)
    assert "table-links" not in whole_of(printed) and "../" not in whole_of(printed)


def test_a_website_without_data_offers_none(report: Report) -> None:
    own = templates(frame_for(kinds=("html",)))
    page = lxml.html.document_fromstring(
        report_page(report, own, Neighbours(), sections(report, own), size_of)
    )
    assert page.find(".//script[@type]") is None and page.find(".//ul[@class='downloads']") is None
    assert all(not str(link).endswith((".csv", ".pdf")) for _, _, link, _ in page.iterlinks())
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert "sha256" not in policy


def test_a_printed_page_is_a_page_in_sheets(report: Report) -> None:
    own = templates(frame_for(preview=True))
    page = print_page(report, own, Neighbours(), sections(report, own), report.edition.reference_date)
    whole = lxml.html.document_fromstring(whole_of(page))
    assert all(type(piece) is str for piece in (page.opening, *page.sheets, page.closing, page.bare))
    assert page.opening.lstrip().startswith("<!DOCTYPE html>") and page.closing.rstrip().endswith("</html>")
    body = whole.find("body")
    assert body.get("data-area") == "Synthetic North" and page.numbered == "Page {page} of {pages}"
    assert body.get("data-title") and body.get("data-preview")
    first = lxml.html.fragments_fromstring(page.sheets[0])
    assert [one.get("class") for one in first] == ["cover", "contents"]
    for sheet in page.sheets[1:]:
        assert [one.get("class") for one in lxml.html.fragments_fromstring(sheet)] == ["sheet"]
    assert len(body.findall("section")) == 0 and "<!--" not in whole_of(page)
    # Each national section begins on a page of its own; what is the area's own follows on.
    national = [section for section in report.sections if section.kind == "national"]
    assert sum("national" in sheet for sheet in page.sheets) == len(national)
    assert page.bare == '<!DOCTYPE html><html lang="en-GB"><body>\n'


def test_contents_list_what_has_a_title(report: Report) -> None:
    (statistics,) = (entry for entry in contents(report.sections) if entry.section.id == "statistics")
    assert [item.id for item in statistics.below] == [table.id for table in report.tables]


def test_what_is_shared_is_made_once_and_is_in_the_report_s_language(workspace: Path) -> None:
    (workspace / "content/2024-25/sections").mkdir()
    text = "---\ntitle: More\n---\nOn {{ snapshot }}.\n"
    (workspace / "content/2024-25/sections/about.md").write_text(text)
    found = review(survey(workspace))
    report = next(report for report in found.reports if str(report.id) == "synthetic-north 2024-25")
    shared = Shared(found.texts["2024-25", "en"], templates())
    htmls = sections(report, templates(), shared)
    assert shared.text.sections and set(shared.sections) == {"about"}
    assert htmls[[section.id for section in report.sections].index("about")] is shared.sections["about"]
    assert [html.whole for html in htmls] == [html.whole for html in sections(report, templates())]


def test_a_sign_in_a_name_is_written_as_each_file_wants_it(workspace: Path) -> None:
    register = workspace / "content/areas.yaml"
    register.write_text(register.read_text().replace("Synthetic South\n", "A & B <C>\n"))
    report = reports_of(workspace)["synthetic-south 2024-25"]
    own = templates(frame_for(address="https://www.example.org"))
    page = report_page(report, own, Neighbours(), sections(report, own), size_of)
    tree = lxml.html.document_fromstring(page)
    assert tree.findtext(".//h1").startswith("A & B <C> ")
    assert '"name": "A & B \\u003cC> ' in tree.findtext(".//script[@type]")
    assert "&amp;amp;" not in page


def test_last_years_figures_stand_on_paper_alone(workspace: Path) -> None:
    reports = reports_of(workspace)
    report, before = reports["synthetic-north 2024-25"], reports["synthetic-north 2023-24"]
    tables = {
        table.table.key: table
        for html in sections(report, templates(), before=before)
        for table in html.tables
    }

    def rows(html: str) -> list[list[str]]:
        tree = lxml.html.fragment_fromstring(html, create_parent=True)
        return [[" ".join(cell.text_content().split()) for cell in row] for row in tree.iter("tr")]

    assert rows(str(tables["eligible"].printed())) == [
        ["Level", "Category 1: one", "Category 3: three", "Total", "Total 2023-24", "Change"],
        ["Level 1", "100", "not applicable", "100", "90", "+10"],
        ["Level 2", "14", "32", "46", "46", "0"],
        ["Total", "114", "32", "146", "136", "+10"],
    ]
    assert rows(str(tables["restrictive_orders"].printed()))[0] == ["Order", "Orders", "2023-24", "Change"]
    assert "2023-24" not in "".join(table.html for table in tables.values())
    # Last year's rate was not available: there is no number to set beside this year's.
    assert tables["rate"].printed() == tables["rate"].html


def test_the_stylesheets_know_a_table_by_its_columns_and_by_what_stands_behind_its_rows(
    workspace: Path,
) -> None:
    reports = reports_of(workspace)
    report, before = reports["synthetic-north 2024-25"], reports["synthetic-north 2023-24"]

    def classes(html: str) -> str:
        return str(lxml.html.fragment_fromstring(html, create_parent=True).find(".//table").get("class"))

    found = {
        table.table.key: (classes(str(table.html)), classes(str(table.printed())))
        for html in sections(report, templates(), before=before)
        for table in html.tables
    }
    assert found["eligible"] == ("grid", "grid wide compared")  # of four columns, and of six
    assert found["restrictive_orders"] == ("list", "list compared")
    assert found["rate"] == ("list", "list")


def test_a_figure_that_cannot_be_compared_says_so_on_paper(workspace: Path) -> None:
    with_another_row(workspace)
    reports = reports_of(workspace)
    report, before = reports["synthetic-north 2024-25"], reports["synthetic-north 2023-24"]
    (orders,) = (
        table
        for html in sections(report, templates(), before=before)
        for table in html.tables
        if table.table.key == "restrictive_orders"
    )
    cells = lxml.html.fragment_fromstring(str(orders.printed())).xpath(".//tbody/tr[2]/td[not(@data-key)]")
    assert [(cell.get("class"), cell.get("data-marker"), cell.text_content()) for cell in cells] == [
        ("before", "b", "not comparable"),
        ("change", "b", "not comparable"),
    ]
