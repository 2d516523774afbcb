"""What is sound is never called wrong, whatever its words are and wherever it was built."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest

from generator.build.options import Options
from generator.build.pdfs import PdfResult, Pdfs
from generator.pdf.engine import make
from generator.report.review import review
from generator.verify import site as verify_site
from generator.verify.pdf_difference import pdf_difference
from generator.verify.sameness import difference
from generator.verify.site import untold, verify_folder
from generator.workspace import survey
from tests.cases import overlay
from tests.conftest import DATA, Run
from tests.pdf.jobs import workspace_job, workspace_jobs
from tests.verify.tampering.ways import Change

NAMES = DATA / "good/names-with-an-ampersand-and-an-apostrophe"
SOUTH = "2024-25/synthetic-south/mappa-annual-report-synthetic-south-2024-25"
EDITION = "content/2023-24/edition.yaml"
LONG_TITLE = (
    "Individuals who were managed at level 2 or 3 at any time in the year 2023-24/2024-25, those included "
    "whose management ended in it and who were managed again on or after {{ period.start }}"
)


def replaced(path: str, old: str, new: str) -> Change:
    """Other words in a file of a workspace."""

    def change(root: Path) -> None:
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new))

    return change


def longer_than_a_page(root: Path) -> None:
    """A table of sixty rows, with words that wrap in its cells."""
    row = "      - {key: sexual_harm_prevention_order, label: All}\n"
    rows = "".join(f"      - {{key: order_{n}, label: Order number {n}}}\n" for n in range(60))
    replaced(EDITION, row, row + rows)(root)
    replaced(EDITION, "en: not available", "en: not available as nobody has counted it by the time")(root)
    for path in root.glob("areas/*/*/statistics.yaml"):
        figures = "".join(f"  order_{n}: {'not available' if n % 7 else 1234 * n}\n" for n in range(60))
        path.write_text(path.read_text().replace("restrictive_orders:\n", f"restrictive_orders:\n{figures}"))


def without_reports(root: Path) -> None:
    shutil.rmtree(root / "areas/synthetic-north")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda root: overlay(NAMES, root), id="names with signs that are escaped"),
        pytest.param(
            replaced(EDITION, "title: Individuals in the year", f'title: "{LONG_TITLE}"'),
            id="a title that wraps",
        ),
        pytest.param(
            replaced(EDITION, "label: With travel restriction", f'label: "{LONG_TITLE}"'),
            id="a label that wraps",
        ),
        pytest.param(
            replaced(EDITION, "label: With travel", "label: With/without–travel-restriction " + "W" * 60),
            id="a label that is broken within a word",
        ),
        pytest.param(
            replaced(EDITION, "title: Orders", "title: Individuals in the year"), id="one title twice"
        ),
        pytest.param(
            replaced(EDITION, "title: Orders", "title: Orders [1] and more"), id="a title like a note's mark"
        ),
        pytest.param(longer_than_a_page, id="a table longer than a page"),
        pytest.param(without_reports, id="an area without reports"),
    ],
)
def test_unusual_words_and_tables_are_sound(change: Change, workspace: Path, mappa: Run) -> None:
    change(workspace)
    # A strict build reads itself back before it publishes anything.
    run = mappa("build", "--strict", "--root", workspace)
    assert run.returncode == 0, run.stdout + run.stderr
    run = mappa("verify", "--root", workspace)
    assert run.returncode == 0 and "no problems" in run.stdout, run.stdout


def test_another_publication_is_sound(tmp_path: Path, mappa: Run) -> None:
    root = Path(shutil.copytree(DATA / "safeguarding", tmp_path / "workspace"))
    assert mappa("build", "--root", root, "--strict").returncode == 0
    assert "no problems" in mappa("verify", "--root", root).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("synthetic-south",),
        ("--only", "html", "--edition", "2023-24"),
        ("--only", "pdf"),
        ("synthetic-north", "--only", "data"),
        ("--edition", "2023-24", "--edition", "2024-25"),
        ("--preview",),
        ("synthetic-south", "--preview", "--only", "html"),
    ],
    ids=" ".join,
)
def test_parts_and_previews_are_sound(words: tuple[str, ...], workspace: Path, mappa: Run) -> None:
    draft = workspace / "areas/synthetic-north/2024-25/statistics.yaml"
    draft.write_text("status: draft\n" + draft.read_text())
    assert mappa("build", *words, "--strict", "--root", workspace).returncode == 0
    run = mappa("verify", "--root", workspace, workspace / "preview")
    assert run.returncode == 0, run.stdout
    assert ("is a preview" if "--preview" in words else "is a part") in run.stdout


class _PdfsWithoutSouth(Pdfs):
    """Those of a machine on which one report's PDF cannot be made."""

    def results(self) -> Iterator[PdfResult]:
        for result in super().results():
            failed = "synthetic-south" in result.path
            yield result._replace(pdf=None, faults=("it is too wide",)) if failed else result


