"""A table of a year -> how its figures changed on the year before: of an area, of each area and in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from generator.model.figure import Figure, Number, total_of
from generator.model.report import Report, Table
from generator.report import compare
from generator.report.compare import Across

#: Why a change has no number: the markers of figures, and ``b`` where the two years cannot be compared (the
#: Government Analysis Function's sign for a break in time series).
ChangeMarker = Literal["z", "x", "c", "b"]


class Difference(NamedTuple):
    """How much more there is than in the year before, or the marker for why that has no number."""

    value: Number | None = None
    marker: ChangeMarker | None = None


class Changes(NamedTuple):
    """The changes of one figure: of each area in the order of the table's reports, and of all together.

    ``total`` is None for a table that has no totals.
    """

    of_areas: tuple[Difference, ...]
    total: Difference | None


class Before(NamedTuple):
    """The figure of the year before, None if the two cannot be compared, and how much there is more now."""

    figure: Figure | None
    change: Difference


class LastYear(NamedTuple):
    """What stands beside the rows of an area's table: the year before, and its figures by the key of ours."""

    edition: str
    figures: Mapping[str, Before]


def last_year(table: Table, now: Report, before: Report | None) -> LastYear | None:
    """The figures of the year before beside the total of each row, or beside its only figure.

    None if there are no totals, or no number that counts what one of this year does.
    """
    if before is None or (table.is_grid and not table.columns[-1].total):
        return None
    figures = {}
    for key in (row.cells[-1].key for row in table.rows):
        change = compare.change(key, now, before)
        figures[key] = Before(change.then if change else None, _of_area(key, now, before))
    has_number = any(one.figure is not None and one.figure.value is not None for one in figures.values())
    return LastYear(before.edition.name, figures) if has_number else None


def with_changes(table: Table) -> frozenset[str]:
    """The keys of the figures whose change is told: those that stand for others, or all if none does.

    Of a grid these are the totals of its rows; of a list its total, or each of its figures.
    """
    totals = frozenset(cell.key for row in table.rows for cell in row.cells[-1:] if table.columns[-1].total)
    if table.is_grid:
        return totals
    totals = frozenset(cell.key for row in table.rows if row.heading.total for cell in row.cells)
    return totals or frozenset(cell.key for cell in table.cells)


def changes(across: Across, counted: Iterable[Report]) -> dict[str, Changes]:
    """The changes of a table by the key of the figure, where any area has one that is a number.

    ``counted`` are the reports of all years, each area's once.
    """
    everything = tuple(counted)
    before = [compare.year_before(report, everything) for report, _ in across.reports]
    told: dict[str, Changes] = {}
    wanted = with_changes(across.table)
    for place, cell in enumerate(across.table.cells):
        if cell.key not in wanted:
            continue
        of_areas = tuple(
            _of_area(cell.key, report, earlier)
            for (report, _), earlier in zip(across.reports, before, strict=True)
        )
        if any(one.value is not None for one in of_areas):
            total = _of_all(cell.key, across, before, across.totals[place]) if across.totals else None
            told[cell.key] = Changes(of_areas, total)
    return told


def _of_area(key: str, now: Report, before: Report | None) -> Difference:
    if before is None:
        return Difference(marker="x")
    change = compare.change(key, now, before)
    if change is None or change.bases:
        return Difference(marker="b")
    return _between(change.now, change.then)


def _of_all(key: str, across: Across, before: Sequence[Report | None], now: Figure) -> Difference:
    """The change of the sum over all areas; there is none if any of them cannot be compared."""
    then = []
    for (report, _), earlier in zip(across.reports, before, strict=True):
        change = compare.change(key, report, earlier)
        if change is None or change.bases:
            return Difference(marker="b")
        then.append(change.then)
    return _between(now, total_of(then))


def _between(now: Figure, then: Figure) -> Difference:
    if now.value is not None and then.value is not None:
        return Difference(now.value - then.value)
    if now.value is not None and then.marker == "z":
        return Difference(marker="b")
    marker = now.marker or then.marker
    assert marker is not None
    return Difference(marker="x" if marker == "gap" else marker)
