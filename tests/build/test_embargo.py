"""What is not to be seen yet is nowhere in the website: drafts, and editions of the future."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from pathlib import Path

import lxml.html
import pdfplumber
import pytest

from generator.build.options import Options
from generator.build.run import build
from generator.report.publication import published
from generator.report.review import Review, review
from generator.workspace import survey
from tests.conftest import Run

#: A word of the text and a figure that only the withheld report has.
WORD, FIGURE = "Rhubarbarians", "91827"
EDITION = "2024-25"
#: A day in the far future: no clock of a machine that runs the tests has come there.
TO_COME = "2999-10-10 09:30"


def give_away(workspace: Path) -> None:
    """Puts the word and the figure into a report, a local page, a note and a picture's name."""
    folder = workspace / "areas/synthetic-south" / EDITION
    foreword = folder / "foreword.md"
    foreword.write_text(foreword.read_text() + f"\n{WORD} said so.\n")
    statistics = folder / "statistics.yaml"
    statistics.write_text(statistics.read_text().replace("rate: 120", f"rate: {FIGURE}"))


def draft_of_the_year(workspace: Path) -> None:
    path = workspace / "areas/synthetic-south" / EDITION / "statistics.yaml"
    path.write_text(path.read_text() + "\nstatus: draft\n")


def draft_of_the_area(workspace: Path) -> None:
    (workspace / "areas/synthetic-south/area.yaml").write_text("status: draft\n")


def release_to_come(workspace: Path) -> None:
    path = workspace / "content" / EDITION / "edition.yaml"
    path.write_text(path.read_text().replace("release: published", f"release: {TO_COME}"))


def no_release_yet(workspace: Path) -> None:
    path = workspace / "content" / EDITION / "edition.yaml"
    path.write_text(path.read_text().replace("release: published", "release: not yet"))


def everything_in(output: Path) -> dict[str, str]:
    """The text of every file of a website, compressed ones and PDFs included, with its own path before it."""
    found = {}
    for path in output.rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        if data.startswith(b"\x1f\x8b"):
            data = gzip.decompress(data)
        text = data.decode("utf-8", "replace")
        if path.suffix == ".ods":
            import zipfile

            with zipfile.ZipFile(path) as archive:
                text = archive.read("content.xml").decode()
        if path.suffix == ".pdf":
            with pdfplumber.open(path) as document:
                text = "\n".join(page.extract_text() for page in document.pages)
        name = path.relative_to(output).as_posix()
        found[name] = f"{name}\n{text}"
    return found


@pytest.mark.parametrize("withhold", [draft_of_the_year, draft_of_the_area, release_to_come, no_release_yet])
def test_nothing_of_a_withheld_report_is_in_the_website(withhold, workspace: Path, mappa: Run) -> None:  # type: ignore[no-untyped-def]
    give_away(workspace)
    withhold(workspace)
    run = mappa("build", "--root", workspace)
    assert run.returncode == 0 and f"synthetic-south {EDITION} (" in run.stdout
    assert "Not published yet" in run.stdout and "--preview" in run.stdout
    files = everything_in(workspace / "output")
    for name, text in files.items():
        assert WORD not in text and "rhubarb" not in text.lower(), name
        assert FIGURE not in text and f"{int(FIGURE):,}" not in text, name
        assert f"{EDITION}/synthetic-south" not in text, name
        if withhold in (release_to_come, no_release_yet):
            assert f"{EDITION}/" not in text.split("\n", 1)[0], name
            assert name.startswith("pagefind/") or EDITION not in text, name
    assert "2023-24/synthetic-north/index.html" in files


def reviewed(workspace: Path, release: str) -> Review:
    path = workspace / "content" / EDITION / "edition.yaml"
    path.write_text(path.read_text().replace("release: published", f"release: {release}"))
    return review(survey(workspace))


