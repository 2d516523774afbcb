"""The charts that compare the areas of an edition: a bar for each, of one figure or of a row's parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.model.chart import ChartSpec
from generator.model.figure import Figure, Number, total_of
from generator.model.report import Heading, Row
from generator.render.charts.marks import (
    BAR_HEIGHT,
    BOX,
    ROW_HEIGHT,
    WIDTH,
    Box,
    Canvas,
    Drawing,
    Share,
    Text,
    Words,
    largest,
    plain_cells,
    share_of,
)
from generator.report.compare import Across
from generator.source.markdown import fill

#: Where bars begin, and how long the longest is: the areas' names need more room than those of columns.
AREA_START, AREA_LENGTH = 116, 176
#: The most areas with the same figure that are named in a sentence.
NAMED_AREAS = 2
#: Letters of an area's name that fit before its bar; the table beside the chart has the whole name.
NAME_LENGTH = 18


class Extreme(NamedTuple):
    """The highest or the lowest figure of some areas, and whose it is.

    ``areas`` are their names, unless they are so many that their ``number`` is told instead.
    """

    figure: str
    number: int
    areas: str


class Spread(NamedTuple):
    """What a figure is in the areas: which sentence says so, and what stands in it.

    ``kind``: all areas have the ``same``, there is a ``range``, one area ``alone`` has a number, or ``none``.
    """

    kind: Literal["same", "range", "alone", "none"]
    #: How many areas have a number, and how many have none.
    areas: int
    without: int
    low: Extreme | None = None
    high: Extreme | None = None


class LargestPart(NamedTuple):
    """The largest part of a row in the areas that publish all of it, and its share of the whole.

    ``kind``: there is ``one`` largest, several are as large (``tie``), one makes up the whole (``all``), the
    whole is ``nought``, the parts ``do not apply``, or no area publishes them (``none``).
    """

    kind: Literal["one", "tie", "all", "nought", "do not apply", "none"]
    #: How many areas publish all of the row, the first one's name, and how many areas do not.
    areas: int
    area: str
    without: int
    #: Whether a figure is not given yet, which a preview alone shows.
    gaps: bool = False
    #: The names of the largest parts, and what each of them is.
    name: str = ""
    part: str = ""
    whole: str = ""
    share: Share | None = None


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
    spread, part = None, None
    if len(table.columns) > 1:
        drawing = stacked_bars(rows, table.columns, words)
        # Rates of areas cannot be added up.
        part = _largest_part(rows, table.columns, language) if table.measure == "count" else None
    else:
        figures = [(area, row.cells[-1].figure) for area, row in rows]
        drawing, spread = area_bars(figures, words), _spread(figures, words, language)
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


def stacked_bars(rows: Sequence[tuple[str, Row]], columns: Sequence[Heading], words: Words) -> Drawing:
    """A bar for each area, made up of the plain cells of a row of a table with these columns."""
    canvas = Canvas(words)
    names = [column.short for column in columns if not column.total]
    legend = tuple(
        Text(number * (WIDTH / len(names)) + BAR_HEIGHT + 6, 15, name) for number, name in enumerate(names)
    )
    canvas.boxes += [
        Box(text.x - BAR_HEIGHT - 6, 4, BAR_HEIGHT, BAR_HEIGHT, kind) for kind, text in enumerate(legend)
    ]
    lengths = [sum(cell.figure.value or 0 for cell in plain_cells(row, columns)) for _, row in rows]
    scale = AREA_LENGTH / largest(map(Figure, lengths))
    for number, (area, row) in enumerate(rows, start=1):
        y = number * ROW_HEIGHT + 6
        canvas.texts.append(Text(0, y + 15, _short_name(area)))
        x = float(AREA_START)
        for kind, cell in enumerate(plain_cells(row, columns)):
            if cell.figure.value:
                length = round(float(cell.figure.value) * scale, 1)
                canvas.boxes.append(Box(round(x, 1), y + 4, length, BAR_HEIGHT, kind))
                x += length
            elif cell.figure.marker in ("x", "c"):
                canvas.boxes.append(Box(round(x, 1), y + 4, BOX, BAR_HEIGHT, cell.figure.marker))
                x += BOX
        whole = total_of(cell.figure for cell in plain_cells(row, columns))
        totals = (cell.figure for cell, column in zip(row.cells, columns, strict=True) if column.total)
        total = next(totals, whole)
        canvas.texts.append(Text(round(x + 6, 1), y + 15, words(total), muted=total.value is None))
    height = (len(rows) + 1) * ROW_HEIGHT + 10
    return Drawing(WIDTH, height, tuple(canvas.boxes), texts=tuple(canvas.texts), legend=legend)


def _spread(rows: Sequence[tuple[str, Figure]], words: Words, language: Language) -> Spread:
    known = [(area, figure) for area, figure in rows if figure.value is not None]
    without = len(rows) - len(known)
    if not known:
        return Spread("none", 0, without)
    values = [figure.value or 0 for _, figure in known]
    low, high = (_extreme(known, value, words, language) for value in (min(values), max(values)))
    kind: Literal["same", "range", "alone"] = "same" if min(values) == max(values) else "range"
    if len(known) == 1:
        kind = "alone"
    return Spread(kind, len(known), without, low, high)


def _extreme(known: Sequence[tuple[str, Figure]], value: Number, words: Words, language: Language) -> Extreme:
    """Who has a value, at least one area does."""
    having = [(area, figure) for area, figure in known if figure.value == value]
    areas = wording.names((area for area, _ in having), language) if len(having) <= NAMED_AREAS else ""
    return Extreme(words(having[0][1]), len(having), areas)


def _largest_part(
    rows: Sequence[tuple[str, Row]], columns: Sequence[Heading], language: Language
) -> LargestPart:
    """The largest part: nothing is added up of which a part is suppressed or not available."""
    figures = [(area, [cell.figure for cell in plain_cells(row, columns)]) for area, row in rows]
    published = [(area, parts) for area, parts in figures if all(one.marker in (None, "z") for one in parts)]
    without = len(rows) - len(published)
    names = [column.short for column in columns if not column.total]
    sums = [sum(parts[place].value or 0 for _, parts in published) for place in range(len(names))]
    whole, most = sum(sums), max(sums, default=0)
    gaps = any(one.marker == "gap" for _, parts in figures for one in parts)
    if not published:
        return LargestPart("none", 0, "", without, gaps)
    area = published[0][0]
    if not whole:
        any_number = any(one.value is not None for _, parts in published for one in parts)
        return LargestPart("nought" if any_number else "do not apply", len(published), area, without, gaps)
    largest_parts = [name for name, part in zip(names, sums, strict=True) if part == most]
    kind: Literal["one", "tie", "all"] = (
        "tie" if len(largest_parts) > 1 else "all" if most == whole else "one"
    )
    return LargestPart(
        kind,
        len(published),
        area,
        without,
        gaps,
        wording.names(largest_parts, language),
        wording.number(most, language),
        wording.number(whole, language),
        share_of(most, whole, language),
    )


def _short_name(name: str) -> str:
    """An area's name, cut where it would run into its bar."""
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip(' ,')}…"
