"""A table of a report -> the columns that it becomes where each area has one row, in groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.model.report import Heading, Row, Table

#: Words without digits and signs, and the number behind them: “Category 1”.
NUMBERED = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)*) \d{1,3}")


class Column(NamedTuple):
    """A column of figures, or of how one of them changed, which has no label of its own.

    ``name`` says which figure it is without the heads above it; ``place`` counts from that
    of the areas, 0.
    """

    kind: Literal["figure", "total", "change"]
    key: str
    label: str
    name: str
    place: int


class Group(NamedTuple):
    """Columns that are shown together: a row of a report's table.

    ``numbered`` are those that differ by a number alone and stand under one head (the stub).
    """

    key: str
    label: str
    total: bool
    numbered: tuple[Column, ...]
    others: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them, in order."""
        return (*self.numbered, *self.others)


def column_groups(table: Table, changed: frozenset[str]) -> tuple[str, tuple[Group, ...]]:
    """What the labels of numbered columns have in common, the stub, and all columns of a table in groups.

    The labels of the numbered are without it; it is empty if there are none.  ``changed`` are the keys of the
    figures that have a column for their change beside their own.
    """
    stub = _stub(table.columns) if table.is_grid else ""
    groups: list[Group] = []
    place = 1
    joined = not table.is_grid and any(row.heading.total for row in table.rows)
    for row in table.rows:
        columns = _columns(table, row, changed, place)
        place += len(columns)
        numbered = sum(1 for column in columns if column.kind == "figure") if stub else 0
        labelled = (
            column._replace(label=column.label.removeprefix(f"{stub} ")) for column in columns[:numbered]
        )
        key, total = row.heading.key or table.key, row.heading.total
        groups.append(Group(key, row.heading.short, total, tuple(labelled), columns[numbered:]))
    if joined:
        others = tuple(column for group in groups for column in group.columns)
        groups = [Group(table.key, table.title, False, (), others)]
    return stub, tuple(groups)


def _columns(table: Table, row: Row, changed: frozenset[str], place: int) -> tuple[Column, ...]:
    """The columns that a row becomes, the first of them at a place."""
    columns: list[Column] = []
    for heading, cell in zip(table.columns, row.cells, strict=True):
        label = heading.short if table.is_grid else _alone(row, heading)
        name = f"{row.heading.label}, {label}" if table.is_grid else label
        is_total = heading.total if table.is_grid else row.heading.total
        columns.append(Column("total" if is_total else "figure", cell.key, label, name, place + len(columns)))
        if cell.key in changed:
            columns.append(Column("change", cell.key, "", name, place + len(columns)))
    return tuple(columns)


def _alone(row: Row, heading: Heading) -> str:
    """The head of the only figure of a row: that row, and its column if that is named."""
    return f"{row.heading.short}, {heading.short}" if heading.key else row.heading.short


def _stub(headings: Sequence[Heading]) -> str:
    """What the labels of the columns before the totals have in common, if they differ by a number alone.

    Of any other labels (“08:00 to 20:00”, “Category 1/2”) nothing is taken away.
    """
    labels = [NUMBERED.fullmatch(heading.short) for heading in headings if not heading.total]
    stubs = {label and label[1] for label in labels}
    totals_last = [heading.total for heading in headings] == sorted(heading.total for heading in headings)
    return (stubs.pop() or "") if len(labels) > 1 and len(stubs) == 1 and totals_last else ""
