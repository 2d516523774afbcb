"""The bars of a report's chart: for each row of its table a group of bars, over an axis that is drawn.

Where a row can be added up, a bar is the share that its column has of the row, so that rows of thousands and
rows of a few stand side by side, each with its whole in words.  Other figures, such as rates and per cents,
are drawn as they are; then each panel has an axis of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.languages import Language, wording
from generator.model.figure import Number, total_of
from generator.model.report import BarPanel, Chart, Heading, Row, Table
from generator.render.charts.marks import (
    ROW_HEIGHT,
    WIDTH,
    Canvas,
    Drawing,
    Polyline,
    Share,
    Text,
    Words,
    largest,
    plain_cells,
    share_of,
)

#: Where bars begin, right of their labels, and how long the longest is; the rest is for its figure.
BAR_START, BAR_LENGTH, SHARE_LENGTH = 84, 180, 130
#: A label of more letters stands above its bar, which then begins at the left edge.
LABEL_LETTERS = 11
#: As many letters of a label as there is room for above a bar.
MOST_LETTERS = 42
#: The shares at which the axis has its ticks, in per cent.
SHARE_TICKS = (0, 50, 100)
#: Where in its place of the number system an axis of other figures may have its tick, the largest first.
STEPS = (5, 2, 1)
TICK = 4


def shows_shares(table: Table) -> bool:
    """Whether a table's rows can be added up, so that its bars are the shares of their parts."""
    return table.is_grid and table.measure == "count"


def shares(row: Row, columns: Sequence[Heading], language: Language) -> tuple[Share | None, ...]:
    """The share of each plain cell of a row; None for one without.

    None has one where the whole is not known, or is one alone.
    """
    figures = [cell.figure for cell in plain_cells(row, columns)]
    whole = total_of(figures).value
    return tuple(
        share_of(one.value, whole, language) if one.value and whole and whole > 1 else None for one in figures
    )


def report_bars(chart: Chart, words: Words, language: Language) -> Drawing:
    """The chart of a report's table, one panel below the other."""
    canvas = Canvas(words)
    lines: list[Polyline] = []
    y = 0.0
    for panel in chart.panels:
        if shows_shares(chart.table):
            y = _share_rows(canvas, chart.table, panel, y, language)
            ticks = [(wording.per_cent(tick, language), tick / 100 * SHARE_LENGTH) for tick in SHARE_TICKS]
        else:
            y = _number_rows(canvas, chart.table, panel, y)
            ticks = list(_number_ticks(panel, chart.table.columns, words))
        start = _bar_start(chart.table)
        lines += _axis(canvas, ticks, start, y)
        y += 2 * ROW_HEIGHT
    return Drawing(WIDTH, y, tuple(canvas.boxes), tuple(lines), texts=tuple(canvas.texts))


def _share_rows(canvas: Canvas, table: Table, panel: BarPanel, y: float, language: Language) -> float:
    """Draws the rows of a panel from ``y`` on; gives where they end."""
    for row in panel.rows:
        cells = plain_cells(row, table.columns)
        whole = total_of(cell.figure for cell in cells)
        is_known = whole.value is not None
        in_all = canvas.words(whole) if is_known else ""
        canvas.texts.append(
            Text(0, y + 16, row.heading.short, bold=True, whole=in_all, unshared=not is_known)
        )
        y += ROW_HEIGHT
        scale = SHARE_LENGTH / float(whole.value or 1) if is_known else 0.0
        for number, (cell, share) in enumerate(zip(cells, shares(row, table.columns, language), strict=True)):
            y = _label(canvas, table, _short(table, cell.column), y)
            canvas.bar(cell.figure, _bar_start(table), y, scale, number, share)
            y += ROW_HEIGHT
        y += 6
    return y


def _number_rows(canvas: Canvas, table: Table, panel: BarPanel, y: float) -> float:
    """Draws the rows of a panel from ``y`` on, all to one scale; gives where they end."""
    columns = table.columns
    scale = BAR_LENGTH / largest(cell.figure for row in panel.rows for cell in plain_cells(row, columns))
    for row in panel.rows:
        if table.is_grid:
            canvas.texts.append(Text(0, y + 16, row.heading.short, bold=True))
            y += ROW_HEIGHT
        for number, cell in enumerate(plain_cells(row, columns)):
            name = _short(table, cell.column) if table.is_grid else row.heading.short
            y = _label(canvas, table, name, y)
            canvas.bar(cell.figure, _bar_start(table), y, scale, number)
            y += ROW_HEIGHT
        y += 6 if table.is_grid else 0
    return y


def _short(table: Table, column: str) -> str:
    return next(heading.short for heading in table.columns if heading.key == column)


def _bar_start(table: Table) -> int:
    """Where the bars of a table begin: at the left edge, if a label has no room beside its bar."""
    headings = [column.short for column in table.columns if not column.total]
    labels = headings if table.is_grid else [row.heading.short for row in table.rows]
    return BAR_START if max(map(len, labels), default=0) <= LABEL_LETTERS else 0


def _label(canvas: Canvas, table: Table, name: str, y: float) -> float:
    """Writes the label of a bar; gives where the bar stands: below it, where there is no room beside."""
    shown = name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1].rstrip(' ,')}…"
    canvas.texts.append(Text(0, y + 15, shown))
    return y if _bar_start(table) else y + ROW_HEIGHT - 4


def _number_ticks(panel: BarPanel, columns: Sequence[Heading], words: Words) -> Iterator[tuple[str, float]]:
    """The ticks of the axis of a panel: nought, and a round number that is not above its largest figure."""
    figures = [cell.figure for row in panel.rows for cell in plain_cells(row, columns)]
    known = [figure for figure in figures if figure.value is not None]
    if known:
        most = max(known, key=lambda figure: figure.value or 0)
        yield words(most._replace(value=0)), 0.0
        if most.value:
            tick = _round_number(most.value)
            yield words(most._replace(value=tick)), float(tick) / float(most.value) * BAR_LENGTH


def _round_number(most: Number) -> Number:
    """The largest 1, 2 or 5 with noughts before or behind it that is not above a number."""
    exponent = Decimal(most).adjusted()
    step = next(step for step in STEPS if step * Decimal(10) ** exponent <= most)
    return step * 10**exponent if exponent >= 0 else step * Decimal(10) ** exponent


def _axis(canvas: Canvas, ticks: Sequence[tuple[str, float]], start: float, y: float) -> Iterator[Polyline]:
    """The line below a panel's bars, with its ticks and their words."""
    if not ticks:
        return
    end = start + max(ticks[-1][1], 1.0)
    yield Polyline(((start, y), (round(end, 1), y)), "axis")
    for number, (words, distance) in enumerate(ticks):
        x = round(start + distance, 1)
        yield Polyline(((x, y), (x, y + TICK)), "axis")
        anchor = "middle" if number or start else "start"
        canvas.texts.append(Text(x, y + TICK + 15, words, anchor, muted=True))
