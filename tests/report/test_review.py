"""Which reports are made of a workspace, which are left out, and what is told of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.report.publication import published
from generator.report.review import Review, review
from generator.workspace import survey

NORTH, NORTH_BEFORE, SOUTH = "synthetic-north 2024-25", "synthetic-north 2023-24", "synthetic-south 2024-25"
SOUTH_FOLDER = "areas/synthetic-south/2024-25"


def change(workspace: Path, path: str, old: str, new: str) -> None:
    file = workspace / path
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))


def told(found: Review) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in found.problems]


def names(found: Review) -> set[str]:
    return {str(report.id) for report in found.reports}


def test_an_error_leaves_its_own_report_out_and_a_warning_none(workspace: Path) -> None:
    change(workspace, f"{SOUTH_FOLDER}/statistics.yaml", "rate: 120", "rate: lots")
    change(workspace, "areas/synthetic-north/2024-25/statistics.yaml", "category_1: 100}", "category_1: 136}")
    found = review(survey(workspace))
    assert tuple(map(str, found.left_out)) == (SOUTH,) and names(found) == {NORTH, NORTH_BEFORE}
    assert told(found) == [
        ("areas/synthetic-north/2024-25/statistics.yaml", "large-change"),
        (f"{SOUTH_FOLDER}/statistics.yaml", "not-a-number"),
    ]
    assert [area.slug for area in found.areas] == ["synthetic-north", "synthetic-south"]


def test_an_error_in_the_national_text_leaves_every_report_of_its_edition_out(workspace: Path) -> None:
    sections = workspace / "content/2024-25/sections"
    sections.mkdir()
    (sections / "about.md").write_text("---\ntitle: About\n---\n{{ area.name }}, {{ area.nothing }}.\n")
    found = review(survey(workspace))
    assert told(found) == [("content/2024-25/sections/about.md", "unknown-name")]
    assert set(map(str, found.left_out)) == {NORTH, SOUTH} and names(found) == {NORTH_BEFORE}
    # Who asks for another edition is not told.
    found = review(survey(workspace), editions=("2023-24",))
    assert told(found) == [] and names(found) == {NORTH_BEFORE} and tuple(map(str, found.left_out)) == ()
    found = review(survey(workspace), areas=("synthetic-south",), editions=("2024-25",))
    assert told(found) != [] and tuple(map(str, found.left_out)) == (SOUTH,)


def test_a_folder_of_no_area_or_edition_is_left_out_by_name(workspace: Path) -> None:
    for folder in ("synthetic-south/2019-20", "synthetic-west/2024-25"):
        (workspace / "areas" / folder).mkdir(parents=True)
    workspace_paths = survey(workspace)
    assert set(map(str, review(workspace_paths).left_out)) == {
        "synthetic-south 2019-20",
        "synthetic-west 2024-25",
    }
    for areas, editions, left_out in (
        (("synthetic-south",), (), ("synthetic-south 2019-20",)),
        ((), ("2024-25",), ("synthetic-west 2024-25",)),
        (("synthetic-south",), ("2024-25",), ()),
    ):
        assert tuple(map(str, review(workspace_paths, areas, editions).left_out)) == left_out


def test_words_are_checked_where_a_figure_is_missing(workspace: Path) -> None:
    change(workspace, f"{SOUTH_FOLDER}/statistics.yaml", "rate: 120\n", "")
    foreword = workspace / SOUTH_FOLDER / "foreword.md"
    foreword.write_text(foreword.read_text() + "\nA rate of {{ rate }}, {{ nothing }}.\n")
    assert told(review(survey(workspace))) == [
        (f"{SOUTH_FOLDER}/foreword.md", "unknown-name"),
        (f"{SOUTH_FOLDER}/statistics.yaml", "missing-key"),
    ]


def test_a_link_to_a_page_that_could_not_be_read_is_no_problem_of_its_own(workspace: Path) -> None:
    page = workspace / "areas/synthetic-north/2024-25/local/10-page.md"
    page.write_bytes(b"\xff\xfe")
    found = review(survey(workspace))
    assert [file for file, _ in told(found)] == ["areas/synthetic-north/2024-25/local/10-page.md"]


def test_of_an_area_that_is_read_for_its_figures_no_word_is_checked(workspace: Path) -> None:
    foreword = workspace / SOUTH_FOLDER / "foreword.md"
    foreword.write_text(foreword.read_text() + "\n{{ nothing }}, [nowhere](nowhere.md)\n")
    assert len(review(survey(workspace)).problems) == 2
    found = review(survey(workspace), figures_only=("synthetic-south",))
    assert told(found) == [] and tuple(map(str, found.left_out)) == ()
    (south,) = (report for report in found.reports if str(report.id) == SOUTH)
    assert [section.kind for section in south.sections] == ["national", "national"]


@pytest.mark.parametrize(
    ("release", "reason"),
    [("not yet", "not released yet"), ("2030-05-02 09:30", "released on 2 May 2030 at 09:30")],
)
def test_what_is_withheld_is_named_with_its_reason(release: str, reason: str, workspace: Path) -> None:
    change(workspace, "content/2024-25/edition.yaml", "release: published", f"release: {release}")
    draft = workspace / "areas/synthetic-north/2023-24/statistics.yaml"
    draft.write_text(draft.read_text() + "status: draft\n")
    shown = published(review(survey(workspace)), datetime(2026, 1, 1, tzinfo=UTC))
    assert shown.reports == ()
    assert set(shown.withheld) == {f"{NORTH} ({reason})", f"{SOUTH} ({reason})", f"{NORTH_BEFORE} (draft)"}


def test_the_same_is_to_be_seen_from_one_release_to_the_next(workspace: Path) -> None:
    for name, release in (("2023-24", "2030-05-02 09:30"), ("2024-25", "2031-05-02 09:30")):
        change(workspace, f"content/{name}/edition.yaml", "release: published", f"release: {release}")
    found = review(survey(workspace))
    first, second = (datetime(year, 5, 2, 8, 30, tzinfo=UTC) for year in (2030, 2031))
    for now, since, until, seen in (
        (first - timedelta(seconds=1), found.since, first, set()),
        (first, first, second, {NORTH_BEFORE}),
        (second, second, found.until, {NORTH_BEFORE, NORTH, SOUTH}),
    ):
        shown = published(found, now)
        assert (shown.since, shown.until, names(shown)) == (since, until, seen)
        assert shown.areas == found.areas and shown.site == found.site
