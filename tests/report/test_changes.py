"""How the figures of a year's tables changed on the year before: never across a break or a missing year."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.report import compare
from generator.report.changes import Changes, Difference, changes
from generator.report.review import review
from generator.workspace import survey
from tests.report.test_compare import edition, figures

TOTAL = "eligible.total.total"


def changes_of(workspace: Path, table: str) -> dict[str, Changes]:
    reports = compare.newest_first(review(survey(workspace)).reports)
    of_year = compare.of_edition(reports, "2024-25")
    (across,) = (one for one in compare.across(of_year) if one.table.key == table)
    return changes(across, reports)


def with_a_year_before(workspace: Path) -> None:
    """Gives the second area the first one's report of the year before, and a number for its gap."""
    areas = workspace / "areas"
    shutil.copytree(areas / "synthetic-north/2023-24", areas / "synthetic-south/2023-24")
    figures(workspace, "synthetic-south/2024-25", "category_1: suppressed", "category_1: 14")


def test_a_grid_has_the_changes_of_its_rows_and_an_area_without_a_year_before_has_none(
    workspace: Path,
) -> None:
    told = changes_of(workspace, "eligible")
    assert list(told) == ["eligible.level_1.total", "eligible.level_2.total", TOTAL]
    north, south = told[TOTAL].of_areas
    assert (north, south) == (Difference(10), Difference(marker="x"))
    # A sum over an area more is not compared with last year's.
    assert told[TOTAL].total == Difference(marker="b")


def test_a_list_has_the_change_of_each_figure_where_none_is_a_total(workspace: Path) -> None:
    figures(
        workspace,
        "synthetic-north/2024-25",
        "sexual_harm_prevention_order: 30",
        "sexual_harm_prevention_order: 27",
    )
    told = changes_of(workspace, "restrictive_orders")
    assert [one.of_areas[0] for one in told.values()] == [Difference(-3), Difference(0)]


def test_all_areas_together_have_a_change_where_each_of_them_has_one(workspace: Path) -> None:
    with_a_year_before(workspace)
    told = changes_of(workspace, "eligible")
    assert told[TOTAL] == Changes((Difference(10), Difference(10)), Difference(20))


def test_no_column_of_changes_across_a_new_definition_or_another_estimate(workspace: Path) -> None:
    assert changes_of(workspace, "rate") == {}  # last year's was not available
    figures(workspace, "synthetic-north/2023-24", "rate: not available", "rate: 117")
    told = changes_of(workspace, "rate")
    assert told["rate"] == Changes((Difference(3), Difference(marker="x")), Difference(marker="b"))
    edition(workspace, "tables: {rate: {definition: {since: 2024-25, words: Anew.}}}\n", "2024-25")
    assert changes_of(workspace, "rate") == {}


def test_a_change_without_a_number_has_the_marker_of_what_lacks(workspace: Path) -> None:
    with_a_year_before(workspace)
    figures(
        workspace,
        "synthetic-south/2024-25",
        "category_1: 14, category_3: 32",
        "category_1: suppressed, category_3: 32",
    )
    told = changes_of(workspace, "eligible")
    assert told["eligible.level_2.total"] == Changes(
        (Difference(0), Difference(marker="c")), Difference(marker="c")
    )
