"""A journalist's question: does anything that is published give a suppressed figure away?

From the bytes of a website with one suppressed figure and the one that protects it, all that is printed is
read, page by page and file by file, and every way to fill in what is hidden is tried against all of it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pdfplumber
import pytest

from tests.conftest import DATA, Run, run_mappa

YEAR, NORTH, SOUTH = "2024-25", "synthetic-north", "synthetic-south"
#: The figures that the north suppresses; their true values are 14 and 32.
HIDDEN = ("eligible.level_2.category_1", "eligible.level_2.category_3")
#: An edition and an area, and the key of a figure.
Cell = tuple[str, str, str]

CHARTS = """
  - {table: eligible, title: Level 2, areas: true, row: level_2}
  - {table: eligible, title: All, areas: true, row: total}
headlines:
  - {figure: eligible.total.total, label: people in all}
  - {figure: eligible.level_2.total, label: people at Level 2}
  - {figure: eligible.level_2.category_1, label: people of Category 1 at Level 2}
"""


@pytest.fixture(scope="module")
def website(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A website in which two figures of a row are hidden, and its total and the whole are written."""
    root = tmp_path_factory.mktemp("journalist") / "workspace"
    shutil.copytree(DATA / "workspace", root)
    edition = root / "content/2023-24/edition.yaml"
    edition.write_text(edition.read_text() + CHARTS.lstrip("\n"))
    hide(root, "level_2: {category_1: suppressed, category_3: suppressed, total: 46}\n  total: {total: 146}")
    south = root / f"areas/{SOUTH}/{YEAR}/statistics.yaml"
    south.write_text(south.read_text().replace("category_1: suppressed", "category_1: 14"))
    run = run_mappa("build", "--root", root, "--output", root / "output", "--cache", root / "cache")
    assert run.returncode == 0, run.stderr
    return root / "output"


def hide(root: Path, line: str) -> None:
    path = root / f"areas/{NORTH}/{YEAR}/statistics.yaml"
    text = path.read_text()
    assert text.count("level_2: {category_1: 14, category_3: 32}") == 1
    path.write_text(text.replace("level_2: {category_1: 14, category_3: 32}", line))


def number(words: str) -> int | None:
    """The number of a cell; None if it says why there is none."""
    digits = words.strip().replace(",", "")
    return int(digits) if digits.isdigit() else None


def printed(site: Path) -> Iterator[tuple[Cell, int | None]]:
    """Every figure of an area that stands anywhere, with its value; None where it is hidden."""
    for page in site.glob("20*/*/index.html"):
        edition, area = page.parts[-3:-1]
        if area == "compare":  # of all areas: read below
            continue
        for cell in lxml.html.parse(page).getroot().xpath("//td[@data-key]"):
            yield (edition, area, cell.get("data-key")), number(cell.text_content())
    for page in (*site.glob("20*/index.html"), *site.glob("20*/compare/index.html")):
        for row in lxml.html.parse(page).getroot().xpath("//tr[@data-area]"):
            for cell in row.xpath("td[@data-key]"):
                yield (
                    (page.relative_to(site).parts[0], row.get("data-area"), cell.get("data-key")),
                    number(cell.text_content()),
                )
    for path in site.rglob("*.csv"):
        for line in csv.DictReader(io.StringIO(path.read_text())):
            if "table" in line:  # those of what is derived hold nothing else that is published
                yield key_of(line), number(line["value"])
    for path in site.rglob("*.json"):
        lines = json.loads(path.read_text()).get("figures", []) if path.name.startswith("mappa") else []
        for line in lines:
            yield key_of(line), line["value"]


def key_of(line: dict[str, Any]) -> Cell:
    return line["edition"], line["area"], ".".join(line[k] for k in ("table", "row", "column") if line[k])


def sums_over_areas(site: Path) -> Iterator[tuple[str, str, int]]:
    """The edition, the key and the value of each number at the foot of an edition's tables."""
    for page in site.glob("20*/index.html"):
        for table in lxml.html.parse(page).getroot().xpath("//table[tfoot]"):
            keys = [cell.get("data-key") for cell in table.xpath("tbody/tr[1]/td")]
            for key, cell in zip(keys, table.xpath("tfoot/tr/td"), strict=True):
                if (value := number(cell.text_content())) is not None:
                    yield page.parts[-2], key, value


def ways(
    known: dict[Cell, int | None], sums: list[tuple[str, str, int]], highest: int
) -> set[tuple[int, ...]]:
    """Each way to fill in what the north hides that agrees with every total and every sum over areas."""
    possible = set()
    for guess in product(range(highest + 1), repeat=len(HIDDEN)):
        filled = dict(known)
        filled |= {(YEAR, NORTH, key): value for key, value in zip(HIDDEN, guess, strict=True)}
        if agrees(filled, known, sums):
            possible.add(guess)
    return possible


