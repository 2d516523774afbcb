"""The charts that compare the areas of an edition: a bar for each, of one figure or of a row's parts.

Bars are drawn in per cent of the longest, beside names of any length: no letter has to fit into a drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.model.chart import ChartSpec
from generator.model.figure import Figure, Number, total_of
from generator.model.report import Heading, Row
from generator.render.charts.marks import Share, Words, largest, plain_cells, share_of
from generator.report.compare import Across
from generator.source.markdown import fill

#: The most areas with the same figure that are named in a sentence.
NAMED_AREAS = 2
#: The length of the mark of a figure that is suppressed or not available, in per cent of the longest bar.
MARK = 6.0


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


class BarPart(NamedTuple):
    """A part of a bar, in per cent of the longest; ``kind`` is as that of a ``Box``."""

    start: float
    length: float
    kind: int | str


class AreaBar(NamedTuple):
    """An area's bar, with its figure in words, or why there is none."""

    area: str
    words: str
    is_number: bool
    parts: tuple[BarPart, ...]


class AreaChart(NamedTuple):
    """A chart of the areas, and what is said of it: one figure's spread, or the largest part."""

    id: str
    title: str
    #: The anchor of the table with the same figures.
    table: str
    #: The longest first; those without a number last.
    bars: tuple[AreaBar, ...]
    #: The names of the stacked parts, in order; of bars of one part there are none.
    legend: tuple[str, ...]
    spread: Spread | None
    largest_part: LargestPart | None


def area_chart(spec: ChartSpec, across: Across, words: Words, language: Language) -> AreaChart:
    """The chart that an edition specifies, of a table across the areas; ``words`` writes a figure."""
    rows = _rows(across, spec.row, language)
    table = across.table
    spread, part = None, None
    legend: tuple[str, ...] = ()
    if len(table.columns) > 1:
        bars = stacked_bars(rows, table.columns, words)
        legend = tuple(column.short for column in table.columns if not column.total)
        # Rates of areas cannot be added up.
        part = _largest_part(rows, table.columns, language) if table.measure == "count" else None
    else:
        figures = [(area, row.cells[-1].figure) for area, row in rows]
        bars, spread = area_bars(figures, words), spread_of(figures, words, language)
    title = fill(spec.title.in_language(language), across.reports[0][0].facts)
    return AreaChart(f"chart-{table.id}", title, table.id, bars, legend, spread, part)


def _rows(across: Across, key: str | None, language: Language) -> list[tuple[str, Row]]:
    """Each area's name with the row of its table that a chart draws; the first row if it names none."""
    return [
        (
            report.area.name.in_language(language),
            next((row for row in table.rows if row.heading.key == key), table.rows[0]),
        )
        for report, table in across.reports
    ]


def area_bars(rows: Sequence[tuple[str, Figure]], words: Words) -> tuple[AreaBar, ...]:
    """A bar for each area's figure."""
    return _bars([(area, figure, (figure,)) for area, figure in rows], words)


def stacked_bars(
    rows: Sequence[tuple[str, Row]], columns: Sequence[Heading], words: Words
) -> tuple[AreaBar, ...]:
    """A bar for each area, made up of the plain cells of a row of a table with these columns."""
    bars = []
    for area, row in rows:
        parts = tuple(cell.figure for cell in plain_cells(row, columns))
        totals = (cell.figure for cell, column in zip(row.cells, columns, strict=True) if column.total)
        bars.append((area, next(totals, total_of(parts)), parts))
    return _bars(bars, words)


def _bars(rows: Sequence[tuple[str, Figure, tuple[Figure, ...]]], words: Words) -> tuple[AreaBar, ...]:
    """The bars of areas with their whole and its parts, in the order of the wholes."""
    lengths = [Figure(sum(part.value or 0 for part in parts)) for _, _, parts in rows]
    marks = max((sum(part.marker in ("x", "c") for part in parts) for _, _, parts in rows), default=0)
    scale = (100 - MARK * marks) / largest(lengths)
    ordered = sorted(rows, key=lambda row: (row[1].value is None, -(row[1].value or 0)))
    return tuple(
        AreaBar(area, words(whole), whole.value is not None, _parts(parts, scale))
        for area, whole, parts in ordered
    )


def _parts(figures: tuple[Figure, ...], scale: float) -> tuple[BarPart, ...]:
    """The parts of a bar one behind the other; nought is a line where it is the whole bar."""
    parts: list[BarPart] = []
    start = 0.0
    for kind, figure in enumerate(figures):
        if figure.value:
            length = float(figure.value) * scale
            parts.append(BarPart(round(start, 2), round(length, 2), kind))
        elif figure.marker in ("x", "c"):
            length = MARK
            parts.append(BarPart(round(start, 2), length, figure.marker))
        else:
            length = 0.0
        start += length
    if not parts and any(figure.value == 0 for figure in figures):
        return (BarPart(0, 0, "zero"),)
    return tuple(parts)


def spread_of(rows: Sequence[tuple[str, Figure]], words: Words, language: Language) -> Spread:
    """What a figure is in the areas, by their names."""
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
