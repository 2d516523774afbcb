"""What is told of the figures of a small website of which one file was changed: what differs there alone."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from generator.report.review import review
from generator.verify.expected import Expected
from generator.verify.figures import check_figures
from generator.verify.folder import list_folder
from generator.verify.website import Verified, Website
from generator.workspace import survey
from tests.conftest import DATA, run_mappa, templates_for

PAGE = "2024-25/synthetic-south/index.html"
YEAR = "2024-25/index.html"
CSV = "2024-25/synthetic-south/mappa-statistics-synthetic-south-2024-25.csv"
JSON = "2024-25/synthetic-south/mappa-statistics-synthetic-south-2024-25.json"
ODS = "2024-25/synthetic-south/mappa-statistics-synthetic-south-2024-25.ods"
RATE = "2024-25/synthetic-south/mappa-rate-synthetic-south-2024-25.csv"
ALL_ODS = "data/mappa-statistics.ods"
PDF = "2024-25/synthetic-south/mappa-annual-report-synthetic-south-2024-25.pdf"

#: A marker's cell in a spreadsheet.
MARKER = (
    '<table:table-cell office:value-type="string" table:style-name="marker">'
    "<text:p>[{}]</text:p></table:table-cell>"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace with its website."""
    root = tmp_path_factory.mktemp("differences") / "workspace"
    shutil.copytree(DATA / "workspace", root)
    assert run_mappa("build", "--root", root).returncode == 0
    return root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of that website, to change."""
    return Path(shutil.copytree(built / "output", tmp_path / "site"))


def read_back(site: Path, workspace: Path = DATA / "workspace") -> Verified:
    """What the readers of figures find; that the file is another one is told besides, by other means."""
    website = Website(site, "site", list_folder(site))
    check_figures(website, Expected(review(survey(workspace)), templates_for(workspace)))
    return website.verified


def change(site: Path, path: str, old: str, new: str) -> None:
    """Changes the words of a file; of a spreadsheet, those of its content."""
    file = site / path
    if not path.endswith(".ods"):
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        return
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert old in parts["content.xml"]
    parts["content.xml"] = parts["content.xml"].replace(old, new, 1)
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def test_every_figure_is_looked_for_in_every_file_that_has_it(built: Path) -> None:
    verified = read_back(built / "output")
    assert (verified.problems, verified.absent) == ([], [])
    # 16 figures of each of three reports: in HTML, PDF, CSV, JSON, ODS and the tables' CSV; then in the CSV,
    # JSON and ODS of its edition and of everything, and on its edition's page; in the file that is attached
    # to its PDF and on its area's page.  Each edition's page has a sum of each figure.
    assert verified.figures == 3 * 16 * (6 + 3 + 3 + 1 + 2) + 2 * 16


#: What a file that was changed says instead, and what is told of it.
CASES = {
    "a cell without its key": (
        PAGE,
        'data-key="rate"',
        "",
        ["rate is not there here, but “120” in the YAML."],
    ),
    "a cell of another key": (
        PAGE,
        'data-key="rate"',
        'data-key="ratio"',
        [
            "rate is not there here, but “120” in the YAML.",
            "ratio is “120” here, but not there in the YAML.",
        ],
    ),
    "the same words, marked up, with a note": (PAGE, '"rate">120', '"rate">1<b>2</b>0 <sup>[1]</sup>', []),
    "a cell of no figure behind it": (PAGE, '"rate">120</td>', '"rate">120</td><td>7</td>', []),
    "a line of another area": (
        YEAR,
        '"synthetic-south">\n<th scope="row"><a href="synthetic-south/index.html#table-rate"',
        '"synthetic-west">\n<th scope="row"><a href="synthetic-south/index.html#table-rate"',
        [
            "synthetic-south rate is not there here, but “120” in the YAML.",
            "synthetic-west rate is “120” here, but not there in the YAML.",
        ],
    ),
    "another marker": (
        CSV,
        ",,c,",
        ",,x,",
        ["2024-25 synthetic-south eligible.level_2.category_1 is [x] here, but [c] in the YAML."],
    ),
    "a decimal": (
        CSV,
        ",100,,",
        ",100.5,,",
        ["2024-25 synthetic-south eligible.level_1.category_1 is 100.5 here, but 100 in the YAML."],
    ),
    "letters for digits": (CSV, ",100,,", ",1OO,,", ["The file cannot be read: ValueError."]),
    "two points": (CSV, ",100,,", ",1.0.0,,", ["The file cannot be read: ValueError."]),
    "a column of another name": (CSV, "row,column", "row,columns", ["The file cannot be read: KeyError."]),
    "a key with another part": (
        RATE,
        "rate,,,120",
        "rate,total,,120",
        [
            "2024-25 synthetic-south rate is not there here, but 120 in the YAML.",
            "2024-25 synthetic-south rate.total is 120 here, but not there in the YAML.",
        ],
    ),
    "a list of another name": (JSON, '"figures"', '"numbers"', ["The file cannot be read: KeyError."]),
    "a number in a sheet": (
        ODS,
        'office:value="100"',
        'office:value="101"',
        ["Table_1, line 5, column 2 is “101, shown as 100” here, but 100 in the YAML."],
    ),
    "a marker in a sheet": (
        ODS,
        ">Level 2</text:p></table:table-cell>" + MARKER.format("c"),
        ">Level 2</text:p></table:table-cell>" + MARKER.format("x"),
        ["Table_1, line 6, column 2 is [x] here, but [c] in the YAML."],
    ),
    "a header in a sheet": (
        ODS,
        "<text:p>Category 3: three",
        "<text:p>Category 2: two",
        ["Table_1, line 4, column 3 is “Category 2: two” here, but “Category 3: three” in the YAML."],
    ),
    "a cell too many in a sheet": (
        ODS,
        MARKER.format("c") + "</table:table-row>",
        MARKER.format("c") + MARKER.format("c") + "</table:table-row>",
        ["Table_1, line 6, column 5 is [c] here, but not there in the YAML."],
    ),
    "a line too many in a sheet": (
        ODS,
        '</table:table>\n<table:table table:name="Table_5"',
        f"<table:table-row>{MARKER.format('c')}</table:table-row>"
        '</table:table>\n<table:table table:name="Table_5"',
        ["Table_4, line 6, column 1 is [c] here, but not there in the YAML."],
    ),
    "a sheet of another name": (
        ODS,
        'table:name="Table_5"',
        'table:name="Table_6"',
        [
            "There is a sheet “Table_6”, which no table of the YAML has.",
            "Table_5, line 4, column 1 is not there here, but “Rate” in the YAML.",
            "Table_5, line 4, column 2 is not there here, but “Per 100,000” in the YAML.",
            "Table_5, line 5, column 1 is not there here, but “Per 100,000 population” in the YAML.",
            "Table_5, line 5, column 2 is not there here, but 120 in the YAML.",
        ],
    ),
    "a year in the sheet of all": (
        ALL_ODS,
        "<text:p>2023-24</text:p>",
        "<text:p>2024-25</text:p>",
        ["Table_1, line 7, column 1 is “2024-25” here, but “2023-24” in the YAML."],
    ),
}


@pytest.mark.parametrize(("path", "old", "new", "told"), CASES.values(), ids=CASES)
def test_what_differs_is_told(path: str, old: str, new: str, told: list[str], site: Path) -> None:
    change(site, path, old, new)
    # The descriptor beside a CSV describes it as it was.
    problems = [problem for problem in read_back(site).problems if "datapackage" not in problem.file]
    assert [(problem.file, problem.message) for problem in problems] == [
        (f"site/{path}", message) for message in told
    ]


def test_a_file_that_cannot_be_read_costs_itself_alone(site: Path) -> None:
    (site / ODS).write_bytes(b"PK no archive")
    (site / PDF).write_bytes(b"%PDF no document")
    (site / CSV).unlink()
    verified = read_back(site)
    assert sorted((problem.file, problem.message.partition(":")[0]) for problem in verified.problems) == [
        (f"site/{PDF}", "The file cannot be read"),
        (f"site/{ODS}", "The file cannot be read"),
    ]
    assert verified.figures == 752 - 4 * 16
