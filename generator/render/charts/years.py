"""The small charts of an area's figures over the years: a line for each, and what became of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.model.figure import Figure, Number
from generator.render.charts.marks import BAR_HEIGHT, BOX, Box, Dot, Drawing, Polyline, Text, Words, largest
from generator.report.trends import Break, Series, Trend

#: A small chart of one figure over the years.
LINE_WIDTH, LINE_HEIGHT, LINE_TOP, LINE_SIDE = 220, 110, 26, 34


class Course(NamedTuple):
    """How a figure went from the first to the last year with a number: which sentence, and what stands in it.

    ``kind``: it went ``up`` or ``down``, is the ``same``, was known ``once`` in all years or in these
    (``once here``), or ``never``.  ``difference`` is by how many, where things are counted.  Years behind a
    break have it as ``since``: they are not compared with those before it.
    """

    kind: Literal["up", "down", "same", "once", "once here", "never"]
    first_year: str = ""
    first: str = ""
    last_year: str = ""
    last: str = ""
    difference: str = ""
    since: Break | None = None


class YearChart(NamedTuple):
    """The chart of one figure over the years: its marks, and what is said of it between each two breaks."""

    id: str
    title: str
    drawing: Drawing
    courses: tuple[Course, ...]


class _Known(NamedTuple):
    """A year with a number."""

    year: str
    figure: Figure
    value: Number


def year_chart(trend: Trend, series: Series, name: str, words: Words, language: Language) -> YearChart:
    """The chart of one of a table's series; ``name`` is its id in the page, ``words`` writes a figure."""
    return YearChart(name, series.short, line(trend, series, words), _courses(trend, series, words, language))


def _courses(trend: Trend, series: Series, words: Words, language: Language) -> tuple[Course, ...]:
    """The course of each stretch of years between two breaks that has a number."""
    # Of several reasons at one place, the first one is told here; the page tells all of them.
    starts: dict[int, Break | None] = {0: None}
    for one in trend.breaks:
        if one.concerns(series):
            starts.setdefault(one.position, one)
    ends = [*list(starts)[1:], len(trend.editions)]
    stretches = [
        (since, _known(trend, series, start, end))
        for (start, since), end in zip(starts.items(), ends, strict=True)
    ]
    with_numbers = [(since, known) for since, known in stretches if known]
    if not with_numbers:
        return (Course("never"),)
    number = sum(len(known) for _, known in with_numbers)
    if number == 1:
        ((_, ((year, figure, _),)),) = with_numbers
        return (Course("once", year, words(figure)),)
    is_rate = trend.table.measure == "rate"
    return tuple(_course(known, words, language, since, is_rate) for since, known in with_numbers)


def _known(trend: Trend, series: Series, start: int, end: int) -> list[_Known]:
    points = zip(trend.editions[start:end], series.points[start:end], strict=True)
    return [_Known(year, one, one.value) for year, one in points if one is not None and one.value is not None]


def _course(
    known: Sequence[_Known], words: Words, language: Language, since: Break | None, is_rate: bool
) -> Course:
    first, last = known[0], known[-1]
    if len(known) == 1:
        return Course("once here", first.year, words(first.figure), since=since)
    start, end = first.value, last.value
    kind: Literal["up", "down", "same"] = "up" if end > start else "down" if end < start else "same"
    difference = ""
    if last.figure.is_count and first.figure.is_count and not is_rate and kind != "same":
        difference = wording.number(max(end - start, start - end), language)
    return Course(kind, first.year, words(first.figure), last.year, words(last.figure), difference, since)


def line(trend: Trend, series: Series, words: Words) -> Drawing:
    """One figure over the years: a line with a gap where there is no number, and a rule at each break."""
    places = _across(len(trend.editions))
    bottom = LINE_HEIGHT - 24
    scale = (bottom - LINE_TOP) / largest(figure for figure in series.points if figure is not None)
    broken = {one.position for one in trend.breaks if one.concerns(series)}
    texts = [
        Text(x, LINE_HEIGHT - 6, edition, "middle", muted=True)
        for x, edition in zip(places, trend.editions, strict=True)
    ]
    lines = [Polyline(((0, bottom), (LINE_WIDTH, bottom)), "axis")]
    lines += [
        Polyline(((x, 4), (x, bottom)), "break")
        for position in sorted(broken)
        for x in [round((places[position - 1] + places[position]) / 2, 1)]
    ]
    dots: list[Dot] = []
    boxes: list[Box] = []
    run: list[tuple[float, float]] = []
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
