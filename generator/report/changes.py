"""A table of a year -> how its figures changed on the year before: of an area, of each area and in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from generator.languages import Language
from generator.languages.wording import signed
from generator.model.edition import Edition
from generator.model.figure import Figure, Number, total_of
from generator.model.report import Report, Table
from generator.report import compare
from generator.report.compare import Across, Bases, Change
from generator.report.notes import AreaNote, place_of
from generator.report.wording import figure_words

#: Why a change has no number: the markers of figures, and ``b`` where the two years cannot be compared (the
#: Government Analysis Function's sign for a break in time series).
ChangeMarker = Literal["z", "x", "c", "b"]

#: The most columns of a table that has last year's figures beside it: with more, it would be set smaller.
MOST_BESIDE = 6


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

    def in_words(self, edition: Edition, language: Language) -> tuple[str, str]:
        """Both as this year's edition says them; nothing for what cannot be compared."""
        figure, (value, marker) = self
        before = figure_words(figure, edition, language) if figure is not None else ""
        if value is not None:
            return before, signed(value, language)
        return before, "" if marker == "b" else figure_words(Figure(marker=marker), edition, language)


class LastYear(NamedTuple):
    """What stands beside the rows of an area's table: the year before, and its figures by the key of ours."""

    edition: str
    figures: Mapping[str, Before]
    #: The estimates that the rates of the two years rest on, where these differ.
    bases: Bases | None
    #: What the area said of last year's figures, and does not say of this year's.
    notes: tuple[AreaNote, ...]


def last_year(table: Table, now: Report, before: Report | None) -> LastYear | None:
    """The figures of the year before beside the total that ends each row, or beside its only figure.

    None if no total ends them, if there are many columns already, or no number that counts what one of this
    year does.
    """
    if before is None or len(table.columns) > MOST_BESIDE or (table.is_grid and not table.columns[-1].total):
        return None
    changed = {key: compare.change(key, now, before) for key in (row.cells[-1].key for row in table.rows)}
    figures = {
        key: Before(change.then if change else None, _difference(change)) for key, change in changed.items()
    }
    if not any(one.figure is not None and one.figure.value is not None for one in figures.values()):
        return None
    said = {note.text for note in table.notes}
    earlier = now.lineage.same(table.key, before.lineage)
    notes = (
        AreaNote(before, place_of(one, note), note.text)
        for one in before.tables
        for note in one.notes
        if one.key == earlier and note.own and note.text not in said
    )
    return LastYear(before.edition.name, figures, compare.bases(table.key, before, now), tuple(notes))


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
    return _difference(compare.change(key, now, before)) if before else Difference(marker="x")


def _difference(change: Change | None) -> Difference:
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
