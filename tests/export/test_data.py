"""The open data, read by other programs: Calamine (ODS), Frictionless, and plain CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import frictionless
import pytest
from python_calamine import CalamineWorkbook

from generator.export.comparisons import MeasureLine
from generator.export.figures import FigureLine, all_json, as_csv
from generator.export.spreadsheet import joint_sheets, report_sheets
from generator.model.figure import Figure
from generator.report.compare import newest_first
from generator.report.review import review
from generator.workspace import survey
from tests.conftest import DATA, Run

#: What others rely on, in this order, and what came behind it.
CONTRACT = ["edition", "area", "table", "row", "column", "value", "marker", "unit", "note"]
COLUMNS = [
    *CONTRACT,
    *("area_name", "area_code", "table_label", "row_label", "column_label"),
    *("period_start", "period_end", "snapshot", "status"),
]
PUBLISHED = sorted((DATA / "published").glob("*.csv"))


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_a_report_s_spreadsheet_has_the_published_figures(path: Path, site: Path) -> None:
    area, edition = path.stem[:-8], path.stem[-7:]
    with path.open() as file:
        printed = [row["printed"] for row in csv.DictReader(file)]
    book = CalamineWorkbook.from_path(site / edition / area / f"mappa-statistics-{path.stem}.ods")
    assert book.sheet_names[:3] == ["Cover", "Contents", "Notes"] and len(book.sheet_names) == 12
    found: list[str] = []
    for name in book.sheet_names[3:]:
        rows = book.get_sheet_by_name(name).to_python()
        assert isinstance(rows[0][0], str) and rows[3][0], "a title, and from the fourth line on the table"
        width = len(rows[3])
        for row in rows[4:]:
            assert len(row) == width and all(cell != "" for cell in row), "no blank cells"
            found += ["-" if cell == "[z]" else str(int(cell)) for cell in row[1:]]  # type: ignore[arg-type]
    assert found == printed


def test_a_csv_begins_with_the_columns_that_others_rely_on_and_no_mark(site: Path) -> None:
    for path in (path for path in site.rglob("*.csv") if path.parent.name != "compare"):
        assert path.read_bytes().startswith(",".join(CONTRACT).encode()), path
        with path.open(newline="", encoding="utf-8") as file:
            assert csv.DictReader(file).fieldnames == COLUMNS, path


def test_a_figure_has_its_names_in_words_and_its_dates(site: Path) -> None:
    path = site / "2024-25/london/mappa-statistics-london-2024-25.csv"
    with path.open(newline="", encoding="utf-8") as file:
        lines = {(line["table"], line["row"], line["column"]): line for line in csv.DictReader(file)}
    line = lines["eligible", "level_2", "category_3"]
    assert {name: line[name] for name in COLUMNS[9:]} == {
        "area_name": "London",
        "area_code": "E23000001",
        "table_label": "MAPPA-eligible individuals on 31 March 2025",
        "row_label": "Level 2",
        "column_label": "Category 3: Other dangerous offenders",
        "period_start": "2024-04-01",
        "period_end": "2025-03-31",
        "snapshot": "2025-03-31",
        "status": "final",
    }
    alone = lines["notification_rate_per_100_000", "", ""]
    assert (alone["row_label"], alone["column_label"]) == ("", "")
    members = json.loads(path.with_suffix(".json").read_text())
    assert [list(member) for member in members["figures"]] == [COLUMNS] * len(lines)
    assert members["area"] == {"slug": "london", "name": "London", "codes": ["E23000001", "E23000034"]}
    assert members["version"] == "2.0.0"


def test_a_draft_says_so(workspace: Path, mappa: Run) -> None:
    path = workspace / "areas/synthetic-south/area.yaml"
    path.write_text("status: draft\n")
    assert mappa("build", "--preview", "--root", workspace).returncode == 0
    for area, status in (("south", "draft"), ("north", "final")):
        folder = workspace / f"preview/2024-25/synthetic-{area}"
        with (folder / f"mappa-statistics-synthetic-{area}-2024-25.csv").open(newline="") as file:
            assert {line["status"] for line in csv.DictReader(file)} == {status}


def test_a_spreadsheet_prints_a_sheet_on_the_width_of_a_page(site: Path) -> None:
    paths = sorted(site.rglob("*.ods"))
    assert len(paths) == 5 + 3 + 1
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            content, styles = (archive.read(name).decode() for name in ("content.xml", "styles.xml"))
        assert 'style:print-orientation="landscape"' in styles
        assert 'style:scale-to-X="1" style:scale-to-Y="0"' in styles
        assert 'style:name="Landscape" style:page-layout-name="landscape"' in styles
        assert 'style:name="sheet" style:family="table" style:master-page-name="Landscape"' in content
        assert content.count("<table:table ") == content.count('table:style-name="sheet"') == 12


def test_a_sheet_says_what_its_own_markers_mean(site: Path) -> None:
    book = CalamineWorkbook.from_path(site / "data/mappa-statistics.ods")
    seen = set()
    for name in book.sheet_names[3:]:
        _, key, _, *rows = book.get_sheet_by_name(name).to_python()
        cells = {cell for row in rows for cell in row}
        for marker in ("[z]", "[x]", "[c]"):
            assert (marker in str(key[0])) == (marker in cells), (name, key[0])
            seen |= {marker} & cells
        assert ("An empty cell" in str(key[0])) == ("" in cells)
    assert seen == {"[z]"}


def test_a_data_package_has_a_version_and_says_what_changed(site: Path) -> None:
    packages = {path.parent: json.loads(path.read_text()) for path in site.rglob("datapackage.json")}
    versions = {"2022-23": "1.0.0", "2023-24": "1.1.0", "2024-25": "2.0.0"}
    for folder, package in packages.items():
        edition = next((part for part in folder.relative_to(site).parts if part in versions), "2024-25")
        assert package["version"] == versions[edition]
        is_derived = folder.name == "compare"
        assert ("changes" in package) == (edition != "2022-23" and not is_derived)
    assert packages[site / "data"]["changes"] == {
        "since": "2023-24",
        "gone": ["notification_breaches.cautioned_or_convicted"],
        "renamed": [],
        "added": ["notification_breaches.cautioned", "notification_breaches.convicted"],
        "redefined": ["notification_breaches"],
    }
    page = (site / "data/index.html").read_text()
    assert all(f"{name}: version {number}" in page for name, number in versions.items())
    book = CalamineWorkbook.from_path(site / "data/mappa-statistics.ods")
    assert ["Version 2.0.0 of the data."] in book.get_sheet_by_name("Cover").to_python()


def test_spreadsheets_have_no_merged_cells_and_marked_headers(site: Path) -> None:
    for path in site.rglob("*.ods"):
        with zipfile.ZipFile(path) as archive:
            first = archive.infolist()[0]
            assert first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
            content = archive.read("content.xml").decode()
        assert "covered-table-cell" not in content and "spanned" not in content and "formula" not in content
        root = ElementTree.fromstring(content)
        table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
        sheets = [
            sheet
            for sheet in root.iter(f"{table}table")
            if str(sheet.get(f"{table}name")).startswith("Table_")
        ]
        ranges = {item.get(f"{table}name") for item in root.iter(f"{table}database-range")}
        assert len(sheets) == len(ranges) == 9
        assert all(len(list(sheet.iter(f"{table}table-header-rows"))) == 1 for sheet in sheets)


def test_every_data_package_is_valid(site: Path) -> None:
    packages = sorted(site.rglob("datapackage.json"))
    assert len(packages) == 5 + 3 + 3 + 1
    for path in packages:
        report = frictionless.validate(path)
        assert report.valid, report.to_summary()
        schema = json.loads(path.read_text())["resources"][0]["schema"]
        columns = list(MeasureLine._fields) if path.parent.name == "compare" else COLUMNS
        assert [field["name"] for field in schema["fields"]] == columns
        assert all(field["description"] for field in schema["fields"])


def test_frictionless_would_find_something(site: Path, tmp_path: Path) -> None:
    for name in ("datapackage.json", "mappa-statistics.csv"):
        (tmp_path / name).write_bytes((site / "data" / name).read_bytes())
    figures = tmp_path / "mappa-statistics.csv"
    figures.write_text(figures.read_text().replace(",3483,", ",many,"))
    assert not frictionless.validate(tmp_path / "datapackage.json").valid


def test_the_joint_files_hold_what_the_reports_hold(site: Path) -> None:
    def lines(path: Path) -> list[list[str]]:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        assert rows[0] == COLUMNS
        return rows[1:]

    everything: list[list[str]] = []
    for edition in ("2022-23", "2023-24", "2024-25"):
        own = [
            line
            for path in site.glob(f"{edition}/*/mappa-statistics-*-{edition}.csv")
            for line in lines(path)
        ]
        assert sorted(lines(site / edition / "data" / f"mappa-statistics-{edition}.csv")) == sorted(own)
        everything += own
    assert sorted(lines(site / "data/mappa-statistics.csv")) == sorted(everything)
    content = json.loads((site / "data/mappa-statistics.json").read_text())
    assert len(content["figures"]) == len(everything) == 252
    assert len(content["areas"]) == 5 and len(content["editions"]) == 3
    for report in site.glob("20*/*/*.pdf"):
        whole = lines(next(report.parent.glob("mappa-statistics-*.csv")))
        parts = [path for path in report.parent.glob("*.csv") if "statistics" not in path.name]
        assert sorted(line for path in parts for line in lines(path)) == sorted(whole)


def test_no_cell_starts_a_formula_and_numbers_in_words_stay_words(workspace: Path, mappa: Run) -> None:
    statistics = workspace / "areas/synthetic-south/2024-25/statistics.yaml"
    statistics.write_text(
        statistics.read_text() + '\nnotes:\n  restrictive_orders: "=1+1"\n  eligible: "2024"\n'
    )
    assert mappa("build", "--only", "data", "--root", workspace).returncode == 0
    folder = workspace / "preview/2024-25/synthetic-south"
    text = (folder / "mappa-statistics-synthetic-south-2024-25.csv").read_text()
    assert "'=1+1" in text and ",=" not in text and '"=' not in text
    book = CalamineWorkbook.from_path(folder / "mappa-statistics-synthetic-south-2024-25.ods")
    notes = [row[1] for row in book.get_sheet_by_name("Notes").to_python() if len(row) > 1]
    assert "=1+1" in notes and "2024" in notes and 2024.0 not in notes


def test_markers_and_zero_stay_four_different_things(workspace: Path, mappa: Run) -> None:
    statistics = workspace / "areas/synthetic-south/2024-25/statistics.yaml"
    folder = workspace / "preview/2024-25/synthetic-south"
    seen = {}
    for word in ("0", "not applicable", "not available", "suppressed"):
        statistics.write_text(statistics.read_text().rsplit("rate:", 1)[0] + f"rate: {word}\n")
        assert mappa("build", "--only", "data", "--root", workspace).returncode == 0
        rows = list(csv.DictReader((folder / "mappa-rate-synthetic-south-2024-25.csv").open()))
        book = CalamineWorkbook.from_path(folder / "mappa-statistics-synthetic-south-2024-25.ods")
        cell = book.get_sheet_by_name(book.sheet_names[-1]).to_python()[4][1]
        seen[word] = (rows[0]["value"], rows[0]["marker"], cell)
    assert seen == {
        "0": ("0", "", 0.0),
        "not applicable": ("", "z", "[z]"),
        "not available": ("", "x", "[x]"),
        "suppressed": ("", "c", "[c]"),
    }


def test_what_a_year_does_not_have_is_an_empty_cell_and_no_marker(workspace: Path) -> None:
    edition = workspace / "content/2024-25/edition.yaml"
    edition.write_text(
        edition.read_text()
        + "sections: {statistics: {tables: [eligible, managed_in_year, restrictive_orders,\n"
        + "    returned_to_custody, rate, visits]}}\n"
        + "tables:\n"
        + "  restrictive_orders: {rows: [{key: sexual_harm_prevention_order, label: All},\n"
        + "    {key: sexual_harm_prevention_order_with_foreign_travel_restriction, label: Travel},\n"
        + "    {key: other, label: Other}]}\n"
        + "  visits: {title: Visits, unit: Visits, label: Visits}\n"
    )
    for path in workspace.glob("areas/*/2024-25/statistics.yaml"):
        text = path.read_text().replace("restriction: 2\n", "restriction: 2\n  other: 1\n")
        path.write_text(text.replace("rate: 120\n", "rate: 120\nvisits: 7\n"))
    reports = newest_first(review(survey(workspace)).reports)
    assert len(reports) == 3
    sheets = {sheet.title: sheet for sheet in joint_sheets(reports, "Area", "Edition")}
    orders, visits = sheets["Orders"], sheets["Visits"]
    assert [row[0] for row in orders.rows] == ["2024-25", "2024-25", "2023-24"]
    assert [row[-1] for row in orders.rows] == [Figure(1), Figure(1), ""] and orders.has_empty_cells
    assert orders.body.count("<table:table-cell/>") == 1
    assert [row[0] for row in visits.rows] == ["2024-25", "2024-25"] and not visits.has_empty_cells
    # A note goes with its area, its year and its row.
    assert "2024-25, Synthetic North, All: A synthetic note." in orders.notes
    rate = sheets["Rate"]
    assert "2023-24: From the mid-2022 estimate of 21 December 2022." in rate.notes
    (report,) = (one for one in reports if str(one.id) == "synthetic-north 2024-25")
    alone = {sheet.title: sheet for sheet in report_sheets(report)}
    assert alone["Orders"].notes == ("All: A synthetic note.",)


def test_numbers_that_are_equal_keep_the_digits_of_their_own_table() -> None:
    line = FigureLine(*("x" for _ in COLUMNS))._replace(marker="", note='a, "b"')
    values = (1, Decimal("1.0"), Decimal("1.00"), 1)
    lines = [line._replace(value=value) for value in values]
    rows = list(csv.DictReader(io.StringIO(as_csv(FigureLine._fields, lines).decode(), newline="")))
    assert [row["value"] for row in rows] == ["1", "1.0", "1.00", "1"] and rows[0]["note"] == 'a, "b"'
    figures = json.loads(all_json([], lines), parse_float=str, parse_int=str)["figures"]
    assert [figure["value"] for figure in figures] == ["1", "1.0", "1.00", "1"]
    assert figures[0] == {**dict.fromkeys(COLUMNS, "x"), "value": "1", "marker": "", "note": 'a, "b"'}
