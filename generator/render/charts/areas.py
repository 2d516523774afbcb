"""The charts that compare the areas of an edition: a bar for each, of one figure or of a row's parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.model.edition import ChartSpec
from generator.model.figure import Figure, total_of
from generator.model.report import Row
from generator.render.charts.marks import (
    BAR_HEIGHT,
    BOX,
    ROW_HEIGHT,
    WIDTH,
    Box,
    Canvas,
    Drawing,
    Text,
    Words,
    largest,
    plain_cells,
)
from generator.report.compare import Across
from generator.source.markdown import fill

#: Where bars begin, and how long the longest is: the areas' names need more room than those of columns.
AREA_START, AREA_LENGTH = 116, 176
#: Letters of an area's name that fit before its bar; the table beside the chart has the whole name.
NAME_LENGTH = 18


class Spread(NamedTuple):
    """What a figure is in the areas: which sentence says so, and what stands in it.

    ``kind``: all areas have the ``same``, there is a ``range``, one area ``alone`` has a number, or ``none``.
    """

    kind: Literal["same", "range", "alone", "none"]
    #: How many areas have a number, and how many have none.
    areas: int
    without: int
    low: str = ""
    lowest: str = ""
    high: str = ""
    highest: str = ""


class LargestPart(NamedTuple):
    """The largest part of a row in the areas that publish all of it, and its share of the whole.

    ``kind``: ``several`` areas have something in it, one area ``alone``, or ``none``.
    """

    kind: Literal["several", "alone", "none"]
    #: How many areas publish all of the row, the first one's name, and how many areas do not.
    areas: int
    area: str
    without: int
    name: str = ""
    part: str = ""
    whole: str = ""
    share: str = ""


class AreaChart(NamedTuple):
    """A chart of the areas: its marks, and what is said of it: one figure's spread, or the largest part."""

    id: str
    title: str
    #: The anchor of the table with the same figures.
    table: str
    drawing: Drawing
    spread: Spread | None
    largest_part: LargestPart | None


def area_chart(spec: ChartSpec, across: Across, words: Words, language: Language) -> AreaChart:
    """The chart that an edition specifies, of a table across the areas; ``words`` writes a figure."""
    rows = _rows(across, spec.row, language)
    table = across.table
    names = tuple(column.short for column in table.columns if not column.total)
    if len(table.columns) > 1:
        drawing, spread, part = (stacked_bars(rows, names, words), None, _largest_part(rows, names, language))
    else:
        figures = [(area, row.cells[-1].figure) for area, row in rows]
        drawing, spread, part = area_bars(figures, words), _spread(figures, words), None
    title = fill(spec.title.in_language(language), across.reports[0][0].facts)
    return AreaChart(f"chart-{table.id}", title, table.id, drawing, spread, part)


def _rows(across: Across, key: str | None, language: Language) -> list[tuple[str, Row]]:
    """Each area's name with the row of its table that a chart draws; the first row if it names none."""
    return [
        (
            report.area.name.in_language(language),
            next((row for row in table.rows if row.heading.key == key), table.rows[0]),
        )
        for report, table in across.reports
    ]


def area_bars(rows: Sequence[tuple[str, Figure]], words: Words) -> Drawing:
    """A bar for each area's figure, in the order given."""
    canvas = Canvas(words)
    scale = AREA_LENGTH / largest(figure for _, figure in rows)
    for number, (area, figure) in enumerate(rows):
        y = number * ROW_HEIGHT
        canvas.texts.append(Text(0, y + 15, _short_name(area)))
        canvas.bar(figure, AREA_START, y, scale)
    return Drawing(WIDTH, len(rows) * ROW_HEIGHT + 4, tuple(canvas.boxes), texts=tuple(canvas.texts))


def stacked_bars(rows: Sequence[tuple[str, Row]], names: Sequence[str], words: Words) -> Drawing:
    """A bar for each area, made up of the plain cells of a row; ``names`` are those of the cells."""
    canvas = Canvas(words)
    legend = tuple(
        Text(number * (WIDTH / len(names)) + BAR_HEIGHT + 6, 15, name) for number, name in enumerate(names)
    )
    canvas.boxes += [
        Box(text.x - BAR_HEIGHT - 6, 4, BAR_HEIGHT, BAR_HEIGHT, kind) for kind, text in enumerate(legend)
    ]
    lengths = [sum(cell.figure.value or 0 for cell in plain_cells(row)) for _, row in rows]
    scale = AREA_LENGTH / largest(map(Figure, lengths))
    for number, (area, row) in enumerate(rows, start=1):
        y = number * ROW_HEIGHT + 6
        canvas.texts.append(Text(0, y + 15, _short_name(area)))
        x = float(AREA_START)
        for kind, cell in enumerate(plain_cells(row)):
            if cell.figure.value:
                length = round(float(cell.figure.value) * scale, 1)
                canvas.boxes.append(Box(round(x, 1), y + 4, length, BAR_HEIGHT, kind))
                x += length
            elif cell.figure.marker in ("x", "c"):
                canvas.boxes.append(Box(round(x, 1), y + 4, BOX, BAR_HEIGHT, cell.figure.marker))
                x += BOX
        whole = total_of(cell.figure for cell in plain_cells(row))
        total = next((cell.figure for cell in reversed(row.cells) if cell.total), whole)
        canvas.texts.append(Text(round(x + 6, 1), y + 15, words(total), muted=total.value is None))
    height = (len(rows) + 1) * ROW_HEIGHT + 10
    return Drawing(WIDTH, height, tuple(canvas.boxes), texts=tuple(canvas.texts), legend=legend)


def _spread(rows: Sequence[tuple[str, Figure]], words: Words) -> Spread:
    known = [(area, figure) for area, figure in rows if figure.value is not None]
    without = len(rows) - len(known)
    if not known:
        return Spread("none", 0, without)
    known.sort(key=lambda row: row[1].value or 0)
    (lowest, low), (highest, high) = known[0], known[-1]
    kind: Literal["same", "range", "alone"] = "same" if low == high else "range"
    if len(known) == 1:
        kind = "alone"
    return Spread(kind, len(known), without, words(low), lowest, words(high), highest)


def _largest_part(rows: Sequence[tuple[str, Row]], names: Sequence[str], language: Language) -> LargestPart:
    """The largest part: nothing is added up of which a part is suppressed or not available."""
    published = [(area, row) for area, row in rows if _is_published(row)]
    area, without = published[0][0] if published else "", len(rows) - len(published)
    parts = [
        (sum(plain_cells(row)[place].figure.value or 0 for _, row in published), name)
        for place, name in enumerate(names)
    ]
    whole = sum(part for part, _ in parts)
    if not whole:
        return LargestPart("none", len(published), area, without)
    part, name = max(parts)
    number = wording.number
    return LargestPart(
        "alone" if len(published) == 1 else "several",
        len(published),
        area,
        without,
        name,
        number(part, language),
        number(whole, language),
        wording.share(part, whole, language),
    )


def _is_published(row: Row) -> bool:
    """Whether each part of a row is a number, or has none because it does not apply."""
    return all(cell.figure.marker in (None, "z") for cell in plain_cells(row))


def _short_name(name: str) -> str:
    """An area's name, cut where it would run into its bar."""
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip(' ,')}…"
