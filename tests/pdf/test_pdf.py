"""The PDFs: both standards without a failure, and a judge that sees each thing that can go wrong."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import page as page_validation
import pdfplumber
import pikepdf
import pytest
from weasyprint.document import Document

from generator.load.templates import load_templates
from generator.model.report import Report
from generator.pdf import kept
from generator.pdf.engine import NotHandedError, make, sheets_to_keep
from generator.pdf.job import SHEET, PrintJob
from generator.pdf.judge import faults
from generator.pdf.lines import forget, remember
from generator.pdf.sheets import _Printer
from generator.pdf.sheets import forget as forget_sheets
from generator.render.report import print_page
from generator.render.sections import sections
from generator.render.templates import Templates
from generator.report.review import review
from generator.workspace import survey
from tests.conftest import DATA, PROJECT

DATED = date(2025, 3, 31)


@pytest.fixture(scope="module")
def html() -> str:
    reports = review(survey(DATA / "workspace"), ("synthetic-south",)).reports
    return printed(reports[0], Templates(*load_templates(PROJECT)))


def printed(report: Report, templates: Templates) -> str:
    """What the engine reads of a report."""
    page = print_page(report, templates, DATED, sections(report, templates))
    return SHEET.join([page.opening, *page.sheets, page.closing])


def job(html: str, rules: str = "", **pictures: bytes) -> PrintJob:
    files, _ = load_templates(PROJECT)
    stylesheet = files["styles/base.css"] + files["styles/paged.css"] + rules
    return PrintJob("a report", html, stylesheet, pictures, "a.csv", b"a,b\r\n", "Figures", DATED)


def with_more(html: str, more: str) -> str:
    """A page with more at the end of its last sheet."""
    before, end, after = html.rpartition("</div>")
    return before + more + end + after


def with_sheet(html: str, content: str, place: int = -1) -> str:
    """A page with another sheet at a place, counted from the opening or from the end."""
    parts = html.split(SHEET)
    parts.insert(place, f"<div class='sheet'><section>{content}</section></div>")
    return SHEET.join(parts)


def test_the_five_reports_conform(site: Path) -> None:
    pdfs = sorted(site.rglob("*.pdf"))
    assert len(pdfs) == 5
    for path in pdfs:
        for profile in ("ua1", "3a"):
            report = page_validation.validate_pdf(path, profile=profile)
            assert report.is_compliant and report.rules.failed == 0, (path.name, report.failures)
            assert report.rules.total > 100


def test_what_a_reader_program_shows(site: Path) -> None:
    folder = site / "2024-25/west-midlands"
    with pikepdf.open(folder / "mappa-annual-report-west-midlands-2024-25.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "West Midlands MAPPA annual report 2024 to 2025"
        assert str(pdf.docinfo["/Author"]) == "West Midlands MAPPA Strategic Management Board"
        name = "mappa-statistics-west-midlands-2024-25.csv"
        assert pdf.attachments[name].get_file().read_bytes() == (folder / name).read_bytes()
        titles: list[str] = []

        def collect(items: list[pikepdf.OutlineItem]) -> None:
            for item in items:
                titles.append(str(item.title))
                collect(list(item.children))

        with pdf.open_outline() as outline:
            collect(list(outline.root))
    page = lxml.html.parse(folder / "index.html").getroot()
    # The page ends with a section on itself, which is the website's alone.
    headings = [
        " ".join(h.text_content().split())
        for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")
        if h.get("id") != "about"
    ]
    assert sorted(titles) == sorted(headings)


def test_the_contents_have_the_right_page_numbers(site: Path) -> None:
    path = site / "2024-25/london/mappa-annual-report-london-2024-25.pdf"
    with pdfplumber.open(path) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    for title in ("Introduction", "MAPPA statistics", "Breach of SHPO", "(h) Notification Order"):
        number = int(re.search(rf"^{re.escape(title)} (\d+)$", pages[1], re.MULTILINE)[1])  # type: ignore[index]
        assert title in pages[number - 1]
        assert f"Page {number} of {len(pages)}" in pages[number - 1]


def test_what_is_written_can_be_seen(site: Path) -> None:
    for path in site.rglob("*.pdf"):
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                image = page.to_image(resolution=72).original.convert("L")  # a point is a pixel
                words = page.extract_words()
                for word in words[:: len(words) // 40 + 1]:
                    box = (word["x0"], word["top"], word["x1"], word["bottom"])
                    darkest, lightest = image.crop(tuple(map(int, box))).getextrema()
                    assert lightest - darkest > 30, (path.name, page.page_number, word["text"])


def test_a_sound_pdf_has_no_fault(html: str) -> None:
    assert faults(make(job(html)), html) == []


def test_the_judge_counts_headings_tables_header_cells_and_figures(html: str) -> None:
    pdf = make(job(html))
    for more in ("<h3>A heading</h3>", "<table></table>", "<th></th>", "<img>"):
        assert faults(pdf, html + more) != []


def test_the_judge_sees_a_missing_scope(html: str) -> None:
    with pikepdf.open(io.BytesIO(make(job(html)))) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH":
                del item.A["/Scope"]
        out = io.BytesIO()
        pdf.save(out)
    assert any("head a row or a column" in fault for fault in faults(out.getvalue(), html))


def test_the_judge_sees_a_running_head_that_is_content(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.pdf.conformance._mark_artifacts", lambda *_: None)
    assert any("running head" in fault for fault in faults(make(job(html)), html))


def test_the_judge_sees_a_foreign_font(html: str) -> None:
    snow = html.replace("Synthetic text", "Synthetic \u2603 text")
    assert any("font" in fault for fault in faults(make(job(snow)), snow))


def test_welsh_letters_are_in_the_font(html: str) -> None:
    welsh = html.replace("Synthetic text", "Dŵr, ŷd, ẁ ẃ ẅ ỳ Ŵ Ŷ â ê î ô û")
    assert faults(make(job(welsh)), welsh) == []


def test_the_judge_sees_a_nearly_empty_page(html: str) -> None:
    pdf = make(job(html, ".sheet::after { content: 'x'; display: block; break-before: page }"))
    assert any("nearly empty" in fault for fault in faults(pdf, html))


@pytest.mark.parametrize("place", [2, -1], ids=["after the contents", "last"])
def test_a_sheet_of_two_lines_stands_with_its_neighbour(html: str, place: int) -> None:
    short = with_sheet(html, "<h2>A sheet</h2><p>One line.</p>", place)
    assert faults(make(job(short)), short) == []


def test_lists_in_lists_have_bullets_of_the_font(html: str) -> None:
    deep = "<ul><li>A</li><li>B" * 4 + "</li></ul>" * 4 + "<ol><li>C" * 3 + "</li></ol>" * 3
    page = with_more(html, deep)
    assert faults(make(job(page)), page) == []


def test_lines_that_are_left_over_are_drawn_in(html: str) -> None:
    def pages(lines: int) -> int:
        with pikepdf.open(io.BytesIO(make(job(with_sheet(html, "<p>A line.</p>" * lines))))) as pdf:
            return len(pdf.pages)

    most = next(lines for lines in range(20, 60) if pages(lines) < pages(lines + 3))
    # One or two lines more than the page holds go on it; three may have a page of their own.
    assert pages(most + 1) == pages(most + 2) == pages(most)


def test_remembered_sheets_change_no_byte() -> None:
    templates = Templates(*load_templates(PROJECT))
    reports = review(survey(DATA / "workspace")).reports
    pictures = {picture.name: picture.data for report in reports for picture in report.pictures}
    jobs = [job(printed(report, templates), **pictures) for report in reports]
    jobs.append(replace(jobs[0], stylesheet=jobs[0].stylesheet + "h2 { font-size: 17pt }"))
    assert len(jobs) > 2
    alone = []
    for one in jobs:
        forget_sheets()
        alone.append(make(one))
    forget_sheets()
    assert [make(one) for one in jobs] == alone == [make(one) for one in reversed(jobs)][::-1]
    assert len(set(alone)) == len(jobs)


def test_kept_sheets_change_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    templates = Templates(*load_templates(PROJECT))
    report = review(survey(PROJECT), ("staffordshire",)).reports[0]
    one = job(printed(report, templates))
    forget_sheets()
    pdf = make(one)
    sheets = sheets_to_keep(one)
    assert len(sheets) == len(one.sheet_keys) - 1  # the statistics have charts
    laid_out: list[str] = []
    plain = _Printer._plain

    def noted(self: _Printer, html: str, rules: str) -> Document:
        laid_out.append(html)
        return plain(self, html, rules)

    monkeypatch.setattr(_Printer, "_plain", noted)
    given = replace(one, sheets=sheets)
    forget_sheets()
    assert make(given) == pdf
    few = len(laid_out)
    assert sheets_to_keep(given) == {}
    # Sheets of another version, or with a font that is another one in this process, are laid out here.
    forget_sheets()
    assert make(replace(one, sheets=dict.fromkeys(sheets, b"\x80\x05cno.module\nname\n."))) == pdf
    assert len(laid_out) == 2 * few + len(sheets)
    monkeypatch.setattr(kept, "_complete", lambda *_: False)
    forget_sheets()
    assert make(given) == pdf
    assert len(laid_out) == 3 * few + 2 * len(sheets)


def test_remembered_contents_have_their_own_page_numbers(html: str) -> None:
    longer = with_sheet(html, "<h2>A sheet</h2>" + "<p>A line.</p>" * 9, 2)

    def text(page: str) -> str:
        with pdfplumber.open(io.BytesIO(make(job(page)))) as pdf:
            return str(pdf.pages[1].extract_text())

    forget_sheets()
    alone = text(longer)
    forget_sheets()
    assert text(html) != text(longer) == alone


def test_who_signs_stands_on_lines_of_their_own(site: Path) -> None:
    path = site / "2024-25/london/mappa-annual-report-london-2024-25.pdf"
    with pdfplumber.open(path) as pdf:
        lines = [line for page in pdf.pages for line in page.extract_text().splitlines()]
    assert "London Region" in lines
    assert not any("<br" in line or "&lt;" in line for line in lines)


def test_remembered_lines_change_no_byte(html: str) -> None:
    words = (
        "Gair hir iawn i'w dorri a superlongwordthatfitsonnolineatallbecauseitgoesonandonandonandonforever "
    )
    narrow = with_more(html, f"<table><tr><td>{words * 3}</td><td><em>{words}</em></td></tr></table>")
    texts = [html, narrow, html.replace("<p>", '<p lang="cy">'), html]
    remember()
    remembered = [make(job(text)) for text in texts]
    forget()
    try:
        assert [make(job(text)) for text in texts] == remembered
    finally:
        remember()


def test_the_engine_opens_only_what_it_is_handed(html: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes((DATA / "workspace/areas/synthetic-north/2024-25/images/square.png").read_bytes())
    for address in (
        secret.as_uri(),
        "https://example.org/a.png",
        "http://127.0.0.1:9/a.png",
        "images/other.png",
    ):
        with pytest.raises(NotHandedError):
            make(job(with_more(html, f"<img src='{address}' alt='x'>")))


MARKDOWN = """
Emphasis in a link: [**bold** and *more*](https://example.org), and `[code](x)`.

#### A level that was skipped

- a list
- with items

  of two paragraphs

  1. and one inside

> A quotation.

| | One | Two |
|---|:--|--:|
| A | 1 | 2 |

A note,[^a] and the same again.[^a]

[![A square](images/square.png)](https://example.org)

[^a]: The note.

    With a second paragraph.
"""


def test_unusual_markdown_still_conforms(workspace: Path, mappa) -> None:
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    long_table = "\n\n| A | B |\n|---|---|\n" + "\n".join(f"| row {n} | {n} |" for n in range(90))
    foreword.write_text(foreword.read_text() + MARKDOWN + long_table + "\n\nAnd an end.\n")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 0, run.stderr


def test_no_stream_ends_in_a_carriage_return(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = next(data for n in range(9999) if zlib.adler32(data := b"a,%d\r\n" % n) & 0xFF == 0x0D)
    own = replace(job(html), attachment=figures)
    pdf = make(own)
    assert faults(pdf, html) == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.attachments["a.csv"].get_file().read_bytes() == figures
    # The engine's own lists of objects end otherwise with an object more.
    answers = iter([True, False])
    monkeypatch.setattr("generator.pdf.engine.ends_unclearly", lambda _: next(answers))
    padded = make(own)
    assert padded != pdf and faults(padded, html) == []
