"""The chart of a table in a report: bars for its rows, and a sentence on the largest row and column."""

from __future__ import annotations

from typing import NamedTuple

from generator.languages import Language, wording
from generator.model.figure import Figure
from generator.model.report import Chart, Row
from generator.render.charts.marks import (
    ROW_HEIGHT,
    WIDTH,
    Canvas,
    Drawing,
    Text,
    Words,
    largest,
    plain_cells,
)

#: Where bars begin, and how long the longest is; the rest is for its figure.
BAR_START, BAR_LENGTH = 84, 180


class Bar(NamedTuple):
    """A bar in words: its column and its figure."""

    label: str
    figure: str


class Bars(NamedTuple):
    """A row in words: its heading, its total if that is a number, and its bars."""

    label: str
    total: str
    bars: tuple[Bar, ...]


class Summary(NamedTuple):
    """What it shows at a glance: the whole, its largest row and its largest column, with their shares.

    The names are those that an edition's sentence on it may use (``model.edition.SUMMARY_NAMES``).
    """

    whole: str
    row: str
    part: str
    share: str
    column: str
    column_share: str


class ReportChart(NamedTuple):
    """The chart of a report's table: its marks, and what is said of it."""

    id: str
    title: str
    drawing: Drawing
    rows: tuple[Bars, ...]
    summary: Summary | None
    #: The edition's sentence on the summary, with its names still in it; or nothing.
    sentence: str


def report_chart(chart: Chart, words: Words, language: Language) -> ReportChart:
    """A chart of a report, drawn and in words of a language; ``words`` says how a figure is written."""
    rows = tuple(_in_words(chart, row, words) for panel in chart.panels for row in panel.rows)
    drawing = report_bars(chart, words)
    summary = _summary(chart, words, language)
    return ReportChart(chart.key, chart.title, drawing, rows, summary, chart.summary)


def report_bars(chart: Chart, words: Words) -> Drawing:
    """The chart of a report's table: a group of bars for each row; each panel has its own scale."""
    canvas = Canvas(words)
    y = 0.0
    scales: list[float] = []
    short = _short_labels(chart)
    for panel in chart.panels:
        if y:
            scales.append(y)
            y += ROW_HEIGHT + 8
        scale = BAR_LENGTH / largest(cell.figure for row in panel.rows for cell in plain_cells(row))
        for row in panel.rows:
            canvas.texts.append(Text(0, y + 16, row.heading.label, bold=True))
            for number, cell in enumerate(plain_cells(row)):
                top = y + ROW_HEIGHT * (number + 1)
                canvas.texts.append(Text(0, top + 15, short[cell.column]))
                canvas.bar(cell.figure, BAR_START, top, scale, number)
            y += ROW_HEIGHT * (len(plain_cells(row)) + 1) + 6
    return Drawing(WIDTH, y, tuple(canvas.boxes), texts=tuple(canvas.texts), scales=tuple(scales))


def _in_words(chart: Chart, row: Row, words: Words) -> Bars:
    short = _short_labels(chart)
    total = _row_total(row)
    is_number = total is not None and total.value is not None
    bars = tuple(Bar(short[cell.column], words(cell.figure)) for cell in plain_cells(row))
    return Bars(row.heading.label, words(total) if total and is_number else "", bars)


def _summary(chart: Chart, words: Words, language: Language) -> Summary | None:
    """The largest row and column; None where a total is not there or not known, which might be larger."""
    totalled = [(row, total) for row in chart.table.rows if (total := _row_total(row))]
    known = [(row, total) for row, total in totalled if total.value is not None]
    parts = [(row, total) for row, total in known if not row.heading.total]
    wholes = [row for row, _ in known if row.heading.total]
    is_known = all(total.marker in (None, "z") for _, total in totalled)
    if not wholes or not parts or not is_known:
        return None
    short = {column.key: column.short for column in chart.table.columns if not column.total}
    columns = [cell for cell in wholes[0].cells if cell.column in short]
    whole = wholes[0].cells[-1].figure
    if not whole.value or any(cell.figure.value is None for cell in columns):
        return None
    row, total = max(parts, key=lambda part: part[1].value or 0)
    column = max(columns, key=lambda cell: cell.figure.value or 0)
    return Summary(
        words(whole),
        row.heading.label,
        words(total),
        wording.share(total.value or 0, whole.value, language),
        short[column.column],
        wording.share(column.figure.value or 0, whole.value, language),
    )


def _row_total(row: Row) -> Figure | None:
    """The row's own total, if the table has a column for it."""
    totals = [cell.figure for cell in row.cells if cell.total]
    return totals[-1] if totals else None


def _short_labels(chart: Chart) -> dict[str, str]:
    return {column.key: column.short for column in chart.table.columns}
