"""A draft that is not finished keeps nothing from being published, and is never published itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases import overlay
from tests.conftest import DATA, Run

SOUTH = "areas/synthetic-south/2024-25"


def make_draft(workspace: Path, what: str = "rate: <5") -> None:
    path = workspace / SOUTH / "statistics.yaml"
    text = path.read_text()
    rate = next(line for line in text.splitlines() if line.startswith("rate:"))
    path.write_text(f"status: Draft\n{text.replace(rate, what)}")
    (workspace / SOUTH / "foreword.md").unlink()


@pytest.mark.parametrize("what", ["rate: <5", "rate:\n", "rate:5"])
def test_a_draft_with_errors_does_not_make_strict_fail(what: str, workspace: Path, mappa: Run) -> None:
    """Be its file one that cannot be read: it says in so many words that it is a draft."""
    make_draft(workspace, what)
    run = mappa("build", "--strict", "--only", "html", "--root", workspace)
    assert run.returncode == 0, run.stderr
    assert f"{SOUTH}/foreword.md:1:1: warning: missing-foreword" in run.stderr
    assert f"{SOUTH}/statistics.yaml" in run.stderr and ": error: " not in run.stderr
    assert (workspace / "preview/2024-25/synthetic-north/index.html").exists()
    assert not (workspace / "preview/2024-25/synthetic-south").exists()
    again = mappa("build", "--strict", "--only", "html", "--root", workspace)
    assert (again.returncode, again.stderr) == (0, run.stderr)


def test_check_and_a_preview_call_them_errors(workspace: Path, mappa: Run) -> None:
    make_draft(workspace)
    assert mappa("check", "--root", workspace).returncode == 1
    assert mappa("build", "--preview", "--only", "html", "--root", workspace).returncode == 1


def test_a_status_that_is_neither_word_is_no_draft_s(workspace: Path, mappa: Run) -> None:
    """A slip of the hand neither publishes a report nor lets it be left out without a word."""
    path = workspace / SOUTH / "statistics.yaml"
    path.write_text("status: drafft\n" + path.read_text())
    run = mappa("build", "--strict", "--only", "html", "--root", workspace)
    assert run.returncode == 1 and "wrong-value" in run.stderr


def test_what_a_draft_shares_with_other_years_still_counts(workspace: Path, mappa: Run) -> None:
    path = workspace / "areas/synthetic-north/2024-25/statistics.yaml"
    path.write_text("status: draft\n" + path.read_text())
    (workspace / "areas/synthetic-north/area.yaml").write_text("contacts: The office\n")
    assert mappa("build", "--strict", "--only", "html", "--root", workspace).returncode == 1


def test_an_area_whose_reports_are_all_drafts(workspace: Path, mappa: Run) -> None:
    (workspace / "areas/synthetic-south/area.yaml").write_text("status: DRAFT\n")
    (workspace / SOUTH / "statistics.yaml").unlink()
    assert mappa("build", "--strict", "--only", "html", "--root", workspace).returncode == 0


def test_a_picture_that_cannot_be_shown_is_a_gap_of_a_preview(workspace: Path, mappa: Run) -> None:
    make_draft(workspace)
    (workspace / SOUTH / "foreword.md").write_text(
        "---\ntitle: Foreword\n---\n![The board](images/none.jpg)\n"
    )
    run = mappa("build", "--preview", "--only", "html", "--root", workspace)
    assert run.returncode == 1 and "missing-picture" in run.stderr
    page = (workspace / "preview/2024-25/synthetic-south/index.html").read_text()
    assert '<mark class="gap">[missing] The board</mark>' in page


@pytest.mark.parametrize(
    "case",
    [
        "a-table-in-a-section-that-does-not-exist",
        "a-table-taken-away-that-a-chart-draws",
        "a-table-taken-away-that-a-headline-names",
        "a-table-taken-away-that-a-section-shows",
    ],
)
def test_a_preview_of_an_edition_that_names_a_table_that_there_is_not(
    case: str, workspace: Path, mappa: Run
) -> None:
    overlay(DATA / "bad" / case, workspace)
    run = mappa("build", "--preview", "--only", "html", "--root", workspace)
    assert run.returncode == 1 and "wrong-value" in run.stderr, run.stderr
    assert (workspace / "preview/2024-25/synthetic-north/index.html").exists()
