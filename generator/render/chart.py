"""Charts: figures -> marks with places and lengths in the units of the drawing.

Three kinds: bars, stacked bars and lines.  The template ``chart.svg.jinja`` draws the marks, the same for
HTML and PDF, and writes each chart's description from the same figures.  What is no number has its own mark:
zero a thin upright line, suppressed a hatched box, not available a dashed box, not applicable nothing but
its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.model.figure import Figure
from generator.model.report import BarPanel, Cell, Chart, Report, Row
from generator.report.compare import Across, Series, Trend

#: A chart in a report is as wide as a phone's screen, so that its letters stay readable at 320 pixels.
WIDTH = 340
#: Where bars begin, and how long the longest is; the rest is for its figure.
BAR_START, BAR_LENGTH = 84, 180
ROW_HEIGHT, BAR_HEIGHT = 22, 14
#: Charts of areas need more room for the areas' names.
AREA_START, AREA_LENGTH = 116, 176
#: The mark of a figure that is suppressed or not available is a box of this length.
BOX = 24
#: A small chart of one figure over the years.
LINE_WIDTH, LINE_HEIGHT, LINE_TOP, LINE_SIDE = 220, 110, 26, 34
#: Letters of an area's name that fit before its bar; the table beside the chart has the whole name.
NAME_LENGTH = 18

Words = Callable[[Figure], str]


class Text(NamedTuple):
    """Words at a place; ``anchor`` is start, middle or end."""

    x: float
    y: float
    words: str
    anchor: str = "start"
    bold: bool = False
    muted: bool = False


class Box(NamedTuple):
    """A rectangle; ``kind`` is the number of its fill (0, 1, 2 ...), or ``z``, ``x``, ``c`` or ``zero``."""

    x: float
    y: float
    width: float
    height: float
    kind: int | str


class Polyline(NamedTuple):
    """A line through points; ``kind`` is data, axis or break."""

    points: tuple[tuple[float, float], ...]
    kind: str


class Dot(NamedTuple):
    """A point of a line."""

    x: float
    y: float


class Drawing(NamedTuple):
    """Everything that the template draws."""

    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    lines: tuple[Polyline, ...] = ()
    dots: tuple[Dot, ...] = ()
    texts: tuple[Text, ...] = ()
    #: The heights at which the scale of the bars changes.
    scales: tuple[float, ...] = ()
    #: The names of the stacked parts, in order, each with its place in the legend.
    legend: tuple[Text, ...] = ()


@dataclass(slots=True)
class _Sheet:
    """Marks that are being collected."""

    words: Words
    boxes: list[Box] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def bar(self, figure: Figure, start: float, y: float, scale: float, kind: int = 0) -> None:
        """A bar with its figure behind it, or the mark of what is no number."""
        end = start
        if figure.value:
            length = max(1.0, round(float(figure.value) * scale, 1))
            self.boxes.append(Box(start, y + 4, length, BAR_HEIGHT, kind))
            end = start + length
        elif figure.value == 0:
            self.boxes.append(Box(start, y + 2, 1.5, BAR_HEIGHT + 4, "zero"))
            end = start + 2
        elif figure.marker in ("x", "c"):
            self.boxes.append(Box(start, y + 4, BOX, BAR_HEIGHT, figure.marker))
            end = start + BOX
        gap = 0 if figure.marker == "z" else 6
        self.texts.append(Text(round(end + gap, 1), y + 15, self.words(figure), muted=figure.value is None))


def report_bars(chart: Chart, words: Words) -> Drawing:
    """The chart of a report's table: a group of bars for each row; each panel has its own scale."""
    sheet = _Sheet(words)
    y = 0.0
    scales: list[float] = []
    short = {column.key: column.short for column in chart.table.columns}
    for panel in chart.panels:
        if y:
            scales.append(y)
            y += ROW_HEIGHT + 8
        scale = BAR_LENGTH / _largest(cell.figure for row in panel.rows for cell in plain_cells(row))
        for row in panel.rows:
            sheet.texts.append(Text(0, y + 16, row.heading.label, bold=True))
            for number, cell in enumerate(plain_cells(row)):
                top = y + ROW_HEIGHT * (number + 1)
                sheet.texts.append(Text(0, top + 15, short[cell.column]))
                sheet.bar(cell.figure, BAR_START, top, scale, number)
            y += ROW_HEIGHT * (len(plain_cells(row)) + 1) + 6
    return Drawing(WIDTH, y, tuple(sheet.boxes), texts=tuple(sheet.texts), scales=tuple(scales))


