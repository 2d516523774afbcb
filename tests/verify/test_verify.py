"""`mappa verify` reads every figure of the website back, and finds each one that was changed."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, run_mappa
from tests.verify.tampering.ways import mend

FOLDER = "2024-25/west-midlands"


def test_every_figure_of_the_five_reports_is_read_back_from_every_file(site: Path, mappa: Run) -> None:
    run = mappa("verify", site)
    assert run.returncode == 0, run.stdout
    # 252 figures in five reports: in HTML, PDF, CSV, JSON, ODS and the tables' CSV; then in the files of the
    # editions and of everything (CSV, JSON, ODS) and on the editions' pages.  The spreadsheet of everything
    # has a cell besides for each figure that some of its reports do not count.
    assert int(run.stdout.split()[0]) >= 252 * (6 + 3 + 3 + 1)
    assert "no problems" in run.stdout


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace with its website."""
    from tests.conftest import DATA

    root = tmp_path_factory.mktemp("verify") / "workspace"
    shutil.copytree(DATA / "workspace", root)
    assert run_mappa("build", "--root", root).returncode == 0
    return root


def in_html(path: Path) -> None:
    path.write_text(path.read_text().replace(">120<", ">121<"))


def in_csv(path: Path) -> None:
    path.write_text(path.read_text().replace(",120,", ",121,"))


def in_json(path: Path) -> None:
    content = json.loads(path.read_text())
    for line in content["figures"]:
        if line["value"] == 120:
            line["value"] = 121
    path.write_text(json.dumps(content))


def in_ods(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b'value="120"', b'value="121"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def in_pdf(path: Path) -> None:
    """The PDF of another area in its place: nothing smaller changes one figure in a subset of letters."""
    north = path.parents[1] / "synthetic-north/mappa-annual-report-synthetic-north-2024-25.pdf"
    path.write_bytes(north.read_bytes())


OWN = "2024-25/synthetic-south/mappa"


@pytest.mark.parametrize(
    ("path", "change", "words"),
    [
        ("2024-25/synthetic-south/index.html", in_html, "rate is “121” here, but “120” in the YAML"),
        ("2024-25/index.html", in_html, "synthetic-south rate is “121” here, but “120”"),
        (f"{OWN}-statistics-synthetic-south-2024-25.csv", in_csv, "is 121 here, but 120"),
        (f"{OWN}-rate-synthetic-south-2024-25.csv", in_csv, "is 121 here, but 120"),
        (f"{OWN}-statistics-synthetic-south-2024-25.json", in_json, "is 121 here, but 120"),
        (f"{OWN}-statistics-synthetic-south-2024-25.ods", in_ods, "is “121, shown as 120” here, but 120"),
        ("2024-25/data/mappa-statistics-2024-25.csv", in_csv, "is 121 here, but 120"),
        ("2024-25/data/mappa-statistics-2024-25.json", in_json, "is 121 here, but 120"),
        ("2024-25/data/mappa-statistics-2024-25.ods", in_ods, "is “121, shown as 120” here, but 120"),
        ("data/mappa-statistics.ods", in_ods, "is “121, shown as 120” here, but 120"),
        (
            f"{OWN}-annual-report-synthetic-south-2024-25.pdf",
            in_pdf,
            "is “14” here, but “suppressed” in the YAML",
        ),
    ],
)
def test_a_figure_that_differs_is_named(
    path: str, change: Callable[[Path], None], words: str, small: Path, tmp_path: Path, mappa: Run
) -> None:
    site = tmp_path / "site"
    shutil.copytree(small / "output", site)
    change(site / path)
    run = mappa("verify", "--root", small, site)
    assert run.returncode == 1
    assert f"{path}:1:1: error: figure-differs" in run.stdout and words in run.stdout
    assert f"{path}:1:1: error: file-differs" in run.stdout and "changed after it was built" in run.stdout


def test_files_that_are_missing_damaged_or_foreign_are_named(small: Path, tmp_path: Path, mappa: Run) -> None:
    site = tmp_path / "site"
    shutil.copytree(small / "output", site)
    (site / "index.html").unlink()
    (site / "notes.txt").write_text("mine")
    for path in site.glob("2024-25/synthetic-south/*"):
        if path.is_file():
            path.write_bytes(b"\xff\x00 nothing that can be read")
    run = mappa("verify", "--root", small, site)
    assert run.returncode == 1 and "Traceback" not in run.stderr
    assert "index.html:1:1: error: file-differs\n  The file is missing." in run.stdout
    assert "notes.txt:1:1: error: file-differs\n  The file is no part of the website." in run.stdout
    assert run.stdout.count("cannot be read") >= 4


def test_a_website_of_fewer_reports_says_which_are_absent(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "synthetic-south", "--only", "html", "--root", workspace).returncode == 0
    run = mappa("verify", "--root", workspace, workspace / "preview")
    assert run.returncode == 0 and "is a part of the website. Do not publish it" in run.stdout
    assert "Not in this website: synthetic-north 2024-25, synthetic-north 2023-24." in run.stdout


def test_what_is_no_website_is_refused(tmp_path: Path, workspace: Path, mappa: Run) -> None:
    run = mappa("verify", "--root", workspace, tmp_path)
    assert run.returncode == 2 and "no website of mappa" in run.stderr


def test_a_number_that_a_filter_put_into_a_sentence_is_verified(workspace: Path, mappa: Run) -> None:
    """With the manifest mended: what the page says is compared with the page that is made anew."""
    report = workspace / "areas/synthetic-north/2024-25/foreword.md"
    report.write_text(
        "There were {{ eligible.level_2.total | words }}, {{ eligible.total.total | change }}: "
        "{{ eligible.level_2.total | percent_of(eligible.total.total) }} of all.\n"
    )
    assert mappa("build", "--root", workspace).returncode == 0
    page = workspace / "output/2024-25/synthetic-north/index.html"
    right = page.read_text()
    assert "There were forty-six, 10 more than last year: 31.5% of all." in right
    for told, false in (("forty-six,", "forty-five,"), ("10 more", "11 more"), ("31.5%", "31.6%")):
        page.write_text(right.replace(told, false))
        mend(workspace / "output")
        run = mappa("verify", "--root", workspace)
        assert run.returncode == 1 and "2024-25/synthetic-north/index.html" in run.stdout, false
