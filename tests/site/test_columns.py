"""The columns of a year's page: what their heads have in common stands once, and no other label is cut."""

from __future__ import annotations

import pytest

from generator.model.figure import Figure
from generator.model.report import Cell, Heading, Row, Table
from generator.site.columns import column_groups


def heads(*labels: str) -> tuple[str, list[str]]:
    """What is said once above the columns with some labels, and what stands above each."""
    columns = tuple(Heading(f"c{place}", label, False) for place, label in enumerate(labels))
    cells = tuple(Cell(f"t.r.{column.key}", Figure(1), False, column.key) for column in columns)
    table = Table("t", "T", "Calls", "Row", columns, (Row(Heading("r", "Row", False), cells),), (), ())
    stub, (group,) = column_groups(table, frozenset())
    assert [column.name for column in group.columns] == [f"Row, {label}" for label in labels]
    return stub, [column.label for column in group.columns]


@pytest.mark.parametrize(
    "labels, stub",
    [
        (("Category 1", "Category 2", "Category 3"), "Category"),
        (("Fire station 7", "Fire station 12"), "Fire station"),
    ],
)
def test_a_name_before_numbers_is_said_once(labels: tuple[str, ...], stub: str) -> None:
    assert heads(*labels) == (stub, [label.removeprefix(f"{stub} ") for label in labels])


@pytest.mark.parametrize(
    "labels",
    [
        ("Category 1/2", "Category 1/3"),
        ("08:00 to 20", "08:00 to 22"),
        ("In the day", "In the sea"),
        ("Calls (of 1)", "Calls (of 2)"),
        ("Under £ 5", "Under £ 9"),
        ("Wales - 1", "Wales - 2"),
        ("Zone 1", "Ward 1"),
        ("1", "2"),
    ],
)
def test_other_labels_are_left_whole(labels: tuple[str, ...]) -> None:
    assert heads(*labels) == ("", list(labels))