def area_bars(rows: Sequence[tuple[Report, Figure]], words: Words) -> Drawing:
    """A bar for each area's figure, in the order given."""
    sheet = _Sheet(words)
    scale = AREA_LENGTH / _largest(figure for _, figure in rows)
    for number, (report, figure) in enumerate(rows):
        y = number * ROW_HEIGHT
        sheet.texts.append(Text(0, y + 15, short_name(report.name)))
        sheet.bar(figure, AREA_START, y, scale)
    return Drawing(WIDTH, len(rows) * ROW_HEIGHT + 4, tuple(sheet.boxes), texts=tuple(sheet.texts))


def stacked_bars(rows: Sequence[tuple[Report, Row]], names: Sequence[str], words: Words) -> Drawing:
    """A bar for each area, made up of the plain cells of a row; ``names`` are those of the cells."""
    sheet = _Sheet(words)
    legend = tuple(
        Text(number * (WIDTH / len(names)) + BAR_HEIGHT + 6, 15, name) for number, name in enumerate(names)
    )
    sheet.boxes += [
        Box(text.x - BAR_HEIGHT - 6, 4, BAR_HEIGHT, BAR_HEIGHT, kind) for kind, text in enumerate(legend)
    ]
    wholes = [Figure(sum(c.figure.value or 0 for c in plain_cells(row))) for _, row in rows]
    scale = AREA_LENGTH / _largest(wholes)
    for number, ((report, row), whole) in enumerate(zip(rows, wholes, strict=True), start=1):
        y = number * ROW_HEIGHT + 6
        sheet.texts.append(Text(0, y + 15, short_name(report.name)))
        x = float(AREA_START)
        for kind, cell in enumerate(plain_cells(row)):
            if cell.figure.value:
                length = round(float(cell.figure.value) * scale, 1)
                sheet.boxes.append(Box(round(x, 1), y + 4, length, BAR_HEIGHT, kind))
                x += length
            elif cell.figure.marker in ("x", "c"):
                sheet.boxes.append(Box(round(x, 1), y + 4, BOX, BAR_HEIGHT, cell.figure.marker))
                x += BOX
        total = next((cell.figure for cell in reversed(row.cells) if cell.total), whole)
        sheet.texts.append(Text(round(x + 6, 1), y + 15, words(total), muted=total.value is None))
    height = (len(rows) + 1) * ROW_HEIGHT + 10
    return Drawing(WIDTH, height, tuple(sheet.boxes), texts=tuple(sheet.texts), legend=legend)


def line(trend: Trend, series: Series, words: Words) -> Drawing:
    """One figure over the years: a line with a gap where there is no number, and a rule at each break."""
    places = _across(len(trend.editions))
    bottom = LINE_HEIGHT - 24
    scale = (bottom - LINE_TOP) / _largest(figure for figure in series.points if figure is not None)
    texts = [
        Text(x, LINE_HEIGHT - 6, edition, "middle", muted=True)
        for x, edition in zip(places, trend.editions, strict=True)
    ]
    lines = [Polyline(((0, bottom), (LINE_WIDTH, bottom)), "axis")]
    lines += [
        Polyline(((x, 4), (x, bottom)), "break")
        for position, _ in trend.breaks
        for x in [round((places[position - 1] + places[position]) / 2, 1)]
    ]
    dots: list[Dot] = []
    boxes: list[Box] = []
    run: list[tuple[float, float]] = []
    broken = {position for position, _ in trend.breaks}
    for position, (x, figure) in enumerate(zip(places, series.points, strict=True)):
        if position in broken or figure is None or figure.value is None:
            lines += [Polyline(tuple(run), "data")] if len(run) > 1 else []
            run = []
        if figure is None:
            continue
        if figure.value is None:
            if figure.marker != "z":
                boxes.append(Box(x - BOX / 2, bottom - BAR_HEIGHT, BOX, BAR_HEIGHT, figure.marker or ""))
            texts.append(
                Text(x, bottom - BAR_HEIGHT - 5, words(figure), _anchor(position, places), muted=True)
            )
            continue
        y = round(bottom - float(figure.value) * scale, 1)
        run.append((x, y))
        dots.append(Dot(x, y))
        texts.append(Text(x, y - 8, words(figure), _anchor(position, places)))
    lines += [Polyline(tuple(run), "data")] if len(run) > 1 else []
    return Drawing(LINE_WIDTH, LINE_HEIGHT, tuple(boxes), tuple(lines), tuple(dots), tuple(texts))


