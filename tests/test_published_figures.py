"""Every figure of the five published reports, typed from them, against what is built.

``data/published/*.csv`` holds the figures as they were printed, a dash for what is not applicable.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import lxml.html
import pdfplumber
import pytest

from tests.conftest import DATA

REPORTS = sorted((DATA / "published").glob("*.csv"))


def published(path: Path) -> dict[str, str]:
    with path.open() as file:
        return {row["key"]: row["printed"] for row in csv.DictReader(file)}


def folder_of(path: Path, site: Path) -> Path:
    area, edition = path.stem[:-8], path.stem[-7:]
    return site / edition / area


def shown(printed: str) -> str:
    """How the website writes a printed figure."""
    return "not applicable" if printed == "-" else f"{int(printed):,}"


def test_there_are_five() -> None:
    assert [len(published(path)) for path in REPORTS] == [50, 51, 50, 50, 51]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_html(path: Path, site: Path) -> None:
    page = lxml.html.parse(folder_of(path, site) / "index.html").getroot()
    found = {cell.get("data-key"): cell.text_content().strip() for cell in page.iterfind(".//td[@data-key]")}
    assert found == {key: shown(printed) for key, printed in published(path).items()}
    for cell in page.iterfind(".//td[@data-key]"):
        table = next(cell.iterancestors("table"))
        assert cell.get("data-key").split(".")[0] == table.get("data-table")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_csv_and_json(path: Path, site: Path) -> None:
    folder = folder_of(path, site)
    name = f"mappa-statistics-{path.stem}"
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    first = ["edition", "area", "table", "row", "column", "value", "marker", "unit", "note"]
    assert list(rows[0])[: len(first)] == first
    figures = json.loads((folder / f"{name}.json").read_text())["figures"]
    for row, figure in zip(rows, figures, strict=True):
        assert row == {key: "" if value is None else str(value) for key, value in figure.items()}
        assert f"{row['area']}-{row['edition']}" == path.stem
    found = {
        ".".join(part for part in (row["table"], row["row"], row["column"]) if part): row["value"]
        or {"z": "-"}[row["marker"]]
        for row in rows
    }
    assert found == published(path)


def captions(site_page: Path) -> Iterator[tuple[str, str]]:
    page = lxml.html.parse(site_page).getroot()
    for table in page.iterfind(".//table[@data-table]"):
        yield table.get("data-table"), table.find("caption").text_content().split("[")[0].strip()


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_pdf_text(path: Path, site: Path) -> None:
    folder = folder_of(path, site)
    with pdfplumber.open(folder / f"mappa-annual-report-{path.stem}.pdf") as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages[2:])
    text = re.sub(r"\s+", " ", text)
    figures = published(path)
    position = text.index("MAPPA statistics")
    for key, caption in captions(folder / "index.html"):
        position = text.index(caption, position)
        own = [(name, value) for name, value in figures.items() if name.split(".")[0] == key]
        for _, row in groupby(own, lambda pair: pair[0].split(".")[:2]):
            words = " ".join(shown(value) for _, value in row)
            found = re.search(rf"(?<![\d,]){words}(?![\d,])", text[position:])
            assert found, f"{key}: {words} is not in the PDF"
            position += found.end()


def test_the_one_inconsistency_is_explained(mappa) -> None:
    run = mappa("check")
    assert (run.returncode, run.stdout) == (0, "5 reports sound, no problems, 1 warning explained.\n")


def test_its_reason_is_a_note_for_readers(site: Path) -> None:
    page = lxml.html.parse(site / "2023-24/staffordshire/index.html").getroot()
    cell = page.find(".//td[@data-key='eligible.level_3.category_2']")
    assert cell.text_content().strip() == "1"
    note = page.get_element_by_id(cell.getparent().find(".//th/sup/a").get("href")[1:])
    assert note.text_content().startswith("Level 3: ")
    assert (
        "0 in the table for the whole year" in note.text_content() and "31 March 2024" in note.text_content()
    )


def test_the_local_label_of_london_is_a_note_on_its_row(site: Path) -> None:
    page = lxml.html.parse(site / "2024-25/london/index.html").getroot()
    row = page.find(".//td[@data-key='restrictive_orders.notification_order']").getparent()
    link = row.find(".//th/sup/a")
    note = page.get_element_by_id(link.get("href")[1:])
    assert "Notification Notices" in note.text_content()
