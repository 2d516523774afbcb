"""The build: the same bytes each time, nothing of others touched, nothing half-published."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Run

#: The moment of a build that is made in the tests' own process.
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_are_identical_also_from_another_folder(
    workspace: Path, mappa: Run, tmp_path: Path
) -> None:
    assert mappa("build", "--root", workspace, "--jobs", "1").returncode == 0
    first = tree(workspace / "output")
    assert mappa("build", "--root", workspace).returncode == 0
    assert tree(workspace / "output") == first
    elsewhere = tmp_path / "another" / "folder"
    shutil.copytree(workspace, elsewhere, ignore=shutil.ignore_patterns("output", ".cache"))
    run = mappa("build", "--jobs", "2", cwd=elsewhere, LC_ALL="C", TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    assert run.returncode == 0 and "3 PDFs made" in run.stdout
    assert tree(elsewhere / "output") == first


def test_the_manifest_names_every_file_with_its_hash(site: Path) -> None:
    files = tree(site)
    del files["manifest.json"]
    assert json.loads((site / "manifest.json").read_text())["files"] == files


def test_every_path_of_the_contract(site: Path) -> None:
    for path in (
        "index.html",
        "2024-25/index.html",
        "2024-25/west-midlands/index.html",
        "2024-25/west-midlands/mappa-annual-report-west-midlands-2024-25.pdf",
        "2024-25/west-midlands/mappa-statistics-west-midlands-2024-25.csv",
        "2024-25/west-midlands/mappa-statistics-west-midlands-2024-25.json",
        "areas/west-midlands/index.html",
    ):
        assert (site / path).is_file(), path


def test_reuse_and_its_reasons(workspace: Path, mappa: Run) -> None:
    assert "made for the first time" in mappa("build", "--explain", "--root", workspace).stdout
    again = mappa("build", "--explain", "--root", workspace)
    assert "synthetic-north 2024-25: reused" in again.stdout and "0 PDFs made, 3 reused" in again.stdout
    foreword = workspace / "areas/synthetic-south/2024-25/foreword.md"
    foreword.write_text(foreword.read_text() + "\nOne more paragraph.\n")
    changed = mappa("build", "--explain", "--root", workspace)
    assert "synthetic-south 2024-25: made, because of its text" in changed.stdout
    assert "1 PDF made, 2 reused" in changed.stdout


def test_a_damaged_cache_is_noticed(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    first = tree(workspace / "output")
    for entry in (workspace / ".cache").glob("??/*"):
        entry.write_bytes(entry.read_bytes()[:-10])
    shutil.rmtree(workspace / "output")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 0 and "3 PDFs made, 0 reused" in run.stdout
    assert tree(workspace / "output") == first


@pytest.mark.parametrize(
    ("only", "endings"),
    [
        ("html", {".html", ".css", ".png", ".js", ".svg", ".txt", ".xml"}),
        ("pdf", {".pdf"}),
        ("data", {".csv", ".ods"}),
    ],
)
def test_only(only: str, endings: set[str], workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--only", only, "--root", workspace).returncode == 0
    output = workspace / "preview"
    found = {p.suffix for p in output.rglob("*") if p.is_file() and "pagefind" not in p.as_posix()}
    assert found == endings | {".json"}
    assert (output / "pagefind").is_dir() == (only == "html")
    for page in output.rglob("*.html"):
        assert not re.search(r"""href="[^"]*\.(pdf|csv|ods|json)""", page.read_text())


def test_named_areas_and_editions_alone(workspace: Path, mappa: Run) -> None:
    run = mappa("build", "synthetic-north", "--edition", "2023-24", "--only", "html", "--root", workspace)
    assert run.returncode == 0
    reports = {
        path.parent.relative_to(workspace / "preview").as_posix()
        for path in workspace.glob("preview/*/*/index.html")
    }
    assert reports == {"2023-24/synthetic-north", "areas/synthetic-north"}


def test_a_website_of_some_areas_never_calls_their_sum_a_national_total(workspace: Path, mappa: Run) -> None:
    words = ("All areas of England and Wales have reported", ">England and Wales<")
    page = workspace / "preview/2024-25/index.html"
    assert mappa("build", "--only", "html", "--root", workspace).returncode == 0
    assert all(one in page.read_text() for one in words)
    assert mappa("build", "synthetic-south", "--only", "html", "--root", workspace).returncode == 0
    text = page.read_text()
    assert "One area of 2 has reported" in text and not any(one in text for one in words)


def test_an_error_leaves_its_report_out_and_strict_leaves_the_site_alone(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    before = tree(workspace / "output")
    statistics = workspace / "areas/synthetic-south/2024-25/statistics.yaml"
    statistics.write_text(statistics.read_text().replace("rate: 120", "rate: -1"))
    strict = mappa("build", "--strict", "--root", workspace)
    assert strict.returncode == 1 and "the website is as it was" in strict.stdout
    assert tree(workspace / "output") == before
    lenient = mappa("build", "--root", workspace)
    assert lenient.returncode == 1 and "Left out: synthetic-south 2024-25." in lenient.stdout
    after = tree(workspace / "output")
    assert {path for path in after if "synthetic-south" in path} == {"areas/synthetic-south/index.html"}
    assert "no report" in (workspace / "output/areas/synthetic-south/index.html").read_text().lower()
    assert {path for path in before if "synthetic-north" in path} <= set(after)


def test_a_foreign_folder_is_left_alone(workspace: Path, mappa: Run) -> None:
    output = workspace / "output"
    output.mkdir()
    (output / "thesis.txt").write_text("mine")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 2 and "--output" in run.stderr
    assert tree(output) == {"thesis.txt": hashlib.sha256(b"mine").hexdigest()}


def test_nothing_is_left_beside_the_output(workspace: Path, mappa: Run) -> None:
    assert mappa("build", "--root", workspace).returncode == 0
    assert mappa("build", "--root", workspace).returncode == 0
    assert not [
        path.name for path in workspace.iterdir() if path.name.startswith((".output.new", ".output.old"))
    ]


def test_the_edition_dates_the_pdf_unless_the_machine_does(workspace: Path, mappa: Run) -> None:
    import pikepdf

    assert mappa("build", "--root", workspace).returncode == 0
    path = next(workspace.glob("output/2024-25/synthetic-north/*.pdf"))
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250730")
        assert str(
            pdf.attachments["mappa-statistics-synthetic-north-2024-25.csv"].get_file().mod_date
        ).startswith("2025-07-30")
    assert mappa("build", "--root", workspace, SOURCE_DATE_EPOCH="1000000000").returncode == 0
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20010909")


def test_a_broken_template_is_named(workspace: Path, mappa: Run) -> None:
    from tests.conftest import PROJECT

    shutil.copytree(PROJECT / "templates", workspace / "templates")
    page = workspace / "templates" / "report.html.jinja"
    lines = page.read_text().count("\n") + 1
    page.write_text(page.read_text() + "{% if %}")
    run = mappa("build", "--root", workspace, "--only", "html")
    assert run.returncode == 1
    assert f"templates/report.html.jinja:{lines}:1: error: template-failed" in run.stderr
    assert not (workspace / "preview").exists()


def test_a_stylesheet_in_another_encoding_is_named(workspace: Path, mappa: Run) -> None:
    styles = workspace / "templates/styles"
    styles.mkdir(parents=True)
    (styles / "screen.css").write_bytes(b"p {}\n/* caf\xe9 */\n")
    run = mappa("build", "--root", workspace, "--only", "html")
    assert run.returncode == 1 and "templates/styles/screen.css:2:1: error: template-failed" in run.stderr
    assert "not written in UTF-8" in run.stderr


def test_a_file_name_in_another_encoding_is_told(workspace: Path, mappa: Run) -> None:
    path = os.fsencode(workspace / "areas/synthetic-north/2024-25/local") + b"/caf\xe9.md"
    Path(os.fsdecode(path)).write_text("---\ntitle: A page\n---\nA text.\n")
    run = mappa("build", "--root", workspace, "--only", "html")
    assert run.returncode == 1 and "unreadable-file" in run.stderr and "Rename the file" in run.stderr
    assert "Left out: synthetic-north 2024-25." in run.stdout
    assert (workspace / "preview/2024-25/synthetic-south/index.html").exists()
