"""A table across the areas of a year -> its heads, rows and marks as the year's page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.languages import Language
from generator.languages.wording import signed
from generator.model.figure import Figure, Marker, Number
from generator.model.report import Report, Table
from generator.render.charts.marks import Words
from generator.report import compare
from generator.report.changes import ChangeMarker, Changes, Difference, changes
from generator.report.compare import Across, Bases, edition_words
from generator.report.notes import joint_notes
from generator.report.trends import Break
from generator.site.columns import Column, Group, column_groups
from generator.site.data import SiteData

#: From how many columns on a table is too dense to show them all at first.
MANY_COLUMNS = 12
#: The markers of the key under a table, in order.
KEY_MARKERS: tuple[ChangeMarker, ...] = ("z", "x", "c", "b")


class ComparedCell(NamedTuple):
    """A figure, or how it changed, under its column.

    ``marker`` is the sign for why there is no number, which ``words`` says in full, but for ``b``; ``bar`` is
    the figure's length in per cent of the longest, where it is drawn as well.
    """

    column: Column
    words: str
    marker: Marker | ChangeMarker | None
    bar: float | None = None


class ComparedNote(NamedTuple):
    """A note under a table: on all of it, or of an area on its own figures, by their row and column."""

    number: int
    area: str
    place: str
    text: str


class ComparedRow(NamedTuple):
    """An area's figures, with the link to its own table and the numbers of its notes."""

    area: str
    name: str
    href: str
    cells: tuple[ComparedCell, ...]
    notes: tuple[int, ...]


class OtherBase(NamedTuple):
    """The year before, whose rates rest on another population estimate."""

    year: str
    bases: Bases


