"""The dot plot of the areas of an edition: a dot for each, ranked, with last year's dot and the median.

Each row is a drawing of its own whose places are per cents of its width, so that it takes the room there is
and the areas' names are words of the page, which wrap and grow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from generator.languages import Language, wording
from generator.model.chart import ChartSpec
from generator.model.figure import Figure, Marker, Number
from generator.model.report import Report
from generator.render.charts.areas import Spread, spread_of
from generator.render.charts.marks import Words
from generator.report.compare import Across
from generator.report.ranking import NotCompared, Ranked, ranking
from generator.source.markdown import fill

#: Where nought and the highest value lie, in per cent of the width: a dot there is not cut in half.
START, END = 2, 97
#: The most steps of the scale.
MOST_STEPS = 5


class Tick(NamedTuple):
    """A value of the scale and its place."""

    x: str
    words: str


class DotRow(NamedTuple):
    """An area with its dot and last year's, each where there is a number to be shown."""

    name: str
    href: str
    words: str
    marker: Marker | None
    x: str
    before: str
    before_x: str


class DotPlot(NamedTuple):
    """A dot plot: its rows, its scale, and what is said of it."""

    id: str
    title: str
    #: The anchor of the table with the same figures.
    table: str
    rows: tuple[DotRow, ...]
    ticks: tuple[Tick, ...]
    spread: Spread
    median: Tick | None
    #: This year, and the year before if a row has a dot of it.
    year: str
    year_before: str
    not_compared: NotCompared | None


def dot_plot(
    spec: ChartSpec,
    across: Across,
    reports: Sequence[Report],
    link_to: Callable[[Report], str],
    words: Words,
    language: Language,
) -> DotPlot:
    """The dot plot of a table across the areas.

    ``reports`` have each area's report of every edition once, ``link_to`` leads to one, ``words`` writes a
    figure.
    """
    ranked = ranking(across, spec.row, reports)
    report = across.reports[0][0]
    rows = [_Row(one, one.report.area.name.in_language(language)) for one in ranked.areas]
    values = [value for row in rows for value in (row.value, row.value_before) if value is not None]
    highest = max(values, default=0)
    place = _Places(float(highest) or 1.0)
    of_areas = [(row.name, row.one.figure) for row in rows]
    middle = ranked.median
    return DotPlot(
        f"dots-{across.table.id}",
        fill(spec.title.in_language(language), report.facts),
        across.table.id,
        tuple(row.drawn(place, link_to, words) for row in rows),
        tuple(Tick(place.of(step), wording.number(step, language)) for step in scale_steps(highest)),
        spread_of(of_areas, words, language),
        Tick(place.of(middle.value or 0), words(middle)) if middle else None,
        report.edition.name,
        ranked.year if any(row.value_before is not None for row in rows) else "",
        ranked.not_compared,
    )


class _Places(NamedTuple):
    """The scale from nought to a highest value above it."""

    highest: float

    def of(self, value: Number) -> str:
        return f"{START + (END - START) * float(value) / self.highest:.2f}%"


class _Row(NamedTuple):
    """An area before it is drawn."""

    one: Ranked
    name: str

    @property
    def value(self) -> Number | None:
        return self.one.figure.value

    @property
    def value_before(self) -> Number | None:
        """Last year's, where there is one of this year to be compared with it."""
        return self.one.before.value if self.one.before and self.value is not None else None

    def drawn(self, place: _Places, link_to: Callable[[Report], str], words: Words) -> DotRow:
        value, before = self.value, self.value_before
        figure: Figure = self.one.figure
        return DotRow(
            self.name,
            link_to(self.one.report),
            words(figure),
            figure.marker,
            place.of(value) if value is not None else "",
            words(self.one.before) if self.one.before and before is not None else "",
            place.of(before) if before is not None else "",
        )


def scale_steps(highest: Number) -> tuple[int, ...]:
    """Round numbers in equal steps, from nought to the last that is not above a highest value: 0, 50, 100."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            number = int(highest // step)
            if number <= MOST_STEPS:
                return tuple(step * place for place in range(number + 1))
        power *= 10