def test_a_report_whose_pdf_cannot_be_made_is_rightly_absent(
    workspace: Path, mappa: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    south, aside = workspace / "areas/synthetic-south", workspace.parent / "aside"
    south.rename(aside)
    assert mappa("build", "--root", workspace).returncode == 0
    aside.rename(south)
    options = Options(workspace, workspace / "output", workspace / ".cache", now=datetime.now(UTC))
    reviewed = review(survey(workspace))
    assert verify_folder(reviewed, options, "output", untold).problems
    monkeypatch.setattr(verify_site, "Pdfs", _PdfsWithoutSouth)
    verified = verify_folder(reviewed, options, "output", untold)
    assert (verified.problems, [*map(str, verified.absent)]) == ([], ["synthetic-south 2024-25"])


class _Words(HTMLParser):
    """Collects all that a page says, in text and in attributes, as a reader's program takes it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_nothing_is_escaped_twice_anywhere(workspace: Path, mappa: Run) -> None:
    overlay(NAMES, workspace)
    with (workspace / "content/site.yaml").open("a") as file:
        file.write("address: https://example.org/\n")
    assert mappa("build", "--root", workspace, "--only", "html", "--only", "data").returncode == 0
    texts: list[str] = []
    for path in (workspace / "preview").rglob("*"):
        if path.suffix in (".html", ".xml"):
            texts += _Words(path.read_text()).words
        elif path.suffix == ".ods":
            with zipfile.ZipFile(path) as archive:
                parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
            texts += [word for part in parts for word in _Words(part).words]
        elif path.suffix in (".json", ".csv"):
            texts.append(path.read_text())
    assert any("Beds & Herts'" in text for text in texts)
    assert [text for text in texts if "&amp;" in text or "&#39;" in text] == []


# Other machines


def saved(pdf: bytes, **how: object) -> bytes:
    """The same PDF with other bytes: another order, other numbers, nothing compressed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, **how)
    assert out.getvalue() != pdf
    return out.getvalue()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return make(workspace_job(area="synthetic-north"))


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
        {"linearize": True},
        {"qdf": True},
    ],
)
def test_a_pdf_may_be_written_in_other_bytes(how: dict[str, object], pdf: bytes) -> None:
    assert pdf_difference(saved(pdf, **how), pdf) == ""


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param("p { letter-spacing: 0.01pt }", id="letters a little beside"),
        pytest.param("p { position: relative; left: 0.4pt }", id="lines a little beside"),
        pytest.param("p { max-width: 9cm }", id="lines that end elsewhere"),
        pytest.param("table { width: 9cm }", id="cells that wrap"),
    ],
)
def test_another_version_of_the_engine_may_set_letters_otherwise(rule: str, pdf: bytes) -> None:
    job = workspace_jobs(DATA / "workspace", "synthetic-north")[0]
    other = make(replace(job, stylesheet=f"{job.stylesheet}\n{rule}"))
    assert other != pdf
    assert pdf_difference(other, pdf) == ""


def test_a_pdf_of_another_version_of_the_engine_says_the_same(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.docinfo["/Producer"] = pikepdf.String("WeasyPrint 61.2")
        out = io.BytesIO()
        document.save(out)
    assert pdf_difference(out.getvalue(), pdf) == ""


def test_a_spreadsheet_may_be_compressed_otherwise(site: Path, tmp_path: Path) -> None:
    path = next(site.glob("2024-25/*/*.ods"))
    out = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(out, "w") as other:
        for entry in archive.infolist():
            other.writestr(entry, archive.read(entry), compresslevel=9)
    assert out.getvalue() != path.read_bytes()
    assert difference(path.name, out.getvalue(), path.read_bytes()) == ""