class ComparedTable(NamedTuple):
    """A table across the areas: a row for each, a column for each of its cells; rates have no totals.

    ``before`` is the year that changes count from, ``marks`` the signs that occur, each with its words but
    for ``b``; ``stub`` is what the labels of numbered columns have in common, empty if there are none.
    """

    table: Table
    stub: str
    groups: tuple[Group, ...]
    rows: tuple[ComparedRow, ...]
    totals: tuple[ComparedCell, ...]
    notes: tuple[ComparedNote, ...]
    marks: tuple[tuple[ChangeMarker, str], ...]
    before: str
    #: Whether its figures are per cents, so that a change is in percentage points.
    per_cent: bool
    other_base: OtherBase | None
    redefined: Break | None

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns but that of the areas."""
        return tuple(column for group in self.groups for column in group.columns)

    @property
    def first_places(self) -> frozenset[int]:
        """Where each row of a grid begins."""
        return (
            frozenset(group.columns[0].place for group in self.groups) if self.table.is_grid else frozenset()
        )

    @property
    def has_many_columns(self) -> bool:
        """Whether all columns at once are hard to read even in a wide window."""
        return len(self.columns) > MANY_COLUMNS

    @property
    def names_unit(self) -> bool:
        """Whether the head of a single figure says its unit, so that it does not stand above it as well."""
        return self.table.is_single and self.columns[0].label == self.table.unit

    @property
    def title_notes(self) -> tuple[int, ...]:
        """The numbers of the notes on all of it."""
        return tuple(note.number for note in self.notes if not note.area)


class _Wording(NamedTuple):
    """What the words of cells are made with."""

    figure: Words
    language: Language
    #: The words of the markers.
    markers: Mapping[ChangeMarker, str]
    #: The largest figure of a table whose figures are drawn as bars, else 0.
    longest: Number


def compared(data: SiteData, across: Across, path: str, words: Words) -> ComparedTable:
    """A table as the page at a path shows it; rates, which have no total, are drawn beside their figures."""
    first, table = across.reports[0]
    earlier = next(iter(compare.edition_before(first, data.counted)), None)
    changed = changes(across, data.counted)
    stub, groups = column_groups(table, frozenset(changed))
    markers = first.edition.markers
    wording = _Wording(
        words,
        data.language,
        {marker: markers.words(marker).in_language(data.language) for marker in ("z", "x", "c")},
        across.largest if table.measure == "rate" else 0,
    )
    columns = tuple(column for group in groups for column in group.columns)
    notes = _notes(data, across)
    rows = _rows(data, across, path, columns, changed, notes, wording)
    totals = _totals(across, columns, changed, wording)
    return ComparedTable(
        across.table,
        stub,
        groups,
        rows,
        totals,
        notes,
        _marks((*(cell for row in rows for cell in row.cells), *totals), wording),
        earlier.edition.name if earlier else "",
        any(of_area.is_per_cent for _, of_area in across.reports),
        _other_base(table, first, earlier),
        _redefined(table, first, earlier),
    )


def _rows(
    data: SiteData,
    across: Across,
    path: str,
    columns: Sequence[Column],
    changed: Mapping[str, Changes],
    notes: Sequence[ComparedNote],
    wording: _Wording,
) -> tuple[ComparedRow, ...]:
    rows = []
    for place, (report, table) in enumerate(across.reports):
        name = data.name(report.area)
        figures = [cell.figure for cell in table.cells]
        differences = {key: one.of_areas[place] for key, one in changed.items()}
        href = f"{data.link_to_report(report, path)}#{table.id}"
        cells = _cells(columns, figures, differences, wording)
        own = tuple(note.number for note in notes if note.area == name)
        rows.append(ComparedRow(report.area.slug, name, href, cells, own))
    return tuple(rows)


def _totals(
    across: Across, columns: Sequence[Column], changed: Mapping[str, Changes], wording: _Wording
) -> tuple[ComparedCell, ...]:
    if across.totals is None:
        return ()
    differences = {key: one.total for key, one in changed.items() if one.total is not None}
    return _cells(columns, across.totals, differences, wording)


def _cells(
    columns: Iterable[Column],
    figures: Iterable[Figure],
    differences: Mapping[str, Difference],
    wording: _Wording,
) -> tuple[ComparedCell, ...]:
    """The cells of a row, whose figures are given in order."""
    remaining = iter(figures)
    return tuple(
        _change(column, differences[column.key], wording)
        if column.kind == "change"
        else _figure(column, next(remaining), wording)
        for column in columns
    )


def _figure(column: Column, figure: Figure, wording: _Wording) -> ComparedCell:
    bar = round(100 * float(figure.value or 0) / float(wording.longest), 1) if wording.longest else None
    return ComparedCell(column, wording.figure(figure), figure.marker, bar)


def _change(column: Column, difference: Difference, wording: _Wording) -> ComparedCell:
    if difference.value is not None:
        return ComparedCell(column, signed(difference.value, wording.language), None)
    assert difference.marker is not None
    return ComparedCell(column, wording.markers.get(difference.marker, ""), difference.marker)


def _marks(cells: Iterable[ComparedCell], wording: _Wording) -> tuple[tuple[ChangeMarker, str], ...]:
    """The signs that occur in cells, each with its words."""
    occurring = {cell.marker for cell in cells}
    return tuple((marker, wording.markers.get(marker, "")) for marker in KEY_MARKERS if marker in occurring)


def _notes(data: SiteData, across: Across) -> tuple[ComparedNote, ...]:
    """The notes under a table: those of all areas first."""
    common, own = joint_notes(across.reports)
    texts = [("", "", note.text) for note in common]
    texts += [(data.name(note.report.area), note.place, note.text) for note in own]
    return tuple(ComparedNote(number, *text) for number, text in enumerate(texts, start=1))


def _other_base(table: Table, report: Report, earlier: Report | None) -> OtherBase | None:
    differing = compare.bases(table.key, earlier, report) if earlier else None
    if earlier is None or not differing or not report.lineage.same(table.key, earlier.lineage):
        return None
    return OtherBase(earlier.edition.name, differing)


def _redefined(table: Table, report: Report, earlier: Report | None) -> Break | None:
    """Since when a table has another definition than in the year before, and the edition's words for it."""
    if earlier is None or not compare.counts_otherwise(table.key, earlier, report):
        return None
    definition = report.edition.redefinition(table.key, earlier.edition.name)
    if definition is None:
        return Break("definition", 0, report.edition.name)
    return Break("definition", 0, definition.since, edition_words(report, definition.words))
