"""A second publication, of other boards with other tables, is built from files alone and names no other."""

from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import frictionless
import lxml.html
import pdfplumber
import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from python_calamine import CalamineWorkbook

from tests.conftest import DATA, PROJECT, Run, run_mappa

HARBOUR = "2024/synthetic-harbour"
STEM = "synthetic-harbour-2024"


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The synthetic boards' workspace with its website."""
    root = tmp_path_factory.mktemp("other") / "boards"
    shutil.copytree(DATA / "safeguarding", root)
    run = run_mappa("build", "--strict", "--root", root)
    assert run.returncode == 0, run.stderr
    return root


def text(path: Path) -> str:
    return " ".join(lxml.html.parse(path).getroot().text_content().split())


def readings(path: Path) -> Iterator[bytes]:
    """A file's bytes, and those that are packed in them."""
    data = path.read_bytes()
    yield data
    if path.suffix == ".ods":
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            yield from (item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream))
            yield "".join(f"{key} {value}" for key, value in pdf.docinfo.items()).encode()
        with pdfplumber.open(path) as document:
            yield "".join(page.extract_text() for page in document.pages).encode()


def test_no_other_publication_is_named_anywhere(other: Path) -> None:
    output = other / "output"
    read = 0
    for path in output.rglob("*"):
        assert "mappa" not in path.relative_to(output).as_posix().lower()
        if path.name == "manifest.json":
            # The program's own mark, by which it knows the folder that it may replace.
            content = json.loads(path.read_text())
            assert content.pop("generator") == "mappa"
            assert "mappa" not in json.dumps(content).lower()
        elif path.is_file():
            read += 1
            assert not [1 for data in readings(path) if b"mappa" in data.lower()], path
    assert read > 60


#: Words of the publication that the program was first written for; no other has any of them.
WORDS_OF_ANOTHER = re.compile(
    r"mappa|police|\bcategory|strategic management board|terroris|offender|custody|probation"
    r"|notification|eligible|breach|west.midlands|office for national statistics|cautioned|convicted|level_",
    re.IGNORECASE,
)


def test_what_is_written_for_its_people_names_no_other(tmp_path: Path, mappa: Run) -> None:
    root = tmp_path / "boards"
    shutil.copytree(DATA / "safeguarding", root)
    before = {path for path in root.rglob("*") if path.is_file()}
    for words in (("schema",), ("new", "--edition", "2025"), ("new", "synthetic-vale", "2023")):
        assert mappa(*words, "--root", root).returncode == 0
    written = {path for path in root.rglob("*") if path.is_file()} - before
    names = {path.name for path in written}
    assert {"areas.json", "area.json", "edition.json", "site.json", "statistics-2024.json"} <= names
    assert {"edition.yaml", "area.yaml", "statistics.yaml", "foreword.md"} <= names
    for path in written:
        assert not WORDS_OF_ANOTHER.findall(path.read_text()), path


def test_a_hint_gives_its_own_keys_as_examples(tmp_path: Path, mappa: Run) -> None:
    root = tmp_path / "boards"
    shutil.copytree(DATA / "safeguarding", root)
    edition = root / "content/2024/edition.yaml"
    text = edition.read_text()
    for comparisons, example in (
        (
            "{population: {rate: enquiry_rate, label: Adults}}",
            "“rate: {of: activity.concerns.own_home, per: 1000}”",
        ),
        (
            "{measures: {raised: {label: Raised, of: activity.concerns.total}}}",
            "“population: {rate: outcomes.met, label: Population}”",
        ),
    ):
        edition.write_text(f"{text}comparisons: {comparisons}\n")
        run = mappa("check", "--root", root)
        assert run.returncode == 1 and example in " ".join(run.stdout.split()), run.stdout
        assert not re.search(WORDS_OF_ANOTHER.pattern.replace("mappa|", ""), run.stdout, re.IGNORECASE)


