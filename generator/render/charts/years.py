"""The small charts of an area's figures over the years: a line for each, and what became of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from generator.languages import Language, wording
from generator.render.charts.marks import BAR_HEIGHT, BOX, Box, Dot, Drawing, Polyline, Text, Words, largest
from generator.report.trends import Series, Trend

#: A small chart of one figure over the years.
LINE_WIDTH, LINE_HEIGHT, LINE_TOP, LINE_SIDE = 220, 110, 26, 34


class Course(NamedTuple):
    """How a figure went from the first to the last year with a number: which sentence, and what stands in it.

    ``kind``: it went ``up`` or ``down``, is the ``same``, was known ``once`` or ``never``.  ``difference`` is
    by how many, where things are counted.
    """

    kind: Literal["up", "down", "same", "once", "never"]
    first_year: str = ""
    first: str = ""
    last_year: str = ""
    last: str = ""
    difference: str = ""


class YearChart(NamedTuple):
    """The chart of one figure over the years: its marks, and what is said of it."""

    id: str
    title: str
    drawing: Drawing
    course: Course
    #: Whether it is counted otherwise from one of the years on.
    broken: bool


def year_chart(trend: Trend, series: Series, name: str, words: Words, language: Language) -> YearChart:
    """The chart of one of a table's series; ``name`` is its id in the page, ``words`` writes a figure."""
    course = _course(trend, series, words, language)
    return YearChart(name, series.short, line(trend, series, words), course, bool(trend.breaks))


def _course(trend: Trend, series: Series, words: Words, language: Language) -> Course:
    points = zip(trend.editions, series.points, strict=True)
    known = [(year, figure, figure.value) for year, figure in points if figure and figure.value is not None]
    if not known:
        return Course("never")
    (first_year, first, start), (last_year, last, end) = known[0], known[-1]
    if len(known) == 1:
        return Course("once", first_year, words(first))
    kind: Literal["up", "down", "same"] = "up" if end > start else "down" if end < start else "same"
    difference = wording.number(max(end - start, start - end), language) if last.is_count else ""
    return Course(kind, first_year, words(first), last_year, words(last), difference)


def line(trend: Trend, series: Series, words: Words) -> Drawing:
    """One figure over the years: a line with a gap where there is no number, and a rule at each break."""
    places = _across(len(trend.editions))
    bottom = LINE_HEIGHT - 24
    scale = (bottom - LINE_TOP) / largest(figure for figure in series.points if figure is not None)
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
