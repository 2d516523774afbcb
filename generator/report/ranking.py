"""A table across the areas of an edition -> one figure of each, ranked, with last year's and the median."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from generator.model.figure import Figure, Number
from generator.model.report import Report, Table
from generator.report.compare import Across, Bases, bases, change, counts_otherwise, year_before

#: From how many figures on their median says something that they do not say themselves.
LEAST_FOR_MEDIAN = 3


class Ranked(NamedTuple):
    """An area's figure, and that of the year before where the two may be compared."""

    report: Report
    figure: Figure
    before: Figure | None


class NotCompared(NamedTuple):
    """The year before, whose figures are not compared with this one's.

    It counted otherwise, or a rate rests on another population estimate (``bases``).
    """

    year: str
    bases: Bases | None


class Ranking(NamedTuple):
    """One figure of each area: those with a number, the highest first, then the others."""

    areas: tuple[Ranked, ...]
    #: The middle of the figures in order; None where these are fewer than three.
    median: Figure | None
    #: The year before, where an area has a figure of it.
    year: str
    not_compared: NotCompared | None


def ranking(across: Across, row: str | None, reports: Sequence[Report]) -> Ranking:
    """The areas by the figure of a row of a table without columns; of its first row if none is named.

    ``reports`` have each area's report of every edition once.  Areas with the same figure stay in the order
    in which ``across`` has them.
    """
    areas: list[Ranked] = []
    year, not_compared = "", None
    for report, table in across.reports:
        key = _key(table, row)
        before = year_before(report, reports)
        since = change(key, report, before)
        then = None
        if since is not None and not since.bases:
            then, year = since.then, since.edition
        elif before is not None:
            not_compared = not_compared or _not_compared(key, before, report)
        areas.append(Ranked(report, report.figures[key], then))
    return Ranking(_in_order(areas), median_of([one.figure for one in areas]), year, not_compared)


def _key(table: Table, row: str | None) -> str:
    chosen = next((one for one in table.rows if one.heading.key == row), table.rows[0])
    return chosen.cells[-1].key


def _in_order(areas: Iterable[Ranked]) -> tuple[Ranked, ...]:
    return tuple(sorted(areas, key=lambda one: (one.figure.value is None, -(one.figure.value or 0))))


def median_of(figures: Iterable[Figure]) -> Figure | None:
    """The middle one of some numbers in order, or what is half-way between the middle two."""
    known = [figure for figure in figures if figure.value is not None]
    if len(known) < LEAST_FOR_MEDIAN:
        return None
    middle = median(Decimal(figure.value or 0) for figure in known)
    is_whole = all(isinstance(figure.value, int) for figure in known) and middle == int(middle)
    value: Number = int(middle) if is_whole else middle
    return Figure(value, per_cent=known[0].per_cent)


def _not_compared(key: str, before: Report, report: Report) -> NotCompared | None:
    """Why an area's figure of the year before is not compared, where there is one."""
    earlier = report.lineage.same(key, before.lineage)
    if earlier is None or earlier not in before.figures:
        return None
    estimates = bases(key, before, report)
    if estimates or counts_otherwise(key.partition(".")[0], before, report):
        return NotCompared(before.edition.name, estimates)
    return None