def test_its_pages_have_its_own_words(other: Path) -> None:
    output = other / "output"
    home = text(output / "index.html")
    for words in (
        "Safeguarding Adults annual reports",
        "Councils, health services and care providers work together",
        "All areas of Synthetic Shire have reported: 3 of 3.",
        "2024: 3 areas 2023: 1 area",
    ):
        assert words in home, words
    report = text(output / HARBOUR / "index.html")
    for words in (
        "Synthetic Harbour Safeguarding Adults annual report 2024",
        "were kept safe in Synthetic Harbour from 1 January 2024 to 31 December 2024.",
        "71% of those who were asked said that their wishes were met up from 69% in 2023",
        "2.6 enquiries per 1,000 adults up from 2.4 in 2023",
        "777 people about whom a concern was raised 43 more than in 2023 (734)",
        "Of those who were asked, 71% said that their wishes were met.",
        "brings together Synthetic Harbour Council",
        "To cite it: Synthetic Harbour Safeguarding Adults Board, “Synthetic Harbour",
    ):
        assert words in report, words
    area = text(output / "areas/synthetic-harbour/index.html")
    assert "Council: Synthetic Harbour Council." in area
    assert "up from 69% in 2023 to 71% in 2024." in area
    about = text(output / "2024/about/index.html")
    assert "About Safeguarding Adults, 2024" in about and "its figures for 2024 mean" in about
    assert "from January to December: 2024." in text(output / "data/index.html")


def test_a_year_is_never_said_twice(other: Path) -> None:
    for path in (other / "output").rglob("*.html"):
        assert not re.search(r"(20\d\d) to \1", text(path)), path


def test_per_cents_and_rates_have_no_total_and_counts_have_one(other: Path) -> None:
    page = lxml.html.parse(other / "output/2024/index.html").getroot()
    tables = {str(table.get("data-table")): table for table in page.iterfind(".//table[@data-table]")}
    assert {key: table.find("tfoot") is not None for key, table in tables.items()} == {
        "activity": True,
        "outcomes": False,
        "enquiry_rate": False,
    }
    cells = {
        (row.get("data-area"), cell.get("data-key")): "".join(cell.itertext()).strip()
        for row in page.iterfind(".//tbody/tr")
        for cell in row.iterfind("td")
    }
    assert cells["synthetic-moor", "enquiry_rate"] == "11.0"
    assert cells["synthetic-vale", "outcomes.not_met"] == "0%"
    assert cells["synthetic-moor", "outcomes.not_met"] == "[c]"
    assert cells["synthetic-moor", "activity.concerns.own_home"] == "1,204"


def test_the_data_have_the_exact_numbers(other: Path) -> None:
    folder = other / "output" / HARBOUR
    with (folder / f"safeguarding-statistics-{STEM}.csv").open() as file:
        values = {
            (row["table"], row["row"], row["column"]): (row["value"], row["unit"])
            for row in csv.DictReader(file)
        }
    assert values["enquiry_rate", "", ""] == ("2.6", "Enquiries per 1,000 adults")
    assert values["outcomes", "met", ""] == ("71", "Per cent of those who were asked")
    assert values["activity", "concerns", "total"][0] == "777"
    lines = (folder / f"safeguarding-statistics-{STEM}.json").read_text()
    assert '"value": 2.6,' in lines and '"value": 71,' in lines
    assert "snapshot" not in json.loads(lines)
    book = CalamineWorkbook.from_path(folder / f"safeguarding-statistics-{STEM}.ods")
    rates = book.get_sheet_by_name(book.sheet_names[-1]).to_python()
    assert rates[4][1] == 2.6
    with zipfile.ZipFile(other / "output/data/safeguarding-statistics.ods") as archive:
        content, styles = archive.read("content.xml").decode(), archive.read("styles.xml").decode()
    assert 'office:value="11.0" table:style-name="number1"' in content
    assert 'style:name="number1"' in styles and 'number:decimal-places="1"' in styles
    package = folder / "datapackage.json"
    assert frictionless.validate(package).valid
    fields = json.loads(package.read_text())["resources"][0]["schema"]["fields"]
    assert {field["name"]: field["type"] for field in fields}["value"] == "number"


