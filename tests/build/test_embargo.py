"""What is not to be seen yet is nowhere in the website: drafts, and editions of the future."""

from __future__ import annotations

import gzip
from pathlib import Path

import lxml.html
import pdfplumber
import pytest

from tests.conftest import Run

#: A word of the text and a figure that only the withheld report has.
WORD, FIGURE = "Rhubarbarians", "91827"
EDITION = "2024-25"
TODAY = {"SOURCE_DATE_EPOCH": "1760000000"}  # 9 October 2025


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
    path.write_text(path.read_text() + "\nrelease: 2025-10-10\n")


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


@pytest.mark.parametrize("withhold", [draft_of_the_year, draft_of_the_area, release_to_come])
def test_nothing_of_a_withheld_report_is_in_the_website(withhold, workspace: Path, mappa: Run) -> None:  # type: ignore[no-untyped-def]
    give_away(workspace)
    withhold(workspace)
    run = mappa("build", "--root", workspace, **TODAY)
    assert run.returncode == 0 and f"synthetic-south {EDITION} (" in run.stdout
    assert "Not published yet" in run.stdout and "--preview" in run.stdout
    files = everything_in(workspace / "output")
    for name, text in files.items():
        assert WORD not in text and "rhubarb" not in text.lower(), name
        assert FIGURE not in text and f"{int(FIGURE):,}" not in text, name
        assert f"{EDITION}/synthetic-south" not in text, name
        if withhold is release_to_come:
            assert f"{EDITION}/" not in text.split("\n", 1)[0], name
            assert name.startswith("pagefind/") or EDITION not in text, name
    assert "2023-24/synthetic-north/index.html" in files


def test_it_is_there_on_the_day_and_in_a_preview(workspace: Path, mappa: Run) -> None:
    give_away(workspace)
    release_to_come(workspace)
    assert mappa("build", "--root", workspace, **TODAY).returncode == 0
    report = workspace / "output" / EDITION / "synthetic-south/index.html"
    assert not report.exists()
    assert (
        mappa("build", "--root", workspace, SOURCE_DATE_EPOCH="1760054400").returncode == 0
    )  # the day itself
    assert WORD in report.read_text() and "Preview" not in report.read_text()
    assert (workspace / "output/robots.txt").read_text() == "User-agent: *\nDisallow:\n"


def test_every_page_of_a_preview_says_so(workspace: Path, mappa: Run) -> None:
    give_away(workspace)
    draft_of_the_year(workspace)
    run = mappa("build", "--preview", "--root", workspace, **TODAY)
    assert run.returncode == 0 and "Not published" not in run.stdout
    output = workspace / "output"
    assert WORD in (output / EDITION / "synthetic-south/index.html").read_text()
    pages = list(output.rglob("*.html"))
    for path in pages:
        tree = lxml.html.parse(path).getroot()
        assert tree.find(".//meta[@name='robots']").get("content") == "noindex, nofollow"
        assert tree.find(".//p[@class='preview']").text_content().startswith("Preview")
    documents = list(output.rglob("*.pdf"))
    for path in documents:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                assert "Preview: not for publication" in page.extract_text(), f"{path} {page.page_number}"
    assert len(pages) > 8 and len(documents) == 3
    assert (output / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not (output / "sitemap.xml").exists() and not (output / "feed.xml").exists()
    # Back to the website: nothing of the preview stays.
    assert mappa("build", "--root", workspace, **TODAY).returncode == 0
    assert not any(WORD in text for text in everything_in(output).values())


def test_a_status_that_is_mistyped_publishes_nothing(workspace: Path, mappa: Run) -> None:
    path = workspace / "areas/synthetic-south" / EDITION / "statistics.yaml"
    path.write_text(path.read_text() + "\nstatus: drafft\n")
    run = mappa("build", "--root", workspace)
    assert run.returncode == 1 and "wrong-value" in run.stderr
    assert not (workspace / "output" / EDITION / "synthetic-south").exists()
    (workspace / "areas/synthetic-north/area.yaml").write_text("status: drafft\n")
    assert mappa("build", "--root", workspace).returncode == 1
    assert not list((workspace / "output").glob("20*/synthetic-north"))