def _anchor(position: int, places: Sequence[float]) -> str:
    """Words at the edges of a chart end there, so that long ones are not cut off."""
    if len(places) == 1:
        return "middle"
    return "start" if position == 0 else "end" if position == len(places) - 1 else "middle"


def _across(number: int) -> list[float]:
    """The places of a number of years, from edge to edge; a single one stands in the middle."""
    if number == 1:
        return [LINE_WIDTH / 2]
    step = (LINE_WIDTH - 2 * LINE_SIDE) / (number - 1)
    return [round(LINE_SIDE + step * position, 1) for position in range(number)]


def plain_cells(row: Row) -> tuple[Cell, ...]:
    """The cells of a row that are no totals; in a row of totals, those that total a column alone."""
    if row.heading.total:
        return row.cells[:-1] if len(row.cells) > 1 else row.cells
    return tuple(cell for cell in row.cells if not cell.total)


def short_name(name: str) -> str:
    """An area's name, cut where it would run into its bar."""
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip(' ,')}…"


def _largest(figures: Iterable[Figure]) -> float:
    """The largest number, or 1 where there is none, for a scale."""
    return float(max((figure.value or 0 for figure in figures), default=0)) or 1.0


def area_rows(across: Across, row: str | None) -> tuple[tuple[Report, Row], ...]:
    """The row of each area's table that a chart of areas draws; the first one if it names none."""
    return tuple(
        (report, next((one for one in table.rows if one.heading.key == row), table.rows[0]))
        for report, table in across.reports
    )


class Summary(NamedTuple):
    """What a report's chart shows at a glance: the whole, its largest row and its largest column."""

    whole: Figure
    row: str
    row_total: Figure
    column: str
    column_total: Figure


def report_summary(chart: Chart) -> Summary | None:
    """The largest row and column; None where a total that says so is not there or not known."""
    rows = [(row, total) for row in chart.table.rows if (total := row_total(row)) and total.value is not None]
    totals = [row for row, _ in rows if row.heading.total]
    parts = [(row, total) for row, total in rows if not row.heading.total]
    if not totals or not parts:
        return None
    short = {column.key: column.short for column in chart.table.columns if not column.total}
    columns = [cell for cell in totals[0].cells if cell.column in short]
    whole = totals[0].cells[-1].figure
    if not whole.value or any(cell.figure.value is None for cell in columns):
        return None
    row, total = max(parts, key=lambda pair: pair[1].value or 0)
    largest = max(columns, key=lambda cell: cell.figure.value or 0)
    return Summary(whole, row.heading.label, total, short[largest.column], largest.figure)


def row_total(row: Row) -> Figure | None:
    """The row's own total, if the table has a column for it."""
    totals = [cell.figure for cell in row.cells if cell.total]
    return totals[-1] if totals else None


def panel_rows(chart: Chart) -> tuple[Row, ...]:
    """The rows that a report's chart draws, in order."""
    panels: tuple[BarPanel, ...] = chart.panels
    return tuple(row for panel in panels for row in panel.rows)
