"""How the figures of a year's tables changed on the year before: never across a break or a missing year."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.model.figure import Figure
from generator.report import compare
from generator.report.changes import Before, Changes, Difference, LastYear, changes, last_year
from generator.report.review import review
from generator.workspace import survey
from tests.report.test_compare import edition, figures, reports_of

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


def last_year_of(workspace: Path, table: str, area: str = "synthetic-north") -> LastYear | None:
    reports = reports_of(workspace)
    now, before = reports[f"{area} 2024-25"], reports.get(f"{area} 2023-24")
    (found,) = (one for one in now.tables if one.key == table)
    return last_year(found, now, before)


def test_beside_each_row_of_a_grid_stands_last_years_total(workspace: Path) -> None:
    told = last_year_of(workspace, "eligible")
    figures_before = {
        "eligible.level_1.total": Before(Figure(90), Difference(10)),
        "eligible.level_2.total": Before(Figure(46), Difference(0)),
        TOTAL: Before(Figure(136), Difference(10)),
    }
    assert told == LastYear("2023-24", figures_before, bases=None, notes=())


def test_beside_each_figure_of_a_list_stands_last_years_and_a_marker_where_one_has_no_number(
    workspace: Path,
) -> None:
    row = "sexual_harm_prevention_order_with_foreign_travel_restriction: 2"
    figures(workspace, "synthetic-north/2023-24", row, row.replace("2", "suppressed"))
    told = last_year_of(workspace, "restrictive_orders")
    assert told is not None and list(told.figures.values()) == [
        Before(Figure(30), Difference(0)),
        Before(Figure(marker="c"), Difference(marker="c")),
    ]


def test_nothing_stands_beside_a_table_without_totals_numbers_or_a_year_before(workspace: Path) -> None:
    assert last_year_of(workspace, "returned_to_custody") is None  # has no totals
    assert last_year_of(workspace, "rate") is None  # was not available
    assert last_year_of(workspace, "eligible", "synthetic-south") is None


def test_nothing_stands_beside_a_table_that_counts_something_else(workspace: Path) -> None:
    edition(workspace, "tables: {eligible: {definition: {since: 2024-25, words: Anew.}}}\n", "2024-25")
    assert last_year_of(workspace, "eligible") is None


def with_another_row(workspace: Path) -> None:
    """Puts a new row in the place of the second one of a list."""
    rows = "[{key: sexual_harm_prevention_order, label: All}, {key: other, label: Other}]"
    relations = "relations: {travel-restriction-above-orders: }\n"
    edition(workspace, f"tables: {{restrictive_orders: {{rows: {rows}}}}}\n{relations}", "2024-25")
    old = "sexual_harm_prevention_order_with_foreign_travel_restriction: 2"
    figures(workspace, "synthetic-north/2024-25", old, "other: 4")


def test_a_row_that_is_new_has_no_figure_beside_it(workspace: Path) -> None:
    with_another_row(workspace)
    told = last_year_of(workspace, "restrictive_orders")
    assert told is not None and list(told.figures.values()) == [
        Before(Figure(30), Difference(0)),
        Before(None, Difference(marker="b")),
    ]


def test_a_total_that_adds_up_other_figures_is_not_compared(workspace: Path) -> None:
    first, other = "{key: sexual_harm_prevention_order, label: All}", "{key: other, label: Other}"
    total = "{key: total, label: Total, total: true}"
    rows, was = f"[{first}, {other}, {total}]", f"[{first}, {total}]"
    edition(workspace, f"tables: {{restrictive_orders: {{rows: {rows}}}}}\n", "2024-25")
    older = workspace / "content/2023-24/edition.yaml"
    text, end = older.read_text(), "label: With travel restriction}\n"
    start = text.index("    rows:\n      - {key: sexual_harm_prevention_order,")
    text = text[:start] + f"    rows: {was}\n" + text[text.index(end) + len(end) :]
    older.write_text(re.sub(r"  travel-restriction-above-orders:(.*\n)+?(?=\n)", "", text))
    old = "sexual_harm_prevention_order_with_foreign_travel_restriction: 2"
    figures(workspace, "synthetic-north/2024-25", old, "other: 4")
    figures(workspace, "synthetic-north/2023-24", f"  {old}\n", "")
    told = last_year_of(workspace, "restrictive_orders")
    assert told is not None and [one.change for one in told.figures.values()] == [
        Difference(0),
        Difference(marker="b"),
        Difference(marker="b"),
    ]


def test_what_an_area_said_of_last_years_figures_goes_with_them(workspace: Path) -> None:
    figures(workspace, "synthetic-north/2023-24", "A synthetic note.", "Last year’s synthetic note.")
    told = last_year_of(workspace, "restrictive_orders")
    assert told is not None and [(note.place, note.text) for note in told.notes] == [
        ("All", "Last year’s synthetic note.")
    ]


def test_nothing_stands_beside_a_table_of_many_columns(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.report.changes.MOST_BESIDE", 2)
    assert last_year_of(workspace, "eligible") is None