@pytest.mark.parametrize(
    ("release", "moment", "is_out"),
    [
        # In October London is an hour before UTC, in November it is not.
        ("2025-10-10", "2025-10-09T22:59:59+00:00", False),
        ("2025-10-10", "2025-10-09T23:00:00+00:00", True),
        ("2025-11-10", "2025-11-09T23:59:59+00:00", False),
        ("2025-11-10", "2025-11-10T00:00:00+00:00", True),
        ("2025-10-10 09:30", "2025-10-10T08:29:59+00:00", False),
        ("2025-10-10 09:30", "2025-10-10T08:30:00+00:00", True),
        ("2025-10-10T9:30", "2025-10-10T10:30:00+02:00", True),
        ("not yet", "9999-12-31T23:59:59+00:00", False),
        ("published", "1999-12-31T23:59:59+00:00", True),
    ],
)
def test_a_release_is_a_moment_in_london(workspace: Path, release: str, moment: str, is_out: bool) -> None:
    shown = published(reviewed(workspace, release), datetime.fromisoformat(moment))
    assert any(report.edition.name == EDITION for report in shown.reports) == is_out
    assert bool(shown.withheld) != is_out
    # Which holds until the next release, and no longer.
    assert shown.since <= datetime.fromisoformat(moment) < shown.until


def test_neither_a_date_for_documents_nor_the_machines_zone_moves_it(workspace: Path, mappa: Run) -> None:
    release_to_come(workspace)
    report = workspace / "output" / EDITION / "synthetic-south/index.html"
    for environment in ({"SOURCE_DATE_EPOCH": "99999999999"}, {"TZ": "Pacific/Kiritimati"}):
        assert mappa("build", "--root", workspace, **environment).returncode == 0
        assert not report.exists()
    run = mappa("build", "--root", workspace, SOURCE_DATE_EPOCH="soon")
    assert run.returncode == 2 and "SOURCE_DATE_EPOCH" in run.stderr


def test_it_is_there_when_its_time_has_come(workspace: Path, tmp_path: Path) -> None:
    give_away(workspace)
    release_to_come(workspace)
    report = workspace / "output" / EDITION / "synthetic-south/index.html"
    first = workspace / "output/index.html"
    times = ("2999-10-10T08:29+00:00", "2999-10-10T08:29:30+00:00", "2999-10-10T08:30+00:00")
    for moment, is_out in zip(times, (False, False, True), strict=True):
        options = Options(
            workspace, workspace / "output", tmp_path / "cache", now=datetime.fromisoformat(moment)
        )
        build(options, lambda *_: None, lambda: None)
        assert report.exists() == is_out
        assert (EDITION in first.read_text()) == is_out
    assert WORD in report.read_text() and "Preview" not in report.read_text()
    assert "10 October 2999" in report.read_text()
    assert (workspace / "output/robots.txt").read_text() == "User-agent: *\nDisallow:\n"
    # The page of a year before names the newer report now, though nothing of its own area has changed.
    assert (
        f"../../{EDITION}/synthetic-north/"
        in (workspace / "output/2023-24/synthetic-north/index.html").read_text()
    )


def test_every_page_of_a_preview_says_so(workspace: Path, mappa: Run) -> None:
    give_away(workspace)
    draft_of_the_year(workspace)
    run = mappa("build", "--preview", "--root", workspace)
    assert run.returncode == 0 and "Not published" not in run.stdout
    assert not (workspace / "output").exists()
    output = workspace / "preview"
    assert "a preview. Do not put it where the public can see it" in run.stdout
    assert json.loads((output / "manifest.json").read_text())["kind"] == "preview"
    assert WORD in (output / EDITION / "synthetic-south/index.html").read_text()
    pages = list(output.rglob("*.html"))
    for path in pages:
        tree = lxml.html.parse(path).getroot()
        assert tree.find(".//meta[@name='robots']").get("content") == "noindex, nofollow"
        assert tree.find(".//aside[@class='preview']").text_content().startswith("Preview")
    documents = list(output.rglob("*.pdf"))
    for path in documents:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                assert "Preview: not for publication" in page.extract_text(), f"{path} {page.page_number}"
    assert len(pages) > 8 and len(documents) == 3
    assert (output / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not (output / "sitemap.xml").exists() and not (output / "feed.xml").exists()
    # The website: nothing of the preview is in it.
    assert mappa("build", "--root", workspace).returncode == 0
    assert not any(WORD in text for text in everything_in(workspace / "output").values())


def test_a_status_that_is_mistyped_publishes_nothing(workspace: Path, mappa: Run) -> None:
    path = workspace / "areas/synthetic-south" / EDITION / "statistics.yaml"
    path.write_text(path.read_text() + "\nstatus: drafft\n")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 1 and "wrong-value" in run.stderr
    assert not (workspace / "output" / EDITION / "synthetic-south").exists()
    (workspace / "areas/synthetic-north/area.yaml").write_text("status: drafft\n")
    assert mappa("build", "--root", workspace).returncode == 1
    assert not list((workspace / "output").glob("20*/synthetic-north"))
