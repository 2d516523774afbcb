"""What is hard to print is printed: every word, nothing beyond the edge, and the PDF is valid."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pdfplumber
import pytest

from generator.pdf import engine, fitting
from generator.pdf.engine import make
from generator.pdf.fitting import TooWideError
from generator.pdf.job import PrintJob
from generator.pdf.validation import faults
from generator.source.slips import tables
from tests.conftest import DATA
from tests.pdf.hostile import PAGES, WORD, draw_pictures, table
from tests.pdf.jobs import workspace_jobs
from tests.pdf.reading import lost

Printed = Callable[[dict[str, str]], PrintJob]


@pytest.fixture
def job_of(tmp_path: Path) -> Printed:
    """Gives the job of a report with local pages, by their titles."""

    def job(pages: dict[str, str]) -> PrintJob:
        root = tmp_path / "workspace"
        shutil.copytree(DATA / "workspace", root)
        year = root / "areas/synthetic-north/2024-25"
        draw_pictures(year / "images")
        for number, (title, text) in enumerate(pages.items(), start=20):
            (year / f"local/{number}-page.md").write_text(f"---\ntitle: {title}\n---\n{text}\n")
        (job,) = (job for job in workspace_jobs(root, "synthetic-north") if job.path.startswith("2024-25"))
        return job

    return job


@pytest.mark.parametrize("title", PAGES)
def test_every_word_is_printed_on_its_page(title: str, job_of: Printed) -> None:
    job = job_of({title: PAGES[title]})
    pdf = make(job)
    assert faults(pdf, job.html) + lost(job.html, pdf) == []


@pytest.mark.parametrize(
    "title",
    [
        *(
            "a table of 12 columns",
            "a table of 20 columns",
            "a table of long words",
            "a table in a quotation",
        ),
        *(
            "a cell taller than a page",
            "a long line of fenced code",
            "a tall picture in a list",
            "a portrait photograph",
        ),
    ],
)
def test_so_it_is_the_plain_way(title: str, job_of: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "sheets", None)
    job = job_of({title: PAGES[title]})
    pdf = make(job)
    assert faults(pdf, job.html) + lost(job.html, pdf) == []


def test_more_than_256_pages_can_be_made(job_of: Printed) -> None:
    job = job_of({f"Page {number}": f"Words {number}." for number in range(270)})
    pdf = make(job)
    assert faults(pdf, job.html) + lost(job.html, pdf) == []


def test_long_titles_and_names_stay_on_the_page(job_of: Printed) -> None:
    titles = {f"{'A very long title ' * number}{WORD * 3}": "Words." for number in range(1, 12)}
    job = job_of(titles)
    job = replace(
        job, opening=job.opening.replace("Synthetic North", f"{'Synthetic North and ' * 9}{WORD * 3}")
    )
    pdf = make(job)
    assert faults(pdf, job.html) + lost(job.html, pdf) == []


def lines(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [line for page in document.pages for line in page.extract_text().splitlines()]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3. A\n4. B\n5. C", ["3. A", "4. B", "5. C"]),
        ("3) A\n4) B", ["3. A", "4. B"]),
        ("0. A\n1. B", ["0. A", "1. B"]),
        ("7. A\n   1. B\n8. C", ["7. A", "1. B", "8. C"]),
        ("1. A\n2. B\n\nWords.\n\n3. C", ["1. A", "2. B", "3. C"]),
    ],
)
def test_a_list_begins_at_its_number(text: str, numbers: list[str], job_of: Printed) -> None:
    printed = lines(make(job_of({"A list": text})))
    assert [line for line in printed if line in numbers] == numbers


def sizes(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return ["turned" if page.width > page.height else "upright" for page in document.pages]


def test_a_page_is_turned_for_the_widest_tables_alone(job_of: Printed) -> None:
    pdf = make(job_of({"Narrow": table(10, 3, ""), "Wide": f"{table(20, 3)}\n\nWords after it."}))
    assert sizes(pdf).count("turned") == 1
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        turned = document.pages[sizes(pdf).index("turned")].extract_text()
    assert "Wide" in turned and "Words after it." not in turned


def test_a_long_table_repeats_its_head(job_of: Printed) -> None:
    printed = lines(make(job_of({"A table": table(4, 60)})))
    assert printed.count("Heading 1 Heading 2 Heading 3 Heading 4") > 1


def test_a_table_that_is_too_wide_for_any_page_is_told_of() -> None:
    page = fromstring(f"<body><table><tr>{'<td>1</td>' * 81}</tr></table></body>")
    (wide,) = page.iter("table")
    with pytest.raises(TooWideError, match="81 columns"):
        fitting.mark(page, [fitting.Room(wide, 10, 0.1)])
    # Where an area's Markdown is read, such a table is named at its line.
    assert tables.MOST_COLUMNS == fitting.MOST_COLUMNS