def agrees(
    filled: dict[Cell, int | None], known: dict[Cell, int | None], sums: list[tuple[str, str, int]]
) -> bool:
    def parts(edition: str, area: str, row: str, column: str) -> int:
        rows = ("level_1", "level_2") if row == "total" else (row,)
        columns = ("category_1", "category_3") if column == "total" else (column,)
        return sum(filled[edition, area, f"eligible.{r}.{c}"] or 0 for r in rows for c in columns)

    whole = {
        (edition, area, key): parts(edition, area, *key.split(".")[1:])
        for edition, area, key in known
        if key.startswith("eligible")
    }
    of_areas = [
        (value, sum(whole[e, a, k] for e, a, k in known if (e, k) == (edition, key)))
        for edition, key, value in sums
        if key.startswith("eligible")
    ]
    # Whoever is at a level on the day was there in the year.
    limits = [(key, f"managed_in_year{key.removeprefix('eligible')}") for key in HIDDEN]
    return (
        all(known[cell] in (None, value) for cell, value in whole.items())
        and all(printed_sum == summed for printed_sum, summed in of_areas)
        and all(whole[YEAR, NORTH, key] <= (known[YEAR, NORTH, limit] or 0) for key, limit in limits)
    )


def test_nothing_that_is_printed_gives_the_figure(website: Path) -> None:
    known: dict[Cell, int | None] = {}
    for cell, value in printed(website):
        assert known.setdefault(cell, value) == value, f"{cell} is printed in two ways"
    assert {cell[2] for cell, value in known.items() if value is None and cell[:2] == (YEAR, NORTH)} == {
        *HIDDEN,
        "eligible.level_1.category_3",
        "eligible.total.category_1",
        "eligible.total.category_3",
    }
    sums = list(sums_over_areas(website))
    assert (YEAR, "eligible.level_2.total", 92) in sums, "a sum of what is published is published"
    assert not [one for one in sums if one[:2] in {(YEAR, key) for key in HIDDEN}]
    possible = ways(known, sums, 50)
    assert (14, 32) in possible
    assert [len({way[place] for way in possible}) > 1 for place in range(2)] == [True, True]
    # The same journalist finds the figure where the other one, or a sum over areas, is printed.
    careless = known | {(YEAR, NORTH, HIDDEN[1]): 32}
    assert {way[0] for way in ways(known, [*sums, (YEAR, HIDDEN[0], 28)], 50)} == {14}
    assert {way[0] for way in ways(careless, [*sums, (YEAR, HIDDEN[1], 64)], 50)} == {14}


def words_of(path: Path) -> str:
    if path.suffix == ".pdf":
        with pdfplumber.open(path) as pdf:
            return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    if path.suffix == ".ods":
        with zipfile.ZipFile(path) as archive:
            return " ".join(lxml.etree.fromstring(archive.read("content.xml")).itertext())
    page = lxml.html.parse(path).getroot()
    for hidden in page.xpath("//script | //style"):
        hidden.drop_tree()
    return " ".join(page.text_content().split())


def test_no_sentence_spreadsheet_or_pdf_tells_it_either(website: Path) -> None:
    report = words_of(website / YEAR / NORTH / "index.html")
    assert "146 people in all" in report and "46 people at Level 2" in report
    assert "suppressed people of Category 1 at Level 2 14 in 2023‑24" in report, "no “3 more than”"
    year = words_of(website / YEAR / "index.html")
    assert "In Synthetic South, Category 3 is the largest part: 32 of 46" in year
    assert "1 area is not counted here" in year and "suppressed people of Category 1 at Level 2" in year
    over_years = words_of(website / "areas" / NORTH / "index.html")
    assert (
        "Level 2, Category 1 14 suppressed Level 2, Category 3 32 suppressed Level 2, Total 46 46"
        in over_years
    )
    pdf = words_of(next((website / YEAR / NORTH).glob("*.pdf")))
    assert re.search(r"Level 2 suppressed suppressed 46\b", pdf) and "Total suppressed suppressed 146" in pdf
    (sheet,) = (website / YEAR / NORTH).glob("*.ods")
    assert re.search(r"Level 2\s+\[c\]\s+\[c\]\s+46\s", words_of(sheet))
    joint = words_of(website / YEAR / "data" / f"mappa-statistics-{YEAR}.ods")
    assert re.search(
        r"Synthetic North\s+100\s+\[z\]\s+100\s+\[c\]\s+\[c\]\s+46\s+\[c\]\s+\[c\]\s+146\b", joint
    )


def test_the_same_without_the_figure_that_protects_it_is_not_published(workspace: Path, mappa: Run) -> None:
    hide(workspace, "level_2: {category_1: suppressed, category_3: 32, total: 46}")
    run = mappa("build", "--root", workspace, "--output", workspace / "output", "--only", "html")
    assert run.returncode == 1 and "disclosed-figure" in run.stderr
    assert not (workspace / "output" / YEAR / NORTH).exists()