def without_other_areas(root: Path) -> None:
    """Leaves one area in a copy of the synthetic boards' workspace."""
    register = root / "content/areas.yaml"
    register.write_text(register.read_text().split("- slug: synthetic-moor")[0])
    for area in ("synthetic-moor", "synthetic-vale"):
        shutil.rmtree(root / "areas" / area)


def test_where_there_is_one_area_nothing_is_offered_for_comparison(
    other: Path, tmp_path: Path, mappa: Run
) -> None:
    root = tmp_path / "board"
    shutil.copytree(DATA / "safeguarding", root)
    without_other_areas(root)
    run = mappa("build", "--strict", "--root", root)
    assert run.returncode == 0, run.stderr
    offers = re.compile(r"[Cc]ompare|[Oo]ther area|[Aa]nother area|Find your area|Among the areas|A to Z")
    for path in sorted((root / "output").rglob("*.html")):
        assert not offers.findall(text(path)), path
    assert not list((root / "output").rglob("*compar*/*"))
    assert "synthetic-harbour" in (root / "output/index.html").read_text()
    # Where there are several, all of this is there.
    found = {word for path in (other / "output").rglob("*.html") for word in offers.findall(text(path))}
    assert {"Compare", "Other area", "another area", "Find your area", "Among the areas"} <= found


def test_without_a_sum_the_first_page_has_no_heading_for_figures(
    other: Path, tmp_path: Path, mappa: Run
) -> None:
    root = tmp_path / "boards"
    shutil.copytree(DATA / "safeguarding", root)
    with (root / "content/2024/edition.yaml").open("a") as file:
        file.write("headlines: [{figure: enquiry_rate, label: enquiries per 1000 adults}]\n")
    run = mappa("build", "--only", "html", "--root", root, "--output", tmp_path / "site")
    assert run.returncode == 0, run.stderr
    for folder, headings in (
        (tmp_path / "site", ["Find your area", "Reports by year"]),
        (other / "output", ["Find your area", "Figures for 2024", "Reports by year"]),
    ):
        page = lxml.html.parse(folder / "index.html").getroot()
        assert [heading.text for heading in page.iterfind(".//main//h2")] == headings
        assert "All areas of Synthetic Shire have reported: 3 of 3." in text(folder / "index.html")


def test_per_cents_are_not_called_rates(other: Path) -> None:
    page = lxml.html.parse(other / "output/2024/index.html").getroot()
    said = {
        key: " ".join(page.get_element_by_id(f"table-{key}").text_content().split())
        for key in ("outcomes", "enquiry-rate")
    }
    assert "Percentages of areas cannot be added up, so there is no total." in said["outcomes"]
    assert "Rates of areas cannot be added up, so there is no total." in said["enquiry-rate"]


def test_what_the_order_has_no_place_for_is_not_asked_for(tmp_path: Path, mappa: Run) -> None:
    root = tmp_path / "boards"
    shutil.copytree(DATA / "safeguarding", root)
    edition = root / "content/2023/edition.yaml"
    edition.write_text(edition.read_text().replace(", contacts]", "]"))
    assert mappa("new", "synthetic-vale", "2023", "--root", root).returncode == 0
    written = (root / "areas/synthetic-vale/area.yaml").read_text()
    assert "contact" not in written and "links" not in written
    run = mappa("check", "synthetic-vale", "--root", root)
    assert "area.yaml" not in run.stdout, run.stdout


def test_its_feed_and_pdf_are_dated_by_the_period_where_there_is_no_snapshot(other: Path) -> None:
    feed = (other / "output/feed.xml").read_text()
    assert "<updated>2025-06-02T" in feed and "<updated>2023-12-31T" in feed
    path = other / "output/2023/synthetic-harbour/safeguarding-annual-report-synthetic-harbour-2023.pdf"
    with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
        assert "20231231" in str(pdf.docinfo["/CreationDate"])
        assert str(pdf.docinfo["/Author"]) == "Synthetic Harbour Safeguarding Adults Board"


