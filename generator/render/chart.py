"""The geometry of a bar chart: a table's figures -> lengths and heights in the units of the drawing.

The template ``chart.svg.jinja`` draws it, and writes its text alternative from the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.figure import Figure
from generator.model.report import BarPanel, Cell, Chart, Row

#: The drawing is as wide as a phone's screen, so that its letters stay readable at 320 pixels.
WIDTH = 340
#: Where bars begin, and how long the longest is; the rest is for its figure.
BAR_START, BAR_LENGTH = 84, 180
ROW_HEIGHT, BAR_HEIGHT = 22, 14
#: The Government Analysis Function's categorical palette (accessible in this order beside each other).
COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its words, its figure, its length and the height of its top edge."""

    label: str
    figure: Figure
    length: float
    y: int
    colour: str


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of a row of the table under its name."""

    label: str
    y: int
    total: Figure | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What the chart shows at a glance: the whole, its largest row and its largest column."""

    whole: Figure
    row: str
    row_total: Figure
    column: str
    column_total: Figure


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the template draws."""

    width: int
    height: int
    bar_start: int
    bar_height: int
    groups: tuple[Group, ...]
    #: The heights at which the scale changes.
    breaks: tuple[int, ...]
    summary: Summary | None


def drawing(chart: Chart) -> Drawing:
    """The chart of a table: a group of bars for each row; each panel has its own scale."""
    y = 0
    groups: list[Group] = []
    breaks: list[int] = []
    for panel in chart.panels:
        if y:
            breaks.append(y)
            y += ROW_HEIGHT + 8
        longest = _longest(panel)
        for row in panel.rows:
            cells = [cell for cell in row.cells if not cell.total]
            bars = tuple(
                Bar(
                    _short(chart, cell),
                    cell.figure,
                    round((cell.figure.value or 0) / longest * BAR_LENGTH, 1),
                    y + ROW_HEIGHT * (number + 1),
                    COLOURS[number % len(COLOURS)],
                )
                for number, cell in enumerate(cells)
            )
            groups.append(Group(row.heading.label, y, _total(row), bars))
            y += ROW_HEIGHT * (len(bars) + 1) + 6
    return Drawing(WIDTH, y, BAR_START, BAR_HEIGHT, tuple(groups), tuple(breaks), _summary(chart))


def _total(row: Row) -> Figure | None:
    """The row's own total, if the table has a column for it."""
    totals = [cell.figure for cell in row.cells if cell.total]
    return totals[-1] if totals else None


def _summary(chart: Chart) -> Summary | None:
    """The largest row and column; None where a total that says so is not there or not known."""
    rows = [(row, total) for row in chart.table.rows if (total := _total(row)) and total.value is not None]
    totals = [row for row, _ in rows if row.heading.total]
    parts = [(row, total) for row, total in rows if not row.heading.total]
    if not totals or not parts:
        return None
    columns = [cell for cell in totals[0].cells if cell.column in _plain_columns(chart)]
    whole = totals[0].cells[-1].figure
    if not whole.value or any(cell.figure.value is None for cell in columns):
        return None
    row, row_total = max(parts, key=lambda pair: pair[1].value or 0)
    largest = max(columns, key=lambda cell: cell.figure.value or 0)
    return Summary(whole, row.heading.label, row_total, _short(chart, largest), largest.figure)


def _plain_columns(chart: Chart) -> set[str]:
    return {column.key for column in chart.table.columns if not column.total}


def _longest(panel: BarPanel) -> int:
    values = [cell.figure.value or 0 for row in panel.rows for cell in row.cells if not cell.total]
    return max([1, *values])


def _short(chart: Chart, cell: Cell) -> str:
    """A column's label up to its colon: “Category 1”."""
    label = next(column.label for column in chart.table.columns if column.key == cell.column)
    return label.partition(":")[0]
