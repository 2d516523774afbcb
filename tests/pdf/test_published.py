"""The PDFs of the five reports, as a reader's program shows them; and of Markdown that is out of the way."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import page as page_validation
import pdfplumber
import pikepdf

from tests.conftest import Run


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
    for title in (
        "Introduction",
        "MAPPA statistics",
        "Level 2 and 3 individuals returned to custody for breach of SHPO",
        "(h) Notification Order",
    ):
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


def test_who_signs_stands_on_lines_of_their_own(site: Path) -> None:
    path = site / "2024-25/london/mappa-annual-report-london-2024-25.pdf"
    with pdfplumber.open(path) as pdf:
        lines = [line for page in pdf.pages for line in page.extract_text().splitlines()]
    assert "London Region" in lines
    assert not any("<br" in line or "&lt;" in line for line in lines)


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


def test_unusual_markdown_still_conforms(workspace: Path, mappa: Run) -> None:
    foreword = workspace / "areas/synthetic-north/2024-25/foreword.md"
    long_table = "\n\n| A | B |\n|---|---|\n" + "\n".join(f"| row {n} | {n} |" for n in range(90))
    foreword.write_text(foreword.read_text() + MARKDOWN + long_table + "\n\nAnd an end.\n")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 0, run.stderr