def test_every_figure_is_read_back_and_one_that_differs_is_named(
    other: Path, mappa: Run, tmp_path: Path
) -> None:
    run = mappa("verify", "--root", other)
    assert run.returncode == 0, run.stdout
    site = tmp_path / "site"
    shutil.copytree(other / "output", site)
    page = site / HARBOUR / "index.html"
    page.write_text(page.read_text().replace(">2.6<", ">2.60<"))
    table = site / HARBOUR / f"safeguarding-enquiry-rate-{STEM}.csv"
    table.write_text(table.read_text().replace(",2.6,", ",2.7,"))
    run = mappa("verify", "--root", other, site)
    assert "enquiry_rate is “2.60” here, but “2.6” in the YAML" in run.stdout
    assert "enquiry_rate is 2.7 here, but 2.6 in the YAML" in run.stdout


def test_its_own_rules_hold(other: Path, tmp_path: Path, mappa: Run) -> None:
    root = tmp_path / "boards"
    shutil.copytree(DATA / "safeguarding", root)
    path = root / "areas" / "synthetic-harbour/2024/statistics.yaml"
    figures = path.read_text().replace("hospital: 15}", "hospital: 65}").replace("71 %", "41 %")
    path.write_text(f"{figures}patient_name: 1\n")
    found = {
        problem["code"]: (problem["severity"], problem["line"], problem["message"])
        for problem in json.loads(mappa("check", "--format", "json", "--root", root).stdout)
    }
    assert found == {
        "enquiries-above-concerns": (
            "error",
            3,
            "65 enquiries, but 64 concerns (activity.concerns.hospital).",
        ),
        "large-change": ("warning", 4, "41 % this year, 69 % in 2023: a change of more than 40 per cent."),
        "personal-details": (
            "error",
            6,
            "“patient_name” would hold details of a person. Figures are of groups alone.",
        ),
    }


def test_a_new_year_shows_last_year_s_figures_as_they_are_typed(tmp_path: Path, mappa: Run) -> None:
    root = tmp_path / "boards"
    shutil.copytree(DATA / "safeguarding", root)
    (root / "content/2025").mkdir()
    (root / "content/2025/edition.yaml").write_text(
        "edition: 2025\nextends: 2024\nrelease: not yet\nperiod: {start: 2025-01-01, end: 2025-12-31}\n"
    )
    assert mappa("new", "synthetic-harbour", "2025", "--root", root).returncode == 0
    text = (root / "areas/synthetic-harbour/2025/statistics.yaml").read_text()
    assert "met:  # 71 %" in text and "enquiry_rate:  # 2.6" in text and "own_home:  # 432" in text


#: A page of each kind that differs from those of the reports in tests/site/test_website.py.
PAGES = ("index.html", "2024/index.html", f"{HARBOUR}/index.html", "areas/synthetic-harbour/index.html")


def test_axe_finds_nothing(other: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    for path in PAGES:
        page.goto((other / "output" / path).as_uri())
        results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
        assert results.response["violations"] == [], f"{path}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.close()


def test_the_nu_checker_finds_nothing(other: Path) -> None:
    checker = PROJECT / "node_modules/vnu-jar/build/dist/vnu.jar"
    pages = sorted((other / "output").rglob("*.html"))
    run = subprocess.run(
        ["java", "-jar", checker, "--format", "json", *pages], capture_output=True, text=True
    )
    # Read from a disk, to the checker no stylesheet is of the page's own website.
    messages = [
        m for m in json.loads(run.stderr)["messages"] if "Content Security Policy" not in m["message"]
    ]
    assert messages == []


def test_per_cents_are_sorted_as_numbers(other: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((other / "output/2024/index.html").as_uri())
    table = page.locator("[data-table=outcomes]")
    table.locator("thead th").nth(1).locator("button").click()
    rows = [row.get_attribute("data-area") for row in table.locator("tbody tr").all()]
    assert rows == ["synthetic-vale", "synthetic-harbour", "synthetic-moor"]
    for _ in range(2):
        table.locator("thead th").nth(3).locator("button").click()
    rows = [row.get_attribute("data-area") for row in table.locator("tbody tr").all()]
    # 0 %, 8 %, and what is suppressed last.
    assert rows == ["synthetic-vale", "synthetic-harbour", "synthetic-moor"]
    page.close()
